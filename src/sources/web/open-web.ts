import { join } from 'node:path';
import { type Clock, systemClock } from '../../core/clock.ts';
import { SourceError } from '../../core/errors/index.ts';
import { sha256 } from '../../core/hash.ts';
import type { Document } from '../../core/records/index.ts';
import {
  openWarcFetcher,
  openWarcWriter,
  recordBytes,
  type WarcWriterOptions,
} from './archive/index.ts';
import type { Visit, Web } from './visit.ts';
import { decodePage } from './decode-page.ts';
import { type FeedEntry, parseFeed } from './feeds/parse-feed.ts';
import { readSitemaps, type SitemapReport } from './feeds/read-sitemaps.ts';
import { FETCH_DEFAULTS, type Fetched, type Fetcher } from './fetch/index.ts';
import { canonicalUrl } from './frontier/canonical-url.ts';
import { mediaTypeOf } from './media-type.ts';
import { obtainVia } from './obtain.ts';
import type { PageLink } from './page.ts';
import { headerFields } from './response-fields.ts';
import { parseRetryAfter } from './retry-after.ts';
import {
  openRobots,
  readDirectives,
  type Robots,
  whyNofollow,
  whyReserved,
} from './robots/index.ts';

/** Makes a document of a fetched page; null where it holds none. `text` is decoded. Raises SourceError. */
export type PageReader = (page: {
  url: string;
  text: string;
  headers: Record<string, string>;
  depth: number;
  fetched: Fetched;
}) => Promise<{ document: Document; links: PageLink[] } | null>;

export interface WebOptions {
  /** Folder of the archive. */
  dir: string;
  /** Null: nothing but the archive is read. */
  network: Fetcher | null;
  readPage: PageReader;
  /** Product token of robots.txt: that of the fetcher's user agent. */
  product?: string;
  /** What the archive holds is fetched again, on condition, where it is older. Default: never. */
  maxAgeMs?: number;
  /** Pause before a sitemap or feed of a host that asks for none. */
  delayMs?: number;
  /** Told when a host was asked for a sitemap or feed, with the pause that it wants after it. */
  onBeside?(host: string, pauseMs: number): void;
  /** False: robots.txt is not asked for. Only for hosts of your own. */
  robots?: boolean;
  /** False: noindex, noai, TDMRep and preferences about training do not count. Only with the consent of whoever holds the rights. */
  reservations?: boolean;
  warc?: WarcWriterOptions;
  clock?: Clock;
}

/** The world of a crawl: the network with its rules, every answer archived, and the archive before the network. */
export interface OpenWeb extends Web {
  robotsOf: Robots['robotsOf'];
  /** Addresses in the sitemaps of a seed's host: those that robots.txt names, else /sitemap.xml. Never raises for a bad sitemap. */
  sitemaps(seed: string, signal: AbortSignal): Promise<SitemapReport>;
  /** The entries of a feed. Raises SourceError. */
  feed(url: string, signal: AbortSignal): Promise<FeedEntry[]>;
  /** A torn record that was cut off the archive. */
  recovered: { file: string; bytes: number } | null;
  close(): Promise<void>;
}

/**
 * Opens the web over an archive. A page that the archive holds is not fetched again, so that a killed crawl goes on without
 * a second visit; without `network` a whole crawl runs again from the archive.
 * `document.source.hash` is the SHA-256 of the body as it was unpacked, which is what the reader read; for a file
 * it is that of the file. `warc.payloadDigest` is that of the payload as it lies in the record, still compressed.
 */
