/**
 * Reading papers, against their truth: `node bench/papers.ts [--seed fresh] [--count 24] [--from DIR] [--shared] [--peer PYTHON]
 * [--readers wellspring,pdftotext,layout,pymupdf4llm] [--keep DIR] [--each] [--json PATH]`.
 *
 * Makes papers from the seed (or takes those of `--from`), reads them with each reader and prints a table of measures. The
 * measures are defined in bench/papers/score/; “–” is what a reader does not answer. `--peer` names a Python with pymupdf4llm.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { fixed, table } from './harness/table.ts';
import { makePaper, styleOfPaper } from './papers/generate.ts';
import {
  readWith,
  type ReaderName,
  READER_NAMES,
  type Measured,
} from './papers/readers/read-with.ts';
import {
  addScores,
  MEASURES,
  type Measure,
  type Scores,
  scorePaper,
  valueOf,
} from './papers/score/score-paper.ts';
import { sharedPapers } from './papers/shared/shared-papers.ts';
import type { Truth } from './papers/truth.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'fresh' },
    count: { type: 'string', default: '24' },
    from: { type: 'string' },
    shared: { type: 'boolean', default: false },
    peer: { type: 'string' },
    readers: { type: 'string', default: READER_NAMES.join(',') },
    keep: { type: 'string' },
    each: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const count = Number(values.count);
const names = values.readers.split(',') as ReaderName[];
if (!(count > 0) || names.some((name) => !READER_NAMES.includes(name))) {
  process.stderr.write(`--count is a number; --readers are some of ${READER_NAMES.join(', ')}\n`);
  process.exit(2);
}

interface Case {
  pdf: string;
  truth: Truth;
  /** What the truth of this paper knows; all where absent. */
  measures?: readonly Measure[];
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'papers-'));
mkdirSync(folder, { recursive: true });
try {
  const cases = values.shared
    ? sharedPapers()
    : values.from === undefined
      ? makeCases(folder)
      : readCases(values.from);
  if (cases.length === 0) {
    process.stderr.write('skipped: no papers there\n');
    process.exit(0);
  }
  const pages = cases.reduce((sum, { truth }) => sum + truth.pages.length, 0);
  const measured: {
    name: ReaderName;
    each: Scores[];
    total: Scores;
    run: Omit<Measured, 'readings'>;
  }[] = [];
  for (const name of names) {
    process.stderr.write(`reading with ${name} …\n`);
    const result = await readWith(
      name,
      cases.map(({ pdf }) => pdf),
      values.peer,
    );
    if (result === null) continue;
    const { readings, ...run } = result;
    const each = cases.map(({ truth, measures }, index) => {
      const reading = readings[index];
      // A paper that the reader failed on is a paper without text.
      const scores = scorePaper(
        truth,
        reading ?? {
          reader: name,
          answers: readings.find((one) => one !== null)?.answers ?? new Set(),
          chunks: [],
          links: [],
        },
      );
      return measures === undefined ? scores : pick(scores, measures);
    });
    measured.push({ name, each, total: addScores(each), run });
  }

  const ours = measured.find(({ name }) => name === 'wellspring');
  const rows = (Object.keys(MEASURES) as Measure[]).map((measure) => [
    MEASURES[measure].title,
    MEASURES[measure].target,
    ...measured.map(({ total }) => shown(valueOf(measure, total[measure]), measure)),
  ]);
  const lines = [
    ['papers failed', '0', ...measured.map(({ run }) => String(run.failures.length))],
    ['processor ms a page', '≤ 60', ...measured.map(({ run }) => fixed(run.cpuMs / pages, 1))],
    [
      'time as a multiple of ours',
      '',
      ...measured.map(({ run }) => (ours === undefined ? '–' : fixed(run.cpuMs / ours.run.cpuMs))),
    ],
    [
      'peak resident MiB',
      '',
      ...measured.map(({ run }) => (run.peakMiB === null ? '–' : String(Math.round(run.peakMiB)))),
    ],
  ];
  const head = ['measure', 'target', ...measured.map(({ name }) => name)];
  process.stdout.write(
    `${cases.length} papers, ${pages} pages; Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n\n${table(head, [...rows, ...lines])}\n`,
  );
  if (values.each)
    for (const { name, each } of measured) {
      const some: Measure[] = [
        'order',
        'characters',
        'furniture',
        'headings',
        'headingTree',
        'captions',
        'figures',
        'tables',
        'teds',
        'citesLinked',
        'citesPlain',
        'mentions',
        'references',
        'equations',
        'code',
      ];
      process.stdout.write(
        `\n${name}\n\n${table(
          ['paper', ...some],
          cases.map(({ truth }, index) => [
            `${truth.file} ${truth.style}`,
            ...some.map((measure) => shown(valueOf(measure, each[index]![measure]), measure)),
          ]),
        )}\n`,
      );
    }
  for (const { name, run } of measured)
    for (const failure of run.failures) process.stdout.write(`\n${name} failed: ${failure}\n`);
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      `${JSON.stringify({ date: new Date(systemClock.now()).toISOString().slice(0, 10), machine: cpus()[0]?.model, node: process.version, seed: values.seed, papers: cases.map(({ truth }) => ({ file: truth.file, style: truth.style, pages: truth.pages.length, ...truth.traits })), readers: measured.map(({ name, total, run }) => ({ name, ...run, scores: total, values: Object.fromEntries((Object.keys(MEASURES) as Measure[]).map((measure) => [measure, valueOf(measure, total[measure])])) })) }, null, 2)}\n`,
    );
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

function makeCases(into: string): Case[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${values.seed}-${index}`;
    const truthFile = join(into, `${name}.truth.json`);
    if (existsSync(truthFile))
      return {
        pdf: join(into, `${name}.pdf`),
        truth: JSON.parse(readFileSync(truthFile, 'utf8')) as Truth,
      };
    process.stderr.write(`making ${name} …\n`);
    // Links are the harder half where hyperref is off: both in turn.
    const { pdf, truth } = makePaper(name, into, {
      style: styleOfPaper(index),
      hyperref: index % 2 === 0,
    });
    return { pdf, truth };
  });
}

function readCases(from: string): Case[] {
  return readdirSync(from)
    .filter((name) => name.endsWith('.truth.json'))
    .toSorted()
    .map((name) => ({
      pdf: join(from, name.replace('.truth.json', '.pdf')),
      truth: JSON.parse(readFileSync(join(from, name), 'utf8')) as Truth,
    }));
}

function pick(scores: Scores, measures: readonly Measure[]): Scores {
  return Object.fromEntries(
    Object.entries(scores).filter(([measure]) => measures.includes(measure as Measure)),
  );
}

function shown(score: number | null, measure: Measure): string {
  if (score === null) return '–';
  return MEASURES[measure].as === 'error' ? `${fixed(score * 100)} %` : fixed(score, 3);
}
