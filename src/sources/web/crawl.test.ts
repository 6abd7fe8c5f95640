import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSimulatedClock } from '../../../test/simulated-clock.ts';
import { SourceError } from '../../core/errors/index.ts';
import type { Document } from '../../core/records/index.ts';
import { crawl, type CrawlOptions } from './crawl.ts';
import type { CrawlEvent, CrawlReport } from './crawl-log.ts';
import { type Frontier, openFrontier } from './frontier/frontier.ts';
import type { LinkScorer, PageLink } from './page.ts';
import type { Visit, Web } from './visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'wellspring-crawl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

interface FakePage {
  text: string;
  links?: string[];
  status?: number;
  reserved?: string;
  nofollow?: string;
  fails?: string;
  retryAfterMs?: number;
  movedTo?: string;
}

/** A web of pages in memory, in which a visit takes a second. It notes who visited when. */
function fakeWeb(pages: Record<string, FakePage>, clock: ReturnType<typeof createSimulatedClock>) {
  const visits: { url: string; from: number; to: number }[] = [];
  const web: Web = {
    allowed: (url) =>
      Promise.resolve(
        url.includes('/private')
          ? { allowed: false, because: 'robots.txt: Disallow: /private', delayMs: null }
          : {
              allowed: true,
              because: 'robots.txt allows',
              delayMs: url.includes('slow.') ? 30_000 : null,
            },
      ),
    async visit(url, depth): Promise<Visit> {
      const visit = { url, from: clock.now(), to: Infinity };
      visits.push(visit);
      await clock.sleep(1_000);
      visit.to = clock.now();
      const page = pages[url];
      if (page?.fails !== undefined) throw new SourceError('it failed', { reason: page.fails });
      const status = page === undefined ? 404 : (page.status ?? 200);
      return {
        url,
        status,
        retryAfterMs: page?.retryAfterMs ?? null,
        document: page === undefined ? null : documentOf(url, page.text),
        links: (page?.links ?? []).map((target) => linkTo(target, url, depth)),
        reserved: page?.reserved ?? null,
        nofollow: page?.nofollow ?? null,
        bytes: 100,
        remembered: false,
        ...(page?.movedTo !== undefined && { movedTo: page.movedTo }),
      };
    },
  };
  return { web, visits };
}

function documentOf(uri: string, text: string): Document {
  return {
    id: '0'.repeat(64),
    uri,
    title: uri,
    language: 'en',
    license: null,
    mediaType: 'text/html',
    source: { hash: '0'.repeat(64), extractor: 'test@1' },
    blocks: [{ kind: 'paragraph', text, headings: [] }],
  };
}

function linkTo(target: string, from: string, depth: number): PageLink {
  const [url, anchor] = target.split(' ', 2) as [string, string | undefined];
  return {
    url,
    anchor: anchor ?? '',
    context: '',
    heading: '',
    region: 'main',
    rel: [],
    from,
    depth: depth + 1,
  };
}

const plain: LinkScorer = {
  score: ({ anchor }) => (anchor === 'good' ? 0.9 : 0.1),
  read: ({ duplicateOf }) => ({ worth: 1, fresh: duplicateOf === null ? 1 : 0, because: [] }),
};

async function run(
  pages: Record<string, FakePage>,
  seeds: string[],
  options: Partial<CrawlOptions> & { path?: string } = {},
): Promise<{
  report: CrawlReport;
  events: CrawlEvent[];
  visits: { url: string; from: number; to: number }[];
  read: string[];
  frontier: Frontier;
}> {
  const clock = createSimulatedClock(Date.parse('2026-03-01T00:00:00Z'));
  const { web, visits } = fakeWeb(pages, clock);
  const events: CrawlEvent[] = [];
  const frontier = await openFrontier(options.path ?? join(folder, `${files++}.sqlite`), {
    delayMs: 2_000,
    mostAttempts: 3,
  });
  const done = crawl({
    seeds,
    web,
    frontier,
    scorer: plain,
    clock,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...options,
  });
  await clock.run();
  const report = await done;
  const read = events.flatMap((event) => (event.kind === 'page' ? [event.url] : []));
  return { report, events, visits, read, frontier };
}

