import type { Box } from '../../src/core/records/index.ts';

/** What stands inside a stretch of a text. Offsets count UTF-16 units, which are code points here: nothing lies beyond the BMP. */
export type TruthSpan = { start: number; end: number } & (
  | { kind: 'math'; latex: string }
  | { kind: 'cite'; references: string[]; raised: boolean }
  | { kind: 'mention'; targets: { kind: MentionKind; number: string; id: string }[] }
  | { kind: 'note-mark'; note: string }
);

export type MentionKind = 'figure' | 'table' | 'algorithm' | 'equation' | 'section' | 'theorem';

export type TruthKind =
  | 'title'
  | 'abstract'
  | 'heading'
  | 'paragraph'
  | 'list-item'
  | 'theorem'
  | 'equation'
  | 'code'
  | 'algorithm'
  | 'figure'
  | 'table'
  | 'caption'
  | 'footnote'
  | 'reference';

export interface TruthCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
  header: boolean;
}

export interface TruthReference {
  key: string;
  /** As printed: `[12]`, `12.`, `[Tar19]`; null where entries bear none. */
  label: string | null;
  /** Surnames. */
  authors: string[];
  title: string | null;
  venue: string;
  year: number;
  doi: string | null;
  arxiv: string | null;
  url: string | null;
}

export interface TruthElement {
  /** `t0`, `t1` … in reading order; floats and footnotes stand where their source does. */
  id: string;
  kind: TruthKind;
  /** As it should read: words whole, ligatures apart, single spaces. Code and algorithms keep their lines. */
  text: string;
  spans: TruthSpan[];
  /** Whether it is part of the running text, whose order is fixed; floats, captions and footnotes are not. */
  flow: boolean;
  page: number | null;
  /** Points from the page's top left corner, shrunk to the ink; one for each page. Of floats, captions and equations. */
  regions: { page: number; box: Box }[];
  /** Of a heading. Run-in headings (`\paragraph`) are marked, since readers need not tell them. */
  level?: number;
  runIn?: boolean;
  /** Of a heading, float, caption or equation: as mentions name it; null where it has none. */
  number?: string | null;
  /** Of a caption: the float's id, and what kind it is. */
  of?: string;
  floatKind?: 'figure' | 'table' | 'algorithm';
  indents?: number[];
  table?: { rows: number; columns: number; headerRows: number; cells: TruthCell[]; style: string };
  latex?: string;
  reference?: TruthReference;
}

export interface Truth {
  seed: string;
  file: string;
  style: string;
  /** Options that a table may be broken down by. */
  traits: {
    columns: 1 | 2;
    hyperref: boolean;
    citations: string;
    lineNumbers: boolean;
    fontPoints: number;
    font: string;
  };
  pages: { width: number; height: number }[];
  title: string;
  authors: { name: string; affiliation: string }[];
  elements: TruthElement[];
  /** What headers, footers and side stamps print, each once, without page and line numbers. */
  furniture: string[];
  /** Footnotes, floats or whatever else of the paper's text is not told: links from elsewhere are neither right nor wrong. */
  partial?: boolean;
}
