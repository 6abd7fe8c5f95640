import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { systemClock } from '../../src/core/clock.ts';
import { documentId } from '../../src/core/records/index.ts';
import { crawl } from '../../src/sources/web/crawl.ts';
import { type FetcherOptions, openFetcher } from '../../src/sources/web/fetch/index.ts';
import { openFrontier } from '../../src/sources/web/frontier/frontier.ts';
import { openWeb, type PageReader } from '../../src/sources/web/open-web.ts';

export interface Setting {
  port: number;
  hosts: number;
  pages: number;
  visitors: number;
}

/** Gets all pages once; says how many. */
type Way = (setting: Setting) => Promise<number>;

const signal = new AbortController().signal;
const address = ({ port, hosts }: Setting, page: number): string =>
  `http://h${page % hosts}.test:${port}/${page}`;

async function each(setting: Setting, get: (url: string) => Promise<unknown>): Promise<number> {
  let next = 0;
  const visitor = async (): Promise<void> => {
    while (next < setting.pages) await get(address(setting, next++));
  };
  await Promise.all(Array.from({ length: setting.visitors }, visitor));
  return setting.pages;
}

const options = ({ port }: Setting): FetcherOptions => ({
  allowPrivate: [`*.test:${port}`],
  resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
});

/** No more than the text and the links: what a reader does is not measured here. */
const readPage: PageReader = ({ url, text, depth }) => {
  const blocks = [
    { kind: 'paragraph' as const, text: text.slice(text.indexOf('<p>')), headings: [] },
  ];
  const links = [...text.matchAll(/<a href="([^"]+)">(\d+)/g)].map(([, href, anchor]) => ({
    url: href!,
    anchor: anchor!,
    context: '',
    heading: '',
    region: 'main' as const,
    rel: [],
    from: url,
    depth,
  }));
  const document = {
    id: documentId({ uri: url, blocks }),
    uri: url,
    title: url,
    language: 'und',
    license: null,
    mediaType: 'text/html',
    source: { hash: '0'.repeat(64), extractor: 'bench@1' },
    blocks,
  };
  return Promise.resolve({ document, links });
};

async function inFolder(work: (dir: string) => Promise<number>): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'wellspring-crawl-speed-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export const WAYS: Record<string, Way> = {
  'bare undici': async (setting) => {
    const agent = new Agent({
      connections: 2,
      pipelining: 1,
      connect: {
        lookup: (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]),
      },
    });
    const count = await each(setting, async (url) => {
      const { origin, pathname } = new URL(url);
      const { body } = await agent.request({ origin, path: pathname, method: 'GET' });
      await body.arrayBuffer();
    });
    await agent.destroy();
    return count;
  },
  fetcher: async (setting) => {
    const fetcher = openFetcher(options(setting));
    const count = await each(setting, (url) => fetcher.fetch(url, { signal }));
    await fetcher.close();
    return count;
  },
  'fetcher, archive, rules': (setting) =>
    inFolder(async (dir) => {
      const web = await openWeb({ dir, network: openFetcher(options(setting)), readPage });
      const count = await each(setting, async (url) => {
        await web.allowed(url, signal);
        await web.visit(url, 0, signal);
      });
      await web.close();
      return count;
    }),
  'whole crawl': (setting) =>
    inFolder(async (dir) => {
      const web = await openWeb({
        dir: join(dir, 'archive'),
        network: openFetcher(options(setting)),
        readPage,
      });
      const frontier = await openFrontier(join(dir, 'frontier.sqlite'), {
        delayMs: 0,
        mostAttempts: 1,
      });
      const { pages } = await crawl({
        seeds: [address(setting, 0)],
        budget: { pages: 1e9, pagesPerHost: 1e9, depth: 1e9, bytes: 1e12 },
        visitors: setting.visitors,
        web,
        frontier,
        scorer: { score: () => 0.5, read: () => ({ worth: 1, fresh: 1, because: [] }) },
        clock: systemClock,
        signal,
        onEvent() {},
      });
      frontier.close();
      await web.close();
      return pages;
    }),
};
