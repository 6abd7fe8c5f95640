/**
 * Printed lines to rows. Rules part rows; between two rules lines are one row where a cell's text wraps: a word that would
 * have fitted at the end of the line above shows that it did not wrap.
 */
import { isNumber, isValue } from './cell-types.ts';
import type { Columns } from './find-columns.ts';
import type { Placed } from './place-chunks.ts';
import type { PrintedLine } from './table-words.ts';

export const DEFAULTS = {
  /** Baselines nearer than this part of the size overlap: one row, or a cell beside two. */
  overlap: 0.72,
  /** Lines of one cell stand no further apart than this part of the size. */
  wrapped: 1.45,
  /** Distances up to this part of the usual one between rows are inside a row. */
  tight: 0.84,
} as const;

export interface LineOfTable extends PrintedLine {
  placed: Placed[];
}

export interface RowOfTable {
  /** Indexes of its lines, top to bottom; empty for an empty ruled row. */
  lines: number[];
  top: number;
  bottom: number;
  /** Whether a rule stands at its top. */
  ruled: boolean;
  /** It stands above the rule that ends the head. */
  head: boolean;
}

/** Groups of lines of a band without rules, as lists of indexes. `isBox`: rules close the band on all sides. */
export function groupRows(
  lines: readonly LineOfTable[],
  band: readonly number[],
  columns: Columns,
  isBox: boolean,
): number[][] {
  if (band.length <= 1) return band.map((index) => [index]);
  if (isBox && !holdsRows(lines, band)) return [[...band]];
  const distances = band
    .slice(1)
    .map((index, at) => lines[index]!.baseline - lines[band[at]!]!.baseline);
  const sorted = [...distances].toSorted((a, b) => a - b);
  const wide = sorted[Math.floor(sorted.length * 0.75)]!;
  const narrow = sorted[0]!;
  const size = lines[band[0]!]!.size;
  const isTwofold = narrow < DEFAULTS.tight * wide && narrow < DEFAULTS.wrapped * size;
  const groups: number[][] = [[band[0]!]];
  for (let at = 1; at < band.length; at++) {
    const group = groups.at(-1)!;
    const [above, below] = [lines[band[at - 1]!]!, lines[band[at]!]!];
    const distance = distances[at - 1]!;
    const isTight = !isTwofold || distance < DEFAULTS.tight * wide;
    let joins = false;
    if (distance < DEFAULTS.overlap * Math.min(above.size, below.size)) {
      joins = !sharesColumn(above, below) || distance < 0.35 * below.size;
    } else if (isTight && distance < DEFAULTS.wrapped * Math.max(above.size, below.size)) {
      joins = continues(
        group.map((index) => lines[index]!),
        below,
        columns,
        isTwofold,
      );
    }
    if (joins) group.push(band[at]!);
    else groups.push([band[at]!]);
  }
  return groups;
}

/** Whether a ruled band holds several rows: numbers stand above numbers, or most lines reach over most columns. */
export function holdsRows(lines: readonly LineOfTable[], band: readonly number[]): boolean {
  const values = new Map<number, number>();
  const texts = new Map<number, number>();
  for (const index of band) {
    const seen = new Set<number>();
    for (const { chunk, first, last } of lines[index]!.placed) {
      if (first !== last || seen.has(first)) continue;
      seen.add(first);
      texts.set(first, (texts.get(first) ?? 0) + 1);
      if (isValue(chunk.text)) values.set(first, (values.get(first) ?? 0) + 1);
    }
  }
  const stacked = [...values].filter(
    ([column, count]) => count >= 2 && count >= 0.7 * texts.get(column)!,
  );
  if (band.length === 2)
    return (
      stacked.length >= 2 ||
      (stacked.length === 1 &&
        texts.size === 2 &&
        [...texts.values()].every((count) => count === 2))
    );
  if (stacked.length >= 2) return true;
  const columns = texts.size;
  if (stacked.length === 1 && columns === 2) return true;
  const full = band.filter(
    (index) => lines[index]!.placed.length >= Math.max(2, 0.7 * columns),
  ).length;
  return band.length >= 5 && columns >= 3 && full >= 0.85 * band.length;
}

