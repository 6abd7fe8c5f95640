import type { Word } from './read-words.ts';
import { stemWord } from './stem-word.ts';

/** Words that say nothing of what a text is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and any are as at be been being but by can could did do does for from had has have he her hers him his how i if in ' +
    'into is it its itself may might more most must my no nor not of on one or our she should so some such than that the their ' +
    'them then there these they this those to too was we were what when where which while who whom whose why will with would ' +
    'you your'
  ).split(' '),
);

/** Numbers for terms: stems of words, and pairs of neighbours in scripts without spaces. */
export interface Vocabulary {
  /** How many terms there are. */
  readonly size: number;
  /** Terms of a text's words, in order, repeated as often as they stand there; what is new gets a number. */
  add(words: readonly Word[]): number[];
  /** Distinct known terms of words. */
  find(words: readonly Word[]): number[];
  /** Whether a word, folded as by `readWords`, is known. */
  has(word: string): boolean;
}

export function createVocabulary(): Vocabulary {
  const terms = new Map<string, number>();
  /** By word, so that each is stemmed once; stop words are -1. */
  const byWord = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = byWord.get(word);
    if (known !== undefined) return known;
    const stem = stemWord(word);
    let term = -1;
    if (!STOP_WORDS.has(word)) {
      term = terms.get(stem) ?? terms.size;
      terms.set(stem, term);
    }
    byWord.set(word, term);
    return term;
  };
  const lookUp = (word: string): number => {
    if (STOP_WORDS.has(word)) return -1;
    return byWord.get(word) ?? terms.get(stemWord(word)) ?? -1;
  };
  return {
    get size() {
      return terms.size;
    },
    add: (words) =>
      searchWords(words)
        .map(numberOf)
        .filter((term) => term >= 0),
    find: (words) => [
      ...new Set(
        searchWords(words)
          .map(lookUp)
          .filter((term) => term >= 0),
      ),
    ],
    has: (word) => lookUp(word) >= 0,
  };
}

/** Words as they are searched by: neighbours of a script without spaces in pairs, a lone one by itself. */
function searchWords(words: readonly Word[]): string[] {
  const found: string[] = [];
  for (const [i, { text, start, end, isUnspaced }] of words.entries()) {
    if (!isUnspaced) {
      found.push(text);
      continue;
    }
    const next = words[i + 1];
    if (next?.isUnspaced && next.start === end) found.push(text + next.text);
    else if (!(words[i - 1]?.isUnspaced && words[i - 1]!.end === start)) found.push(text);
  }
  return found;
}
