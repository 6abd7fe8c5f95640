import { contentWords, isEnglish, matchScores } from '../../../core/text/content-words.ts';
import { NUMBER_WORDS } from '../kinds/words/quantities.ts';
import { denialsOf } from '../../../core/text/denials.ts';

export const LIMITS = { leastShared: 2, leastShare: 0.6, leastOfBest: 0.5 };

/** What a question is held against: all sentences that were shown, and which of them answer it. */
export interface Grounds {
  shown: readonly string[];
  /** Indices into `shown`. */
  cited: readonly number[];
  title: string;
  language: string;
}

/**
 * Whether a question is about the sentences that are to answer it: undefined when it is, else why not.
 *
 * (a) At least two content words of the question, and 60 % of them, stand in the cited sentences or the title, at
 * least one of them in a cited sentence. (b) Its numbers, and in English its names (words with a capital inside the
 * question), stand in the shown sentences or the title; it denies nothing where the cited sentences deny nothing. (c) By shared content words, weighted by rarity, a cited
 * sentence is the best match among the shown, and no cited one matches less than half as well.
 * This shows a common subject. That the sentence answers the question is not shown.
 */
export function faultOfGrounds(question: string, grounds: Grounds): string | undefined {
  const { shown, cited, title, language } = grounds;
  const asked = contentWords(question, language);
  if (asked.size === 0) return 'asks about nothing in particular';
  const sentences = shown.map((sentence) => contentWords(sentence, language));
  const quoted = new Set(cited.flatMap((index) => [...(sentences[index] ?? [])]));
  const known = new Set([...quoted, ...contentWords(title, language)]);
  const shared = [...asked].filter((word) => known.has(word)).length;
  const inQuotes = [...asked].some((word) => quoted.has(word));
  if (!inQuotes || shared < LIMITS.leastShared) {
    return 'shares too few words with the sentences that answer it';
  }
  if (shared / asked.size < LIMITS.leastShare) {
    const strangers = [...asked].filter((word) => !known.has(word)).join(', ');
    return `speaks of what the sentences that answer it do not: ${strangers}`;
  }
  const stranger = strangerOf(question, `${shown.join('\n')}\n${title}`, language);
  if (stranger !== undefined) return `brings in "${stranger}"`;

  const denied = denialsOf(question, language)[0];
  const isDenied = cited.some((index) => denialsOf(shown[index] ?? '', language).length > 0);
  if (denied !== undefined && !isDenied) return `says "${denied}" where the page denies nothing`;

  const scores = matchScores(asked, sentences);
  const best = Math.max(...scores);
  const matches = cited.map((index) => scores[index] ?? 0);
  if (Math.max(...matches) < best) return 'another sentence matches it better than the cited ones';
  if (Math.min(...matches) < LIMITS.leastOfBest * best) return 'a cited sentence hardly matches it';
  return undefined;
}

/** A number or name of the question that the page does not have. */
function strangerOf(question: string, page: string, language: string): string | undefined {
  const known = page.toLowerCase();
  for (const [number] of question.matchAll(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu)) {
    if (!new RegExp(`(?<!\\p{Nd})${number.replaceAll('.', '\\.')}(?!\\p{Nd})`, 'u').test(page))
      return number;
  }
  for (const [sign] of question.matchAll(/[\p{Nl}\p{No}]/gu)) if (!page.includes(sign)) return sign;
  if (!isEnglish(language)) return undefined;
  const inWords = new Set(known.match(/\p{L}+|\p{Nd}+/gu));
  for (const [word] of question.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (!Object.hasOwn(NUMBER_WORDS, word)) continue;
    if (!inWords.has(word) && !inWords.has(String(NUMBER_WORDS[word]))) return word;
  }
  for (const [name] of question.slice(1).matchAll(/(?<=[\s(-])\p{Lu}[\p{L}]+/gu)) {
    if (!known.includes(name.toLowerCase())) return name;
  }
  return undefined;
}
