import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalUrl, urlTemplate } from './canonical-url.ts';
import { trapOfUrl, watchTraps } from './find-trap.ts';
import { type Frontier, openFrontier, type Waiting } from './frontier.ts';

const folder = mkdtempSync(join(tmpdir(), 'wellspring-frontier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const open = (path = join(folder, `${files++}.sqlite`)): Promise<Frontier> =>
  openFrontier(path, { delayMs: 1_000, mostAttempts: 3 });
const link = (url: string, score: number) => ({ url, score, depth: 1, from: null });
const taken = (frontier: Frontier, nowMs: number): Waiting => {
  const next = frontier.take(nowMs);
  if (next === null || 'waitMs' in next)
    throw new Error(`nothing to take: ${JSON.stringify(next)}`);
  return next;
};

describe('canonicalUrl', () => {
  it.each([
    ['HTTP://Example.ORG:80/a/../b?z=1&a=2#top', 'http://example.org/b?a=2&z=1'],
    ['https://e.org/p?utm_source=x&id=3&fbclid=y', 'https://e.org/p?id=3'],
    ['https://e.org/p;jsessionid=0A1B?q=1', 'https://e.org/p?q=1'],
    ['https://e.org/%7euser/%2f', 'https://e.org/~user/%2F'],
    ['https://e.org//a//index.html', 'https://e.org/a/'],
    ['https://e.org./x', 'https://e.org/x'],
    ['https://e.org/?PHPSESSID=abc', 'https://e.org/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
  ])('%s', (address, expected) => {
    expect(canonicalUrl(address)).toBe(expected);
    expect(canonicalUrl(expected)).toBe(expected);
  });

  it.each([
    'mailto:a@b.c',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://u:p@e.org/',
    'http://',
    '::',
  ])('refuses %s', (address) => expect(canonicalUrl(address)).toBeNull());
});

describe('trapOfUrl', () => {
  it.each([
    'https://e.org/a/b/a/b/a/b/',
    `https://e.org/${'x/'.repeat(20)}`,
    `https://e.org/?q=${'y'.repeat(1200)}`,
    'https://e.org/calendar/2093/04',
    'https://e.org/events?date=1951-02-01',
    'https://e.org/f?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9',
  ])('%s', (url) => expect(trapOfUrl(url, 2026)).toBeDefined());

  it.each([
    'https://e.org/calendar/2026/04',
    'https://e.org/history/1951/flood',
    'https://e.org/2024/11/03/a-long-story',
    'https://e.org/docs/v2/api/v2/users',
  ])('leaves %s', (url) => expect(trapOfUrl(url, 2026)).toBeUndefined());

  it('closes a template that goes on and says nothing new, and no other', () => {
    const watch = watchTraps();
    for (let page = 0; page < 30; page++) {
      watch.queued(`https://e.org/list?page=${page}`);
      watch.read(`https://e.org/list?page=${page}`, page < 3);
      watch.queued(`https://e.org/story/${page}`);
      watch.read(`https://e.org/story/${page}`, true);
    }
    expect(watch.refuse('https://e.org/list?page=99')).toContain('nothing new');
    expect(watch.refuse('https://e.org/story/99')).toBeUndefined();
    expect(urlTemplate('https://e.org/story/12')).toBe(urlTemplate('https://e.org/story/99'));
  });
});

describe('frontier', () => {
  it('gives the best first, one visitor a host, with its pause', async () => {
    const frontier = await open();
    for (const [url, score] of [
      ['https://a.org/1', 0.9],
      ['https://a.org/2', 0.8],
      ['https://b.org/1', 0.5],
    ] as const)
      frontier.add(link(url, score));
    const first = taken(frontier, 0);
    expect(first.url).toBe('https://a.org/1');
    expect(taken(frontier, 0).url).toBe('https://b.org/1');
    expect(frontier.take(0)).toEqual({ waitMs: 50 });
    frontier.finish(first.url, { kind: 'done' }, 100);
    expect(frontier.take(100)).toEqual({ waitMs: 1000 });
    expect(taken(frontier, 1100).url).toBe('https://a.org/2');
    frontier.close();
  });

  it('waits a while for what promises twice as much, and no longer', async () => {
    const frontier = await open();
    frontier.add(link('https://a.org/1', 0.9));
    frontier.add(link('https://a.org/2', 0.8));
    frontier.add(link('https://b.org/1', 0.3));
    frontier.finish(taken(frontier, 0).url, { kind: 'done' }, 0);
    expect(frontier.take(0)).toEqual({ waitMs: 1000 });
    expect(taken(frontier, 1000).url).toBe('https://a.org/2');
    frontier.rest('a.org', 60_000);
    frontier.add(link('https://a.org/3', 0.9));
    expect(taken(frontier, 1000).url).toBe('https://b.org/1');
    frontier.close();
  });

  it('a page that was fetched and then left was a visit', async () => {
    const frontier = await open();
    frontier.add(link('https://a.org/1', 0.9));
    frontier.add(link('https://a.org/2', 0.8));
    frontier.finish(taken(frontier, 0).url, { kind: 'refused', because: 'noai', visited: true }, 0);
    expect(frontier.take(0)).toEqual({ waitMs: 1000 });
    frontier.close();
  });

  it('knows an address once, and keeps the better score', async () => {
    const frontier = await open();
    expect(frontier.add(link('https://a.org/1', 0.2))).toBe(true);
    expect(frontier.add(link('https://a.org/1', 0.7))).toBe(false);
    expect(frontier.add(link('https://a.org/1', 0.3))).toBe(false);
    expect(frontier.waiting(9).map(({ score }) => score)).toEqual([0.7]);
    frontier.close();
  });

  it('goes on where it was killed: what was being visited waits again, and its host a whole pause', async () => {
    const path = join(folder, 'killed.sqlite');
    const before = await open(path);
    before.add(link('https://a.org/1', 1));
    before.add(link('https://a.org/2', 0.5));
    before.finish(taken(before, 0).url, { kind: 'done' }, 0);
    taken(before, 5000);
    before.close();
    const after = await open(path);
    expect(after.counts()).toMatchObject({ done: 1, waiting: 1, taken: 0 });
    expect(after.take(5_200)).toEqual({ waitMs: 1_000 });
    expect(taken(after, 6_200)).toMatchObject({ url: 'https://a.org/2', attempts: 1 });
    after.close();
  });

  it('does not visit again what an earlier call had read when it died', async () => {
    const path = join(folder, 'read.sqlite');
    const before = await open(path);
    before.add(link('https://a.org/1', 1));
    taken(before, 0);
    before.close();
    const after = await open(path);
    after.wasRead('https://a.org/1');
    expect(after.counts()).toMatchObject({ done: 1, waiting: 0 });
    expect(after.take(9_000)).toBeNull();
    after.close();
  });

  it('tries again until the attempts are spent, rests where it is told, and lets a refusal cost no pause', async () => {
    const frontier = await open();
    frontier.add(link('https://a.org/1', 1));
    for (const at of [0, 10_000, 20_000]) {
      const { url } = taken(frontier, at);
      frontier.finish(url, { kind: 'again', because: 'HTTP 503', afterMs: 5_000 }, at);
    }
    expect(frontier.counts()).toMatchObject({ failed: 1, waiting: 0 });
    expect(frontier.take(99_999)).toBeNull();
    frontier.add(link('https://b.org/1', 1));
    frontier.add(link('https://b.org/2', 0.9));
    frontier.finish(taken(frontier, 0).url, { kind: 'refused', because: 'robots.txt' }, 0);
    expect(frontier.visitsOf('b.org')).toBe(0);
    frontier.rest('b.org', 7_000);
    expect(frontier.take(0)).toEqual({ waitMs: 7_000 });
    frontier.slow('b.org', 30_000);
    frontier.finish(taken(frontier, 7_000).url, { kind: 'done' }, 7_000);
    frontier.add(link('https://b.org/3', 1));
    expect(frontier.take(7_000)).toEqual({ waitMs: 30_000 });
    frontier.close();
  });

  it('follows an interest that changes', async () => {
    const frontier = await open();
    frontier.add(link('https://a.org/boats', 0.9));
    frontier.add(link('https://b.org/bees', 0.1));
    frontier.rescore(({ url }) => (url.includes('bees') ? 1 : 0));
    expect(taken(frontier, 0).url).toBe('https://b.org/bees');
    frontier.close();
  });
});
