import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Vectors of the passages, in their order. */
export const StoredVectors = z.strictObject({
  /** Blob: `width` little-endian floats of 32 bits a passage, each vector of length 1. */
  blob: hash,
  width: z.int().positive(),
  /** Who embedded them: only this model's vector of a question compares with them. */
  embedder: z.strictObject({ id: z.string(), revision: z.string().nullable() }),
});
export type StoredVectors = z.infer<typeof StoredVectors>;

/** What a graph is made of, by hash: the record that a part's material, a built graph's folder and every proof name. */
export const GraphManifest = z.strictObject({
  type: z.literal('graph-manifest'),
  /** The part's or the command's options, as parsed. */
  options: z.json(),
  /** Blob: the graph itself (`store/encode-graph.ts`). */
  snapshot: hash,
  /** Record: communities (`communities/`). */
  communities: hash,
  /** Record: what became of entities and predicates: merges with their reasons (`prepare/`). */
  merges: hash,
  /** Where the recipe names the role `embedder`. */
  vectors: StoredVectors.optional(),
  /** Counts for people: documents, passages, entities, predicates, facts, edges, dropped claims by reason. */
  counts: z.record(z.string(), z.number()),
});
export type GraphManifest = z.infer<typeof GraphManifest>;
