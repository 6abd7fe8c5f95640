/**
 * Main content of saved pages beside what people marked: words as a bag, precision, recall and F1, the mean over pages, by kind of page.
 * `node bench/web-extraction.ts [--data ../shared/data/web] [--folds 5] [--shipped] [--peer PYTHON] [--json PATH]`. The shipped weights were trained on
 * those very pages, so each page is judged by a model of the other folds; `--shipped` judges the shipped weights, for pages that they never
 * saw. Beside them Mozilla's Readability over jsdom, the whole page, and trafilatura where
 * `--peer` names a Python that has it. Snippets: shares of those that must and must not appear.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { createRandom } from '../src/core/random.ts';
import { extractPage } from '../src/sources/web/extract/extract-page.ts';
import { PAGE_KINDS } from '../src/sources/web/extract/page-kind.ts';
import { fixed, percent, table } from './harness/table.ts';
import { type GoldPage, readGoldPages, scoreWords } from './web/gold-pages.ts';
import { foldsOf, type PageLesson, toLesson } from './web/lessons.ts';
import { trainModel } from './web/train-content.ts';
import { keptBy, readability, trafilatura, wholePage } from './web/ways.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/web' },
    folds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    shipped: { type: 'boolean', default: false },
    peer: { type: 'string' },
    json: { type: 'string' },
  },
});
const folds = Number(values.folds);
if (!existsSync(values.data) || !Number.isSafeInteger(folds) || folds < 2) {
  process.stderr.write(
    '--data is a folder with pages/ and gold/, --folds a whole number above 1\n',
  );
  process.exit(2);
}

interface Score {
  kind: string;
  precision: number;
  recall: number;
  f1: number;
  included: number;
  excluded: number;
}
const scores = new Map<string, Score[]>();
const seconds = new Map<string, number>();

const share = (snippets: readonly string[], holds: (one: string) => boolean): number =>
  snippets.length === 0 ? 1 : snippets.filter(holds).length / snippets.length;

function judge(way: string, page: GoldPage, text: string): void {
  const squashed = text.replace(/\s+/g, ' ').toLowerCase();
  const has = (snippet: string): boolean =>
    squashed.includes(snippet.replace(/\s+/g, ' ').trim().toLowerCase());
  const own = scores.get(way) ?? [];
  scores.set(way, own);
  own.push({
    kind: page.kind,
    ...scoreWords(text, page.content),
    included: share(page.include, has),
    excluded: share(page.exclude, (one) => !has(one)),
  });
}

async function timed(way: string, work: () => Promise<string>): Promise<string> {
  const before = process.cpuUsage();
  try {
    return await work();
  } finally {
    const { user, system } = process.cpuUsage(before);
    seconds.set(way, (seconds.get(way) ?? 0) + (user + system) / 1e6);
  }
}

const pages = readGoldPages(values.data);
const startedMs = systemClock.elapsed();
const ours = async (page: GoldPage): Promise<string> => {
  const found = await extractPage(page.html, { url: page.url }).catch(() => null);
  return found?.document?.blocks.map(({ text }) => text).join('\n') ?? '';
};
for (const page of pages) {
  const text = await timed('ours', () => ours(page));
  if (values.shipped) judge('ours', page, text);
  judge('Readability', page, await timed('Readability', () => readability(page.html, page.url)));
  judge('whole page', page, await timed('whole page', () => wholePage(page.html)));
  process.stderr.write(`\r${scores.get('whole page')!.length} of ${pages.length} pages`);
}
process.stderr.write('\n');
if (values.peer !== undefined) {
  const paths = pages.map(({ name }) => join(values.data, 'pages', `${name}.html.gz`));
  const found = trafilatura(values.peer, paths);
  for (const [at, { text }] of found.entries()) judge('trafilatura', pages[at]!, text);
  seconds.set(
    'trafilatura',
    found.reduce((sum, { cpu }) => sum + cpu, 0),
  );
}
if (!values.shipped) {
  const lessons: PageLesson[] = [];
  for (const page of pages) lessons.push(await toLesson(page));
  for (const [at, unseen] of foldsOf(lessons, folds, values.seed).entries()) {
    const seen = lessons.filter((lesson) => !unseen.includes(lesson));
    const model = trainModel(seen, createRandom(`${values.seed} ${at}`));
    for (const lesson of unseen) judge('ours', lesson.gold, keptBy(model, lesson));
    process.stderr.write(`\rfold ${at + 1} of ${folds}`);
  }
  process.stderr.write('\n');
}

const mean = (of: readonly Score[], what: Exclude<keyof Score, 'kind'>): number =>
  of.reduce((sum, score) => sum + score[what], 0) / of.length;
const kinds = PAGE_KINDS.filter((kind) => pages.some((page) => page.kind === kind));
const ways = ['ours', 'Readability', 'trafilatura', 'whole page'].filter((way) => scores.has(way));
const rows = ways.map((way) => {
  const all = scores.get(way)!;
  return {
    way,
    f1: mean(all, 'f1'),
    precision: mean(all, 'precision'),
    recall: mean(all, 'recall'),
    included: mean(all, 'included'),
    excluded: mean(all, 'excluded'),
    pagesPerCpuSecond: pages.length / seconds.get(way)!,
    byKind: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        mean(
          all.filter((score) => score.kind === kind),
          'f1',
        ),
      ]),
    ),
  };
});
process.stdout.write(
  `${table(
    ['way', 'F1', 'precision', 'recall', 'must appear', 'must not', 'pages/CPU s'],
    rows.map((row) => [
      row.way,
      fixed(row.f1, 3),
      fixed(row.precision, 3),
      fixed(row.recall, 3),
      percent(row.included),
      percent(row.excluded),
      fixed(row.pagesPerCpuSecond, 1),
    ]),
  )}\n\n${table(
    ['F1 by kind', ...rows.map(({ way }) => way), 'pages'],
    kinds.map((kind) => [
      kind,
      ...rows.map(({ byKind }) => fixed(byKind[kind]!, 3)),
      String(pages.filter((page) => page.kind === kind).length),
    ]),
  )}\n`,
);
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ bench: 'web-extraction', pages: pages.length, judged: values.shipped ? 'shipped weights' : `${folds} folds`, rows, seconds: (systemClock.elapsed() - startedMs) / 1000, cpu: cpus()[0]?.model }, null, 2)}\n`,
  );
