import type { Box } from '../../../src/core/records/index.ts';
import type { ElementKind } from './kinds.ts';

export interface ReadTable {
  rows: number;
  columns: number;
  cells: { row: number; column: number; rowSpan: number; columnSpan: number; text: string }[];
}

/** A stretch of text as a reader gave it, in the reader's order. */
export interface ReadChunk {
  /** `text`: the reader does not say what it is. */
  kind: ElementKind | 'text';
  text: string;
  page: number | null;
  regions: { page: number; box: Box }[];
  level?: number;
  number?: string | null;
  indents?: number[];
  table?: ReadTable;
  reference?: {
    authors: string[];
    title: string | null;
    venue: string | null;
    year: number | null;
    doi: string | null;
    arxiv: string | null;
  };
}

/** What a reader answers beyond running text; the others are not asked. */
export const ALL_ANSWERS = [
  'headings',
  'levels',
  'captions',
  'regions',
  'tables',
  'links',
  'references',
  'fields',
  'equations',
  'lists',
  'footnotes',
  'code',
  'kinds',
] as const;
export type Answer = (typeof ALL_ANSWERS)[number];

export interface Reading {
  reader: string;
  chunks: ReadChunk[];
  /** Offsets count code points of the chunk's text. */
  links: { kind: 'cites' | 'mentions'; from: number; start: number; to: number }[];
  answers: ReadonlySet<Answer>;
  /** Listings, where the reader gives them apart from its chunks. */
  codeBlocks?: string[];
}
