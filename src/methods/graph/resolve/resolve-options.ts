import { z } from 'zod';

/** Why two names were taken for one thing. The word is what the merge log says and what `withoutRules` switches off. */
export const MERGE_RULES = [
  'same-name',
  'spelling',
  'title',
  'honorific',
  'nickname',
  'legal-form',
  'acronym',
  'initials',
  'known-acronym',
  'stated-alias',
  'middle-name',
  'surname',
  'given-name',
  'short-name',
  'country-name',
  'demonym',
  'user',
] as const;
export type MergeRule = (typeof MERGE_RULES)[number];

/** How names are taken for things. */
export const ResolveOptions = z.strictObject({
  /** Merges that are wrong, by their ids in the merge log: each is undone, the others stand. */
  splits: z.array(z.string().regex(/^[0-9a-f]{12}$/)).default([]),
  /** Names of one thing that no rule finds: lists of two names or more. */
  merges: z.array(z.array(z.string().min(1)).min(2)).default([]),
  /** Rules that are not used. */
  withoutRules: z.array(z.enum(MERGE_RULES)).default([]),
});
export type ResolveOptions = z.infer<typeof ResolveOptions>;
