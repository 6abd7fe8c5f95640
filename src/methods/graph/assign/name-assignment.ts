import { sha256 } from '../../../core/hash.ts';
import { fractionOf, type Words, wordsOf } from './hash-ids.ts';
import type { GraphQuery } from './query.ts';

/** Names an assignment within its part, by its query alone: the same question is the same assignment in every graph. */
export function assignmentKey({ form, anchors, predicates }: GraphQuery, isTwin: boolean): string {
  const name = sha256(spell({ form, anchors, predicates })).slice(0, 24);
  return `${form}/${name}${isTwin ? '/unanswerable' : ''}`;
}

/** Whether a query of a part with this seed has an unanswerable twin, and the word that decides what it withholds. */
export function drawTwin(
  seed: string,
  { form, anchors, predicates }: GraphQuery,
  share: number,
): { isDrawn: boolean; choice: Words[number] } {
  const [word, choice] = wordsOf(`${seed}/unanswerable/${spell({ form, anchors, predicates })}`);
  return { isDrawn: fractionOf(word) <= share, choice };
}

const spell = (query: GraphQuery): string => JSON.stringify(query);