export async function openWeb(options: WebOptions): Promise<OpenWeb> {
  const { dir, network, readPage } = options;
  const clock = options.clock ?? systemClock;
  const product = options.product ?? FETCH_DEFAULTS.product;
  const maxAgeMs = options.maxAgeMs ?? Infinity;
  const reservations = options.reservations ?? true;
  const writer = network === null ? null : await openWarcWriter(dir, { clock, ...options.warc });
  const replay = await openWarcFetcher(dir);
  const live = network === null || writer === null ? null : { network, writer };
  const obtain = obtainVia({ replay, live, clock });
  const robots = openRobots({
    product,
    clock,
    reservations,
    ask: async (url, { maxAgeMs: youngerThanMs, maxBytes, signal }) => {
      const asked = { signal, maxBytes, mayFollow: () => false };
      return (await obtain(url, asked, youngerThanMs)).fetched;
    },
  });

  const allowed: Web['allowed'] = async (url, signal) => {
    if (options.robots === false)
      return { allowed: true, because: 'robots.txt is not asked for', delayMs: null };
    try {
      return await robots.allowed(url, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return { allowed: false, because: 'it was stopped', delayMs: null };
    }
  };

  /** What is no page of the crawl: asked for with the host's pause, and only where robots.txt lets us. */
  const obtainBeside = async (
    url: string,
    signal: AbortSignal,
    maxBytes: number,
  ): Promise<Fetched> => {
    const { allowed: isAllowed, because, delayMs } = await allowed(url, signal);
    if (!isAllowed)
      throw new SourceError(`${url} is not visited: ${because}.`, { reason: 'refused' });
    const pauseMs = delayMs ?? options.delayMs ?? PAUSE_MS;
    if (network !== null) await clock.sleep(pauseMs, signal);
    const mayFollow = async (to: string): Promise<boolean> => (await allowed(to, signal)).allowed;
    const { fetched } = await obtain(url, { signal, maxBytes, mayFollow }, maxAgeMs).finally(() =>
      options.onBeside?.(new URL(url).host, pauseMs),
    );
    if (fetched.status !== 200)
      throw new SourceError(`${url} answers HTTP ${fetched.status}.`, { reason: 'bad-status' });
    return fetched;
  };

  return {
    recovered: writer?.recovered ?? null,
    allowed,
    robotsOf: robots.robotsOf,
    async visit(url, depth, signal) {
      const mayFollow = async (to: string, from: string): Promise<boolean> =>
        new URL(to).host === new URL(from).host && (await allowed(to, signal)).allowed;
      const { fetched, stored, remembered } = await obtain(url, { signal, mayFollow }, maxAgeMs);
      const { status, headers } = fetched;
      const visit: Visit = {
        url: canonicalUrl(fetched.url) ?? fetched.url,
        status,
        retryAfterMs: parseRetryAfter(headers['retry-after'], clock.now()),
        document: null,
        links: [],
        reserved: null,
        nofollow: null,
        bytes: fetched.wire.payload.length,
        remembered,
      };
      const movedTo = fetched.redirectTo === null ? null : canonicalUrl(fetched.redirectTo);
      if (movedTo !== null) return { ...visit, movedTo };
      const { isPage, isHtml } = mediaTypeOf(headers['content-type']);
      if (status < 200 || status >= 300 || !isPage || fetched.body.length === 0) return visit;
      const text = await decodePage(fetched.body, headers['content-type']);
      const fields = headerFields(fetched.wire.responseHead);
      const said = readDirectives({ fields, ...(isHtml && { html: text }) }, product);
      if (reservations) visit.reserved = whyReserved(said, clock.now());
      if (options.robots !== false) visit.nofollow = whyNofollow(said);
      if (visit.reserved !== null) return visit;
      const read = await readPage({ url: visit.url, text, headers, depth, fetched });
      if (read === null) return visit;
      const { document } = read;
      const { payloadRecord } = stored;
      return {
        ...visit,
        record: payloadRecord,
        document: {
          ...document,
          source: {
            ...document.source,
            hash: sha256(fetched.body),
            fetchedAt: new Date(fetched.fetchedAtMs).toISOString(),
            warc: {
              file: payloadRecord.file,
              recordId: payloadRecord.recordId,
              payloadDigest: stored.payloadDigest,
              record: sha256(recordBytes(join(dir, payloadRecord.file), payloadRecord)),
            },
          },
        },
        links: read.links.map((link) => ({ ...link, from: visit.url, depth: depth + 1 })),
      };
    },
    async sitemaps(seed, signal) {
      const named = options.robots === false ? [] : (await robots.robotsOf(seed, signal)).sitemaps;
      return readSitemaps(seed, named, async (url, maxBytes) => {
        const { body, wire, headers } = await obtainBeside(url, signal, maxBytes);
        return { body, packed: wire.payload, contentType: headers['content-type'] };
      });
    },
    async feed(url, signal) {
      const { body, headers, url: base } = await obtainBeside(url, signal, FETCH_DEFAULTS.maxBytes);
      return parseFeed(await decodePage(body, headers['content-type'] ?? 'application/xml'), base);
    },
    async close() {
      writer?.close();
      await replay.close();
      await network?.close();
    },
  };
}

const PAUSE_MS = 1_000;
