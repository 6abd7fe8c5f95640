import { z } from 'zod';
import { createRandom, type Random } from '../../../core/random.ts';
import { Moves } from './moves.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What can be made of pages, by the word that recipes use. */
export const PERSONA_KINDS = [
  'conversation',
  'instruction',
  'article',
  'reasoning-problem',
  'character',
  'tool',
  'preference',
] as const;
export type PersonaKindName = (typeof PERSONA_KINDS)[number];

const Reader = z.strictObject({ name: z.string(), description: z.string() });
export type Reader = z.infer<typeof Reader>;

/** All that decides on a sample but the words of a model: small, serialisable, and carried in its check. */
export const Plan = z.strictObject({
  kind: z.enum(PERSONA_KINDS),
  /** Of the part. */
  seed: z.string(),
  /** Names the draws of this plan among those of the part. */
  draw: z.string(),
  /** How often the page was visited before, for this kind. */
  visit: z.int().nonnegative(),
  reader: Reader,
  /** Others who might have asked instead: who asks must fit no worse than they. */
  rivals: z.array(Reader),
  voice: z.enum(['template', 'model']),
  answers: z.enum(['quoted', 'reworded']),
  /** Hash of the stored document record. */
  document: hash,
  /** Another page, where the kind needs one. */
  near: hash.nullable(),
  /** Which passage of at most `size` sentences. */
  passage: z.int().nonnegative(),
  size: z.int().positive(),
  /** Which sentence of the passage it begins with. */
  focus: z.int().nonnegative(),
  /** Of a conversation. */
  moves: z.union([Moves, z.tuple([])]),
});
export type Plan = z.infer<typeof Plan>;

/** The plan's own chance. Pages have no part in it: the same draws over another page are the same draws. */
export function randomOf({ seed, draw, kind, reader, passage, focus, moves }: Plan): Random {
  return createRandom(JSON.stringify([seed, draw, kind, reader.name, passage, focus, moves]));
}
