import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The recipe as a run used it: everything that shapes samples, nothing else. Target, limits, concurrency and executor
 * are not in it. Its hash is the fingerprint that lineage names; the record itself is part of every proof closure.
 */
export const ResolvedRecipe = z.object({
  format: z.literal('wellspring/recipe@1'),
  wellspring: z.string(),
  seed: z.string(),
  splits: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  epochSize: z.int(),
  parts: z.array(
    z.object({
      name: z.string(),
      /** `name@version`. */
      method: z.string(),
      options: z.json(),
      /** Prompt name to `name@version` or `sha256:…`. */
      prompts: z.record(z.string(), z.string()),
      material: hash,
    }),
  ),
  models: z.record(
    z.string(),
    z.array(
      z.object({
        id: z.string(),
        revision: z.string().nullable(),
        weight: z.number(),
        sampling: z.record(z.string(), z.json()),
      }),
    ),
  ),
  gates: z.array(
    z.object({
      /** `name@version`. */
      name: z.string(),
      options: z.json(),
      /** True where a model decides: verify finds the verdict intact, and no more. */
      attested: z.boolean(),
    }),
  ),
});
export type ResolvedRecipe = z.infer<typeof ResolvedRecipe>;
