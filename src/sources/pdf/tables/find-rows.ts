/** Rows of a table: bands between horizontal rules, the head of a table with few rules, and rows inside the bands. */
import { coverOf, type Rulings } from './collect-rulings.ts';
import type { Columns } from './find-columns.ts';
import { groupRows, holdsRows, type LineOfTable, type RowOfTable } from './group-rows.ts';
import { placeChunks } from './place-chunks.ts';
import { settleHead } from './settle-head.ts';
import type { PrintedLine } from './table-words.ts';

export const DEFAULTS = {
  /** A rule over this share of the width parts all columns. */
  wide: 0.55,
  /** Of a background's edge. */
  fill: 0.8,
  /** A rule over this share of a column parts its cells. */
  cell: 0.7,
} as const;

export interface Rows {
  rows: RowOfTable[];
  lines: LineOfTable[];
  /** `grid`: rules both ways; `horizontal`: rules across only; `none`. */
  rules: 'ruled' | 'horizontal' | 'none';
}

interface Separator {
  at: number;
  wide: boolean;
}

export function findRows(
  printed: readonly PrintedLine[],
  columns: Columns,
  rulings: Rulings,
  outer: { top: number; bottom: number },
): Rows {
  const { edges, ruled } = columns;
  const [left, right] = [edges[0]!, edges.at(-1)!];
  const hasVerticals = ruled.slice(1, -1).some(Boolean);
  const separators = findSeparators(printed, columns, rulings, hasVerticals);
  const inner = separators.filter(
    ({ at }) => at > printed[0]!.baseline - 2 && at < printed.at(-1)!.y0 + 2,
  );
  const wide = separators.filter((one) => one.wide);
  const rules =
    hasVerticals && separators.length >= 2 ? 'ruled' : wide.length > 0 ? 'horizontal' : 'none';
  const stops = [
    Math.min(outer.top, printed[0]!.y0 - 1),
    ...separators.map(({ at }) => at),
    Math.max(outer.bottom, printed.at(-1)!.y1 + 1),
  ];
  const bands: { top: number; bottom: number; ruled: boolean; lines: number[] }[] = [];
  for (let index = 0; index + 1 < stops.length; index++) {
    const [top, bottom] = [stops[index]!, stops[index + 1]!];
    const inside = printed.flatMap((line, at) => {
      const middle = (line.y0 + line.y1) / 2;
      return middle >= top && middle < bottom ? [at] : [];
    });
    bands.push({ top, bottom, ruled: index > 0, lines: inside });
  }
  const filled = bands.filter((band) => band.lines.length > 0);
  const headEnd = findHeadEnd(
    printed,
    filled,
    inner.filter((one) => one.wide),
    rules,
  );
  const lines: LineOfTable[] = printed.map((line, index) => ({
    ...line,
    placed: placeChunks(
      line,
      columns,
      isAbove(filled, index, headEnd) && index !== lastOfHead(filled, headEnd),
    ),
  }));
  const isGrid = rules === 'ruled';
  const rows: RowOfTable[] = [];
  bands.forEach((band, at) => {
    if (band.lines.length === 0) {
      const height = band.bottom - band.top;
      const size = printed[0]!.size;
      const isInner = rows.length > 0 && bands.slice(at + 1).some((one) => one.lines.length > 0);
      const closed = [band.top, band.bottom].every(
        (y) => coverOf(rulings.horizontal, y, left, right) > 0.8 * (right - left),
      );
      if (isGrid && isInner && closed && height > 0.9 * size && height < 4 * size)
        rows.push({ lines: [], top: band.top, bottom: band.bottom, ruled: true, head: false });
      return;
    }
    const head = headEnd !== null && band.bottom <= headEnd + 0.5;
    const isBox = isGrid ? isBoxed(band, filled.length, lines) : false;
    const groups =
      head && !isGrid
        ? settleHead(lines, band.lines, columns, rulings)
        : groupRows(
            lines,
            band.lines,
            columns,
            isBox || (rules === 'horizontal' && isTextBand(band, filled)),
          );
    groups.forEach((group, index) => {
      const previous = groups[index - 1];
      const next = groups[index + 1];
      rows.push({
        lines: group,
        top: previous === undefined ? band.top : between(lines, previous, group),
        bottom: next === undefined ? band.bottom : between(lines, group, next),
        ruled: index === 0 && band.ruled,
        head,
      });
    });
  });
  return { rows, lines, rules };
}

