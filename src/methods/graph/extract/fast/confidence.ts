import type { Pattern } from './claim.ts';

/**
 * How often a construction's claims were right, read by people on text that the patterns were not written for: the first
 * factor of a fact's confidence. The others: how surely subject and object mean what they are taken for
 * (`REFERENCE_QUALITY`), how surely their kinds fit the relation ({@link KIND_FIT}), and the claim's closeness.
 */
export const CONFIDENCE: Record<Pattern, number> = {
  'brackets-life': 0.98,
  agent: 0.96,
  passive: 0.95,
  copula: 0.95,
  'copula-class': 0.95,
  containment: 0.96,
  possessive: 0.93,
  'active-prepositional': 0.92,
  premodifier: 0.92,
  apposition: 0.92,
  active: 0.92,
  relative: 0.92,
  participle: 0.93,
  gerund: 0.93,
  attachment: 0.86,
  'brackets-year': 0.74,
};

/**
 * `sure`: the text or a list tells the kind. `open`: the name tells nothing, and the relation decides; `narrow`: the same, where
 * it asks for more than a person, place, work …, so that a relation of all works comes before one of films.
 */
export const KIND_FIT = { sure: 1, guessed: 0.97, open: 0.93, narrow: 0.9 };
/** Times this where what is said leaves the kind open too: a people before a noun fits anything. */
export const LOOSE_PATTERN = 0.9;
/** An open predicate is held to no kinds. */
export const OPEN_PREDICATE = 0.9;
/** A thing that the text denies is said less plainly. */
export const DENIED = 0.9;
