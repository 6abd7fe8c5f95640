import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { listCrawledPages } from '../sources/web/crawl-folder.ts';
import { type CrawlWebOptions, crawlWeb } from './crawl-web.ts';

const folder = mkdtempSync(join(tmpdir(), 'wellspring-crawl-web-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let server: Server | undefined;
afterEach(() => void server?.close());
let crawls = 0;

/** Pages that lead to one another, on this machine; says who asked for what, and when. */
async function serve() {
  const asked: { path: string; atMs: number }[] = [];
  const site = { robots: 'User-agent: *\nAllow: /', answers: true };
  const running = createServer((request, response) => {
    const path = request.url!;
    asked.push({ path, atMs: performance.now() });
    if (!site.answers) return void request.socket.destroy();
    if (path === '/robots.txt') return void response.end(site.robots);
    const number = Number(path.slice(1));
    if (!/^\/\d*$/.test(path) || number > 3) return void response.writeHead(404).end();
    const text = `Page ${number} speaks of pears and ferns beside the harbour wall. `.repeat(20);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<title>Page ${number}</title><h1>Page ${number}</h1><p>${text}</p><a href="/${number + 1}">on</a>`,
    );
  });
  server = running;
  await new Promise<void>((resolve) => void running.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(running.address() as AddressInfo).port}`;
  const out = join(folder, String(crawls++));
  const run = (options: Partial<CrawlWebOptions> = {}) =>
    crawlWeb({
      out,
      seeds: [`http://${host}/`],
      readers: [{ name: 'gardener', words: ['a gardener who grafts pears'] }],
      delayMs: 60,
      sitemaps: false,
      fetcher: { allowPrivate: [host] },
      offline: false,
      rules: true,
      signal: new AbortController().signal,
      onEvent() {},
      onActivity() {},
      onNotice() {},
      ...options,
    });
  return { out, asked, site, run };
}

describe('a crawl that goes on', () => {
  it('keeps pauses and rules where it asks again for what is old', async () => {
    const { asked, run } = await serve();
    expect(await run()).toMatchObject({ pages: 4 });
    asked.length = 0;
    expect(await run({ maxAgeMs: 0 })).toMatchObject({ pages: 4 });
    const pages = asked.filter(({ path }) => /^\/\d*$/.test(path));
    expect(pages.map(({ path }) => path)).toEqual(['/', '/1', '/2', '/3']);
    pages
      .slice(1)
      .forEach(({ atMs }, at) => expect(atMs - pages[at]!.atMs).toBeGreaterThanOrEqual(55));
  });

  it('goes on where old pages cannot be asked for again', async () => {
    const { site, run } = await serve();
    await run({ budget: { pages: 2 } });
    site.answers = false;
    const notices: string[] = [];
    const onNotice = (said: string) => void notices.push(said);
    expect(await run({ maxAgeMs: 0, budget: { pages: 2 }, onNotice })).toMatchObject({ pages: 2 });
    expect(notices).toEqual([expect.stringContaining('is read as it was')]);
  });

  it('asks robots.txt before it asks again', async () => {
    const { asked, site, run } = await serve();
    await run();
    site.robots = 'User-agent: *\nDisallow: /';
    asked.length = 0;
    const inADay = systemClock.now() + 25 * 3_600_000;
    vi.setSystemTime(inADay);
    expect(await run({ maxAgeMs: 0 })).toMatchObject({ pages: 4 });
    vi.useRealTimers();
    expect(asked.filter(({ path }) => /^\/\d*$/.test(path))).toEqual([]);
  });

  it('loses nothing by a torn line of its log', async () => {
    const { out, run } = await serve();
    await run({ budget: { pages: 2 } });
    appendFileSync(join(out, 'log.jsonl'), '{"kind":"visit","at":17');
    await run({ budget: { pages: 3 } });
    expect(await run()).toMatchObject({ pages: 4 });
    expect(await listCrawledPages(out)).toHaveLength(4);
    expect(readFileSync(join(out, 'log.jsonl'), 'utf8')).not.toContain('"at":17{');
  });
});
