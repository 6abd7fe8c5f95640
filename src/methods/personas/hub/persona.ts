import { z } from 'zod';

export const TRAIT_NAMES = [
  'openness',
  'conscientiousness',
  'extraversion',
  'agreeableness',
  'neuroticism',
] as const;

/** Someone who reads and asks, with every attribute that was drawn. */
export const HubPersona = z.strictObject({
  /** `hub/SEED/INDEX` of a sampled persona; a hash of its text otherwise. */
  id: z.string(),
  territory: z.string(),
  language: z.string(),
  age: z.int(),
  gender: z.string(),
  settlement: z.string(),
  education: z.string(),
  status: z.string(),
  /** Title, and the major group of the classification; null for who never worked. */
  occupation: z.string().nullable(),
  group: z.string().nullable(),
  sector: z.string().nullable(),
  expertise: z.string().nullable(),
  household: z.string(),
  /** Levels from `very low` to `very high`. */
  traits: z.record(z.enum(TRAIT_NAMES), z.string()),
  interests: z.array(z.string()),
  goal: z.string(),
  gap: z.string(),
  style: z.string(),
  /** Day of the year, from 1. */
  birthday: z.int().min(1).max(366),
});
export type HubPersona = z.infer<typeof HubPersona>;
