import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Answer, type LocalWeb, startLocalWeb } from '../../../test/fixtures/local-web.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { sha256 } from '../../core/hash.ts';
import { documentId } from '../../core/records/index.ts';
import { parseWarcRecord, recordBytes, scanWarc, verifyWarcRecord } from './archive/index.ts';
import { openIndexForReading } from './archive/warc-index.ts';
import { crawl } from './crawl.ts';
import type { CrawlEvent } from './crawl-log.ts';
import { openFetcher } from './fetch/index.ts';
import { canonicalUrl } from './frontier/canonical-url.ts';
import { openFrontier } from './frontier/frontier.ts';
import { openWeb, type OpenWeb, type PageReader, type WebOptions } from './open-web.ts';

const base = mkdtempSync(join(tmpdir(), 'wellspring-web-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(base, String(folders++));
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const signal = new AbortController().signal;

/** One block of all text, and every link. */
const readPage: PageReader = ({ url, text, depth }) => {
  const blocks = [
    { kind: 'paragraph' as const, text: text.replace(/<[^>]*>/g, ' ').trim(), headings: [] },
  ];
  const links = [...text.matchAll(/<a href="([^"]+)"/g)].flatMap(([, href]) => {
    const target = canonicalUrl(href!, url);
    if (target === null) return [];
    return [
      {
        url: target,
        anchor: '',
        context: '',
        heading: '',
        region: 'main' as const,
        rel: [],
        from: url,
        depth,
      },
    ];
  });
  const document = {
    id: documentId({ uri: url, blocks }),
    uri: url,
    title: url,
    language: 'en',
    license: null,
    mediaType: 'text/html',
    source: { hash: '0'.repeat(64), extractor: 'test@1' },
    blocks,
  };
  return Promise.resolve({ document, links });
};

async function serve(answer: Answer): Promise<LocalWeb> {
  const web = await startLocalWeb((request, response) => {
    response.setHeader('content-type', 'text/html');
    return answer(request, response);
  });
  closers.push(web.close);
  return web;
}

async function open(
  web: LocalWeb,
  dir: string,
  options: Partial<WebOptions> = {},
): Promise<OpenWeb> {
  const network = openFetcher(web.options);
  const opened = await openWeb({ dir, network, readPage, delayMs: 0, ...options });
  closers.push(opened.close);
  return opened;
}

const hostOf = (request: Parameters<Answer>[0]): string =>
  String(request.headers['host']).replace(/:\d+$/, '');

async function crawlOver(web: OpenWeb, seeds: string[], path: string) {
  const events: CrawlEvent[] = [];
  const ids: string[] = [];
  const frontier = await openFrontier(path, { delayMs: 0, mostAttempts: 2 });
  const report = await crawl({
    seeds,
    web,
    frontier,
    scorer: { score: () => 0.5, read: () => ({ worth: 1, fresh: 1, because: [] }) },
    clock: systemClock,
    signal,
    onEvent: (event) => void events.push(event),
    onPage: ({ document }) => void ids.push(document.id),
  });
  frontier.close();
  return { report, events, ids: ids.toSorted() };
}

