import type { Document } from '../../core/records/index.ts';

/** A link as a page shows it: all that a scorer may use before the target is fetched. */
export interface PageLink {
  /** Canonical. */
  url: string;
  /** Visible text, or the picture's alternative text. */
  anchor: string;
  /** Words around it in its block. */
  context: string;
  /** Nearest heading above. */
  heading: string;
  region: 'main' | 'navigation' | 'aside' | 'footer';
  rel: string[];
  from: string;
  depth: number;
}

export interface ReadPage {
  url: string;
  document: Document;
  links: PageLink[];
  depth: number;
  from: string | null;
  /** An address that was read before with the same text. */
  duplicateOf: string | null;
}

/** Which pages are worth a visit. Scores are 0 to 1: the frontier takes the highest of a host that may be visited. */
export interface LinkScorer {
  score(link: PageLink): number;
  /**
   * Told of every page read, so that interest and novelty can change. Says how much it was worth, how much of it was new (both 0
   * to 1), and why.
   */
  read(page: ReadPage): { worth: number; fresh: number; because: string[] };
  /** Told of a page after `read` and before its links are scored, where it may have to ask somebody which of them comes first. */
  decide?(page: ReadPage): Promise<void>;
}
