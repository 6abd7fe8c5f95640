import { CancelledError } from '../../../../core/errors/index.ts';
import { createRandom } from '../../../../core/random.ts';
import type { LinkSplit, TailScorer } from '../triples.ts';
import { indexKnownTails } from './known-tails.ts';

export const DEFAULTS = {
  part: 'test' as 'valid' | 'test',
  /** Different queries scored in one call. */
  batch: 64,
  /** Triples drawn without replacement where the part has more; all of them by default. */
  maxTriples: Number.POSITIVE_INFINITY,
  /** Of the draw of triples and of the bootstrap. */
  seed: 0,
  bootstrapDraws: 1000,
};

export interface EvaluateOptions extends Partial<typeof DEFAULTS> {
  signal?: AbortSignal;
  /** Queries ranked so far, of all. */
  onProgress?: (done: number, total: number) => void;
}

export interface RankFigures {
  queries: number;
  /** Mean reciprocal rank. */
  mrr: number;
  /** Share of queries whose answer is among the first 1, 3, 10. */
  hits1: number;
  hits3: number;
  hits10: number;
  meanRank: number;
}

export interface LinkMetrics {
  overall: RankFigures;
  /** Queries (head, relation, ?). */
  tails: RankFigures;
  /** Queries (?, relation, tail). */
  heads: RankFigures;
  /** 95 % of the mean reciprocal rank, by bootstrap over triples. */
  mrrInterval: { low: number; high: number };
}

/**
 * Filtered ranks (Bordes et al. 2013) of every triple of a part in both directions, ties counted against the answer: rank = 1 + the number of
 * other entities that score at least as high and are no known answer, in train, valid or test. The interval resamples
 * triples, each with both of its ranks (percentile bootstrap, Efron & Tibshirani 1993, ch. 13).
 * Throws RangeError where the scorer gives NaN or too few scores, CancelledError when aborted.
 */
export async function evaluateLinks(
  scorer: TailScorer,
  split: LinkSplit,
  { signal, onProgress, ...given }: EvaluateOptions = {},
): Promise<LinkMetrics> {
  const { part, batch, maxTriples, seed, bootstrapDraws } = { ...DEFAULTS, ...given };
  const random = createRandom(`evaluate-links/${seed}`);
  const triples = drawTriples(split[part], maxTriples, random.fork('triples'));
  const count = triples.length / 3;
  if (count === 0) throw new RangeError(`evaluateLinks: there is no triple in ${part}`);
  const relations = split.relationNames.length;
  const entities = split.entityNames.length;
  const known = indexKnownTails(split);

  // Triples often share a query; each is scored once and ranks all its answers. Sorted by relation, since scorers
  // that work relation by relation gain by it.
  const targets = new Map<number, { head: number; relation: number; places: number[] }>();
  const ask = (head: number, relation: number, place: number): void => {
    const key = relation * entities + head;
    const query = targets.get(key);
    if (query) query.places.push(place);
    else targets.set(key, { head, relation, places: [place] });
  };
  for (let i = 0; i < count; i++) {
    ask(triples[3 * i]!, triples[3 * i + 1]!, 2 * i);
    ask(triples[3 * i + 2]!, triples[3 * i + 1]! + relations, 2 * i + 1);
  }
  const queries = [...targets.entries()].toSorted(([a], [b]) => a - b).map(([, query]) => query);

  // Even places hold ranks of tails, odd ones of heads.
  const ranks = new Int32Array(2 * count);
  let done = 0;
  for (let from = 0; from < queries.length; from += batch) {
    if (signal?.aborted) throw new CancelledError('The evaluation was stopped.');
    const slice = queries.slice(from, from + batch);
    const asked = Int32Array.from(slice.flatMap(({ head, relation }) => [head, relation]));
    const scores = await scorer.scoreTails(asked);
    if (scores.length !== slice.length * entities) {
      throw new RangeError(
        `evaluateLinks: ${scores.length} scores for ${slice.length} queries over ${entities} entities`,
      );
    }
    for (const [row, { head, relation, places }] of slice.entries()) {
      const own = scores.subarray(row * entities, (row + 1) * entities);
      const answers = known.of(head, relation);
      for (const place of places) {
        const answer = triples[3 * (place >> 1) + (place % 2 === 0 ? 2 : 0)]!;
        ranks[place] = rankOf(own, answer, answers);
      }
      done += places.length;
    }
    onProgress?.(done, 2 * count);
  }
  return {
    overall: figures(ranks, 0, 1),
    tails: figures(ranks, 0, 2),
    heads: figures(ranks, 1, 2),
    mrrInterval: bootstrap(ranks, bootstrapDraws, random.fork('bootstrap')),
  };
}

/** 1 + how many entities, known answers aside, score at least as high as the answer. Throws RangeError on NaN. */
export function rankOf(scores: Float32Array, answer: number, known: Int32Array): number {
  const own = scores[answer]!;
  let rank = 1;
  for (let entity = 0; entity < scores.length; entity++) {
    const score = scores[entity]!;
    if (score >= own) rank++;
    else if (!(score < own)) throw new RangeError('evaluateLinks: the scorer gave NaN');
  }
  let isKnown = false;
  for (const entity of known) {
    if (scores[entity]! >= own) rank--;
    if (entity === answer) isKnown = true;
  }
  // The answer itself stands in the count like every entity, whether known or not.
  return isKnown ? rank : rank - 1;
}

function figures(ranks: Int32Array, first: number, step: number): RankFigures {
  const sums = { mrr: 0, hits1: 0, hits3: 0, hits10: 0, meanRank: 0 };
  let queries = 0;
  for (let i = first; i < ranks.length; i += step) {
    const rank = ranks[i]!;
    queries++;
    sums.mrr += 1 / rank;
    sums.meanRank += rank;
    if (rank <= 1) sums.hits1++;
    if (rank <= 3) sums.hits3++;
    if (rank <= 10) sums.hits10++;
  }
  return {
    queries,
    mrr: sums.mrr / queries,
    hits1: sums.hits1 / queries,
    hits3: sums.hits3 / queries,
    hits10: sums.hits10 / queries,
    meanRank: sums.meanRank / queries,
  };
}

function bootstrap(
  ranks: Int32Array,
  draws: number,
  random: ReturnType<typeof createRandom>,
): { low: number; high: number } {
  const count = ranks.length / 2;
  const means = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const triple = 2 * random.integer(count);
      sum += 1 / ranks[triple]! + 1 / ranks[triple + 1]!;
    }
    return sum / (2 * count);
  }).toSorted();
  const tail = Math.floor(0.025 * draws);
  return { low: means[tail]!, high: means[draws - 1 - tail]! };
}

function drawTriples(
  triples: Int32Array,
  most: number,
  random: ReturnType<typeof createRandom>,
): Int32Array {
  const count = triples.length / 3;
  if (count <= most) return triples;
  // Floyd's draw: as many steps as triples are kept.
  const chosen = new Set<number>();
  for (let top = count - most; top < count; top++) {
    const at = random.integer(top + 1);
    chosen.add(chosen.has(at) ? top : at);
  }
  const kept = new Int32Array(3 * most);
  let to = 0;
  for (const at of [...chosen].toSorted((a, b) => a - b)) {
    kept.set(triples.subarray(3 * at, 3 * at + 3), to);
    to += 3;
  }
  return kept;
}
