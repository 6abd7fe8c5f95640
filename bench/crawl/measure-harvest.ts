import { type Interval, intervalOf } from './interval.ts';
import { type Harvest, harvest } from './harvest.ts';
import { type Strategy, STRATEGIES } from './strategies.ts';
import { openWorldReader } from './visit-world.ts';
import { makeWorld } from './world/make-world.ts';
import { wantedOf } from './world/truth.ts';

export interface HarvestPlan {
  seeds: readonly string[];
  /** Readers of each world, of its twelve. */
  personas: number;
  visitors: readonly number[];
  onCrawl(line: string): void;
}

export interface HarvestRow {
  strategy: Strategy;
  visitors: number;
  crawls: number;
  /** Contents found of those that can be, with a budget of a tenth of the world's pages. */
  recall: Interval;
  /** Contents found of the pages read. */
  harvestRate: Interval;
  /** Recall against that of breadth-first in the same world, for the same persona. */
  timesBreadthFirst: number;
  trapped: number;
  duplicates: number;
  simulatedMinutes: number;
  /** Recall after each twentieth of the budget, mean. */
  curve: number[];
}

export interface WorldSize {
  seed: string;
  hosts: number;
  pages: number;
  budget: number;
  wanted: number;
}

const NAMES = Object.keys(STRATEGIES) as Strategy[];
const BUDGET = 0.1;

/** Every strategy, for every persona, in every world. */
export async function measureHarvest({
  seeds,
  personas,
  visitors,
  onCrawl,
}: HarvestPlan): Promise<{ worlds: WorldSize[]; rows: HarvestRow[] }> {
  const worlds: WorldSize[] = [];
  const crawls = new Map<string, { recall: number; harvest: Harvest }[][]>();
  for (const seed of seeds) {
    const world = makeWorld(seed);
    const read = openWorldReader();
    const pages = Math.round(BUDGET * world.pages.size);
    let wantedOfAll = 0;
    const ofSeed = new Map<string, { recall: number; harvest: Harvest }[]>();
    for (const persona of world.personas.slice(0, personas)) {
      const wanted = wantedOf(world, persona).size;
      wantedOfAll += wanted;
      for (const count of visitors)
        for (const strategy of NAMES) {
          const found = await harvest(world, read, persona, strategy, { pages, visitors: count });
          const key = `${count}/${strategy}`;
          const recall = found.found / wanted;
          ofSeed.set(key, [...(ofSeed.get(key) ?? []), { recall, harvest: found }]);
          onCrawl(
            `${seed}, ${persona.name}, ${count} visitors, ${strategy}: ${found.found} of ${wanted}`,
          );
        }
    }
    for (const [key, list] of ofSeed) crawls.set(key, [...(crawls.get(key) ?? []), list]);
    worlds.push({
      seed,
      hosts: world.hosts.size,
      pages: world.pages.size,
      budget: pages,
      wanted: wantedOfAll / personas,
    });
  }
  const rows = visitors.flatMap((count) =>
    NAMES.map((strategy): HarvestRow => {
      const groups = crawls.get(`${count}/${strategy}`)!;
      const all = groups.flat();
      const mean = (of: (one: (typeof all)[number]) => number): number =>
        all.reduce((sum, one) => sum + of(one), 0) / all.length;
      const base = crawls.get(`${count}/breadth-first`)!.flat();
      const curve = all[0]!.harvest.curve.map((_, at) =>
        mean(({ recall, harvest: { curve: own, found } }) =>
          found === 0 ? 0 : (recall * own[at]!) / found,
        ),
      );
      return {
        strategy,
        visitors: count,
        crawls: all.length,
        recall: intervalOf(groups.map((group) => group.map(({ recall }) => recall))),
        harvestRate: intervalOf(
          groups.map((group) => group.map(({ harvest: { found, pages } }) => found / pages)),
        ),
        timesBreadthFirst:
          mean(({ recall }) => recall) /
          (base.reduce((sum, { recall }) => sum + recall, 0) / base.length),
        trapped: mean(({ harvest: { trapped } }) => trapped),
        duplicates: mean(({ harvest: { duplicates } }) => duplicates),
        simulatedMinutes: mean(({ harvest: { simulatedMinutes } }) => simulatedMinutes),
        curve,
      };
    }),
  );
  return { worlds, rows };
}
