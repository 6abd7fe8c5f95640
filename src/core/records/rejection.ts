import { z } from 'zod';
import { Candidate } from './sample.ts';

/** A line of `rejected.jsonl`: one reason, and what was rejected where there was anything. */
export const Rejection = z.object({
  assignment: z.string(),
  part: z.string(),
  /** Which candidate of the assignment; null when the assignment as a whole gave none. */
  candidate: z.int().nonnegative().nullable(),
  /** A gate's or check's name without its version, or an error's reason. */
  reason: z.string(),
  message: z.string(),
  content: Candidate.optional(),
});
export type Rejection = z.infer<typeof Rejection>;
