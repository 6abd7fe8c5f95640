import type { Stage } from '../stages/stages.ts';

/** What a stage's language may be: every sentence of every item is held to it. */
export interface LanguageLimits {
  /** The lexicon's bands up to this one may be used. Kuperman-equivalent age of acquisition: `kupermanAge`. */
  band: number;
  /** Age in years on the scale of Kuperman et al. (2012), adult ratings: about a child's age plus two. */
  kupermanAge: number;
  /** Words in the longest sentence. */
  sentenceWords: number;
  /** Morphemes an utterance, mean over what the pupil hears (prompt) and over what it says (response). */
  heardMlu: number;
  saidMlu: number;
  /** Clauses inside clauses in one sentence. */
  clauseDepth: number;
  /** Flesch-Kincaid grade of a prompt's prose. */
  grade: number;
}

/**
 * Limits by stage. `saidMlu` is what Brown (1973) found children of the stage's age to say. A child is spoken to in
 * longer sentences than it says (Newport, Gleitman and Gleitman 1977: mothers 4.2 morphemes to children of 1.0 to 3.5),
 * so `heardMlu` stands above it; the words of a sentence are capped for both.
 */
export const LANGUAGE_LIMITS: Readonly<Record<Stage, LanguageLimits>> = {
  perception: {
    band: 1,
    kupermanAge: 4,
    sentenceWords: 4,
    heardMlu: 4,
    saidMlu: 2,
    clauseDepth: 0,
    grade: 3,
  },
  'objects-and-categories': {
    band: 2,
    kupermanAge: 5,
    sentenceWords: 6,
    heardMlu: 6,
    saidMlu: 3,
    clauseDepth: 0,
    grade: 3,
  },
  'space-number-physics': {
    band: 3,
    kupermanAge: 6,
    sentenceWords: 9,
    heardMlu: 8,
    saidMlu: 3.75,
    clauseDepth: 1,
    grade: 4,
  },
  language: {
    band: 4,
    kupermanAge: 7,
    sentenceWords: 12,
    heardMlu: 11,
    saidMlu: 8,
    clauseDepth: 2,
    grade: 6,
  },
  'social-cognition': {
    band: 5,
    kupermanAge: 8,
    sentenceWords: 14,
    heardMlu: 13,
    saidMlu: 13,
    clauseDepth: 3,
    grade: 7,
  },
  'abstract-reasoning': {
    band: 6,
    kupermanAge: 10,
    sentenceWords: 20,
    heardMlu: 18,
    saidMlu: 18,
    clauseDepth: 3,
    grade: 10,
  },
};
