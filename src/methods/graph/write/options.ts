import { z } from 'zod';

/** The role that embeds passages and questions, where a recipe names it. */
export const EMBEDDER = 'embedder';

const role = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What a recipe's part may say of how its questions are written. */
export const WriteOptions = z.strictObject({
  /** `template`: our own phrasings. `model`: the role `writer` rewords the question and states the hops. */
  voice: z.enum(['template', 'model']).default('template'),
  /** Passages shown with a question, gold ones included. */
  passages: z.int().min(1).max(32).default(8),
  /**
   * How retrieval looks for them; by `vector`, the role `embedder` is needed. Where the recipe names that role, passages near
   * by meaning are joined to what the other ways find.
   */
  retrieval: z.enum(['multi-hop', 'local', 'lexical', 'vector']).default('multi-hop'),
  /**
   * Whether the shipped network orders anew what `multi-hop` reaches. Off, because it was measured to find no more
   * (`bench/retrieval.ts`: recall at 5 of 86.2 % in place of 86.6 %) and to take ten milliseconds a question.
   */
  rerank: z.boolean().default(false),
  /** Statements shown with a question where the graph was imported and has no passages. */
  statements: z.int().min(2).max(64).default(12),
  /** Adds gold passages that retrieval missed. Off: the assignment is rejected as `evidence-not-retrieved`. */
  addMissingGold: z.boolean().default(true),
  /** Writes each answerable question a second time without passages. */
  closedBook: z.boolean().default(false),
  /** Rewordings drawn of each question; the best that keeps the sense is taken, else the template. */
  rewordings: z.int().min(1).max(16).default(4),
  /** Tries to mend a model's statement of a hop, before the template stands in its place. */
  tries: z.int().min(0).max(8).default(2),
  /** A role that reads each rewording and points at what it asks; absent: programs alone decide. */
  judge: role.optional(),
  /** A role that must fail on too little and succeed on all: the test of multi-hop necessity. Absent: not tested. */
  necessity: role.optional(),
});
export type WriteOptions = z.infer<typeof WriteOptions>;

/** Roles that these options need. */
export function rolesOf({ voice, judge, necessity, retrieval }: WriteOptions): string[] {
  const roles = [
    voice === 'model' ? 'writer' : undefined,
    voice === 'model' ? judge : undefined,
    retrieval === 'vector' ? EMBEDDER : undefined,
    necessity,
  ];
  return [...new Set(roles.filter((one) => one !== undefined))];
}