/** Five hosts, each with its own manners. */
const world: Answer = (request, response) => {
  const host = hostOf(request);
  const path = request.url!;
  const port = String(request.headers['host']).split(':')[1]!;
  const page = (...links: string[]): void =>
    void setTimeout(
      () =>
        response.end(
          `<p>${host}${path}</p>${links.map((link) => `<a href="${link}">x</a>`).join('')}`,
        ),
      2,
    );
  if (path === '/robots.txt') {
    if (host === 'strict.test') return response.end('User-agent: wellspring\nDisallow: /private\n');
    if (host === 'broken.test') response.statusCode = 503;
    else response.statusCode = 404;
    return response.end();
  }
  if (path === '/.well-known/tdmrep.json') {
    if (host === 'reserved.test')
      return response.end(
        '[{"location":"/","tdm-reservation":1},{"location":"/free","tdm-reservation":0}]',
      );
    response.statusCode = 404;
    return response.end();
  }
  if (host === 'start.test')
    return path === '/'
      ? page(
          '/a',
          '/b',
          '/moved',
          '/away',
          '/noai',
          '/nofollow',
          ...['strict', 'broken', 'reserved'].flatMap((name) => [
            `http://${name}.test:${port}/`,
            `http://${name}.test:${port}/private/x`,
            `http://${name}.test:${port}/free`,
          ]),
        )
      : path === '/moved'
        ? (response.writeHead(301, { location: '/b2' }), response.end())
        : path === '/away'
          ? (response.writeHead(302, { location: `http://strict.test:${port}/landing` }),
            response.end())
          : path === '/noai'
            ? response.end('<meta name="robots" content="noai"><a href="/behind-noai">x</a>')
            : path === '/nofollow'
              ? (response.setHeader('x-robots-tag', 'nofollow'), page('/behind-nofollow'))
              : page('/', '/b');
  return page('/', '/more');
};

