import { CancelledError } from '../../../../core/errors/index.ts';
import { createRandom } from '../../../../core/random.ts';
import type { LinkSplit, TailScorer } from '../triples.ts';
import { toLogProbabilities } from './blend-scorers.ts';
import { rankOf } from './evaluate-links.ts';
import { indexKnownTails } from './known-tails.ts';

export const DEFAULTS = {
  /** Weights that a second opinion is tried with, beside 1 for the first; 0 leaves it out. */
  weights: [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2] as readonly number[],
  /** Validation triples that are ranked, drawn once. */
  mostTriples: 2000,
  /** Queries asked in one call. */
  batch: 64,
  seed: 0,
};

export interface ChosenWeight {
  weight: number;
  /** Mean reciprocal rank on the validation set with every weight tried: filtered, both directions, ties against the answer. */
  tried: { weight: number; mrr: number }[];
}

/**
 * How much a second scorer should count beside a first, by the validation set alone: the weight of the largest mean
 * reciprocal rank, the smallest of equals. The same scorers, split and seed give the same. Throws RangeError without
 * validation triples, CancelledError when aborted.
 */
export async function chooseWeight(
  first: TailScorer,
  second: TailScorer,
  split: LinkSplit,
  { signal, ...given }: Partial<typeof DEFAULTS> & { signal?: AbortSignal } = {},
): Promise<ChosenWeight> {
  const { weights, mostTriples, batch, seed } = { ...DEFAULTS, ...given };
  const count = split.valid.length / 3;
  if (count === 0) throw new RangeError('chooseWeight: there is no validation triple');
  const relations = split.relationNames.length;
  const entities = split.entityNames.length;
  const known = indexKnownTails(split);
  const numbers = Array.from({ length: count }, (_, at) => at);
  const drawn = createRandom(`choose-weight/${seed}`).shuffle(numbers).slice(0, mostTriples);
  // Sorted by relation, since scorers that work relation by relation gain by it.
  const questions = drawn
    .flatMap((number) => {
      const [head, relation, tail] = split.valid.subarray(3 * number, 3 * number + 3);
      return [
        { node: head!, relation: relation!, answer: tail! },
        { node: tail!, relation: relation! + relations, answer: head! },
      ];
    })
    .toSorted((a, b) => a.relation - b.relation || a.node - b.node || a.answer - b.answer);
  const sums = weights.map(() => 0);
  for (let from = 0; from < questions.length; from += batch) {
    if (signal?.aborted) throw new CancelledError('The choice of a weight was stopped.');
    const asked = questions.slice(from, from + batch);
    const queries = Int32Array.from(asked.flatMap(({ node, relation }) => [node, relation]));
    const one = toLogProbabilities(await first.scoreTails(queries), entities);
    const two = toLogProbabilities(await second.scoreTails(queries), entities);
    for (const [row, { node, relation, answer }] of asked.entries()) {
      const answers = known.of(node, relation);
      for (const [place, weight] of weights.entries()) {
        const scores = Float32Array.from(
          { length: entities },
          (_, at) => one[row * entities + at]! + weight * two[row * entities + at]!,
        );
        sums[place]! += 1 / rankOf(scores, answer, answers);
      }
    }
  }
  const tried = weights.map((weight, place) => ({
    weight,
    mrr: sums[place]! / questions.length,
  }));
  const { weight } = tried.reduce((best, each) => (each.mrr > best.mrr ? each : best));
  return { weight, tried };
}
