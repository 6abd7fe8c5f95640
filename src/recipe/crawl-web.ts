import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../core/clock.ts';
import { RecipeError, SourceError } from '../core/errors/index.ts';
import type { LanguageModel } from '../core/model/port.ts';
import { writeFileAtomic } from '../core/store/atomic-write.ts';
import { openLineWriter } from '../core/store/line-writer.ts';
import { openMemo } from '../core/store/memo.ts';
import { lockWorkspace } from '../core/store/workspace-lock.ts';
import { openForks } from '../methods/personas/agents/forks.ts';
import { type Reader, readTogether } from '../methods/personas/agents/read-together.ts';
import { CRAWL_FILES, listCrawledPages, type PageEvent } from '../sources/web/crawl-folder.ts';
import { crawl, type CrawlBudget } from '../sources/web/crawl.ts';
import type { CrawlEvent, CrawlReport } from '../sources/web/crawl-log.ts';
import type { FeedEntry } from '../sources/web/feeds/parse-feed.ts';
import { trendingTerms } from '../sources/web/feeds/trending-terms.ts';
import { type FetcherOptions, openFetcher } from '../sources/web/fetch/index.ts';
import { canonicalUrl } from '../sources/web/frontier/canonical-url.ts';
import { openFrontier } from '../sources/web/frontier/frontier.ts';
import { type OpenWeb, openWeb } from '../sources/web/open-web.ts';
import type { PageLink, ReadPage } from '../sources/web/page.ts';
import { readHtmlPage } from '../sources/web/read-html-page.ts';
import type { Visit } from '../sources/web/visit.ts';

export interface CrawlWebOptions {
  /** The crawl's folder: archive, frontier, log. The same folder goes on where it was stopped. */
  out: string;
  seeds: readonly string[];
  readers: readonly Reader[];
  budget?: Partial<CrawlBudget>;
  /** Between two visits to a host that asks for none. */
  delayMs: number;
  visitors?: number;
  /** Feeds whose entries are begun at, and whose sudden subjects come sooner. */
  feeds?: readonly string[];
  /** False: links alone are followed. */
  sitemaps: boolean;
  fetcher: FetcherOptions;
  /** Nothing but the archive is read, from the seeds on, and nothing written: the crawl as it would run if the web had not changed. */
  offline: boolean;
  /** What the archive holds is asked for again where it is older. */
  maxAgeMs?: number;
  /** False: robots.txt, nofollow and reservations do not count. For hosts of your own. */
  rules: boolean;
  /** Who decides where several links promise alike; without it the score does. */
  forks?: LanguageModel;
  signal: AbortSignal;
  onEvent(event: CrawlEvent): void;
  onActivity(done: number, total: number | null, what: string): void;
  onNotice(notice: string): void;
}

/**
 * Crawls for readers into a folder. A folder that holds a crawl goes on: what was read is read again from the archive, so that
 * every reader remembers it, and nothing is fetched twice.
 */
