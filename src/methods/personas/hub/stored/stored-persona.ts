import { z } from 'zod';
import { sha256 } from '../../../../core/hash.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a stored persona came from. */
const PERSONA_ORIGINS = ['sampled', 'from-text', 'from-persona', 'imported'] as const;

/** What a persona was made from: a sampled one by an index, an imported one by a row, a grown one by a page or a persona. */
export const PersonaLineage = z.strictObject({
  /** Of the sampled hub. */
  seed: z.string().optional(),
  index: z.int().nonnegative().optional(),
  /** Imported: the file's name and hash, and the row in it, from 1. */
  file: z.string().optional(),
  fileHash: hash.optional(),
  row: z.int().positive().optional(),
  /** From a text: the stored document, who it is to the text, and the sentences that the model pointed at. */
  document: hash.optional(),
  uri: z.string().optional(),
  license: z.string().nullable().optional(),
  way: z.string().optional(),
  spans: z
    .array(
      z.strictObject({
        block: z.int().nonnegative(),
        /** Unicode code points of the block's text. */
        start: z.int().nonnegative(),
        end: z.int().positive(),
        quote: z.string(),
      }),
    )
    .optional(),
  /** From a persona: whose relation it is, what it is to them, and how many steps lie before it. */
  parent: z.string().optional(),
  relationship: z.string().optional(),
  round: z.int().min(1).max(6).optional(),
  /** Of both: who wrote it, by which prompt, and where the reply is journaled. */
  model: z.string().optional(),
  revision: z.string().nullable().optional(),
  prompt: z.string().nullable().optional(),
  journalKey: z.string().optional(),
});
export type PersonaLineage = z.infer<typeof PersonaLineage>;

export const LONGEST_DESCRIPTION = 8_000;

/** A persona as a hub keeps it: a row of its Parquet parts. */
export const StoredPersona = z.strictObject({
  /** {@link personaId} of the description; `hub/SEED/INDEX` of a sampled one. */
  id: z.string().min(1).max(80),
  description: z.string().min(3).max(LONGEST_DESCRIPTION),
  /** ISO 639; `und` where it is not known. */
  language: z.string(),
  how: z.enum(PERSONA_ORIGINS),
  attributes: z.record(z.string(), z.json()),
  lineage: PersonaLineage,
});
export type StoredPersona = z.infer<typeof StoredPersona>;

/** What did not become a persona, and why: listed beside the hub, so that nothing is lost in silence. */
export interface DroppedPersona {
  /** One kebab-case word or two: `malformed`, `same-text`, `near-duplicate`, `speaks-to-models` … */
  reason: string;
  /** What is wrong, for people. */
  detail: string;
  /** The description or the row as far as there is one, shortened. */
  text: string;
  /** Of a duplicate: whose, and how similar. */
  of: string | null;
  similarity: number | null;
  /** The file's name or the document's address, and the row in it, where there is one. */
  source: string;
  row: number | null;
}

/** The identity of a persona that was not sampled: 128 bits of the hash of its description. */
export function personaId(description: string): string {
  return sha256(description.normalize('NFC')).slice(0, 32);
}
