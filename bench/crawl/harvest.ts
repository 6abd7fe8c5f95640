import { crawl } from '../../src/sources/web/crawl.ts';
import { openFrontier } from '../../src/sources/web/frontier/frontier.ts';
import { type Strategy, STRATEGIES } from './strategies.ts';
import { pageAt, visitWorld, type WorldReader } from './visit-world.ts';
import { contentOf } from './world/truth.ts';
import { isRelevant, type World, type WorldPersona } from './world/world.ts';
import { createWorldClock } from './world-clock.ts';

export interface Harvest {
  pages: number;
  /** Different contents that the persona looks for. */
  found: number;
  /** Pages of endless parts that were read. */
  trapped: number;
  duplicates: number;
  /** `found` after each twentieth of the budget. */
  curve: number[];
  simulatedMinutes: number;
}

export const CURVE_POINTS = 20;

/** One crawl of a world in memory, with a budget of pages. */
export async function harvest(
  world: World,
  read: WorldReader,
  persona: WorldPersona,
  strategy: Strategy,
  { pages, visitors }: { pages: number; visitors: number },
): Promise<Harvest> {
  const clock = createWorldClock(world.nowMs);
  const frontier = await openFrontier(':memory:', { delayMs: 1_000, mostAttempts: 3 });
  const found = new Set<string>();
  const result: Harvest = {
    pages: 0,
    found: 0,
    trapped: 0,
    duplicates: 0,
    curve: [],
    simulatedMinutes: 0,
  };
  const crawling = crawl({
    seeds: persona.seeds,
    web: visitWorld(world, clock, read),
    frontier,
    scorer: STRATEGIES[strategy](world, persona),
    budget: { pages, pagesPerHost: pages, depth: 20 },
    visitors,
    clock,
    signal: new AbortController().signal,
    onEvent(event) {
      if (event.kind !== 'page') return;
      result.pages++;
      const page = pageAt(world, event.url);
      if (page === undefined) result.trapped++;
      else if (isRelevant(page, persona)) found.add(contentOf(page));
      if (event.duplicateOf !== null) result.duplicates++;
      while (result.pages >= ((result.curve.length + 1) * pages) / CURVE_POINTS)
        result.curve.push(found.size);
    },
  });
  await clock.until(crawling);
  frontier.close();
  return {
    ...result,
    found: found.size,
    simulatedMinutes: (clock.now() - world.nowMs) / 60_000,
  };
}
