import { z } from 'zod';
import { Usage } from '../records/usage.ts';

/** What one model was called for and what it cost. */
export const ModelUsage = z.object({
  role: z.string(),
  model: z.string(),
  revision: z.string().nullable(),
  terms: z.string().nullable(),
  calls: z.int().nonnegative(),
  usage: Usage,
  /** US dollars; null where the model has no known price. */
  costUsd: z.number().nonnegative().nullable(),
  priceSource: z.string().nullable(),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

const counts = z.record(z.string(), z.int().nonnegative());

export const PartReport = z.object({
  name: z.string(),
  method: z.string(),
  target: z.int().nonnegative(),
  assignments: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  /** Rejected candidates and assignments by reason. */
  rejected: counts,
  /** Assignments skipped before any token was spent, by reason (`groups-cross-splits`, …). */
  skipped: counts,
  /** True when `assign` had nothing more to give. */
  exhausted: z.boolean(),
  material: z.string(),
});
export type PartReport = z.infer<typeof PartReport>;

/** The account of a run up to its last acceptance: deterministic, the source of the card. */
export const RunReport = z.object({
  name: z.string(),
  recipe: z.string(),
  seed: z.string(),
  target: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  parts: z.array(PartReport),
  /** Source items that were refused, by reason. */
  sourceSkips: counts,
  models: z.array(ModelUsage),
  gates: z.array(
    z.object({
      name: z.string(),
      summary: z.string(),
      options: z.json(),
      /** Bytes held for the accepted samples, of dataset gates. */
      stateBytes: z.int().nonnegative().nullable(),
    }),
  ),
  /** Every source that fed the run: what it is, under which licence, how many documents. */
  sources: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      documents: z.int().nonnegative(),
      licenses: counts,
    }),
  ),
});
export type RunReport = z.infer<typeof RunReport>;
