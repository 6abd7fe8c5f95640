import type { Category } from './categories.ts';
import type { Feature } from './features.ts';

export const PARTS_OF_SPEECH = [
  'noun',
  'verb',
  'adjective',
  'adverb',
  'pronoun',
  'determiner',
  'preposition',
  'conjunction',
  'question',
  'auxiliary',
  'number',
  'interjection',
] as const;
export type PartOfSpeech = (typeof PARTS_OF_SPEECH)[number];

/** From the first words of a child of one to the words of a pupil of fourteen: one band a stage. */
export type Band = 1 | 2 | 3 | 4 | 5 | 6;

/** One word in one part of speech. */
export interface Entry {
  /** Base form: singular, infinitive, positive. */
  word: string;
  pos: PartOfSpeech;
  band: Band;
  /** Nouns: the nearest class above the word. */
  category?: Category;
  /** Nouns that are not counted ("water"). */
  mass?: boolean;
  /** Nouns that have no singular ("scissors"). */
  pluralOnly?: boolean;
  /** Irregular forms only. */
  plural?: string;
  past?: string;
  participle?: string;
  comparative?: string;
  superlative?: string;
  facts?: Facts;
}

/** What is true of a typical thing of the name. */
export interface Facts {
  /** 1 fits between two fingers, 2 into a hand, 3 on a lap, 4 as big as a person, 5 bigger. */
  size: SizeClass;
  /** 1 a child lifts with one finger, 2 with one hand, 3 with two arms, 4 a grown-up does with effort, 5 nobody alone. */
  weight: SizeClass;
  /** All that hold, of the features declared for its category; the others do not hold. */
  features: readonly Feature[];
  /** Those of them on which people would not agree: say neither. */
  undecided: readonly Feature[];
  /** Parts that every whole and typical one has. Not a complete list. */
  parts: readonly string[];
  /** What it is for, as verbs of the lexicon. Not a complete list. */
  functions: readonly string[];
  /** Only where nearly every one has this colour. */
  colour?: string;
}
export type SizeClass = 1 | 2 | 3 | 4 | 5;
