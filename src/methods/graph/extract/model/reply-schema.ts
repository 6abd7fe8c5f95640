import { z } from 'zod';

const number = z.int().min(0).max(999);

/** A name that the list lacks, in the words of the sentence. It is numbered on from the list. */
const ProposedName = z.object({
  sentence: number,
  words: z.string().min(1).max(120),
  kind: z.string().max(30).optional(),
});

const pointer = { sentence: number, subject: number, object: number, denied: z.boolean() };
const PointedFact = z.object({ ...pointer, relation: number });
const OpenFact = z.object({ ...pointer, words: z.string().min(1).max(60) });

/** What the model answers: numbers, and words only where they stand in the sentence. */
export const FactsReply = z.object({
  names: z.array(ProposedName).max(12),
  facts: z.array(PointedFact).max(40),
});
export const OpenFactsReply = z.object({
  names: z.array(ProposedName).max(12),
  facts: z.array(OpenFact).max(40),
});
export const SecondLookReply = z.object({
  wrong: z.array(number).max(40),
  missing: z.array(PointedFact).max(20),
});

export type ProposedName = z.infer<typeof ProposedName>;
/** A claim by numbers; `relation` counts in the call's list, `words` are an open predicate's. */
export interface Pointed {
  sentence: number;
  subject: number;
  object: number;
  denied: boolean;
  relation?: number;
  words?: string;
}
