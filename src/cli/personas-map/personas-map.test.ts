import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { openWarcWriter } from '../../sources/web/archive/index.ts';
import { CRAWL_FILES } from '../../sources/web/crawl-folder.ts';
import type { CrawlEvent } from '../../sources/web/crawl-log.ts';
import { openFetcher } from '../../sources/web/fetch/index.ts';
import { callVerb } from '../../../test/fixtures/call-verb.ts';
import { type LocalWeb, startLocalWeb } from '../../../test/fixtures/local-web.ts';
import { verb } from '../commands/personas/map.ts';
import { type CrawlMap, collectMap } from './collect-map.ts';
import { countHosts } from './count-hosts.ts';
import { drawMap } from './draw-map.ts';

const HOSTILE = `</title><script>window.broken = 1</script><img src=x onerror="broken()">`;

const page = (url: string, more: Partial<Extract<CrawlEvent, { kind: 'page' }>>): CrawlEvent => ({
  kind: 'page',
  at: 1_000,
  asked: url,
  url,
  from: null,
  depth: 0,
  score: 0.5,
  worth: 0.5,
  because: ['about tide', '80 % new'],
  duplicateOf: null,
  bytes: 10,
  remembered: false,
  ...more,
});

describe('personas map', () => {
  let web: LocalWeb;
  let dir: string;
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(dir, name), JSON.stringify(value));

  beforeAll(async () => {
    web = await startLocalWeb((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        request.url === '/a'
          ? `<title>&lt;script&gt;window.broken = 2&lt;/script&gt; tides</title><p>x`
          : `<title>Plain</title><p>y`,
      );
    });
    dir = mkdtempSync(join(tmpdir(), 'wellspring-map-'));
    const archive = join(dir, CRAWL_FILES.archive);
    mkdirSync(archive, { recursive: true });
    const fetcher = openFetcher(web.options);
    const writer = await openWarcWriter(archive);
    const { signal } = new AbortController();
    for (const path of ['/a', '/b']) writer.add(await fetcher.fetch(web.url(path), { signal }));
    writer.close();
    await fetcher.close();
    const [a, b] = [web.url('/a'), web.url('/b')];
    const events: CrawlEvent[] = [
      { kind: 'visit', at: 1_000, host: 'a.test', url: a },
      page(a, { at: 1_100, because: ['Ada: about tide', '100 % new'], worth: 0.9 }),
      { kind: 'visit', at: 2_600, host: 'a.test', url: b },
      page(b, {
        at: 2_700,
        from: a,
        depth: 1,
        because: [`Ben: about ${HOSTILE}`, '25 % new'],
        worth: 0.1,
      }),
      // A later call that went on from the archive.
      { kind: 'visit', at: 9_000, host: 'a.test', url: a },
      page(a, { at: 9_001, remembered: true }),
      { kind: 'refused', at: 9_100, url: web.url('/private'), because: 'robots.txt, Disallow' },
      { kind: 'trap', at: 9_200, url: web.url('/cal/1'), because: 'a calendar in the year 2031' },
      { kind: 'trap', at: 9_300, url: web.url('/cal/2'), because: 'a calendar in the year 2032' },
    ];
    writeFileSync(
      join(dir, CRAWL_FILES.log),
      events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    );
    const reader = (name: string) => ({
      name,
      words: [`tides ${HOSTILE}`],
      language: 'en',
      pages: 1,
      worth: 0.9,
      worthOfAll: 1,
      done: null,
      terms: [{ term: 'tide', weight: 1, because: ['persona'] }],
      drift: [0, 1, 2].map((pages) => ({ pages, terms: [{ term: HOSTILE, weight: 0.1 * pages }] })),
    });
    const readers = [reader('Ada'), reader('Ben')];
    const fork = {
      url: a,
      links: [b, a],
      chosen: b,
      by: 'score',
      because: `the reply “${HOSTILE}”`,
    };
    const forks = [fork];
    write('crawl.json', {
      seeds: [a],
      readers: readers.map(({ name, words }) => ({ name, words })),
    });
    write(CRAWL_FILES.readers, {
      pages: 2,
      trends: [{ term: HOSTILE, entries: 3 }],
      forks,
      readers,
    });
    write(CRAWL_FILES.report, { endedBy: 'exhausted', because: 'nothing waits' });
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    await web.close();
  });

  it('tells who read what, in which order, from the log and the archive', async () => {
    const map = await collectMap(dir);
    expect(
      map.pages.map(({ order, title, fresh, readers }) => [order, title, fresh, readers]),
    ).toEqual([
      [1, '<script>window.broken = 2</script> tides', 1, ['Ada']],
      [2, 'Plain', 0.25, ['Ben']],
    ]);
    expect(map.traps).toEqual({ 'a calendar in the year …': 2 });
    expect(map.hosts).toEqual([
      expect.objectContaining({
        visits: 2,
        pages: 3,
        leastPauseMs: 1_500,
        together: 0,
        refused: 1,
        traps: 2,
      }),
    ]);
  });

  it('draws a page without scripts, markup or resources of others, the same each time', async () => {
    const map = await collectMap(dir);
    const html = drawMap(map, { pages: 100 });
    expect(drawMap(map, { pages: 100 })).toBe(html);
    expect(html).not.toMatch(/<script|<img|<iframe|<object|\son\w+=(?!&)["']?\w|url\(|@import/i);
    expect(html).toContain('&lt;script&gt;window.broken = 2&lt;/script&gt; tides');
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('0 of 1 were decided by a model');
    const sources = [...html.matchAll(/<[^>]*\s(?:src|srcset|data|poster)=/g)];
    expect(sources).toEqual([]);
    expect(html.match(/<a href="([^"]*)"/g)!.every((one) => one.includes('http://a.test'))).toBe(
      true,
    );
  });

  it('writes the page, or prints the numbers', async () => {
    const out = join(dir, 'out.html');
    expect((await callVerb(verb, [dir, '--out', out])).stdout).toContain('2 pages for 2 personas');
    const { figures, pages } = JSON.parse(
      (await callVerb(verb, [dir, '--json'])).stdout,
    ) as CrawlMap & {
      figures: { pages: number; meanWorth: number; leastPauseMs: number };
    };
    expect(figures).toMatchObject({ pages: 2, meanWorth: 0.5, leastPauseMs: 1_500, traps: 2 });
    expect(pages).toHaveLength(2);
  });

  it('says what is missing, and draws a crawl that read nothing', async () => {
    await expect(collectMap(join(dir, 'nowhere'))).rejects.toThrow(/no folder of a crawl/);
    const empty = mkdtempSync(join(tmpdir(), 'wellspring-map-'));
    writeFileSync(join(empty, CRAWL_FILES.log), '');
    expect(drawMap(await collectMap(empty), { pages: 10 })).toContain('Nothing was read');
    writeFileSync(join(empty, CRAWL_FILES.readers), '{');
    await expect(collectMap(empty)).rejects.toThrow(/damaged/);
    rmSync(empty, { recursive: true, force: true });
  });

  it('says how much of a large crawl it leaves out, and draws a chain of any depth', async () => {
    const random = createRandom('map');
    const map = await collectMap(dir);
    const pages = Array.from({ length: 3_000 }, (_, at) => ({
      ...map.pages[0]!,
      order: at + 1,
      url: `http://a.test/${at}`,
      from: at === 0 ? null : `http://a.test/${at - 1}`,
      worth: random.next(),
    }));
    const html = drawMap({ ...map, pages }, { pages: 2_500 });
    expect(html).toContain('The first 2,500 of 3,000 pages');
    expect(html.match(/<details/g)!.length).toBeGreaterThan(2_000);
    expect(html.match(/<details/g)).toHaveLength(html.match(/<\/details>/g)!.length);
  });
});

describe('countHosts', () => {
  it('sees two visits to a host at once', () => {
    const hosts = countHosts();
    for (const path of ['1', '2'])
      hosts.add({ kind: 'visit', at: Number(path), host: 'a.test', url: `http://a.test/${path}` });
    hosts.add({ kind: 'failed', at: 5, url: 'http://a.test/1', because: 'HTTP 404' });
    expect(hosts.list()).toEqual([expect.objectContaining({ together: 1, failed: 1, visits: 1 })]);
  });
});