export async function crawlWeb(options: CrawlWebOptions): Promise<CrawlReport> {
  const { out, signal, onEvent, onNotice } = options;
  const budget = { ...options.budget };
  const lock = await lockWorkspace(out);
  const closing: (() => Promise<void> | void)[] = [() => lock.release()];
  try {
    const { offline } = options;
    await checkSame(out, options);
    const frontier = await openFrontier(offline ? ':memory:' : join(out, CRAWL_FILES.frontier), {
      delayMs: offline ? 0 : options.delayMs,
      mostAttempts: MOST_ATTEMPTS,
    });
    closing.push(() => frontier.close());
    const opening = {
      dir: join(out, CRAWL_FILES.archive),
      readPage: readHtmlPage,
      delayMs: options.delayMs,
      robots: options.rules,
      reservations: options.rules,
      ...(options.fetcher.product !== undefined && { product: options.fetcher.product }),
    };
    const web = await openWeb({
      ...opening,
      network: offline ? null : openFetcher(options.fetcher),
      onBeside: (host, pauseMs) => frontier.rest(host, systemClock.now() + pauseMs),
      ...(options.maxAgeMs !== undefined && { maxAgeMs: options.maxAgeMs }),
    });
    closing.push(() => web.close());
    const isAged = options.maxAgeMs !== undefined && !offline;
    const archived = isAged ? await openWeb({ ...opening, network: null }) : web;
    if (isAged) closing.push(() => archived.close());
    if (web.recovered !== null)
      onNotice(`${web.recovered.bytes} bytes of a torn record were cut off ${web.recovered.file}`);
    // Opened first: what a crash tore is cut off, and counts no longer.
    const log = offline ? null : openLineWriter(join(out, CRAWL_FILES.log), { append: true });
    if (log !== null) closing.push(() => log.close());
    const before = offline ? [] : await listCrawledPages(out);
    for (const { asked } of before) frontier.wasRead(asked);
    const note = (event: CrawlEvent): void => {
      log?.write(event);
      // A page that is not in the log would be fetched, but not read again after a crash.
      if (event.kind === 'page') log?.flush();
      onEvent(event);
    };
    const entries = await readFeeds(web, options.feeds ?? [], signal, onNotice);
    const memo = options.forks === undefined ? null : await openMemo(out);
    if (memo !== null) closing.push(() => memo.close());
    const readers = readTogether(options.readers, {
      trends: trendingTerms(entries),
      ...(memo !== null && { decideFork: openForks({ model: options.forks!, memo, signal }) }),
    });
    const beginAt = (link: PageLink): void => {
      const score = Math.max(LEAST_SCORE, readers.score(link));
      frontier.add({ url: link.url, score, depth: 1, from: null });
    };
    for (const { url, title, summary } of entries) beginAt(linkTo(url, title, summary));
    if (options.sitemaps && before.length === 0 && !signal.aborted) {
      for (const url of await listSitemaps(web, options.seeds, signal))
        beginAt(linkTo(url, '', ''));
    }
    const report = await crawl({
      seeds: options.seeds,
      web,
      frontier,
      scorer: readers,
      budget,
      ...(options.visitors !== undefined && { visitors: options.visitors }),
      clock: systemClock,
      signal,
      before: readAgain(web, archived, before, options),
      onEvent: note,
      enough: () => readers.enough(),
    });
    if (offline) return report;
    await writeFileAtomic(join(out, CRAWL_FILES.report), `${JSON.stringify(report, null, 2)}\n`);
    await writeFileAtomic(
      join(out, CRAWL_FILES.readers),
      `${JSON.stringify(readers.snapshot(), null, 2)}\n`,
    );
    return report;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

const MOST_ATTEMPTS = 4;
/** Of an address that nobody has said anything of. */
const LEAST_SCORE = 0.05;
const MOST_FROM_SITEMAPS = 5_000;

/** A folder holds one crawl: other readers or seeds would make its history theirs. Raises RecipeError. */
async function checkSame(out: string, { seeds, readers, offline }: CrawlWebOptions): Promise<void> {
  const path = join(out, 'crawl.json');
  if (offline && !existsSync(path))
    throw new RecipeError(`${out} holds no crawl that could be read again`, {
      hint: 'crawl into it first, without --offline',
    });
  const own = {
    seeds: [...seeds].toSorted(),
    readers: readers.map(({ name, words }) => ({ name, words })),
  };
  if (!existsSync(path)) {
    await writeFileAtomic(path, `${JSON.stringify(own, null, 2)}\n`);
    return;
  }
  const before: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (isDeepStrictEqual(before, JSON.parse(JSON.stringify(own)))) return;
  throw new RecipeError(`${out} holds the crawl of other seeds or personas`, {
    hint: `give the same ones again (they stand in ${path}), or another folder with --out`,
  });
}

/**
 * What an earlier call read, from the archive. Pages that are too old are asked for again first, by the rules of any visit; a host
 * that fails is left alone.
 */
async function* readAgain(
  web: OpenWeb,
  archived: OpenWeb,
  pages: readonly PageEvent[],
  { signal, delayMs, onActivity, onNotice }: CrawlWebOptions,
): AsyncGenerator<{ page: ReadPage; bytes: number }> {
  const closed = new Set<string>();
  /** Undefined where the archive is as good. */
  const askAgain = async (asked: string, depth: number): Promise<Visit | undefined> => {
    const { host } = new URL(asked);
    if (web === archived || closed.has(host)) return undefined;
    const { allowed, because, delayMs: pauseMs } = await web.allowed(asked, signal);
    try {
      if (!allowed) throw new SourceError(because, { reason: 'refused' });
      const visit = await web.visit(asked, depth, signal);
      if (!visit.remembered) await systemClock.sleep(pauseMs ?? delayMs, signal);
      if (visit.status === 429 || visit.status >= 500) closed.add(host);
      return visit;
    } catch (error) {
      if (!(error instanceof SourceError) || signal.aborted) throw error;
      if (error.reason !== 'refused') closed.add(host);
      onNotice(`${asked} is read as it was: ${error.message}`);
      return undefined;
    }
  };
  for (const [at, { asked, url, from, depth, duplicateOf }] of pages.entries()) {
    signal.throwIfAborted();
    onActivity(at, pages.length, 'pages read before');
    const { document, links, bytes, nofollow } =
      (await askAgain(asked, depth)) ?? (await archived.visit(asked, depth, signal));
    if (document === null) continue;
    const page = { url, document, links: nofollow === null ? links : [], depth, from, duplicateOf };
    yield { page, bytes };
  }
}

async function readFeeds(
  web: OpenWeb,
  feeds: readonly string[],
  signal: AbortSignal,
  onNotice: (notice: string) => void,
): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = [];
  for (const feed of feeds) {
    try {
      entries.push(...(await web.feed(feed, signal)));
    } catch (error) {
      if (!(error instanceof SourceError) || signal.aborted) throw error;
      onNotice(`${feed} was passed over: ${error.message}`);
    }
  }
  return entries.flatMap((entry) => {
    const url = canonicalUrl(entry.url);
    return url === null ? [] : [{ ...entry, url }];
  });
}

/** What the sitemaps of the seeds' hosts name, the newest of each host first. */
async function listSitemaps(
  web: OpenWeb,
  seeds: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const found = new Set<string>();
  const hosts = new Set<string>();
  for (const seed of seeds) {
    const url = canonicalUrl(seed);
    if (url === null || hosts.has(new URL(url).host)) continue;
    hosts.add(new URL(url).host);
    const { pages } = await web.sitemaps(url, signal);
    for (const page of pages.slice(0, MOST_FROM_SITEMAPS)) {
      const canonical = canonicalUrl(page.url);
      if (canonical !== null) found.add(canonical);
    }
  }
  return [...found];
}

/** A link that no page has: from a feed or a sitemap. */
function linkTo(url: string, anchor: string, context: string): PageLink {
  return { url, anchor, context, heading: '', region: 'main', rel: [], from: url, depth: 1 };
}
