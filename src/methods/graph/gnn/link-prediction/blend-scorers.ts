import type { TailScorer } from '../triples.ts';

/** One opinion of several, and how much it counts beside the others. */
export interface BlendPart {
  scorer: TailScorer;
  /** At least 0. */
  weight: number;
}

/**
 * Several scorers as one: the weighted mean of their log-probabilities, a scorer's scores of a query being taken as
 * log-odds of one answer among all entities (softmax), so that scorers on different scales can be heard together. Parts of
 * weight 0 are not asked. Throws RangeError where all weights are 0 or one is below, or where a scorer gives too few scores.
 */
export function blendScorers(parts: readonly BlendPart[], entities: number): TailScorer {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (parts.some(({ weight }) => !(weight >= 0)) || !(total > 0))
    throw new RangeError('blendScorers: weights must be at least 0 and not all 0');
  return {
    async scoreTails(queries) {
      const blended = new Float64Array((queries.length / 2) * entities);
      for (const { scorer, weight } of parts) {
        if (weight === 0) continue;
        const own = toLogProbabilities(await scorer.scoreTails(queries), entities);
        if (own.length !== blended.length)
          throw new RangeError(`blendScorers: ${own.length} scores for ${blended.length}`);
        for (const [at, value] of own.entries()) blended[at]! += (weight / total) * value;
      }
      return Float32Array.from(blended);
    },
  };
}

/** Scores, rows of `entities`, less the logarithm of the sum of each row's exponentials. */
export function toLogProbabilities(scores: Float32Array, entities: number): Float64Array {
  const result = Float64Array.from(scores);
  for (let from = 0; from < scores.length; from += entities) {
    const row = result.subarray(from, from + entities);
    const most = row.reduce((left, right) => Math.max(left, right), -Infinity);
    const sum = row.reduce((left, score) => left + Math.exp(score - most), 0);
    const whole = most + Math.log(sum);
    for (let at = 0; at < row.length; at++) row[at]! -= whole;
  }
  return result;
}
