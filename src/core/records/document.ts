import { z } from 'zod';
import { hashRecord } from '../hash.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const BLOCK_KINDS = [
  'heading',
  'paragraph',
  'list-item',
  'table',
  'figure',
  'equation',
  'code',
  'quote',
  'caption',
  'footnote',
  'reference',
  'furniture',
] as const;

/** A rectangle on a page: points (1/72 inch) from the page's top left corner. */
export const Box = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof Box>;

/** Where characters `start` (included) to `end` (excluded) of a block stand on a page. */
export const BoxedSpan = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  page: z.int().positive(),
  box: Box,
  /** x of the left edge of each character and, last, of the right edge of the last: exact boxes for any part of the span. */
  edges: z.array(z.number()).optional(),
});
export type BoxedSpan = z.infer<typeof BoxedSpan>;

/** A run of normalised text. All offsets into `text` count Unicode code points. */
export const Block = z.object({
  kind: z.enum(BLOCK_KINDS),
  text: z.string(),
  /** Titles of the headings above, outermost first. */
  headings: z.array(z.string()),
  /** Of a heading: 1 (outermost) to 6. */
  level: z.int().min(1).max(6).optional(),
  page: z.int().positive().optional(),
  box: Box.optional(),
  boxes: z.array(BoxedSpan).optional(),
});
export type Block = z.infer<typeof Block>;

/** Where a document's bytes came from. */
export const DocumentSource = z.object({
  /** SHA-256 of the bytes as they were read. */
  hash,
  /** `name@version` of the program that made blocks of them. */
  extractor: z.string(),
  /** Set for fetched pages only, so that reading a file twice gives one record. */
  fetchedAt: z.iso.datetime().optional(),
  warc: z
    .object({
      file: z.string(),
      recordId: z.string(),
      payloadDigest: z.string(),
      /** SHA-256 of the record as it is stored, one gzip member: a proof carries these bytes. */
      record: hash.optional(),
    })
    .optional(),
  /** Which row of a JSONL or Parquet file, from 0. */
  row: z.int().nonnegative().optional(),
});
export type DocumentSource = z.infer<typeof DocumentSource>;

export const Document = z.object({
  /** {@link documentId} of `uri` and `blocks`. */
  id: hash,
  /** A URL, or a path relative to the source folder with forward slashes. */
  uri: z.string(),
  title: z.string(),
  /** ISO 639-1 where one exists, else ISO 639-3; `und` when undetermined. */
  language: z.string(),
  /** SPDX identifier where one is known, else the source's own words, else null. */
  license: z.string().nullable(),
  mediaType: z.string(),
  source: DocumentSource,
  /** Hash of the stored record of all that a reader found beyond the blocks: layout, tables, figures, links of a paper. */
  layout: hash.optional(),
  blocks: z.array(Block),
});
export type Document = z.infer<typeof Document>;

/** The identity of a document: its address and its normalised blocks, nothing else. */
export function documentId(document: Pick<Document, 'uri' | 'blocks'>): string {
  return hashRecord({ uri: document.uri, blocks: document.blocks });
}
