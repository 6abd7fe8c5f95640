import { contentWords, isEnglish } from '../../../../core/text/content-words.ts';
import { splitWords } from '../../../../core/text/sentences.ts';

/** Scripts that put no spaces between words: a term is one word or two that touch. */
const UNSPACED = new Set(['zh', 'ja', 'th']);
const LEAST_LETTERS: Record<string, number> = { zh: 2, ja: 2, th: 3, ar: 4, hi: 4 };

/** English words before and after which a noun phrase stands alone: elsewhere a pair may hold a verb (`vaccine shows`). */
const BEFORE = new Set(
  'a an the of in on at by for with from into through under over between its their his her our each every no some most many few other'.split(
    ' ',
  ),
);
const AFTER = new Set(
  'of in on at by for with from into through under over between and or is are was were has have can will which who'.split(
    ' ',
  ),
);

/**
 * What a sentence is about and no other of its passage: words and pairs of neighbours that stand there word for word, longest
 * first. Never empty words in English; in other languages long words only, since their empty words are short.
 */
export function ownTerms(
  sentence: string,
  others: readonly string[],
  language: string,
  nounsOnly = false,
): string[] {
  const elsewhere = others.join('\n').toLowerCase();
  const terms: string[] = [];
  for (const clause of sentence.split(/[^\p{L}\p{M}\s’'-]+/u)) {
    const words = splitWords(clause, language);
    for (const [at, word] of words.entries()) {
      if (!carries(word, language)) continue;
      const next = words[at + 1];
      const pair = `${word}${UNSPACED.has(language) ? '' : ' '}${next}`;
      if (next !== undefined && carries(next, language) && clause.includes(pair)) terms.push(pair);
      terms.push(word);
    }
  }
  const own = terms.filter((term) => !elsewhere.includes(term.toLowerCase()));
  const apt = own.filter(
    (term) => !nounsOnly || !isEnglish(language) || standsAlone(term, sentence),
  );
  return [...new Set(apt)].toSorted(
    (a, b) => wordsIn(b, language) - wordsIn(a, language) || b.length - a.length,
  );
}

function standsAlone(term: string, sentence: string): boolean {
  const at = sentence.indexOf(term);
  const before = /([\p{L}’']+)\s$/u.exec(sentence.slice(0, at))?.[1]?.toLowerCase();
  const after = /^\s([\p{L}’']+)/u.exec(sentence.slice(at + term.length))?.[1]?.toLowerCase();
  return before !== undefined && BEFORE.has(before) && (after === undefined || AFTER.has(after));
}

function carries(word: string, language: string): boolean {
  if (!/^\p{L}/u.test(word)) return false;
  if (isEnglish(language)) return word.length >= 4 && contentWords(word, language).size > 0;
  return Array.from(word).length >= (LEAST_LETTERS[language] ?? 6);
}

function wordsIn(term: string, language: string): number {
  return splitWords(term, language).length;
}
