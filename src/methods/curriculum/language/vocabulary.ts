import { TERMS as ABSTRACT_REASONING } from '../families/abstract-reasoning/terms.ts';
import { TERMS as LANGUAGE } from '../families/language/terms.ts';
import { TERMS as OBJECTS_AND_CATEGORIES } from '../families/objects-and-categories/terms.ts';
import { PEOPLE } from '../families/people.ts';
import { TERMS as PERCEPTION } from '../families/perception/terms.ts';
import { TERMS as SOCIAL_COGNITION } from '../families/social-cognition/terms.ts';
import { TERMS as SPACE_NUMBER_PHYSICS } from '../families/space-number-physics/terms.ts';
import { STAGES, type Stage } from '../stages/stages.ts';
import type { Entry } from './lexicon/entry.ts';
import { morphemesIn, readingsOf } from './morphology.ts';
import { stemsOf } from './spelling-rules.ts';

/** What each stage's tasks teach themselves. */
const TERMS: Readonly<Record<Stage, readonly string[]>> = {
  perception: PERCEPTION,
  'objects-and-categories': OBJECTS_AND_CATEGORIES,
  'space-number-physics': SPACE_NUMBER_PHYSICS,
  language: LANGUAGE,
  'social-cognition': SOCIAL_COGNITION,
  'abstract-reasoning': ABSTRACT_REASONING,
};

const NAMES = new Set(Object.values(PEOPLE).flatMap((people) => people.map(({ name }) => name)));

/** What the linter must know of a word as it stands in a text, without its context. */
export interface WordFacts {
  /** The stage from which it may be used, 1 to 6; 1 for names, numbers and single letters; 7 where it is unknown. */
  band: number;
  morphemes: number;
  /** Base form where the lexicon or the terms have the word; undefined for names, numbers, letters, unknown words. */
  lemma?: string;
  /** Whether the lexicon's entry is a noun, verb, adjective or adverb. */
  isContent: boolean;
}

export const UNKNOWN_BAND = 7;

const CLITIC = /(?:'(?:ll|re|ve|d|m|s)|')$/;
const NEGATED: Readonly<Record<string, string>> = {
  "can't": 'can',
  "won't": 'will',
  "shan't": 'shall',
};

/** The facts of a word, kept in memory for the next time it comes. Apostrophes are straight. */
export function factsOf(word: string): WordFacts {
  let facts = MEMORY.get(word);
  if (facts === undefined) {
    facts = lookUp(word);
    if (MEMORY.size >= MEMORY_SIZE) MEMORY.clear();
    MEMORY.set(word, facts);
  }
  return facts;
}

const MEMORY = new Map<string, WordFacts>();
/** Distinct words that are kept: far more than the curriculum has, so that hostile texts cannot fill the memory. */
const MEMORY_SIZE = 50_000;

/** Whether a word is a form of one of the coined words: "wugs", "wug's". */
export function isCoined(word: string, coined: readonly string[]): boolean {
  const plain = word.toLowerCase().replace(CLITIC, '');
  return stemsOf(plain).some(({ stem }) => coined.some((one) => one.toLowerCase() === stem));
}

/** Morphemes of a form of a coined word, by its spelling: "wugs" has two, "wug" one. */
export function coinedMorphemes(word: string, coined: readonly string[]): number {
  const plain = word.toLowerCase().replace(CLITIC, '');
  const stem = stemsOf(plain).find((one) => coined.some((made) => made.toLowerCase() === one.stem));
  return (stem?.morphemes ?? 1) + (plain.length === word.length ? 0 : 1);
}

function lookUp(word: string): WordFacts {
  if (/^\p{L}?\d/u.test(word) || /^\p{L}(?:'s)?$/u.test(word)) {
    return { band: 1, morphemes: word.endsWith("'s") ? 2 : 1, isContent: false };
  }
  const bare = word.replace(CLITIC, '');
  if (NAMES.has(bare)) return { band: 1, morphemes: bare === word ? 1 : 2, isContent: false };
  const lower = word.toLowerCase();
  const negated = NEGATED[lower] ?? (lower.endsWith("n't") ? lower.slice(0, -3) : undefined);
  const plain = negated ?? lower.replace(CLITIC, '');
  const [reading] = readingsOf(plain);
  const taught = taughtAt(plain);
  const band = Math.min(bandOf(reading?.entry), taught.band);
  return {
    band,
    morphemes: negated === undefined ? Math.max(morphemesIn(lower), taught.morphemes) : 2,
    ...((reading ?? taught.lemma) !== undefined && { lemma: reading?.entry.word ?? taught.lemma! }),
    isContent:
      reading !== undefined && ['noun', 'verb', 'adjective', 'adverb'].includes(reading.entry.pos),
  };
}

/** Number words are for all stages, as digits are. */
function bandOf(entry: Entry | undefined): number {
  if (entry === undefined) return UNKNOWN_BAND;
  return entry.pos === 'number' ? 1 : entry.band;
}

function taughtAt(form: string): { band: number; lemma?: string; morphemes: number } {
  const lemmas = new Map(
    readingsOf(form).map(({ entry, morphemes }) => [entry.word.toLowerCase(), morphemes as number]),
  );
  for (const { stem, morphemes } of stemsOf(form)) {
    if (!lemmas.has(stem)) lemmas.set(stem, morphemes);
  }
  for (const [index, stage] of STAGES.entries()) {
    const lemma = TERMS[stage].find((term) => lemmas.has(term.toLowerCase()));
    if (lemma !== undefined) return { band: index + 1, lemma, morphemes: lemmas.get(lemma)! };
  }
  return { band: UNKNOWN_BAND, morphemes: 1 };
}
