import type { Vocabulary } from '../family.ts';
import { words } from '../family.ts';
import type { Asked } from './clause.ts';
import { capital } from './lexemes.ts';

/** Six ways to ask one thing. */
export function waysToAsk({ direct, embedded, open }: Asked): string[] {
  const [asked] = embedded.split(' ');
  return [
    direct,
    `Tell me ${embedded}.`,
    `${capital(open)}. ${capital(asked!)} was it?`,
    `Can you say ${embedded}?`,
    `Look at it all. ${direct}`,
    `Find out ${embedded}.`,
  ];
}

/** Three more, for exams. */
export function waysToExamine({ direct, embedded }: Asked): string[] {
  return [`Please tell me ${embedded}.`, `Read it again. ${direct}`, `Now answer me. ${direct}`];
}

const FUNCTION_WORDS = new Set(words('the a an in to by was did not that'));

/**
 * A rewording keeps the question word, once, and the other words of the question in their order. "Did" and "by" turn
 * round who does it: they must be there where the question has them, and nowhere else.
 */
export function askVocabulary({ direct, embedded }: Asked): Vocabulary {
  const asksWithDid = / did /.test(direct);
  const said = (asksWithDid ? direct : embedded).toLowerCase().replace('?', '').split(' ');
  const [asked] = said;
  const content = said.slice(1).filter((word) => !FUNCTION_WORDS.has(word));
  const turning = ['did', 'by'];
  return {
    allowed: [...words('tell say find out read answer well story text please again'), ...content],
    required: [
      ...content.map((word) => [word]),
      ...turning.filter((word) => said.includes(word)).map((word) => [word]),
    ],
    odd: [asked!, ...turning.filter((word) => !said.includes(word))],
    even: [],
    inOrder: content,
  };
}

/** A scene with names and nouns put as numbers in the order in which they come: what is left is its structure. */
export function withoutNames(value: unknown, names: ReadonlySet<string>): string {
  const seen = new Map<string, number>();
  return JSON.stringify(value).replace(/"([^"]+)"/g, (whole, word: string) => {
    if (!names.has(word)) return whole;
    if (!seen.has(word)) seen.set(word, seen.size);
    return String(seen.get(word));
  });
}