function between(
  lines: readonly LineOfTable[],
  above: readonly number[],
  below: readonly number[],
): number {
  const bottom = Math.max(...above.map((index) => lines[index]!.y1));
  const top = Math.min(...below.map((index) => lines[index]!.y0));
  return (bottom + top) / 2;
}

function isAbove(
  bands: readonly { bottom: number; lines: number[] }[],
  line: number,
  headEnd: number | null,
): boolean {
  return (
    headEnd !== null &&
    bands.some((band) => band.lines.includes(line) && band.bottom <= headEnd + 0.5)
  );
}

function lastOfHead(
  bands: readonly { bottom: number; lines: number[] }[],
  headEnd: number | null,
): number {
  if (headEnd === null) return -1;
  return Math.max(
    -1,
    ...bands.filter(({ bottom }) => bottom <= headEnd + 0.5).flatMap(({ lines }) => lines),
  );
}

/** In a grid each band is a row, unless the rules are few and the lines many. */
function isBoxed(band: { lines: number[] }, bands: number, lines: readonly LineOfTable[]): boolean {
  return bands >= 2 && !(bands <= 3 && band.lines.length >= 3 && holdsRows(lines, band.lines));
}

/** With a rule under every row, a band of few lines is one row. */
function isTextBand(band: { lines: number[] }, filled: readonly { lines: number[] }[]): boolean {
  return (
    filled.length >= 4 &&
    band.lines.length <= 6 &&
    filled.filter(({ lines }) => lines.length <= 3).length >= 0.7 * filled.length
  );
}

function findSeparators(
  printed: readonly PrintedLine[],
  { edges, ruled }: Columns,
  { horizontal }: Rulings,
  hasVerticals: boolean,
): Separator[] {
  const width = edges.at(-1)! - edges[0]!;
  const found: Separator[] = [];
  for (const { at } of [...horizontal].toSorted((a, b) => a.at - b.at)) {
    if (found.length > 0 && at - found.at(-1)!.at < 3) continue;
    const cover = coverOf(horizontal, at, edges[0]!, edges.at(-1)!);
    const isFill = horizontal.every((one) => one.fill || Math.abs(one.at - at) > 2.5);
    const wide = cover >= (isFill ? DEFAULTS.fill : DEFAULTS.wide) * width;
    if (isFill && !wide) continue;
    if (!wide && !isUnderColumns(horizontal, at, edges, ruled, hasVerticals)) continue;
    // A rule through the middle of a line is an underline or a stroke through it.
    const isStruck = printed.some(
      ({ y0, y1 }) => at > y0 + 0.3 * (y1 - y0) && at < y1 - 0.3 * (y1 - y0),
    );
    if (isStruck && !hasVerticals) continue;
    found.push({ at, wide });
  }
  return found;
}

/** In a grid, a rule under whole columns; else one under all columns but the first (what stands there spans rows). */
function isUnderColumns(
  horizontal: Rulings['horizontal'],
  at: number,
  edges: readonly number[],
  ruled: readonly boolean[],
  hasVerticals: boolean,
): boolean {
  if (!hasVerticals) return false;
  return edges.slice(0, -1).some((edge, column) => {
    const to = edges[column + 1]!;
    return (
      (ruled[column] || ruled[column + 1]) && coverOf(horizontal, at, edge, to) > 0.85 * (to - edge)
    );
  });
}

/** The rule that ends the head: the first across the table with text above it, where rules are few. */
function findHeadEnd(
  printed: readonly PrintedLine[],
  filled: readonly { top: number; bottom: number; lines: number[] }[],
  inner: readonly Separator[],
  rules: Rows['rules'],
): number | null {
  if (filled.length < 2 || inner.length === 0) return null;
  const first = filled[0]!;
  if (rules === 'ruled') return first.bottom;
  const rest = printed.length - first.lines.length;
  if (first.lines.length > 8 || first.lines.length > 1.5 * rest + 2) return null;
  return first.bottom;
}
