import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

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
  /** Counts for people: documents, passages, entities, predicates, facts, edges, dropped claims by reason. */
  counts: z.record(z.string(), z.number()),
});
export type GraphManifest = z.infer<typeof GraphManifest>;
