import { z } from 'zod';

/**
 * A verdict on a sample. `replayed`: a program decided, and verify decides again.
 * `attested`: a model decided; verify can only find its record intact.
 * Unknown is not pass.
 */
export const Check = z.object({
  /** `name@version` of the gate or replayer. */
  name: z.string().regex(/^[a-z][a-z0-9/-]*@\d+$/),
  basis: z.enum(['replayed', 'attested']),
  verdict: z.enum(['pass', 'fail', 'unknown']),
  score: z.number().optional(),
  /** What the verdict rests on: counts, limits, a model's words. Plain JSON. */
  detail: z.record(z.string(), z.json()).optional(),
});
export type Check = z.infer<typeof Check>;
