import { z } from 'zod';

/** Letters, digits, dots and dashes: names become folder names. */
const name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'use lower-case letters, digits, dots and dashes (at most 64), starting with a letter or digit',
  );

const price = z.strictObject({
  inputPerMillion: z.number().nonnegative().default(0),
  outputPerMillion: z.number().nonnegative().default(0),
  cachedInputPerMillion: z.number().nonnegative().optional(),
  perHour: z.number().nonnegative().optional(),
});

const sampling = {
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  topK: z.int().positive().optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  stop: z.array(z.string()).optional(),
  seed: z.int().nonnegative().optional(),
  reasoningEffort: z.enum(['none', 'low', 'medium', 'high']).optional(),
};

/** One model of a role. Keys are never part of a recipe: `apiKeyEnv` names the variable that holds one. */
export const ModelEntry = z.strictObject({
  provider: z.enum(['local', 'openai-compatible', 'openai', 'anthropic', 'google']),
  model: z.string().min(1),
  baseUrl: z.url().optional(),
  replicas: z.array(z.url()).optional(),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
    .optional(),
  revision: z.string().optional(),
  terms: z.string().optional(),
  price: price.optional(),
  contextTokens: z.int().positive().optional(),
  structured: z.enum(['json-schema', 'json-object', 'prompt']).optional(),
  stream: z.boolean().optional(),
  /** A number fixes it; otherwise it adapts between `start` and `max`. */
  concurrency: z
    .union([
      z.int().positive(),
      z.strictObject({ start: z.int().positive().optional(), max: z.int().positive() }),
    ])
    .optional(),
  silenceTimeoutMs: z.int().positive().optional(),
  weight: z.number().positive().optional(),
  ...sampling,
});
export type ModelEntry = z.infer<typeof ModelEntry>;

/** What follows the type is the source's own: `src/sources/<type>/`. */
const Source = z.looseObject({ type: z.enum(['files', 'pdf', 'web']) });

const part = z.strictObject({
  name,
  /** A folder of `src/methods/`. */
  method: z.string(),
  /** Accepted samples of this part; `all` takes what the material gives. */
  target: z.union([z.int().positive(), z.literal('all')]).optional(),
  /** Part of the recipe's target, against the shares of the other parts without a target of their own. */
  share: z.number().positive().optional(),
  uses: z.array(z.string()).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  /** The user's own prompt files, by the name of the prompt that each replaces. */
  prompts: z.record(z.string(), z.string()).optional(),
});

export const Recipe = z.strictObject({
  name,
  description: z.string().optional(),
  seed: z.union([z.string(), z.int()]).transform(String).default('0'),
  target: z.int().positive().optional(),
  /** Share of groups held out, each 0 to 0.5. */
  splits: z
    .strictObject({
      validation: z.number().min(0).max(0.5).default(0),
      test: z.number().min(0).max(0.5).default(0),
    })
    .default({ validation: 0, test: 0 }),
  sources: z.record(name, Source).default({}),
  models: z
    .record(name, z.union([ModelEntry, z.strictObject({ pool: z.array(ModelEntry).min(1) })]))
    .default({}),
  parts: z.array(part).min(1),
  gates: z.array(z.looseObject({ gate: z.string() })).default([]),
  limits: z
    .strictObject({
      maxCostUsd: z.number().nonnegative().optional(),
      maxTokens: z.int().positive().optional(),
      maxCalls: z.int().nonnegative().optional(),
      maxMinutes: z.number().positive().optional(),
      maxRejected: z.int().nonnegative().optional(),
      maxBarren: z.int().positive().default(500),
    })
    .default({ maxBarren: 500 }),
  /** Default: as many as the models take, at most 256. */
  concurrency: z.int().positive().max(65_536).optional(),
  /**
   * Assignments started but not committed, as a multiple of `concurrency`. What is done and waits costs memory up to a
   * bound and no more; with too few, one slow call holds up all the others (bench/results/run.md).
   */
  lookAhead: z.number().min(1).default(64),
  epochSize: z.int().positive().default(256),
  dataset: z
    .strictObject({
      license: z.string().optional(),
      /** Licences whose documents are not shipped: their hashes stand in the proof instead. */
      externalLicenses: z.array(z.string()).default([]),
    })
    .default({ externalLicenses: [] }),
});
export type Recipe = z.infer<typeof Recipe>;
export type RecipePart = Recipe['parts'][number];
