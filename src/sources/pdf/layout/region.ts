import type { Box } from '../../../core/records/index.ts';
import type { TableGrid } from '../tables/table-grid.ts';

/** A float or a display on a page, with the lines it claims. */
export interface Region {
  kind: 'figure' | 'table' | 'algorithm' | 'equation';
  page: number;
  /** Without the caption. */
  box: Box;
  /** Indexes of the page's lines inside, in reading order. */
  lines: number[];
  /** Indexes of the caption's lines, on the same page; empty where there is none. */
  caption: number[];
  captionBox: Box | null;
  /** `Figure 3`, `Table II`, `Algorithm 1`, `(4)`; null where there is none. */
  label: string | null;
  /** `3`, `II`, `A.1`: what a mention has to name; null where there is none. */
  number: string | null;
  table?: TableGrid;
  /** The table of the page before goes on here; its grid has these rows too. */
  continues?: true;
  /** Of a table that goes on: where its other parts lie. */
  further?: { page: number; box: Box }[];
  /** 0 to 1: how sure, and what it rests on. */
  confidence: number;
  because: string[];
}
