import { z } from 'zod';
import { BLOCK_KINDS } from '../../../core/records/index.ts';
import { ResolveOptions } from '../resolve/resolve-options.ts';

/** How documents are cut into passages. */
export const PassageOptions = z.strictObject({
  /** Words that a passage aims at; a sentence is never cut for it, unless it is more than three times as long. */
  words: z.int().min(10).max(2000).default(120),
  /**
   * Kinds of blocks that are read. Others are skipped: headings say what follows (they are given to extractors beside
   * it), captions and cells are no sentences, code, equations, references and furniture state nothing.
   */
  blocks: z
    .array(z.enum(BLOCK_KINDS))
    .min(1)
    .default(['paragraph', 'list-item', 'quote', 'footnote']),
});
export type PassageOptions = z.infer<typeof PassageOptions>;

/** What the graph's preparation takes of a recipe's options; the method's own options are joined of it. */
export const PrepareOptions = z.strictObject({
  passages: PassageOptions.prefault({}),
  /** `ontology`: relations of the ontology only; `open`: the text's own words only; `both`. */
  predicates: z.enum(['ontology', 'open', 'both']).default('ontology'),
  resolve: ResolveOptions.prefault({}),
  /** Passages before extractors at once; extractors that ask no model are not faster for it. */
  concurrency: z.int().min(1).max(256).default(8),
});
export type PrepareOptions = z.infer<typeof PrepareOptions>;

/** How files of triples are read. */
export const ImportOptions = z.strictObject({
  /** What a line that is no triple does: `stop` the preparation with its number, or be `skip`ped and counted. */
  badLines: z.enum(['stop', 'skip']).default('stop'),
  /** Largest file, unpacked, in bytes. */
  maxFileBytes: z
    .int()
    .min(1)
    .default(2 ** 31),
  /** Longest line in bytes. */
  maxLineBytes: z
    .int()
    .min(100)
    .default(2 ** 20),
  /** Most triples of a file: each is kept in memory until the graph is built, about 200 bytes of it. */
  maxTriples: z.int().min(1).default(5_000_000),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
