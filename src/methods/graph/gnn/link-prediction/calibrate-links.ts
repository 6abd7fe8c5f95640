import { CancelledError } from '../../../../core/errors/index.ts';
import { createRandom } from '../../../../core/random.ts';
import { calibrate, type Calibration, type Judged } from '../calibrate.ts';
import type { LinkSplit, TailScorer } from '../triples.ts';
import { indexKnownTails } from './known-tails.ts';

export const DEFAULTS = {
  /** Triples of the validation set that are judged, drawn once; each asks for its tail and for its head. */
  mostTriples: 250,
  /** Entities drawn beside each answer from those that are no known answer; they stand for all of these. */
  others: 100,
  /** Queries scored in one call. */
  batch: 64,
};

/**
 * How scores translate to plausibility, fitted on the validation set: of an entity drawn from the answer and all that are no
 * known answer. Null where the set has no triple, or no entity is left that is not a known answer. The same scorer, split
 * and seed give the same numbers. Throws CancelledError when aborted.
 */
export async function calibrateLinks(
  scorer: TailScorer,
  split: LinkSplit,
  seed: number,
  signal?: AbortSignal,
): Promise<Calibration | null> {
  const { mostTriples, others, batch } = DEFAULTS;
  const random = createRandom(`calibrate-links/${seed}`);
  const entities = split.entityNames.length;
  const relations = split.relationNames.length;
  const known = indexKnownTails(split);
  const numbers = Array.from({ length: split.valid.length / 3 }, (_, at) => at);
  const asked = random
    .shuffle(numbers)
    .slice(0, mostTriples)
    .flatMap((number) => {
      const [head, relation, tail] = split.valid.subarray(3 * number, 3 * number + 3);
      return [
        { head: head!, relation: relation!, answer: tail! },
        { head: tail!, relation: relation! + relations, answer: head! },
      ];
    });
  const judged: Judged[] = [];
  for (let from = 0; from < asked.length; from += batch) {
    if (signal?.aborted) throw new CancelledError('The calibration was stopped.');
    const slice = asked.slice(from, from + batch);
    const queries = slice.flatMap(({ head, relation }) => [head, relation]);
    const scores = await scorer.scoreTails(Int32Array.from(queries));
    for (const [row, { head, relation, answer }] of slice.entries()) {
      const answers = new Set(known.of(head, relation));
      const left = entities - answers.size;
      if (left === 0) continue;
      judged.push({ score: scores[row * entities + answer]!, isTrue: true, weight: 1 });
      for (let draw = 0; draw < others; draw++) {
        let entity = random.integer(entities);
        while (answers.has(entity)) entity = random.integer(entities);
        const score = scores[row * entities + entity]!;
        judged.push({ score, isTrue: false, weight: left / others });
      }
    }
  }
  return judged.length === 0 ? null : calibrate(judged);
}