describe('openWeb', () => {
  it('crawls by the rules, one visitor a host, and asks each host for its rules once', async () => {
    const web = await serve(world);
    const dir = newFolder();
    const opened = await open(web, dir);
    const { events, report } = await crawlOver(
      opened,
      [web.url('/', 'start.test')],
      join(dir, 'f.sqlite'),
    );
    const paths = web.log.filter(
      (line) => !line.includes('robots.txt') && !line.includes('tdmrep'),
    );
    expect(paths.filter((line) => line.includes('/private') && line.startsWith('strict'))).toEqual(
      [],
    );
    expect(paths.filter((line) => line.startsWith('broken'))).toEqual([]);
    expect(paths.filter((line) => line.startsWith('reserved'))).toEqual(['reserved.test/free']);
    expect(paths.filter((line) => line.includes('behind'))).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('strict.test/landing');
    expect(paths).toContain('start.test/b2');
    for (const [host, most] of web.busiest) expect([host, most]).toEqual([host, 1]);
    for (const host of ['start', 'strict', 'broken', 'reserved'])
      expect(web.log.filter((line) => line === `${host}.test/robots.txt`)).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'moved')).toMatchObject([
      { to: web.url('/landing', 'strict.test') },
    ]);
    const refused = events.flatMap((event) => (event.kind === 'refused' ? [event.because] : []));
    expect(refused).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Disallow: /private'),
        expect.stringContaining('HTTP 503'),
        expect.stringContaining('tdmrep.json reserves /'),
        expect.stringContaining('noai'),
      ]),
    );
    expect(report.pages).toBeGreaterThan(8);
  });

  it('fetches nothing twice: neither after a crash nor offline, and the archive gives the same documents', async () => {
    const web = await serve(world);
    const dir = newFolder();
    const seeds = [web.url('/', 'start.test')];
    const first = await open(web, dir);
    const live = await crawlOver(first, seeds, join(dir, '1.sqlite'));
    await first.close();
    closers.splice(1);
    const asked = web.log.length;
    // A frontier that knows nothing: the archive alone remembers.
    const second = await open(web, dir);
    const resumed = await crawlOver(second, seeds, join(dir, '2.sqlite'));
    await second.close();
    closers.splice(1);
    // What gave no rules is asked again.
    expect(web.log.slice(asked)).toEqual(['broken.test/robots.txt']);
    expect(resumed.ids).toEqual(live.ids);
    expect(
      resumed.events.filter((event) => event.kind === 'page').every((event) => event.remembered),
    ).toBe(true);

    await web.close();
    const offline = await openWeb({ dir, network: null, readPage });
    const replayed = await crawlOver(offline, seeds, join(dir, '3.sqlite'));
    await offline.close();
    expect(replayed.ids).toEqual(live.ids);
    expect({ ...replayed.report, because: '' }).toEqual({ ...live.report, because: '' });
  });

  it('gives documents whose bytes can be had again from the archive', async () => {
    const web = await serve((request, response) => {
      if (request.url !== '/page' && request.url !== '/copy') response.statusCode = 404;
      response.setHeader('content-encoding', 'gzip');
      response.end(
        gzipSync(
          `<p>${'one and the same page '.repeat(200)}${Array.from({ length: 400 }, (_, i) => i * 7919).join(' ')}`,
        ),
      );
    });
    const dir = newFolder();
    const opened = await open(web, dir);
    for (const path of ['/page', '/copy', '/page']) {
      const { document, remembered } = await opened.visit(web.url(path), 0, signal);
      const { hash, warc, fetchedAt } = document!.source;
      expect(fetchedAt).toMatch(/^20.*Z$/);
      const index = await openIndexForReading(dir);
      const place = index.list().find(({ recordId }) => recordId === warc!.recordId)!;
      index.close();
      const bytes = recordBytes(join(dir, warc!.file), place);
      expect(sha256(bytes)).toBe(warc!.record);
      const record = parseWarcRecord(bytes);
      expect(record.type).toBe('response');
      expect(`sha256:${sha256(record.http!.payload)}`).toBe(warc!.payloadDigest);
      expect(verifyWarcRecord(record).every(({ verdict }) => verdict === 'pass')).toBe(true);
      const { gunzipSync } = await import('node:zlib');
      expect(sha256(gunzipSync(record.http!.payload))).toBe(hash);
      expect(remembered).toBe(
        web.log.filter((line) => line.endsWith(path)).length > 1 || remembered,
      );
    }
    expect(web.log.filter((line) => line === 'a.test/page')).toHaveLength(1);
  });

  it('goes on behind a redirect that it holds, and does not ask for that again', async () => {
    const asked: string[] = [];
    const web = await serve((request, response) => {
      if (!['/old', '/new'].includes(request.url!)) return response.writeHead(404).end();
      asked.push(request.url!);
      if (request.url === '/old') return response.writeHead(301, { location: '/new' }).end();
      if (asked.length === 2) return void request.socket.destroy();
      return response.end('<p>here</p>');
    });
    const dir = newFolder();
    const first = await open(web, dir);
    const url = web.url('/old', 'half.test');
    await expect(first.visit(url, 0, signal)).rejects.toMatchObject({ reason: expect.any(String) });
    await closers.pop()!();
    const second = await open(web, dir);
    expect((await second.visit(url, 0, signal)).document).not.toBeNull();
    expect(asked).toEqual(['/old', '/new', '/new']);
  });

  it('asks again on condition where the copy is old, and keeps it', async () => {
    let bodies = 0;
    const web = await serve((request, response) => {
      response.setHeader('etag', '"v1"');
      response.setHeader('last-modified', 'Sun, 01 Mar 2026 00:00:00 GMT');
      if (request.headers['if-none-match'] === '"v1"') response.statusCode = 304;
      else bodies++;
      response.end(response.statusCode === 304 ? undefined : '<p>what it says');
    });
    const dir = newFolder();
    const opened = await open(web, dir, { maxAgeMs: 0, robots: false });
    const first = await opened.visit(web.url('/'), 0, signal);
    const second = await opened.visit(web.url('/'), 0, signal);
    expect(web.log).toHaveLength(2);
    expect(bodies).toBe(1);
    expect([first.remembered, second.remembered]).toEqual([false, false]);
    expect(second.document!.id).toBe(first.document!.id);
    expect(second.document!.source.warc).toEqual(first.document!.source.warc);
  });

  it('is told when to come back, does not take a refusal for a copy, and notes what failed', async () => {
    let busy = true;
    const web = await serve((request, response) => {
      if (request.url === '/gone') return response.destroy();
      if (!busy) return response.end('<p>now');
      response.statusCode = 503;
      response.setHeader('retry-after', '120');
      return response.end('later');
    });
    const dir = newFolder();
    const opened = await open(web, dir, { robots: false });
    expect(await opened.visit(web.url('/'), 0, signal)).toMatchObject({
      status: 503,
      retryAfterMs: 120_000,
      document: null,
    });
    busy = false;
    expect(await opened.visit(web.url('/'), 0, signal)).toMatchObject({
      status: 200,
      remembered: false,
    });
    await expect(opened.visit(web.url('/gone'), 0, signal)).rejects.toMatchObject({
      reason: 'disconnected',
    });
    await expect(opened.visit('http://169.254.169.254/', 0, signal)).rejects.toMatchObject({
      reason: 'forbidden-address',
    });
    await opened.close();
    closers.splice(1);
    const notes = [...scanWarc(join(dir, 'pages-00000.warc.gz'))].filter(
      ({ record }) => record.type === 'metadata',
    );
    expect(
      notes.map(({ record }) => Buffer.from(record.block).toString().split('\r\n')[0]),
    ).toEqual(['fetch-failed: disconnected', 'fetch-failed: forbidden-address']);
  });

  it.each<[what: string, contentType: string, page: Buffer, text: string]>([
    [
      'header',
      'text/html; charset=windows-1251',
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
      'Привет',
    ],
    [
      'header in quotes',
      'text/html; charset="Shift_JIS"',
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
      '日本',
    ],
    [
      'meta',
      'text/html',
      Buffer.concat([Buffer.from('<meta charset=gb18030>'), Buffer.from([0xd6, 0xd0, 0xce, 0xc4])]),
      '中文',
    ],
    [
      'meta http-equiv',
      'text/html',
      Buffer.concat([
        Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=iso-8859-2">'),
        Buffer.from([0xb1, 0xe6]),
      ]),
      'ąć',
    ],
    [
      'XML declaration',
      'application/xhtml+xml',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="euc-kr"?>'),
        Buffer.from([0xc7, 0xd1]),
      ]),
      '한',
    ],
    [
      'byte order mark against the header',
      'text/html; charset=windows-1252',
      Buffer.from('\uFEFFgrün'),
      'grün',
    ],
    ['UTF-16', 'text/html', Buffer.from('\uFEFFсело', 'utf16le'), 'село'],
    ['UTF-16 by header', 'text/html; charset=utf-16le', Buffer.from('село', 'utf16le'), 'село'],
    ['nothing', 'text/html', Buffer.from('naïve 中文'), 'naïve 中文'],
    ['nothing at all', '', Buffer.from('<p>plain'), 'plain'],
    [
      'a header that lies',
      'text/html; charset=utf-8',
      Buffer.concat([
        Buffer.from('<meta charset=iso-8859-1>'),
        Buffer.from([0x67, 0x72, 0xfc, 0x6e]),
      ]),
      'grün',
    ],
    ['an unknown name', 'text/html; charset=klingon', Buffer.from('grün'), 'grün'],
  ])('reads text by %s', async (_what, contentType, page, text) => {
    const web = await serve((_request, response) => {
      response.removeHeader('content-type');
      if (contentType !== '') response.setHeader('content-type', contentType);
      response.end(page);
    });
    const opened = await open(web, newFolder(), { robots: false });
    const { document } = await opened.visit(web.url('/'), 0, signal);
    expect(document!.blocks[0]!.text).toBe(text);
  });

  it('makes no document of what is no page', async () => {
    const web = await serve((request, response) => {
      response.setHeader('content-type', request.url === '/image' ? 'image/png' : 'text/html');
      response.end(request.url === '/image' ? 'not really' : '');
    });
    const opened = await open(web, newFolder(), { robots: false });
    for (const path of ['/image', '/empty'])
      expect((await opened.visit(web.url(path), 0, signal)).document).toBeNull();
  });
});

