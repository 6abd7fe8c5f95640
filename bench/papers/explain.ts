/**
 * What our reader got wrong: `node bench/papers/explain.ts --from DIR [--paper NAME] [--most 12]`, DIR with papers and truth
 * as `generate.ts` writes them. Blocks that differ are shown from the first difference on (T: truth, R: read).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Box } from '../../src/core/records/index.ts';
import { readWith } from './readers/read-with.ts';
import { bareText, likeness } from './score/normalise.ts';
import type { Reading } from './score/reading.ts';
import { intersectionOverUnion, scoreCaptions, splitCaption } from './score/score-floats.ts';
import { readHeadings, titleLikeness, trueHeadings } from './score/score-headings.ts';
import { pairReferences } from './score/score-references.ts';
import { bodyStream, placeFlow } from './score/score-text.ts';
import type { Truth } from './truth.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    paper: { type: 'string' },
    most: { type: 'string', default: '12' },
  },
});
if (values.from === undefined) {
  process.stderr.write('--from DIR is needed\n');
  process.exit(2);
}
const most = Number(values.most);
const names = readdirSync(values.from)
  .filter(
    (name) =>
      name.endsWith('.truth.json') && (values.paper === undefined || name.startsWith(values.paper)),
  )
  .map((name) => name.replace('.truth.json', ''));
const measured = (await readWith(
  'wellspring',
  names.map((name) => join(values.from!, `${name}.pdf`)),
  undefined,
))!;
for (const failure of measured.failures) process.stdout.write(`FAILED ${failure}\n`);
names.forEach((name, index) => {
  const reading = measured.readings[index];
  if (reading == null) return;
  const truth = JSON.parse(readFileSync(join(values.from!, `${name}.truth.json`), 'utf8')) as Truth;
  process.stdout.write(`\n# ${name} (${truth.style}, ${truth.pages.length} pages)\n`);
  explain(truth, reading);
});

function say(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  process.stdout.write(
    `\n${title} (${lines.length})\n${lines
      .slice(0, most)
      .map((line) => `  ${line.replaceAll('\n', '⏎')}`)
      .join('\n')}\n`,
  );
}

function explain(truth: Truth, reading: Reading): void {
  const stream = bodyStream(reading);
  const { placed, missing } = placeFlow(truth, reading, stream);
  say(
    'blocks not found',
    missing.map(({ kind, page, text }) => `p${page} ${kind}: ${text.slice(0, 90)}`),
  );
  const sorted = placed.toSorted((a, b) => a.from - b.from);
  say(
    'order',
    placed.slice(0, -1).flatMap((each, at) => {
      const next = placed[at + 1]!;
      const got = sorted[sorted.indexOf(each) + 1];
      return got === next
        ? []
        : [
            `p${each.element.page} “${each.element.text.slice(0, 40)}” → “${next.element.text.slice(0, 40)}”, read “${got?.element.text.slice(0, 40) ?? 'the end'}”`,
          ];
    }),
  );
  say(
    'characters',
    placed
      .filter(({ cost }) => cost > 0)
      .toSorted((a, b) => b.cost - a.cost)
      .map(
        ({ cost, element, from, to }) =>
          `${cost} p${element.page} ${element.kind} ${difference(element.text, stream.text.slice(from, to))}`,
      ),
  );
  const [gold, found] = [trueHeadings(truth), readHeadings(truth, reading)];
  say(
    'headings missed',
    gold
      .filter((a) => !found.some((b) => titleLikeness(a.title, b.title) >= 0.95))
      .map(({ title, level }) => `${level} ${title}`),
  );
  say(
    'headings too many',
    found
      .filter((b) => !gold.some((a) => titleLikeness(a.title, b.title) >= 0.95))
      .map(({ title, level }) => `${level} ${title}`),
  );
  say(
    'heading levels',
    gold.flatMap((a) =>
      found
        .filter((b) => titleLikeness(a.title, b.title) >= 0.95 && a.level !== b.level)
        .map((b) => `${a.title}: ${a.level}, read ${b.level}`),
    ),
  );
  const captions = reading.chunks.filter(({ kind }) => kind === 'caption');
  if (
    scoreCaptions(truth, reading).right <
    truth.elements.filter(({ kind }) => kind === 'caption').length
  )
    say(
      'captions',
      truth.elements
        .filter(({ kind }) => kind === 'caption')
        .flatMap((each) => {
          const best = captions
            .map(({ text, number }) => ({
              text,
              number: number ?? splitCaption(text).number,
              value: likeness(bareText(each.text), bareText(splitCaption(text).words)),
            }))
            .toSorted((a, b) => b.value - a.value)[0];
          return best !== undefined && best.value >= 0.9 && best.number === each.number
            ? []
            : [
                `p${each.page} ${each.floatKind} ${each.number} “${each.text.slice(0, 60)}”, best ${best === undefined ? 'none' : `${best.value.toFixed(2)} no. ${best.number} “${best.text.slice(0, 80)}”`}`,
              ];
        }),
    );
  for (const kind of ['figure', 'table', 'equation'] as const) {
    const regions = reading.chunks
      .filter((chunk) => chunk.kind === kind)
      .flatMap((chunk) => chunk.regions);
    const wanted = truth.elements.filter((element) => element.kind === kind);
    const best = (region: (typeof regions)[number], among: typeof regions): number =>
      Math.max(
        0,
        ...among.map((each) =>
          each.page === region.page ? intersectionOverUnion(each.box, region.box) : 0,
        ),
      );
    // An equation's number may be in its region or not.
    const least = kind === 'equation' ? 0.2 : 0.8;
    say(
      `${kind}s missed`,
      wanted.flatMap((element) =>
        element.regions
          .filter((region) => best(region, regions) < least)
          .map(
            (region) =>
              `${box(region)} no. ${element.number}${element.table === undefined ? '' : ` ${element.table.style}`}, best overlap ${best(region, regions).toFixed(2)}`,
          ),
      ),
    );
    const all = wanted.flatMap((element) => element.regions);
    say(
      `${kind}s too many`,
      regions
        .filter((region) => best(region, all) < least)
        .map((region) => `${box(region)}, best overlap ${best(region, all).toFixed(2)}`),
    );
  }
  const pairs = pairReferences(truth, reading, 0.95);
  say(
    'references missed',
    truth.elements.flatMap((element, index) =>
      element.kind === 'reference' && !pairs.has(index)
        ? [`${element.reference!.label ?? ''} ${element.text.slice(0, 90)}`]
        : [],
    ),
  );
  const used = new Set(pairs.values());
  say(
    'references too many',
    reading.chunks.flatMap((chunk, index) =>
      chunk.kind === 'reference' && !used.has(index)
        ? [`${chunk.text.length} characters: ${chunk.text.slice(0, 110)}`]
        : [],
    ),
  );
  for (const kind of ['list-item', 'footnote'] as const) {
    const got = reading.chunks.filter((chunk) => chunk.kind === kind).map(({ text }) => text);
    const want = truth.elements.filter((element) => element.kind === kind).map(({ text }) => text);
    say(
      `${kind}s missed`,
      want.filter((a) => !got.some((b) => near(a, b))).map((text) => text.slice(0, 90)),
    );
    say(
      `${kind}s too many`,
      got
        .filter((b) => !want.some((a) => near(a, b)))
        .map((text) => `${text.length} characters: ${text.slice(0, 90)}`),
    );
  }
}

/** Both texts around where they first differ. */
function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 25);
  return `T “${a.slice(from, at + 60)}” R “${b.slice(from, at + 60)}”`;
}

function box({ page, box: { x, y, width, height } }: { page: number; box: Box }): string {
  return `p${page} ${[x, y, x + width, y + height].map(Math.round).join(',')}`;
}

function near(a: string, b: string): boolean {
  const unmarked = b.replace(/^\s*(?:[•◦–*·-]|\(?\w{1,3}[.)]|\d{1,2})\s*/, '');
  return likeness(bareText(a), bareText(unmarked)) >= 0.9;
}
