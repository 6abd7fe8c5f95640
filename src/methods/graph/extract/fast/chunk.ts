import type { Word } from './read-words.ts';

/** A noun phrase without what follows its head. */
export interface NounPhrase {
  type: 'np';
  words: Word[];
  start: number;
  end: number;
  /** The mention that the phrase is, or null for a common noun. */
  mention: number | null;
  /** Lemmas of the common nouns that it is or that stand before its name: `debut album`. */
  noun: string;
  /** Where these nouns stand. */
  nounSpan: [number, number];
  /** Lower-case words before the noun: adjectives, participles, ordinals. */
  modifiers: string[];
  /** Mentions before the head: peoples, years, names. */
  inner: number[];
  determiner: string;
  /** `X` of `X's wife`; a possessive pronoun makes one of a single word. */
  possessor: NounPhrase | null;
  brackets: Word[][];
}

export interface VerbGroup {
  type: 'vg';
  words: Word[];
  start: number;
  end: number;
  /** One, or several that share what follows: `written and directed by`. */
  verbs: { lemma: string; start: number; end: number }[];
  form: 'finite' | 'participle' | 'gerund' | 'infinitive';
  isPassive: boolean;
  isNegated: boolean;
  modal: boolean;
  isCopula: boolean;
}

export interface Sign {
  type: 'prep' | 'cc' | 'comma' | 'rel' | 'sub' | 'end' | 'other';
  word: string;
  start: number;
  end: number;
}

export type Chunk = NounPhrase | VerbGroup | Sign;

export const isSign = <T extends Sign['type']>(
  chunk: Chunk | undefined,
  type: T,
): chunk is Sign & { type: T } => chunk?.type === type;
