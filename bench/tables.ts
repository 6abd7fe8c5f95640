/**
 * Tables against ICDAR-2013: `node bench/tables.ts [--data ../shared/data/tables] [--only NAME] [--without-rules] [--show] [--json PATH]`.
 *
 * Two tasks: the region is given (the box around the gold cells, or `NAME-reg.xml` where it lies beside), or the tables are found too. The
 * competition reports precision, recall and F1 averaged over documents; the sums over all relations stand beside. Leader dots are kept, as
 * its texts have them. \`--without-rules\` hides all that is drawn, so that alignment alone must do. Also TEDS of the tables with a region, over positions and texts and over positions alone.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPdf } from '../src/sources/pdf/engine/open-pdf.ts';
import { makeLayout } from '../src/sources/pdf/layout/make-layout.ts';
import { markFurniture } from '../src/sources/pdf/layout/mark-furniture.ts';
import type { PageLayout } from '../src/sources/pdf/layout/page-layout.ts';
import { detectTables } from '../src/sources/pdf/tables/detect-tables.ts';
import { readTable } from '../src/sources/pdf/tables/read-table.ts';
import { wordsIn } from '../src/sources/pdf/tables/table-words.ts';
import type { TableGrid } from '../src/sources/pdf/tables/table-grid.ts';
import { fixed, percent, table, whole } from './harness/table.ts';
import { add, type Counts, relationsOf, scoreDocument, scoresOf } from './tables/adjacency.ts';
import { type GoldCell, type GoldTable, readGold } from './tables/icdar-2013.ts';
import { teds } from './tables/teds.ts';

const { values } = parseArgs({
  options: {
    data: {
      type: 'string',
      default: new URL('../../shared/data/tables', import.meta.url).pathname,
    },
    only: { type: 'string' },
    'without-rules': { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
if (!existsSync(values.data)) {
  process.stderr.write(`skipped: no folder ${values.data}\n`);
  process.exit(0);
}
const names = readdirSync(values.data)
  .filter((name) => name.endsWith('-str.xml'))
  .map((name) => name.slice(0, -'-str.xml'.length))
  .filter((name) => existsSync(join(values.data, `${name}.pdf`)))
  .filter((name) => values.only === undefined || name.includes(values.only))
  .toSorted();

interface Row {
  name: string;
  tables: number;
  given: Counts;
  found: Counts;
  teds: number[];
  structure: number[];
  detected: number;
  spare: number;
}
const rows: Row[] = [];
let pagesRead = 0;
let cpuMs = 0;
for (const name of names) rows.push(await measure(name));

function cellsOf(grid: TableGrid): GoldCell[] {
  return grid.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({
    row,
    column,
    lastRow: row + rowSpan - 1,
    lastColumn: column + columnSpan - 1,
    text,
  }));
}

async function measure(name: string): Promise<Row> {
  const gold = readGold(join(values.data, `${name}-str.xml`));
  const given = regionsOf(name, gold);
  const pdf = await openPdf(new Uint8Array(readFileSync(join(values.data, `${name}.pdf`))));
  const pages: PageLayout[] = [];
  for (let page = 1; page <= pdf.summary.pages; page++) {
    const content = pdf.readPage(page);
    pages.push(makeLayout(values['without-rules'] ? { ...content, paths: [] } : content));
    await pdf.ready();
  }
  pdf.close();
  markFurniture(pages);
  const row: Row = {
    name,
    tables: gold.length,
    given: { right: 0, found: 0, gold: 0 },
    found: { right: 0, found: 0, gold: 0 },
    teds: [],
    structure: [],
    detected: 0,
    spare: 0,
  };
  gold.forEach((one, index) => {
    const cells: GoldCell[] = [];
    let below = 0;
    for (const { page, x0, y0, x1, y1 } of given[index]!) {
      const layout = pages[page - 1];
      if (layout === undefined) continue;
      const box = boxOf(layout, { x0, y0, x1, y1 }, one);
      const grid = readTable(layout, box, { verbatim: true });
      if (grid === null) continue;
      cells.push(
        ...cellsOf(grid).map((cell) => ({
          ...cell,
          row: cell.row + below,
          lastRow: cell.lastRow + below,
        })),
      );
      below += grid.rows;
    }
    const { tables, total } = scoreDocument([one], [{ page: one.page, cells }]);
    add(row.given, total);
    row.teds.push(teds(one.cells, cells));
    row.structure.push(teds(one.cells, cells, false));
    if (values.show)
      show(
        `${name} table ${index + 1} (page ${one.page})`,
        one.cells,
        cells,
        scoresOf(tables[0]!).f1,
      );
  });
  const start = process.cpuUsage();
  const found = pages.flatMap((page) =>
    detectTables(page, { verbatim: true }).map(({ table: grid }) => ({
      page: page.content.page,
      cells: grid === undefined ? [] : cellsOf(grid),
    })),
  );
  const { user, system } = process.cpuUsage(start);
  cpuMs += (user + system) / 1000;
  pagesRead += pages.length;
  const { total, tables, spare } = scoreDocument(gold, found);
  row.found = total;
  row.detected = tables.filter(({ right }) => right > 0).length;
  row.spare = spare.length;
  if (values.show) {
    tables.forEach((one, index) => {
      if (scoresOf(one).f1 < 0.9)
        process.stdout.write(
          `  end to end: ${name} table ${index + 1} page ${gold[index]!.page}: F1 ${fixed(scoresOf(one).f1)}${one.match === null ? ' (none found)' : ''}\n`,
        );
    });
    for (const index of spare)
      process.stdout.write(
        `  spare table on page ${found[index]!.page} of ${name}: ${relationsOf(found[index]!.cells).length} relations, ${found[
          index
        ]!.cells.slice(0, 8)
          .map(({ text }) => text)
          .join(' | ')}\n`,
      );
  }
  return row;
}

/** The gold of turned pages counts y from another edge: of both readings the one that holds more of the gold's words. */
function boxOf(
  layout: PageLayout,
  { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number },
  gold: GoldTable,
): { x: number; y: number; width: number; height: number } {
  const words = new Set(gold.cells.flatMap(({ text }) => text.split(/\s+/u)));
  const { width, height } = layout.content;
  return [height, width]
    .map((top) => {
      const box = { x: x0 - 2, y: top - y1 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4 };
      return { box, hits: wordsIn(layout, box).filter(({ text }) => words.has(text)).length };
    })
    .reduce((best, one) => (one.hits > best.hits ? one : best)).box;
}

