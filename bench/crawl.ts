/**
 * Crawls of a local world: what a persona finds with a tenth of its pages beside other ways to choose links, and what the servers saw of a
 * crawl that is killed. `node bench/crawl.ts [--only harvest|manners] [--seeds north,east,west] [--personas 4] [--visitors 16,1]
 * [--pages 300] [--json PATH]`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import type { Interval } from './crawl/interval.ts';
import { killAndResume, type KilledCrawl } from './crawl/kill-and-resume.ts';
import { type HarvestRow, measureHarvest, type WorldSize } from './crawl/measure-harvest.ts';
import { fixed, percent, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: 'north,east,west' },
    personas: { type: 'string', default: '4' },
    visitors: { type: 'string', default: '16,1' },
    pages: { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});
const seeds = values.seeds.split(',').filter(Boolean);
const visitors = values.visitors.split(',').map(Number);
const [personas, pages] = [Number(values.personas), Number(values.pages)];
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
if (
  ![personas, pages, ...visitors].every(isCount) ||
  seeds.length === 0 ||
  personas > 12 ||
  !['harvest', 'manners', undefined].includes(values.only)
) {
  process.stderr.write(
    '--only takes harvest or manners; --personas 1 to 12; --pages and --visitors whole numbers above 0\n',
  );
  process.exit(2);
}
const within = ({ mean, low, high }: Interval): string =>
  `${percent(mean)} (${fixed(100 * low, 1)} to ${fixed(100 * high, 1)})`;

const figures: {
  worlds?: WorldSize[];
  harvest?: HarvestRow[];
  manners?: KilledCrawl;
} = {};

if (values.only !== 'manners') {
  const measured = await measureHarvest({
    seeds,
    personas,
    visitors,
    onCrawl: (line) => process.stderr.write(`${line}\n`),
  });
  figures.worlds = measured.worlds;
  figures.harvest = measured.rows;
  process.stdout.write(
    `${table(
      ['world', 'hosts', 'pages', 'budget', 'wanted by a persona, mean'],
      measured.worlds.map((one) => [
        one.seed,
        one.hosts,
        whole(one.pages),
        whole(one.budget),
        whole(one.wanted),
      ]),
    )}\n\n${table(
      [
        'visitors, way',
        'recall at 10 %',
        'harvest rate',
        'times breadth-first',
        'in traps',
        'copies',
        'minutes',
      ],
      measured.rows.map((row) => [
        `${row.visitors}, ${row.strategy}`,
        within(row.recall),
        within(row.harvestRate),
        fixed(row.timesBreadthFirst, 1),
        fixed(row.trapped, 1),
        fixed(row.duplicates, 1),
        fixed(row.simulatedMinutes, 1),
      ]),
    )}\n\n`,
  );
}
if (values.only !== 'harvest') {
  const killsAt = [0.15, 0.4, 0.7].map((share) => Math.round(share * pages));
  const killed = await killAndResume({ seed: seeds[0]!, pages, delayMs: 100, killsAt });
  figures.manners = killed;
  const { manners, report } = killed;
  process.stdout.write(
    `${table(
      ['what the servers saw', ''],
      [
        ['requests', whole(manners.requests)],
        ['hosts', whole(manners.hosts)],
        ['kills', killed.kills],
        ['against robots.txt', manners.robotsViolations],
        ['before robots.txt was asked for', manners.unasked],
        ['while another to the same host was open', manners.concurrent],
        ['before Retry-After was over', manners.tooSoon],
        ['shortest pause, ms (100 asked)', fixed(manners.leastPauseMs, 0)],
        ['shortest pause, share of what the host asks', fixed(manners.leastShareOfDelay)],
        ['pages answered twice', manners.answeredTwice],
        ['asked for again though stored', manners.storedAskedAgain],
        ['pages in the log', killed.logged],
        ['pages that the last call counts', report.pages],
        ['seconds', fixed(killed.seconds, 0)],
      ],
    )}\n`,
  );
}
if (values.json !== undefined) {
  const machine = {
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
  };
  writeFileSync(
    values.json,
    `${JSON.stringify({ bench: 'crawl', seeds, personas, visitors, pages, ...machine, ...figures }, null, 2)}\n`,
  );
}
