import { z } from 'zod';

/** How many of each the call shows: a model that decodes under the schema cannot point past its lists, nor go on for ever. */
export interface ReplyLimits {
  sentences: number;
  names: number;
  relations: number;
}

/** Names that a reply may add to its list. */
const MOST_PROPOSED = 12;

const upTo = (most: number) => z.int().min(0).max(most);

/** A name that the list lacks, in the words of the sentence. It is numbered on from the list. */
const proposedName = ({ sentences }: ReplyLimits) =>
  z.object({
    sentence: upTo(sentences),
    words: z.string().min(1).max(120),
    kind: z.string().max(30).optional(),
  });
const pointer = ({ sentences, names }: ReplyLimits) => ({
  sentence: upTo(sentences),
  subject: upTo(names + MOST_PROPOSED),
  object: upTo(names + MOST_PROPOSED),
  denied: z.boolean(),
});
const pointedFact = (limits: ReplyLimits) =>
  z.object({ ...pointer(limits), relation: upTo(limits.relations) });
const openFact = (limits: ReplyLimits) =>
  z.object({ ...pointer(limits), words: z.string().min(1).max(60) });
const mostFacts = ({ names }: ReplyLimits): number => Math.min(40, 4 + names * 2);

/** What the model answers: numbers, and words only where they stand in the sentence. */
export const factsReply = (limits: ReplyLimits) =>
  z.object({
    names: z.array(proposedName(limits)).max(MOST_PROPOSED),
    facts: z.array(pointedFact(limits)).max(mostFacts(limits)),
  });
export const openFactsReply = (limits: ReplyLimits) =>
  z.object({
    names: z.array(proposedName(limits)).max(MOST_PROPOSED),
    facts: z.array(openFact(limits)).max(mostFacts(limits)),
  });
export const secondLookReply = (limits: ReplyLimits, facts: number) =>
  z.object({
    wrong: z.array(upTo(facts)).max(facts),
    missing: z.array(pointedFact(limits)).max(20),
  });
export const choiceReply = (statements: number) => z.object({ statement: upTo(statements) });

export type ProposedName = z.infer<ReturnType<typeof proposedName>>;
/** A claim by numbers; `relation` counts in the call's list, `words` are an open predicate's. */
export interface Pointed {
  sentence: number;
  subject: number;
  object: number;
  denied: boolean;
  relation?: number;
  words?: string;
}