const sharesColumn = (a: LineOfTable, b: LineOfTable): boolean =>
  a.placed.some((one) => b.placed.some((two) => one.first <= two.last && two.first <= one.last));

const LOWER = /^[\p{Ll}(&,;/]/u;
const SECTION = /:$/;

/** Whether `below` carries on the row that `group` began. */
function continues(
  group: readonly LineOfTable[],
  below: LineOfTable,
  columns: Columns,
  isTwofold: boolean,
): boolean {
  const above = group.at(-1)!;
  const filled = new Set(group.flatMap(({ placed }) => placed.map(({ first }) => first)));
  const rowOf = (column: number): Placed | undefined =>
    group.flatMap(({ placed }) => placed).findLast(({ first }) => first === column);
  if (below.placed.some(({ first, last }) => first !== last)) return false;
  const wraps = below.placed.map((part) => {
    const before = rowOf(part.first);
    return (
      before !== undefined &&
      !isNumber(part.chunk.text) &&
      wrapsFrom(before, part, columns, isTwofold)
    );
  });
  const key = 0;
  const isOnlyKey = below.placed.length === 1 && below.placed[0]!.first === key;
  if (isOnlyKey) {
    // The label of a row that has its numbers already goes on; or a new label begins.
    if (!wraps[0]) return false;
    if (filled.size === 1)
      return LOWER.test(below.placed[0]!.chunk.text) || isHanging(above, below);
    return LOWER.test(below.placed[0]!.chunk.text) || isHanging(above, below) || isTwofold;
  }
  const hasKey = below.placed.some(({ first }) => first === key);
  if (hasKey && filled.size === 1 && filled.has(key)) {
    // A label over two lines whose numbers stand at the last.
    const [label, before] = [below.placed.find(({ first }) => first === key)!, rowOf(key)!];
    if (SECTION.test(before.chunk.text) || !wrapsFrom(before, label, columns, isTwofold))
      return false;
    return LOWER.test(label.chunk.text) || isHanging(above, below);
  }
  if (hasKey) {
    if (below.placed.some(({ chunk, first }) => isNumber(chunk.text) && filled.has(first)))
      return false;
    const share = wraps.filter(Boolean).length / wraps.length;
    return isTwofold ? share >= 0.5 : share === 1 && LOWER.test(below.placed[0]!.chunk.text);
  }
  // No label: a cell's text goes on, unless numbers stand under numbers.
  const [only] = below.placed;
  if (below.placed.length === 1 && columns.edges.length > 2) {
    const before = rowOf(only!.first);
    return (
      before !== undefined &&
      !isValue(only!.chunk.text) &&
      !isValue(before.chunk.text) &&
      filled.has(key)
    );
  }
  return (
    below.placed.every(({ chunk, first }) => !isValue(chunk.text) && filled.has(first)) &&
    (wraps.every(Boolean) || isTwofold)
  );
}

/** Whether the first word of `part` would not have fitted after `before`. */
function wrapsFrom(
  before: Placed,
  part: Placed,
  { extents }: Columns,
  isTwofold: boolean,
): boolean {
  const extent = extents[part.first]!;
  const word = part.chunk.words[0]!;
  const size = word.size;
  const isLeft = Math.abs(before.chunk.x0 - part.chunk.x0) < 2 * size;
  const room = isLeft
    ? extent.to - before.chunk.x1
    : extent.to - extent.from - (before.chunk.x1 - before.chunk.x0);
  const need = word.x1 - word.x0 + 0.25 * size;
  return room < need + (isTwofold ? 1.5 : 0.3) * size;
}

function isHanging(above: LineOfTable, below: LineOfTable): boolean {
  return below.placed[0]!.chunk.x0 > above.placed[0]!.chunk.x0 + 0.4 * below.size;
}
