import { describe, expect, it } from 'vitest';
import { harvest } from '../../bench/crawl/harvest.ts';
import { judgeManners } from '../../bench/crawl/judge-manners.ts';
import { openWorldReader } from '../../bench/crawl/visit-world.ts';
import { makeWorld } from '../../bench/crawl/world/make-world.ts';
import { wantedOf } from '../../bench/crawl/world/truth.ts';
import type { Asked } from '../../bench/crawl/world/serve-world.ts';

const world = makeWorld('test');

const delay = (): number => 100;

describe('the world of the crawl benchmark', () => {
  it('is large, and the same from the same seed', () => {
    expect(world.hosts.size).toBeGreaterThanOrEqual(50);
    expect(world.pages.size).toBeGreaterThanOrEqual(5_000);
    const again = makeWorld('test');
    expect([...again.pages.keys()]).toEqual([...world.pages.keys()]);
    expect([...again.pages.values()].map(({ links }) => links)).toEqual(
      [...world.pages.values()].map(({ links }) => links),
    );
    expect([...makeWorld('other').pages.keys()]).not.toEqual([...world.pages.keys()]);
    for (const persona of world.personas) expect(wantedOf(world, persona).size).toBeGreaterThan(50);
  });

  it('has robots.txt of many kinds', () => {
    expect(new Set([...world.hosts.values()].map(({ robots }) => robots)).size).toBeGreaterThan(15);
  });

  it('is read twice as well by a persona as in the order of finding', async () => {
    const read = openWorldReader();
    const plan = { pages: 200, visitors: 4 };
    const persona = world.personas[5]!;
    const ours = await harvest(world, read, persona, 'persona', plan);
    const plain = await harvest(world, read, persona, 'breadth-first', plan);
    expect(ours.pages).toBe(200);
    expect(ours.found).toBeGreaterThanOrEqual(2 * plain.found);
    expect(await harvest(world, read, persona, 'persona', plan)).toEqual(ours);
  }, 60_000);
});

describe('judgeManners', () => {
  const { name } = [...world.hosts.values()].find(({ robots }) => robots === 'rules')!;
  const asked = (path: string, startMs: number, endMs: number, status = 200): Asked => ({
    host: name,
    path,
    startMs,
    endMs,
    status,
    isWhole: true,
  });

  it('has nothing against a polite crawler', () => {
    const log = [asked('/robots.txt', 0, 1), asked('/', 2, 10), asked('/notes/a', 120, 130)];
    expect(judgeManners(world, log, delay)).toMatchObject({
      robotsViolations: 0,
      unasked: 0,
      concurrent: 0,
      tooSoon: 0,
      answeredTwice: 0,
      leastPauseMs: 110,
      leastShareOfDelay: 1.1,
    });
  });

  it('sees what a rude one does', () => {
    const log = [
      asked('/', 0, 10),
      asked('/robots.txt', 5, 6),
      asked('/private/x', 60, 70, 429),
      asked('/private/open/x', 80, 90),
      asked('/', 5_000, 5_010),
    ];
    const kills = [{ atMs: 100, stored: new Set([`http://${name}/`]) }];
    expect(judgeManners(world, log, delay, kills)).toMatchObject({
      robotsViolations: 1,
      unasked: 1,
      concurrent: 1,
      tooSoon: 1,
      answeredTwice: 1,
      storedAskedAgain: 1,
      leastPauseMs: 10,
    });
  });
});
