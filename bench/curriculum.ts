/**
 * Every task family, measured and held to its promises: solvers that agree, one right answer, the language of its stage,
 * no repeated prompt; tasks a second beside reasoning-gym's generators in the same run.
 * `node bench/curriculum.ts [--n 1000000] [--workers 1] [--seed bench] [--python python3] [--write]`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { FAMILIES } from '../src/methods/curriculum/families/registry.ts';
import type { FamilyFigures, Share } from './curriculum/check-items.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '1' },
    seed: { type: 'string', default: 'bench' },
    python: { type: 'string', default: 'python3' },
    write: { type: 'boolean', default: false },
  },
});
const n = Number(values.n);
const workers = Number(values.workers);
if (!Number.isSafeInteger(n) || n < 1 || !Number.isSafeInteger(workers) || workers < 1) {
  process.stderr.write('--n and --workers take whole numbers from 1\n');
  process.exit(2);
}

const waiting = FAMILIES.map(({ id }) => id);
const tasksPerFamily = Math.ceil(n / waiting.length);
const found: FamilyFigures[] = [];

await Promise.all(
  Array.from({ length: workers }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const share: Share = { families: [id], tasksPerFamily, seed: values.seed };
      const figures = await new Promise<FamilyFigures>((resolve, reject) => {
        const worker = new Worker(new URL('curriculum/check-items.ts', import.meta.url), {
          workerData: share,
        });
        worker.once('message', resolve);
        worker.once('error', reject);
      });
      found.push(figures);
      process.stderr.write(
        `${found.length}/${FAMILIES.length} ${figures.family}: ${figures.tasks} tasks\n`,
      );
    }
  }),
);

const sum = (of: (figures: FamilyFigures) => number): number =>
  found.reduce((total, figures) => total + of(figures), 0);
const baseline = baselineOf(values.python);
const made = sum(({ seconds }) => seconds.make);
const tasks = sum((figures) => figures.tasks);
const median = (rates: readonly number[]): number => {
  const sorted = rates.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
};
const ourMedian = median(found.map((figures) => figures.tasks / figures.seconds.make));

const report = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
  tasks,
  families: found.length,
  disagreements: sum((figures) => figures.disagreements),
  ambiguous: sum((figures) => figures.ambiguous),
  languageFaults: sum((figures) => figures.languageFaults),
  repeatedShare: sum((figures) => figures.repeated) / tasks,
  tasksPerSecondAndCore: {
    made: tasks / made,
    madeAndSolvedTwice: tasks / (made + sum(({ seconds }) => seconds.solve)),
    all: tasks / sum(({ seconds: s }) => s.assign + s.make + s.solve + s.lint),
    medianFamilyMade: ourMedian,
  },
  baseline:
    baseline === undefined
      ? null
      : { ...baseline, median: median(Object.values(baseline.items_per_second)) },
  ratioOfMedians:
    baseline === undefined ? null : ourMedian / median(Object.values(baseline.items_per_second)),
  byFamily: found.toSorted((a, b) => (a.family < b.family ? -1 : 1)),
};
if (values.write) {
  const path = join(import.meta.dirname, 'results', 'curriculum.json');
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}
process.stdout.write(`${JSON.stringify({ ...report, byFamily: undefined }, null, 2)}\n`);
for (const figures of report.byFamily) {
  if (figures.firstFault !== null) {
    process.stdout.write(`${figures.family}: ${figures.languageFaults} × ${figures.firstFault}\n`);
  }
}
const isSound =
  report.disagreements === 0 &&
  report.ambiguous === 0 &&
  report.languageFaults === 0 &&
  report.repeatedShare < 0.001;
process.exit(isSound ? 0 : 6);

function baselineOf(
  python: string,
): { version: string; items_per_second: Record<string, number> } | undefined {
  try {
    const script = join(import.meta.dirname, 'curriculum', 'reasoning-gym.py');
    return JSON.parse(execFileSync(python, [script, '500'], { encoding: 'utf8' })) as never;
  } catch (error) {
    process.stderr.write(
      `no baseline: ${(error as Error).message.split('\n')[0]} (pip install reasoning-gym, or name a Python that has it with --python)\n`,
    );
    return undefined;
  }
}
