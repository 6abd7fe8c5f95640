/**
 * The crawler with its pauses off beside a bare undici loop, on one server of this machine: pages a second and processor time a
 * page, each way in turn, medians. `node bench/crawl-speed.ts [--pages 2000] [--hosts 50] [--visitors 16] [--rounds 5] [--json PATH]`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { WAYS } from './crawl-speed/ways.ts';
import { fixed, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '2000' },
    hosts: { type: 'string', default: '50' },
    visitors: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const [pages, hosts, visitors, rounds] = [
  Number(values.pages),
  Number(values.hosts),
  Number(values.visitors),
  Number(values.rounds),
] as const;
if (![pages, hosts, visitors, rounds].every((one) => Number.isSafeInteger(one) && one > 0)) {
  process.stderr.write('--pages, --hosts, --visitors and --rounds take whole numbers above 0\n');
  process.exit(2);
}

const server = spawn(
  process.execPath,
  [
    fileURLToPath(new URL('crawl-speed/serve-pages.ts', import.meta.url)),
    String(hosts),
    String(pages),
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const [said] = (await once(server.stdout, 'data')) as [Buffer];
const port = Number(said.toString());

interface Figures {
  pagesPerSecond: number[];
  cpuMsPerPage: number[];
}
const measured = new Map<string, Figures>();
try {
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++)
    for (const [name, way] of Object.entries(WAYS)) {
      const startedMs = systemClock.elapsed();
      const before = process.cpuUsage();
      const count = await way({ port, hosts, pages, visitors });
      const { user, system } = process.cpuUsage(before);
      const seconds = (systemClock.elapsed() - startedMs) / 1000;
      if (count !== pages) throw new Error(`${name} read ${count} of ${pages} pages`);
      const figures = measured.get(name) ?? { pagesPerSecond: [], cpuMsPerPage: [] };
      measured.set(name, figures);
      if (round === 0) continue;
      figures.pagesPerSecond.push(count / seconds);
      figures.cpuMsPerPage.push((user + system) / 1000 / count);
    }
} finally {
  server.kill();
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const bare = measured.get('bare undici')!;
const rows = [...measured].map(([way, figures]) => ({
  way,
  pagesPerSecond: median(figures.pagesPerSecond),
  // Of each round against the bare loop of the same round.
  ratio: median(figures.pagesPerSecond.map((one, i) => one / bare.pagesPerSecond[i]!)),
  cpuMsPerPage: median(figures.cpuMsPerPage),
  cpuRatio: median(figures.cpuMsPerPage.map((one, i) => one / bare.cpuMsPerPage[i]!)),
}));
process.stdout.write(
  `${table(
    ['way', 'pages/s', 'of bare undici', 'processor ms/page', 'times bare undici'],
    rows.map(({ way, pagesPerSecond, ratio, cpuMsPerPage, cpuRatio }) => [
      way,
      whole(pagesPerSecond),
      fixed(ratio),
      fixed(cpuMsPerPage),
      fixed(cpuRatio, 1),
    ]),
  )}\n`,
);
if (values.json !== undefined) {
  const machine = {
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
  };
  const figures = { bench: 'crawl-speed', pages, hosts, visitors, rounds, ...machine, rows };
  writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
