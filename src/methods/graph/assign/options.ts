import { z } from 'zod';
import { QUERY_FORMS, type QueryForm } from './query.ts';

/** How much of each form is drawn where a recipe does not say. */
export const FORM_WEIGHTS: Record<QueryForm, number> = {
  '1p': 1,
  '2p': 4,
  '3p': 3,
  '4p': 1,
  '2i': 2,
  '3i': 1,
  pi: 2,
  ip: 2,
  count: 1,
  more: 1,
  less: 1,
  most: 1,
  least: 1,
};

/** The most that a recipe may let be counted or compared. */
export const MOST_COUNTED = 50;

const share = z.number().min(0).max(1);

/** What questions are drawn. */
export const AssignOptions = z.strictObject({
  /**
   * Forms and their weights; forms that are not named are not drawn. The shares hold as long as every form has queries
   * left; then the others take over.
   */
  forms: z
    .partialRecord(z.enum(QUERY_FORMS), z.number().nonnegative().max(1e6))
    .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
      error: 'give at least one form a weight above 0',
    })
    .default(FORM_WEIGHTS),
  /** Of every edge that a sample rests on. That an answer is the only one is checked against all edges. */
  leastConfidence: share.default(0.9),
  /** Share of questions whose facts stand in no single document, as far as the graph has such. */
  crossDocuments: share.default(0.7),
  /**
   * Share of questions that leave the community they start in, as far as the graph has such; null to leave that to chance.
   * Communities are found anew for every state of a graph, so with a share given, a changed document changes more of what
   * is drawn than what lies near it.
   */
  crossCommunities: share.nullable().default(null),
  /** Answers that an intersection may have at most. Chains have one. */
  mostAnswers: z.int().min(1).max(20).default(1),
  /** Things that are counted, or compared for a superlative, at most. */
  mostCounted: z.int().min(2).max(MOST_COUNTED).default(12),
  /** Where all that is counted must be said: in one document, or anywhere in the graph. */
  countWithin: z.enum(['document', 'graph']).default('document'),
  /** A thing with more neighbours is no bridge: nationalities, years, genres say little. */
  mostBridgeDegree: z.int().min(1).default(100),
  /** With how many others each thing is compared by one predicate. */
  comparisons: z.int().min(1).max(1000).default(3),
  /** Near misses of each question. */
  distractors: z.int().min(0).max(50).default(6),
  /** Share of questions that are followed by an unanswerable twin. */
  unanswerable: share.default(0.1),
});
export type AssignOptions = z.infer<typeof AssignOptions>;
