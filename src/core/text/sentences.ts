import { codePointLength } from './code-points.ts';

/** A sentence of a text, with its offsets in Unicode code points and without surrounding white space. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
}

/** Ends of common abbreviations after which UAX #29 wrongly breaks: English and titles, Arabic, Hindi. */
const ABBREVIATION = new RegExp(
  [
    String.raw`(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Fig|Figs|Eq|No|vs|etc|e\.g|i\.e|cf|approx|Jr|Sr|Inc|Ltd|Co)`,
    // Titles, page, volume, before and after an epoch; a metre after a number may end its sentence.
    String.raw`(?:^|[\s(.])(?:د|أ|ق|ص|ج|هـ|(?<!\p{Nd}\s?)م)`,
    // Titles, measures and numbers; English letters by their names, as in initials.
    String.raw`(?:^|[\s(.])(?:डॉ|डा|प्रो|पं|श्री|कि|मी|किमी|सें|सेमी|मि|ग्रा|किग्रा|लि|ई|पू|सं|नं|रु|ए|बी|सी|डी|एफ|जी|एच|आई|जे|के|एल|एम|एन|ओ|पी|आर|एस|टी|यू|वी|वाई)`,
  ]
    .map((ending) => String.raw`(?:${ending})\.\s*$`)
    .join('|'),
  'u',
);

/** More than any abbreviation needs: a text of nothing else would be read over and over. */
const LONGEST_ENDING = 64;

/** Splits a text into sentences by UAX #29 (ICU), joined again after common abbreviations. */
export function splitSentences(text: string, language = 'en'): Sentence[] {
  const sentences: Sentence[] = [];
  let pending = '';
  let end = '';
  let position = 0;
  const flush = (): void => {
    const trimmed = pending.trim();
    const length = codePointLength(pending);
    if (trimmed !== '') {
      const start = position + codePointLength(pending.slice(0, pending.indexOf(trimmed)));
      sentences.push({ start, end: start + codePointLength(trimmed), text: trimmed });
    }
    position += length;
    pending = '';
    end = '';
  };
  for (const { segment } of segmenter('sentence', language).segment(text)) {
    pending += segment;
    end = (end + segment).slice(-LONGEST_ENDING);
    if (!ABBREVIATION.test(end)) flush();
  }
  flush();
  return sentences;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: 'sentence' | 'word', language: string): Intl.Segmenter {
  const key = `${granularity}/${language}`;
  let found = segmenters.get(key);
  if (found === undefined) {
    const locale = language === 'und' ? 'en' : language;
    found = new Intl.Segmenter(locale, { granularity });
    segmenters.set(key, found);
  }
  return found;
}

/** Splits a text into words by UAX #29 (dictionary-based for Chinese, Japanese, Thai …), punctuation dropped. */
export function splitWords(text: string, language = 'en'): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter('word', language).segment(text)) {
    if (isWordLike) words.push(segment);
  }
  return words;
}
