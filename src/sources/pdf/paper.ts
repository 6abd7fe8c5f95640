import { z } from 'zod';
import { Box, BoxedSpan } from '../../core/records/index.ts';
import { TableGrid } from './tables/table-grid.ts';

export const ELEMENT_KINDS = [
  'title',
  'authors',
  'abstract',
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'code',
  'algorithm',
  'equation',
  'figure',
  'table',
  'caption',
  'footnote',
  'reference',
  'furniture',
] as const;

/** An entry of the list of references, as far as it could be parsed; the entry's whole text is the element's. */
export const ReferenceEntry = z.object({
  /** `[12]`, `12.`, `[Vas17]`, or null where entries have no label. */
  label: z.string().nullable(),
  authors: z.array(z.string()),
  title: z.string().nullable(),
  venue: z.string().nullable(),
  year: z.int().nullable(),
  doi: z.string().nullable(),
  arxiv: z.string().nullable(),
  url: z.string().nullable(),
});
export type ReferenceEntry = z.infer<typeof ReferenceEntry>;

/** A raised mark of a note or a citation: printed in the text, but no word of it. */
export const RaisedMark = z.object({
  /** Code points of the element's text before it. */
  at: z.int().nonnegative(),
  /** `19`, `3,5–7`, `†`: as printed. */
  text: z.string(),
  page: z.int().positive(),
  box: Box,
  /** Left edge of each code point and, last, the right edge. */
  edges: z.array(z.number()),
});
export type RaisedMark = z.infer<typeof RaisedMark>;

/** A piece of a paper, in reading order. */
export const PaperElement = z.object({
  /** `e0`, `e1` … in reading order. */
  id: z.string(),
  kind: z.enum(ELEMENT_KINDS),
  /** Normalised, words joined across line ends. Of a figure: the words that stand in it. Of a table: the grid as Markdown. */
  text: z.string(),
  page: z.int().positive(),
  /** On `page`, the first one. */
  box: Box,
  /** Each line of the text, with the edges of its characters. Empty for a table, whose cells have their own. */
  boxes: z.array(BoxedSpan),
  /** Marks of notes and citations that stood in the text; links from them have no length. */
  marks: z.array(RaisedMark).optional(),
  /** Where it lies, column by column and page by page: one box, or several where it goes on elsewhere. */
  regions: z.array(z.object({ page: z.int().positive(), box: Box })),
  /** The heading it stands under. */
  section: z.string().nullable(),
  /** Of a heading: 1 (a section) to 6. */
  level: z.int().min(1).max(6).optional(),
  /** `Figure 3`, `Table II`, `Algorithm 1`, `3.2`, `(4)`: as printed. */
  label: z.string().nullable(),
  /** `3`, `II`, `A.1`: the number alone. */
  number: z.string().nullable(),
  /** Columns of white space at the start of each line, of code and algorithms. */
  indents: z.array(z.int().nonnegative()).optional(),
  table: TableGrid.optional(),
  /** Of an equation: how often each glyph stands in it. */
  symbols: z.record(z.string(), z.int().positive()).optional(),
  reference: ReferenceEntry.optional(),
  /** 0 to 1, and what it rests on. */
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()),
});
export type PaperElement = z.infer<typeof PaperElement>;

/** From a stretch of one element's text to another element. */
export const PaperLink = z.object({
  kind: z.enum(['cites', 'mentions', 'captions', 'defines', 'continues']),
  from: z.string(),
  /** Code points of `from`'s text; both 0 where the whole element is meant, equal where a raised mark stood. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  to: z.string(),
  /** What shows it: a link of the file, or a label that only one element bears. */
  by: z.enum(['destination', 'label', 'author-year', 'position']),
});
export type PaperLink = z.infer<typeof PaperLink>;

/** How far the text of a page can be trusted. */
export const PageHealth = z.object({
  page: z.int().positive(),
  width: z.number(),
  height: z.number(),
  characters: z.int().nonnegative(),
  /** Characters whose font has no map to Unicode. */
  unmapped: z.int().nonnegative(),
  hidden: z.int().nonnegative(),
  /** Share of the page that images cover. */
  imageCover: z.number().min(0).max(1),
  /** `good`; `poor`: many unmapped; `none`: an image with no text (a scan); `ocr`: read by us from the image; `blank`. */
  text: z.enum(['good', 'poor', 'none', 'ocr', 'blank', 'damaged']),
  faults: z.array(z.string()),
});
export type PageHealth = z.infer<typeof PageHealth>;

/** A paper, read: every element in reading order, and how they hang together. */
export const Paper = z.object({
  /** SHA-256 of the PDF's bytes. */
  file: z.string().regex(/^[0-9a-f]{64}$/),
  /** `pdf@version` of the reader. */
  reader: z.string(),
  title: z.string(),
  authors: z.array(z.object({ name: z.string(), affiliation: z.string().nullable() })),
  language: z.string(),
  pages: z.array(PageHealth),
  elements: z.array(PaperElement),
  links: z.array(PaperLink),
  /** Active or attached content that was not opened: `javascript`, `embedded-files` … */
  active: z.array(z.string()),
});
export type Paper = z.infer<typeof Paper>;