function redirects(count: number): Answer {
  return (request, response) => {
    const at = Number(new URL(request.url!, 'http://x').searchParams.get('n') ?? 0);
    if (at === count) return response.end('User-agent: *\nDisallow: /');
    response.writeHead(301, { location: `/robots.txt?n=${at + 1}` });
    return response.end();
  };
}

describe('rules of a host', () => {
  it.each<[what: string, answer: Answer, allowed: boolean]>([
    [
      '404',
      (_request, response) => ((response.statusCode = 404), response.end('Disallow: /')),
      true,
    ],
    ['403', (_request, response) => ((response.statusCode = 403), response.end()), true],
    ['410', (_request, response) => ((response.statusCode = 410), response.end()), true],
    ['429', (_request, response) => ((response.statusCode = 429), response.end()), false],
    ['500', (_request, response) => ((response.statusCode = 500), response.end()), false],
    ['503', (_request, response) => ((response.statusCode = 503), response.end()), false],
    ['cut connection', (_request, response) => response.destroy(), false],
    ['five redirects', redirects(5), false],
    ['six redirects', redirects(6), true],
    [
      'a redirect into a private network',
      (_request, response) => (
        response.writeHead(302, { location: 'http://10.0.0.1/robots.txt' }),
        response.end()
      ),
      false,
    ],
    [
      'a bomb, of which 500 KiB are read',
      (_request, response) => (
        response.setHeader('content-encoding', 'gzip'),
        response.end(gzipSync(Buffer.alloc(50 * 1024 ** 2)))
      ),
      true,
    ],
    ['a page in its place', (_request, response) => response.end('<html><p>Not found'), true],
  ])('%s', async (_what, answer, allowed) => {
    const web = await serve((request, response) => {
      if (request.url!.startsWith('/robots.txt')) return answer(request, response);
      response.statusCode = 404;
      return response.end();
    });
    const opened = await open(web, newFolder());
    expect(await opened.allowed(web.url('/page'), signal)).toMatchObject({ allowed });
    await opened.allowed(web.url('/other'), signal);
    const first = web.log.filter((line) => line === 'a.test/robots.txt');
    expect(first).toHaveLength(1);
  });

  it('holds for a day, also over a restart', async () => {
    let nowMs = Date.parse('2026-03-01T00:00:00Z');
    const clock: Clock = { ...systemClock, now: () => nowMs };
    const web = await serve((request, response) => {
      if (request.url !== '/robots.txt') response.statusCode = 404;
      response.end('User-agent: *\nCrawl-delay: 3\nDisallow: /x');
    });
    const dir = newFolder();
    const fetches = () => web.log.filter((line) => line.endsWith('/robots.txt')).length;
    const network = () => openFetcher({ ...web.options, clock });
    const first = await openWeb({ dir, network: network(), readPage, clock });
    expect(await first.allowed(web.url('/y'), signal)).toMatchObject({
      allowed: true,
      delayMs: 3_000,
    });
    nowMs += 23 * 3600_000;
    await first.allowed(web.url('/x'), signal);
    expect(fetches()).toBe(1);
    await first.close();
    const second = await openWeb({ dir, network: network(), readPage, clock });
    expect(await second.allowed(web.url('/x'), signal)).toMatchObject({ allowed: false });
    expect(fetches()).toBe(1);
    nowMs += 2 * 3600_000;
    await second.allowed(web.url('/x'), signal);
    expect(fetches()).toBe(2);
    await second.close();
  });

  it('is asked once by many at a time, and is not refused by being stopped', async () => {
    const web = await serve((request, response) =>
      setTimeout(() => {
        if (request.url !== '/robots.txt') response.statusCode = 404;
        response.end();
      }, 20),
    );
    const opened = await open(web, newFolder());
    const stopping = new AbortController();
    const stopped = opened.allowed(web.url('/', 'b.test'), stopping.signal);
    setTimeout(() => stopping.abort(), 5);
    expect(await stopped).toMatchObject({ allowed: false, because: 'it was stopped' });
    expect(await opened.allowed(web.url('/', 'b.test'), signal)).toMatchObject({ allowed: true });
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => opened.allowed(web.url(`/${i}`), signal)),
    );
    expect(web.log.filter((line) => line === 'a.test/robots.txt')).toHaveLength(1);
  });
});

