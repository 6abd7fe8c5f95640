import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { openLineWriter } from '../../src/core/store/line-writer.ts';
import { CRAWL_FILES, listCrawledPages, readCrawlLog } from '../../src/sources/web/crawl-folder.ts';
import { crawl } from '../../src/sources/web/crawl.ts';
import type { Fetched, Fetcher } from '../../src/sources/web/fetch/index.ts';
import { openFrontier } from '../../src/sources/web/frontier/frontier.ts';
import { openWeb } from '../../src/sources/web/open-web.ts';
import { readHtmlPage } from '../../src/sources/web/read-html-page.ts';
import { countWords } from './count-words.ts';
import { bodyOf, type SavedPage } from './saved-pages.ts';

/** When the pages are said to have been fetched: held still, so that an archive comes out alike each time. */
const FETCHED_AT_MS = Date.UTC(2026, 0, 1);

export interface SavedCrawl {
  pages: number;
  duplicates: number;
  /** Pages that could be fetched and not read, by what the crawler says of them. */
  left: Record<string, number>;
}

/**
 * The crawler itself over saved pages, which stand in for the network: what is in the folder then is a crawl like any other. Links are not
 * followed. A folder that holds such a crawl goes on.
 */
export async function crawlSaved(pages: readonly SavedPage[], dir: string): Promise<SavedCrawl> {
  const clock: Clock = { ...systemClock, now: () => FETCHED_AT_MS };
  const frontier = await openFrontier(join(dir, CRAWL_FILES.frontier), {
    delayMs: 0,
    mostAttempts: 1,
  });
  const web = await openWeb({
    dir: join(dir, CRAWL_FILES.archive),
    network: openSaved(pages),
    readPage: readHtmlPage,
    delayMs: 0,
    clock,
  });
  const log = openLineWriter(join(dir, CRAWL_FILES.log), { append: true });
  try {
    await crawl({
      seeds: pages.map(({ url }) => url),
      web,
      frontier,
      scorer: { score: () => 1, read: () => ({ worth: 1, fresh: 1, because: [] }) },
      budget: { pages: pages.length, pagesPerHost: pages.length, depth: 0 },
      visitors: 1,
      clock,
      signal: new AbortController().signal,
      onEvent: (event) => log.write(event),
    });
  } finally {
    log.close();
    await web.close();
    frontier.close();
  }
  return tell(dir);
}

/** What the log says of all calls. */
async function tell(dir: string): Promise<SavedCrawl> {
  const read = await listCrawledPages(dir);
  const because = new Map<string, string>();
  for await (const event of readCrawlLog(dir))
    if (event.kind === 'refused' || event.kind === 'failed') because.set(event.url, event.because);
  return {
    pages: read.length,
    duplicates: read.filter(({ duplicateOf }) => duplicateOf !== null).length,
    left: countWords([...because.values()]),
  };
}

/** Answers with saved pages, and for all else that there is none. */
function openSaved(pages: readonly SavedPage[]): Fetcher {
  const byUrl = new Map(pages.map((page) => [page.url, page]));
  return {
    fetch: (url) => Promise.resolve(answerWith(url, byUrl.get(url))),
    close: () => Promise.resolve(),
  };
}

function answerWith(url: string, page: SavedPage | undefined): Fetched {
  const { host, pathname, search } = new URL(url);
  const [status, line] = page === undefined ? [404, '404 Not Found'] : [200, '200 OK'];
  const payload = page?.payload ?? Buffer.alloc(0);
  const fields: [string, string][] = [
    // What the page itself says of its characters is left to decide.
    ['Content-Type', 'text/html'],
    ...(page?.coding === 'gzip' ? ([['Content-Encoding', 'gzip']] as [string, string][]) : []),
    ['Content-Length', String(payload.length)],
  ];
  const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return {
    url,
    requested: url,
    status,
    headers: Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value])),
    fetchedAtMs: FETCHED_AT_MS,
    durationMs: 0,
    httpVersion: '1.1',
    remoteAddress: null,
    wire: {
      request: Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      responseHead: Buffer.from(`HTTP/1.1 ${line}\r\n${head}\r\n`),
      payload,
      truncated: false,
    },
    redirects: [],
    hops: [],
    body: page === undefined ? payload : bodyOf(page),
    truncated: false,
    notModified: false,
    redirectTo: null,
  };
}
