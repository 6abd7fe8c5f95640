import { contentSequence, isEnglish, stem } from './content-words.ts';
import { splitWords } from './sentences.ts';

export const DEFAULTS = { mostTimesAsLong: 1.6, mostLonger: 24 };

/** Words that make a statement weaker, narrower or wider: a rewording has each as often as the statement. */
const HEDGES =
  'may might could can should would must will perhaps possibly probably likely seem seems appear appears about around roughly nearly almost ' +
  'approximately usually often sometimes rarely seldom generally typically mainly mostly partly some many few most all every each any only ' +
  'just even still already always never at least more less than up over under until since before after during because if unless although though ' +
  'while when where without except not no nor neither none cannot between from to into by with for against both either or';
const KEPT_EN = new Set(HEDGES.split(' '));
/** Of those, the words that say how what follows stands to the rest: each goes before the same content word. */
const RELATIONS = new Set(
  'than until since before after because if unless although though while when where without except not no only never between from to into by with for against over under at about some most all every few'.split(
    ' ',
  ),
);

/**
 * Why a text is not a statement in other words, or undefined. Strict and lexical: the same numbers, names, denials, hedges and
 * content words, each as often; content words in their order but for one exchange of the two halves (`When A, B` and `B when
 * A`); and each word of relation before the same content word. Where the language has no word lists here (all but English) every
 * word counts as content.
 */
export function faultOfWording(
  text: string,
  statement: string,
  language: string,
): string | undefined {
  if (text !== text.trim() || text === '' || /\p{Cc}/u.test(text)) return 'is not one line of text';
  if (/[“”«»"`{}<>*_|#]/u.test(text) && !/[“”«»"`{}<>*_|#]/u.test(statement))
    return 'brings in quotation marks or markup';
  const { mostTimesAsLong, mostLonger } = DEFAULTS;
  if (text.length > mostTimesAsLong * statement.length + mostLonger)
    return 'is much longer than the statement';
  if (!/[.!。！।…]["'”’»)\]]*$/u.test(text)) return 'is no whole statement';
  const number = differing(numbersOf(text), numbersOf(statement));
  if (number !== undefined) return `has not the same numbers: ${number}`;
  const name = differing([...namesOf(text, statement)], [...namesOf(statement, text)]);
  if (name !== undefined) return `has not the same names: ${name}`;
  const said = contentSequence(text, language);
  const meant = contentSequence(statement, language);
  const word = differing(said, meant);
  if (word !== undefined) return `has not the same content words: ${word}`;
  if (!isRotation(said, meant)) return 'has its content words in another order';
  if (!isEnglish(language)) return undefined;
  const hedge = differing(hedgesOf(text), hedgesOf(statement));
  if (hedge !== undefined) return `has not the same hedges and denials: ${hedge}`;
  const relation = differing(relationsOf(text), relationsOf(statement));
  return relation === undefined ? undefined : `relates otherwise: ${relation}`;
}

/** Numbers as they stand, in digits of any script. */
export function numbersOf(text: string): string[] {
  return text.match(/\p{Nd}+(?:[.,:]\p{Nd}+)*/gu) ?? [];
}

/** Words with a capital inside a sentence; a first word counts where the other text has it so as well. */
function namesOf(text: string, other: string): Set<string> {
  const names = [...text.matchAll(/\p{Lu}[\p{L}\p{M}\p{Nd}’'-]*/gu)];
  return new Set(
    names.flatMap(([word], at) => {
      const isFirst = at === 0 && text.trimStart().startsWith(word);
      const isName = !isFirst || new RegExp(`\\S\\s+${escape(word)}`, 'u').test(other);
      return isName && word !== 'I' && !isLowered(word, other) ? [word] : [];
    }),
  );
}

/** Whether a text has a word without its capital, so that the capital comes of standing first. */
function isLowered(word: string, text: string): boolean {
  const lower = word.toLowerCase();
  return lower !== word && new RegExp(`(?<!\\p{L})${escape(lower)}(?!\\p{L})`, 'u').test(text);
}

function hedgesOf(text: string): string[] {
  return plainWords(text).filter((word) => KEPT_EN.has(word));
}

function relationsOf(text: string): string[] {
  const words = plainWords(text);
  return words.flatMap((word, at) => {
    if (!RELATIONS.has(word)) return [];
    const next = words.slice(at + 1).find((later) => contentSequence(later, 'en').length > 0);
    return [`${word} ${next === undefined ? '' : stem(next)}`];
  });
}

function plainWords(text: string): string[] {
  const apart = text
    .replaceAll('’', "'")
    .replace(/n't\b/giu, ' not')
    .replace(/\bcannot\b/giu, 'can not');
  return splitWords(apart, 'en').map((word) => word.toLowerCase());
}

/** Whether one sequence is the other with its two halves exchanged (or the same). */
function isRotation(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const length = a.length;
  for (let shift = 0; shift < Math.max(1, length); shift++) {
    if (a.every((word, at) => word === b[(at + shift) % length])) return true;
  }
  return false;
}

/** The first item that one list has more often than the other. */
function differing(a: readonly string[], b: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of a) counts.set(item, (counts.get(item) ?? 0) + 1);
  for (const item of b) counts.set(item, (counts.get(item) ?? 0) - 1);
  return [...counts].find(([, count]) => count !== 0)?.[0];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
