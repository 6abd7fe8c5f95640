import { z } from 'zod';
import { Rejection, Sample, Usage } from '../records/index.ts';

/** How one assignment ended, before the commit lane: what crosses from a worker to the lane, and what is journaled. */
export const Outcome = z.object({
  assignment: z.string(),
  candidates: z.array(
    z.union([z.object({ draft: Sample.omit({ hash: true }) }), z.object({ rejection: Rejection })]),
  ),
  calls: z.array(
    z.object({
      key: z.string(),
      role: z.string(),
      model: z.string(),
      usage: Usage,
      costUsd: z.number().nullable(),
    }),
  ),
});
export type Outcome = z.infer<typeof Outcome>;
