import type { GraphQuery, QueryForm } from '../assign/query.ts';
import { wordsOf } from '../write/name-words.ts';
import { isSameSet, senseOf } from './question-words.ts';

/** Which predicates are spoken of an anchor itself, and which in turn of what is found from it. By place in the query. */
const CHAINS: Partial<
  Record<QueryForm, readonly (readonly [anchor: number, ...steps: number[]])[]>
> = {
  '2p': [[0, 0, 1]],
  '3p': [[0, 0, 1, 2]],
  '4p': [[0, 0, 1, 2, 3]],
  '2i': [
    [0, 0],
    [1, 1],
  ],
  '3i': [
    [0, 0],
    [1, 1],
    [2, 2],
  ],
  pi: [
    [0, 0, 1],
    [1, 2],
  ],
  ip: [
    [0, 0, 2],
    [1, 1, 2],
  ],
  most: [[0, 0, 1]],
  least: [[0, 0, 1]],
};

/** Words that begin another clause, or name what it is about: between an anchor and its own words they belong to another. */
const CLAUSES = new Set(
  (
    'who whom whose which what when where that person people man woman individual place places location city town village country ' +
    'year date time day entity work works event organization organisation company firm thing things one ones'
  ).split(' '),
);

/**
 * Whether the words of a question, with anchors as `@0`, `@1`, stand in an order that asks the query. Predicates
 * are told apart by senses that no other predicate of the query has; where one has no such sense in the question, nothing
 * shows the order, and that is a fault. Steps by the same predicate need no order.
 */
export function createOrder(
  words: readonly string[],
  { form }: Pick<GraphQuery, 'form'>,
  vocabularies: readonly ReadonlySet<string>[],
  phrases: readonly string[],
): { fault(): string | undefined } {
  const chains = CHAINS[form] ?? [];
  const senses = words.map((word) => (word.startsWith('@') ? word : senseOf(word)));
  const own = phrases.map((phrase) => new Set(wordsOf(phrase)));
  const isSame = (a: number, b: number): boolean => isSameSet(vocabularies[a]!, vocabularies[b]!);
  const places = vocabularies.map((vocabulary, at) =>
    senses.flatMap((sense, place) =>
      vocabulary.has(sense) &&
      vocabularies.every((other, index) => isSame(index, at) || !other.has(sense))
        ? [place]
        : [],
    ),
  );
  const anchorAt = (anchor: number): number => senses.indexOf(`@${anchor}`);
  const nearest = (from: number, predicate: number): number | undefined =>
    places[predicate]!.toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))[0];
  const distance = (anchor: number, predicate: number): number | undefined => {
    const place = nearest(anchorAt(anchor), predicate);
    return place === undefined ? undefined : Math.abs(place - anchorAt(anchor));
  };

  const faultOfNesting = (): string | undefined => {
    for (const [anchor, ...steps] of chains) {
      let [low, high] = [anchorAt(anchor), anchorAt(anchor)];
      for (const [at, step] of steps.slice(0, -1).entries()) {
        const place = nearest(anchorAt(anchor), step);
        if (place === undefined) break;
        [low, high] = [Math.min(low, place), Math.max(high, place)];
        const followed = steps.slice(0, at + 1);
        const stranger = words
          .slice(low + 1, high)
          .find((word) => CLAUSES.has(word) && !followed.some((one) => own[one]!.has(word)));
        if (stranger !== undefined) {
          return `puts "${stranger}" between an anchor and what is said of it`;
        }
        for (const later of steps.slice(at + 1)) {
          if (!isSame(step, later) && places[later]!.some((one) => one > low && one < high)) {
            return `asks by predicate ${later + 1} before predicate ${step + 1} has been followed`;
          }
        }
      }
    }
    return undefined;
  };

  const faultOfPairs = (): string | undefined => {
    for (const [at, [a, p]] of chains.entries()) {
      for (const [b, q] of chains.slice(at + 1)) {
        const straight = [distance(a, p!), distance(b, q!)];
        const crossed = [distance(a, q!), distance(b, p!)];
        if ([...straight, ...crossed].includes(undefined)) continue;
        if (straight[0]! + straight[1]! > crossed[0]! + crossed[1]!) {
          return `puts predicate ${p! + 1} to anchor ${b + 1}`;
        }
      }
    }
    return undefined;
  };
  const faultOfLikeness = (): string | undefined => {
    const unclear = places.findIndex(
      (found, at) => found.length === 0 && vocabularies.some((_, other) => !isSame(at, other)),
    );
    return unclear < 0
      ? undefined
      : `does not tell predicate ${unclear + 1} from the others, so that its order is not to be seen`;
  };
  return { fault: () => faultOfLikeness() ?? faultOfNesting() ?? faultOfPairs() };
}
