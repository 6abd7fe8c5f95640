import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { clauseDepthOf } from './clause-depth.ts';
import { type Utterance, utterancesOf } from './utterances.ts';
import { coinedMorphemes, factsOf, isCoined } from './vocabulary.ts';

export const DEFAULTS = {
  /** Words of prose below which the Flesch-Kincaid grade is noise and is not given. */
  gradeWords: 12,
};

/** What the limits of a stage are held against. */
export interface LanguageMeasure {
  utterances: readonly Utterance[];
  words: number;
  /** The utterance with most words, and how many. */
  longest: { text: string; words: number };
  /** Mean morphemes an utterance, a comma ending one too. 0 where there are no words. */
  mlu: number;
  /** The deepest nesting of clauses, and where. */
  deepest: { text: string; depth: number };
  /** Flesch-Kincaid grade of the prose; undefined below `DEFAULTS.gradeWords` words. */
  grade?: number;
}

/** Measures the language of a text: figures left out, coined words counted as what their endings make them. */
export function measureLanguage(text: string, coined: readonly string[] = []): LanguageMeasure {
  const utterances = utterancesOf(text);
  const longest = { text: '', words: 0 };
  const deepest = { text: '', depth: 0 };
  let words = 0;
  let pieces = 0;
  let morphemes = 0;
  let syllables = 0;
  for (const utterance of utterances) {
    const count = utterance.words.length;
    words += count;
    pieces += 1 + utterance.commas.filter((at, index) => isGap(utterance, at, index)).length;
    for (const word of utterance.words) {
      morphemes +=
        coined.length > 0 && isCoined(word, coined)
          ? coinedMorphemes(word, coined)
          : factsOf(word).morphemes;
      syllables += syllablesIn(word);
    }
    if (count > longest.words) Object.assign(longest, { text: utterance.text, words: count });
    const depth = count < 3 ? 0 : clauseDepthOf(utterance.words, utterance.commas);
    if (depth > deepest.depth) Object.assign(deepest, { text: utterance.text, depth });
  }
  const grade =
    words < DEFAULTS.gradeWords
      ? undefined
      : fleschKincaid({ sentence: utterances.length, word: words, syllable: syllables });
  return {
    utterances,
    words,
    longest,
    mlu: pieces === 0 ? 0 : morphemes / pieces,
    deepest,
    ...(grade !== undefined && { grade }),
  };
}

/** A comma parts two pieces where words stand on both its sides. */
function isGap({ words, commas }: Utterance, at: number, index: number): boolean {
  return at > 0 && at < words.length && commas[index - 1] !== at;
}

const SYLLABLES = new Map<string, number>();

function syllablesIn(word: string): number {
  let count = SYLLABLES.get(word);
  if (count === undefined) {
    count = Math.max(1, syllable(word));
    if (SYLLABLES.size >= 50_000) SYLLABLES.clear();
    SYLLABLES.set(word, count);
  }
  return count;
}
