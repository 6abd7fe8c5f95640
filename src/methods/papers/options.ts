import { z } from 'zod';

/** What can be asked of papers, by the word that recipes use; each is a folder or file of `kinds/`. */
export const PAPER_KINDS = [
  'table-question',
  'joined-tables',
  'figure-question',
  'caption-matching',
  'equation-definition',
  'claim-evidence',
  'section-question',
  'linked-elements',
  'cross-paper',
  'summary',
] as const;
export type PaperKindName = (typeof PAPER_KINDS)[number];

/** What a recipe's part may say under `options` for `method: papers`. */
export const PapersOptions = z.strictObject({
  /** Kinds to make, by weight; a kind that is left out is not made. Default: all alike. */
  kinds: z
    .partialRecord(z.enum(PAPER_KINDS), z.number().positive())
    .refine((kinds) => Object.keys(kinds).length > 0, { error: 'name at least one kind' })
    .default(Object.fromEntries(PAPER_KINDS.map((kind) => [kind, 1]))),
  /** `template`: programs write all words. `model`: the role `writer` rewords questions and answers, and is checked. */
  voice: z.enum(['template', 'model']).default('template'),
  /** Tables and figures below this confidence are never asked about. */
  leastConfidence: z.number().min(0).max(1).default(0.8),
  /** Pixels a point of the pictures that figure samples show: 2 is 144 dots an inch. */
  pictureScale: z.number().min(0.5).max(6).default(2),
  /** `auto`: the role `vision`, where the recipe has one, reads what the text layer cannot give, element by element. */
  vision: z.enum(['auto', 'off']).default('auto'),
  /** Elements at most that the vision model reads, for the whole part. */
  visionBudget: z.int().nonnegative().default(200),
  /** `auto`: figure questions are put to the role `blind`, where the recipe has one, without their picture: it must fail. */
  blindTest: z.enum(['auto', 'off']).default('auto'),
});
export type PapersOptions = z.infer<typeof PapersOptions>;