describe('crawl', () => {
  it('reads the best links first, and all there is', async () => {
    const { report, read } = await run(
      {
        'https://a.org/': {
          text: 'start',
          links: ['https://b.org/ dull', 'https://c.org/ good', 'https://d.org/ dull'],
        },
        'https://b.org/': { text: 'b' },
        'https://c.org/': { text: 'c', links: ['https://e.org/ good'] },
        'https://d.org/': { text: 'd' },
        'https://e.org/': { text: 'e' },
      },
      ['https://a.org/'],
      { visitors: 1 },
    );
    expect(read).toEqual([
      'https://a.org/',
      'https://c.org/',
      'https://e.org/',
      'https://b.org/',
      'https://d.org/',
    ]);
    expect(report).toMatchObject({ pages: 5, endedBy: 'exhausted', worth: 5 });
  });

  it('never visits a host twice at a time, and keeps its pauses', async () => {
    const pages: Record<string, FakePage> = {};
    const links: string[] = [];
    for (const host of ['a.org', 'b.org', 'slow.org']) {
      for (let page = 0; page < 6; page++) {
        links.push(`https://${host}/${page}`);
        pages[`https://${host}/${page}`] = { text: `${host} ${page}` };
      }
    }
    pages['https://seed.org/'] = { text: 'seed', links };
    const { visits, report } = await run(pages, ['https://seed.org/'], { visitors: 8 });
    expect(report.pages).toBe(19);
    for (const host of ['a.org', 'b.org', 'slow.org']) {
      const own = visits
        .filter(({ url }) => new URL(url).host === host)
        .toSorted((a, b) => a.from - b.from);
      own
        .slice(1)
        .forEach(({ from }, at) =>
          expect(from - own[at]!.to).toBeGreaterThanOrEqual(host === 'slow.org' ? 30_000 : 2_000),
        );
    }
    const together = visits
      .filter(({ url }) => !url.includes('seed'))
      .some((one) =>
        visits.some((other) => other !== one && other.from < one.to && one.from < other.to),
      );
    expect(together).toBe(true);
  });

  it('asks robots.txt before every visit, and honours reservations and nofollow', async () => {
    const { visits, events, read } = await run(
      {
        'https://a.org/': {
          text: 'start',
          links: ['https://a.org/private/x', 'https://a.org/noai', 'https://a.org/dead-end'],
        },
        'https://a.org/private/x': { text: 'secret' },
        'https://a.org/noai': {
          text: 'reserved',
          reserved: 'noai',
          links: ['https://a.org/behind'],
        },
        'https://a.org/dead-end': {
          text: 'end',
          nofollow: 'meta robots',
          links: ['https://a.org/behind'],
        },
        'https://a.org/behind': { text: 'behind' },
      },
      ['https://a.org/'],
    );
    expect(visits.some(({ url }) => url.includes('private'))).toBe(false);
    expect(read.toSorted()).toEqual(['https://a.org/', 'https://a.org/dead-end']);
    expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(2);
  });

  it('counts copies without reading on from them, and closes calendars', async () => {
    const { report, events, visits } = await run(
      {
        'https://a.org/': {
          text: 'start',
          links: ['https://a.org/copy', 'https://a.org/calendar/2099/01', 'https://a.org/alpha'],
        },
        'https://a.org/alpha': { text: 'the same words' },
        'https://a.org/copy': { text: 'the same words', links: ['https://a.org/more'] },
        'https://a.org/more': { text: 'more' },
      },
      ['https://a.org/'],
      { visitors: 1 },
    );
    expect(report).toMatchObject({ pages: 3, duplicates: 1 });
    expect(visits.some(({ url }) => url.includes('calendar'))).toBe(false);
    expect(events.some(({ kind }) => kind === 'trap')).toBe(true);
  });

  it('tries again what may come back, and gives up what does not', async () => {
    const { visits, report, frontier } = await run(
      {
        'https://a.org/': { text: 'x', status: 503 },
        'https://b.org/': { text: 'x', fails: 'timeout' },
        'https://c.org/': { text: 'x', fails: 'too-large' },
      },
      ['https://a.org/', 'https://b.org/', 'https://c.org/'],
    );
    const count = (host: string): number => visits.filter(({ url }) => url.includes(host)).length;
    expect([count('a.org'), count('b.org'), count('c.org')]).toEqual([3, 3, 1]);
    expect(frontier.counts()).toMatchObject({ failed: 3 });
    expect(report.pages).toBe(0);
    const [first, second] = visits.filter(({ url }) => url.includes('a.org'));
    expect(second!.from - first!.to).toBeGreaterThanOrEqual(30_000);
  });

  it('ends where all that waits was told to wait for years, and keeps it waiting', async () => {
    const { report, read, frontier } = await run(
      {
        'https://a.org/': { text: 'x', status: 503, retryAfterMs: 31 * 365 * 24 * 3_600_000 },
        'https://b.org/': { text: 'start', links: ['https://b.org/2', 'https://a.org/2'] },
        'https://b.org/2': { text: 'second' },
      },
      ['https://a.org/', 'https://b.org/'],
    );
    expect(read).toEqual(['https://b.org/', 'https://b.org/2']);
    expect(report).toMatchObject({ endedBy: 'exhausted' });
    expect(report.because).toMatch(/must wait \d+ hours more$/);
    expect(frontier.counts().waiting).toBe(2);
  });

  it('leaves redirects that lead from host to host without an end', async () => {
    const pages: Record<string, FakePage> = {};
    for (let at = 0; at < 50; at++)
      pages[`https://h${at}.org/`] = { text: 'x', movedTo: `https://h${at + 1}.org/` };
    const { visits, frontier } = await run(pages, ['https://h0.org/']);
    expect(visits).toHaveLength(11);
    expect(frontier.counts()).toMatchObject({ failed: 1, waiting: 0 });
  });

  it('passes no budget, and goes on from the same frontier without a second visit', async () => {
    const pages: Record<string, FakePage> = {
      'https://a.org/': {
        text: 'start',
        links: Array.from({ length: 20 }, (_, at) => `https://h${at}.org/`),
      },
    };
    for (let at = 0; at < 20; at++) pages[`https://h${at}.org/`] = { text: `page ${at}` };
    const path = join(folder, 'resumed.sqlite');
    const first = await run(pages, ['https://a.org/'], { path, budget: { pages: 8 }, visitors: 5 });
    expect(first.report).toMatchObject({ pages: 8, endedBy: 'pages' });
    first.frontier.close();
    const second = await run(pages, ['https://a.org/'], { path, visitors: 5 });
    expect(second.report.pages).toBe(13);
    const all = [...first.read, ...second.read];
    expect(new Set(all).size).toBe(all.length);
  });

  it('stops when the reader has had enough, and when it is told to', async () => {
    const pages: Record<string, FakePage> = {
      'https://a.org/': {
        text: 'start',
        links: Array.from({ length: 9 }, (_, at) => `https://h${at}.org/`),
      },
    };
    for (let at = 0; at < 9; at++) pages[`https://h${at}.org/`] = { text: `page ${at}` };
    let read = 0;
    const enough = await run(pages, ['https://a.org/'], {
      visitors: 1,
      enough: () => (++read >= 4 ? 'saturated' : undefined),
    });
    expect(enough.report).toMatchObject({ pages: 4, endedBy: 'saturation', because: 'saturated' });
    const controller = new AbortController();
    const stopped = await run(pages, ['https://a.org/'], {
      visitors: 1,
      signal: controller.signal,
      onPage: () => void (++read === 7 && controller.abort()),
    });
    expect(stopped.report.endedBy).toBe('stopped');
  });
});
