import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, SITE_HOSTS } from '../../examples/site/serve.ts';
import { verb as map } from '../../src/cli/commands/personas/map.ts';
import { verb as crawl } from '../../src/cli/commands/web/crawl.ts';
import { listCrawledPages } from '../../src/sources/web/crawl-folder.ts';
import { callVerb } from '../fixtures/call-verb.ts';

describe('the example site', () => {
  const asked: string[] = [];
  let dir: string;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let report: { pages: number; duplicates: number; refused: number; failed: number };
  const call = (out: string, more: readonly string[] = []) =>
    callVerb(crawl, [
      `http://harbour.vellery.test:${site.port}/`,
      '--persona',
      'a gardener who grafts pears and sows ferns',
      '--feed',
      `http://almanac.vellery.test:${site.port}/feed.xml`,
      '--out',
      out,
      '--delay',
      '0.02',
      '--json',
      ...SITE_HOSTS.flatMap((host) => [
        '--resolve',
        `${host}:127.0.0.1`,
        '--allow-private',
        `${host}:${site.port}`,
      ]),
      ...more,
    ]);

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'wellspring-site-'));
    site = await serveSite(0, (one) => void asked.push(one));
    report = JSON.parse((await call(join(dir, 'crawl'))).stdout);
  }, 60_000);
  afterAll(async () => {
    await site.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is read over its hosts, with its rules kept', async () => {
    const urls = (await listCrawledPages(join(dir, 'crawl'))).map(({ url }) => new URL(url));
    expect(report.pages).toBeGreaterThanOrEqual(20);
    expect(new Set(urls.map(({ hostname }) => hostname))).toEqual(
      new Set(['almanac.vellery.test', 'gardens.vellery.test', 'harbour.vellery.test']),
    );
    const paths = urls.map(({ pathname }) => pathname);
    expect(paths).toContain('/grafting.html');
    expect(paths).not.toContain('/helpers.html');
    const closed = asked.filter((one) => /^tickets|\/private\//.test(one));
    expect(closed.toSorted()).toEqual([
      'tickets.vellery.test/.well-known/tdmrep.json',
      'tickets.vellery.test/robots.txt',
    ]);
    expect(asked).toContain('harbour.vellery.test/sitemap.xml');
    expect(asked.filter((one) => one.includes('/calendar/')).length).toBeLessThan(30);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('is read again from the archive alone, and drawn', async () => {
    const before = asked.length;
    const files = ['log.jsonl', 'report.json', 'readers.json', 'frontier.sqlite'];
    const read = () => files.map((name) => readFileSync(join(dir, 'crawl', name)).toString('hex'));
    const held = read();
    const again = JSON.parse((await call(join(dir, 'crawl'), ['--offline'])).stdout);
    expect(asked).toHaveLength(before);
    // Without pauses its pages come in another order, and it has enough at another one.
    expect(again.pages).toBeGreaterThan(0.8 * report.pages);
    expect(again.pages).toBeLessThanOrEqual(report.pages);
    expect(read()).toEqual(held);
    const page = join(dir, 'map.html');
    await callVerb(map, [join(dir, 'crawl'), '--out', page]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('Grafting a pear');
    expect(html).not.toContain('<script');
  }, 60_000);

  it('has in its README the commands that its server prints', () => {
    const readme = readFileSync(new URL('../../examples/site/README.md', import.meta.url), 'utf8');
    expect(readme).toContain('npm run example:site');
    for (const host of SITE_HOSTS) {
      expect(readme).toContain(`--resolve ${host}:127.0.0.1 --allow-private ${host}:8080`);
      expect(
        existsSync(new URL(`../../examples/site/pages/${host}/robots.txt`, import.meta.url)),
      ).toBe(host !== 'almanac.vellery.test');
    }
  });
});
