/** One request and its answer, as bytes: what the archive keeps. */
export interface Exchange {
  url: string;
  status: number;
  /** Names in lower case; repeated fields joined with a comma. */
  headers: Record<string, string>;
  fetchedAtMs: number;
  durationMs: number;
  httpVersion: '1.1' | '2';
  /** The address that was connected to. */
  remoteAddress: string | null;
  wire: {
    request: Uint8Array;
    /** Status line and fields in their order, to the empty line; over HTTP/2 in the form of HTTP/1.1. */
    responseHead: Uint8Array;
    /** As it came, still compressed; without chunks. */
    payload: Uint8Array;
    /** The payload was cut at the size limit. */
    truncated: boolean;
  };
}

/** An answer to one request, after redirects. */
export interface Fetched extends Exchange {
  /** As it was asked for; `url` is where it ended. */
  requested: string;
  /** Addresses passed on the way, without the last. */
  redirects: string[];
  /** The answers that sent us on, for the archive. */
  hops: Exchange[];
  /** Unpacked (gzip, br, deflate, zstd), cut at the size limit. */
  body: Uint8Array;
  /** Body or payload was cut. */
  truncated: boolean;
  /** 304 to a conditional request: the stored copy holds. */
  notModified: boolean;
  /** Where a redirect leads that `mayFollow` did not let us follow: the answer is then the redirect itself. */
  redirectTo: string | null;
}

export interface FetchOptions {
  signal: AbortSignal;
  /** Of the stored copy: makes the request conditional. */
  etag?: string;
  lastModified?: string;
  maxBytes?: number;
  timeoutMs?: number;
  maxRedirects?: number;
  /** Asked before each redirect is followed: a crawl asks robots.txt there, or leaves another host to the frontier. */
  mayFollow?: (to: string, from: string) => boolean | Promise<boolean>;
}

/** The network, or a WARC archive in its place: the crawl does not know which. Raises SourceError. */
export interface Fetcher {
  fetch(url: string, options: FetchOptions): Promise<Fetched>;
  close(): Promise<void>;
}

const TRANSIENT = new Set([
  'unresolved',
  'unreachable',
  'timeout',
  'silent',
  'disconnected',
  'incomplete',
]);

/** Whether another try may help: `reason` of a SourceError that a Fetcher raised. */
export function isTransient(reason: string): boolean {
  return TRANSIENT.has(reason);
}
