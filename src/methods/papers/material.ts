import type { Hash } from '../../core/hash.ts';
import type { Document } from '../../core/records/index.ts';
import type { Paper, PaperElement, PaperLink } from '../../sources/pdf/paper.ts';
import type { TableGrid } from '../../sources/pdf/tables/table-grid.ts';
import type { PapersOptions } from './options.ts';

/** A table that questions can be asked of: stored by itself, so that a proof needs no more than it. */
export interface StoredTable {
  /** Hash of the stored {@link TableGrid}. */
  hash: Hash;
  grid: TableGrid;
  element: PaperElement;
  /** The caption's element, where it has one. */
  caption: PaperElement | null;
}

/** A paper as the method reads it: block `i` of the document is element `i` of the paper. */
export interface OpenPaper {
  /** Hash of the stored {@link Document}. */
  hash: Hash;
  document: Document;
  paper: Paper;
  byId: ReadonlyMap<string, { element: PaperElement; block: number }>;
  linksFrom: ReadonlyMap<string, PaperLink[]>;
  linksTo: ReadonlyMap<string, PaperLink[]>;
  tables: StoredTable[];
}

/** Prepared papers, in the order of their sources. A paper is read when it is needed; a few stay open. */
export interface PapersMaterial {
  papers: {
    /** Hash of the stored document record. */
    hash: Hash;
    /** The document's identity, by which splits keep it together. */
    id: string;
    license: string | null;
  }[];
  /** Raises ItemRejectedError for a hash that is none of its papers. */
  open(hash: Hash): Promise<OpenPaper>;
  options: PapersOptions;
}
