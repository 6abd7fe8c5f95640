import type { Exercise, Question } from './draw-exercise.ts';

type Numbers = Float32Array | Float64Array;

export interface RankingLoss {
  /** Mean over the hidden answers. */
  loss: number;
  /** Mean reciprocal rank, filtered, ties counted against the answer. */
  mrr: number;
}

/**
 * Mean over hidden answers of −ln softmax(answer among itself and all entities that are no known answer). `scores` and `slope` are entity × query;
 * the gradient times `weight` is added to `slope`. Every entity is a negative, so none has to be drawn.
 */
export function rankingLoss(
  { tailsOf }: Exercise,
  { relation, heads, tails }: Question,
  scores: Numbers,
  slope: Numbers,
  weight = 1,
): RankingLoss {
  const batch = heads.length;
  const entities = scores.length / batch;
  const answers = tails.reduce((sum, list) => sum + list.length, 0);
  const isKnown = new Uint8Array(entities);
  const share = weight / answers;
  let [loss, mrr] = [0, 0];
  for (let query = 0; query < batch; query++) {
    isKnown.fill(0);
    for (const tail of tailsOf(heads[query]!, relation)) isKnown[tail] = 1;
    let top = Number.NEGATIVE_INFINITY;
    for (let v = 0; v < entities; v++) {
      if (isKnown[v] === 0) top = Math.max(top, scores[v * batch + query]!);
    }
    let others = 0;
    for (let v = 0; v < entities; v++) {
      if (isKnown[v] === 0) others += Math.exp(scores[v * batch + query]! - top);
    }
    // What each of the others gets, summed over the answers: share / (all that the answer competes with).
    let pull = 0;
    for (const tail of tails[query]!) {
      const own = scores[tail * batch + query]!;
      const high = Math.max(own, top);
      const left = others === 0 ? 0 : others * Math.exp(top - high);
      const total = left + Math.exp(own - high);
      loss += Math.log(total) + high - own;
      slope[tail * batch + query]! += share * (Math.exp(own - high) / total - 1);
      if (left > 0) pull += (share * Math.exp(top - high)) / total;
      let rank = 1;
      for (let v = 0; v < entities; v++) {
        if (isKnown[v] === 0 && scores[v * batch + query]! >= own) rank++;
      }
      mrr += 1 / rank;
    }
    if (pull === 0) continue;
    for (let v = 0; v < entities; v++) {
      if (isKnown[v] === 0)
        slope[v * batch + query]! += pull * Math.exp(scores[v * batch + query]! - top);
    }
  }
  return { loss: loss / answers, mrr: mrr / answers };
}
