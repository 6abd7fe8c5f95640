import type { Document } from '../../core/records/index.ts';
import type { RecordPlace } from './archive/warc-record.ts';
import type { PageLink } from './page.ts';

/** What one visit gave: an answer of the network, or of the archive in its place. */
export interface Visit {
  /** Where redirects ended. */
  url: string;
  status: number;
  /** Seconds or date of Retry-After, as milliseconds from now. */
  retryAfterMs: number | null;
  document: Document | null;
  links: PageLink[];
  /** Why the page must not be used (`noindex`, `noai`, a reservation of rights), though it could be fetched. */
  reserved: string | null;
  /** Why its links must not be followed. */
  nofollow: string | null;
  bytes: number;
  /** Taken from the archive, without a visit. */
  remembered: boolean;
  /** The archived record that holds the page's bytes. */
  record?: RecordPlace;
  /** Where the page has moved, canonical, if its host or its robots.txt is another: that waits its turn in the frontier. */
  movedTo?: string;
}

/** What the crawl asks of the world. */
export interface Web {
  /** Whether robots.txt lets us visit, why, and the pause that it asks for. Never throws: what cannot be asked is refused. */
  allowed(
    url: string,
    signal: AbortSignal,
  ): Promise<{ allowed: boolean; because: string; delayMs: number | null }>;
  /** Fetches, archives and reads a page. Raises SourceError where that cannot be done. */
  visit(url: string, depth: number, signal: AbortSignal): Promise<Visit>;
}
