/**
 * The stories' language for a small student: one token an event or question. `x>2` the thing x goes to place 2; `A-` and
 * `A+` A leaves and comes back; `A:x2` A writes the other person that x is at place 2. Questions stand first.
 */
export const PEOPLE = ['A', 'B'] as const;
export const THINGS = ['x', 'y'] as const;
export const PLACES = ['1', '2', '3', '4'] as const;
export type Person = (typeof PEOPLE)[number];
export type Thing = (typeof THINGS)[number];

/** What is asked of a thing: where it is, where it was first, whether the chain's one person knows, where the chain thinks it is. */
export interface Question {
  ask: 'now' | 'first' | 'knows' | 'thinks';
  thing: Thing;
  /** Whose thoughts, from the outer mind to the inner. */
  chain: readonly Person[];
}

const CHAINS: readonly (readonly Person[])[] = [['A'], ['B'], ['A', 'B'], ['B', 'A']];

export function questionToken({ ask, thing, chain }: Question): string {
  return `?${ask}${chain.length > 0 ? `:${chain.join('')}` : ''}:${thing}`;
}

const QUESTIONS = THINGS.flatMap((thing) => [
  ...(['now', 'first'] as const).map((ask) => questionToken({ ask, thing, chain: [] })),
  ...CHAINS.map((chain) => questionToken({ ask: 'thinks', thing, chain })),
  ...PEOPLE.map((who) => questionToken({ ask: 'knows', thing, chain: [who] })),
]);

/** Every token; a token's number is its place here. */
export const VOCABULARY: readonly string[] = [
  ...QUESTIONS,
  ...THINGS.flatMap((thing) => PLACES.map((place) => `${thing}>${place}`)),
  ...PEOPLE.flatMap((who) => [`${who}-`, `${who}+`]),
  ...PEOPLE.flatMap((who) =>
    THINGS.flatMap((thing) => PLACES.map((place) => `${who}:${thing}${place}`)),
  ),
];

/** Every answer; an answer's number is its place here. */
export const ANSWERS: readonly string[] = [...PLACES, 'yes', 'no'];

const numbers = new Map(VOCABULARY.map((token, number) => [token, number]));

/** Numbers of a story's tokens. Throws RangeError on one that is not in the vocabulary. */
export function encodeTokens(story: readonly string[]): number[] {
  return story.map((token) => {
    const number = numbers.get(token);
    if (number === undefined) throw new RangeError(`no token is written "${token}"`);
    return number;
  });
}