function regionsOf(name: string, gold: readonly GoldTable[]): GoldTable['regions'][] {
  const path = join(values.data, `${name}-reg.xml`);
  if (!existsSync(path)) return gold.map(({ regions }) => regions);
  const text = readFileSync(path, 'utf8');
  const tables = [...text.matchAll(/<table[\s\S]*?<\/table>/g)].map(([one]) =>
    [...one.matchAll(/<region[^>]*page=["'](\d+)["'][\s\S]*?<bounding-box([^>]*)>/g)].map(
      ([, page, box]) => {
        const value = (key: string): number =>
          Number(new RegExp(`${key}=["']([-\\d.]+)`).exec(box!)?.[1]);
        return {
          page: Number(page),
          x0: Math.min(value('x1'), value('x2')),
          x1: Math.max(value('x1'), value('x2')),
          y0: Math.min(value('y1'), value('y2')),
          y1: Math.max(value('y1'), value('y2')),
        };
      },
    ),
  );
  return tables.length === gold.length ? tables : gold.map(({ regions }) => regions);
}

function show(
  title: string,
  gold: readonly GoldCell[],
  found: readonly GoldCell[],
  f1: number,
): void {
  process.stdout.write(`${title}: F1 ${fixed(f1, 3)}\n`);
  if (f1 > 0.97) return;
  for (const [label, cells] of [
    ['gold', gold],
    ['ours', found],
  ] as const) {
    const rowsOf = Math.max(0, ...cells.map(({ lastRow }) => lastRow + 1));
    for (let row = 0; row < rowsOf; row++) {
      const line = cells
        .filter((cell) => cell.row === row)
        .toSorted((a, b) => a.column - b.column)
        .map(
          (cell) =>
            `${cell.column}${cell.lastColumn > cell.column ? `-${cell.lastColumn}` : ''}${cell.lastRow > cell.row ? `↓${cell.lastRow}` : ''}:${cell.text.replace(/\s+/g, ' ').trim().slice(0, 22)}`,
        );
      process.stdout.write(`  ${label} ${row}  ${line.join(' | ')}\n`);
    }
  }
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
const total = (key: 'given' | 'found'): Counts =>
  rows.reduce<Counts>((sum, row) => (add(sum, row[key]), sum), { right: 0, found: 0, gold: 0 });
const byDocument = (key: 'given' | 'found'): { precision: number; recall: number; f1: number } => {
  const scores = rows.map((row) => scoresOf(row[key]));
  const precision = mean(scores.map((one) => one.precision));
  const recall = mean(scores.map((one) => one.recall));
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) };
};
const figures = {
  bench: 'tables',
  documents: rows.length,
  tables: rows.reduce((sum, row) => sum + row.tables, 0),
  regionGiven: { byDocument: byDocument('given'), overall: scoresOf(total('given')) },
  endToEnd: { byDocument: byDocument('found'), overall: scoresOf(total('found')) },
  teds: mean(rows.flatMap((row) => row.teds)),
  tedsStructure: mean(rows.flatMap((row) => row.structure)),
  detected: rows.reduce((sum, row) => sum + row.detected, 0),
  spare: rows.reduce((sum, row) => sum + row.spare, 0),
  detectMsPerPage: cpuMs / Math.max(1, pagesRead),
};
const scoreRow = (
  name: string,
  { precision, recall, f1 }: { precision: number; recall: number; f1: number },
): string[] => [name, percent(precision), percent(recall), fixed(f1, 4)];
process.stdout.write(
  `${table(
    ['document', 'tables', 'given F1', 'end to end P', 'R', 'F1', 'TEDS', 'found', 'spare'],
    rows.map((row) => {
      const found = scoresOf(row.found);
      return [
        row.name,
        whole(row.tables),
        fixed(scoresOf(row.given).f1, 3),
        percent(found.precision),
        percent(found.recall),
        fixed(found.f1, 3),
        fixed(mean(row.teds), 3),
        whole(row.detected),
        whole(row.spare),
      ];
    }),
  )}\n\n${table(
    ['task, average', 'precision', 'recall', 'F1'],
    [
      scoreRow('region given, by document', figures.regionGiven.byDocument),
      scoreRow('region given, over all relations', figures.regionGiven.overall),
      scoreRow('end to end, by document', figures.endToEnd.byDocument),
      scoreRow('end to end, over all relations', figures.endToEnd.overall),
    ],
  )}\n\nTEDS ${fixed(figures.teds, 4)}, structure alone ${fixed(figures.tedsStructure, 4)}; ${figures.detected} of ${figures.tables} tables found, ${figures.spare} spare; ${fixed(figures.detectMsPerPage)} ms of processor time a page to find and read.\n`,
);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ ...figures, rows }, null, 2)}\n`);
