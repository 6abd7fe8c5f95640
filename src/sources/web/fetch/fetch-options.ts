import type { Clock } from '../../../core/clock.ts';
import { VERSION } from '../../../core/version.ts';

export const FETCH_DEFAULTS = {
  /** Name and version that servers see; the name is the product token of robots.txt. */
  product: 'wellspring',
  version: VERSION,
  maxRedirects: 10,
  /** Of the payload on the wire, and of the unpacked body. */
  maxBytes: 8 * 1024 ** 2,
  maxHeaderBytes: 64 * 1024,
  /** Unpacked beyond this many times the payload, and beyond a mebibyte, a body is a bomb. */
  maxRatio: 200,
  connectTimeoutMs: 10_000,
  /** Without a byte. */
  silenceTimeoutMs: 15_000,
  /** One answer, whole; redirects each have their own. */
  timeoutMs: 60_000,
  keepAliveMs: 30_000,
  socketsPerOrigin: 2,
  ports: [80, 443, 8000, 8008, 8080, 8081, 8443, 8888],
} as const;

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

export interface FetcherOptions {
  /** An address or page where the operator can be reached: servers ask for it before they block. */
  contact?: string;
  product?: string;
  version?: string;
  /** `host:port`, or a host alone at the allowed ports, or `*.host`: may be private, by exactly this name. */
  allowPrivate?: readonly string[];
  ports?: readonly number[];
  /** False speaks HTTP/1.1 only. */
  allowHttp2?: boolean;
  maxRedirects?: number;
  maxBytes?: number;
  maxRatio?: number;
  maxHeaderBytes?: number;
  connectTimeoutMs?: number;
  silenceTimeoutMs?: number;
  timeoutMs?: number;
  socketsPerOrigin?: number;
  /** In place of the system's resolver. Its answers are judged like any others. */
  resolve?: (host: string) => Promise<ResolvedAddress[]>;
  /** PEM certificates that are trusted besides the system's. */
  certificates?: readonly string[];
  clock?: Clock;
}

/** What servers see: `wellspring/0.1.0 (+https://example.org/crawler)`. Raises RangeError on what no header may carry. */
export function userAgent(options: FetcherOptions): string {
  const { product = FETCH_DEFAULTS.product, version = FETCH_DEFAULTS.version, contact } = options;
  const agent = `${product}/${version}${contact === undefined ? '' : ` (+${contact})`}`;
  if (!/^[A-Za-z_-]+\/[\w.-]+(?: \(\+[\x21-\x27\x2A-\x7E]+\))?$/.test(agent))
    throw new RangeError(
      `openFetcher: “${agent}” is no user agent: product of letters, - and _; contact without spaces or brackets`,
    );
  return agent;
}