describe('sitemaps and feeds of a host', () => {
  it('reads what robots.txt names, indexes and packed files, and leaves out other hosts', async () => {
    const bomb = gzipSync(Buffer.alloc(60 * 1024 ** 2));
    const web = await serve((request, response) => {
      const url = (path: string, lastmod: string, host?: string): string =>
        `<url><loc>${web.url(path, host)}</loc><lastmod>${lastmod}</lastmod></url>`;
      const files: Record<string, string | Buffer> = {
        '/robots.txt': `User-agent: *\nDisallow: /secret\nSitemap: ${web.url('/index.xml')}\nSitemap: ${web.url('/secret/map.xml')}\nSitemap: ${web.url('/bomb.xml')}`,
        '/index.xml': `<sitemapindex>${['/one.xml', '/two.xml.gz', '/index.xml', '/missing.xml'].map((path) => `<sitemap><loc>${web.url(path)}</loc></sitemap>`).join('')}</sitemapindex>`,
        '/one.xml': `<urlset>${url('/old', '2020-01-01')}${url('/new', '2026-02-03T04:05:06+01:00')}${url('/foreign', '2026-01-01', 'b.test')}</urlset>`,
        '/two.xml.gz': gzipSync(`<urlset>${url('/packed', '2025-01-01')}</urlset>`),
        '/bomb.xml': bomb,
      };
      const body = files[request.url!];
      if (body === undefined) response.statusCode = 404;
      response.end(body);
    });
    const opened = await open(web, newFolder());
    const { pages, files, skipped } = await opened.sitemaps(web.url('/'), signal);
    expect(pages.map(({ url }) => new URL(url).pathname)).toEqual(['/new', '/packed', '/old']);
    expect(pages[0]!.lastmodMs).toBe(Date.parse('2026-02-03T03:05:06Z'));
    expect(files.map((url) => new URL(url).pathname)).toEqual([
      '/index.xml',
      '/one.xml',
      '/two.xml.gz',
    ]);
    expect(skipped.map(({ because }) => because).join('\n')).toMatch(
      /Disallow: \/secret[^]*MB|bytes[^]*HTTP 404/,
    );
    expect(skipped.at(-1)!.because).toContain('1 addresses of other hosts');
    expect(web.log).not.toContain('a.test/secret/map.xml');
    for (const [host, most] of web.busiest) expect([host, most]).toEqual([host, 1]);
  });

  it('tells who was asked for a sitemap, and the pause that it wants', async () => {
    const web = await serve((request, response) => {
      if (request.url === '/robots.txt') return response.end('User-agent: *\nCrawl-delay: 0.05\n');
      return response.writeHead(404).end();
    });
    const told: [string, number][] = [];
    const opened = await open(web, newFolder(), {
      onBeside: (...one) => void told.push(one),
    });
    const seed = web.url('/', 'beside.test');
    await opened.sitemaps(seed, signal);
    expect(told).toEqual([[new URL(seed).host, 50]]);
  });

  it('reads a feed', async () => {
    const web = await serve((request, response) => {
      if (request.url !== '/feed') response.statusCode = 404;
      response.setHeader('content-type', 'application/rss+xml; charset=iso-8859-1');
      response.end(
        Buffer.from(
          '<rss><channel><item><link>/a</link><title>Grün</title></item></channel></rss>',
          'latin1',
        ),
      );
    });
    const opened = await open(web, newFolder());
    expect(await opened.feed(web.url('/feed'), signal)).toMatchObject([
      { url: web.url('/a'), title: 'Grün' },
    ]);
    await expect(opened.feed(web.url('/none'), signal)).rejects.toMatchObject({
      reason: 'bad-status',
    });
  });
});
