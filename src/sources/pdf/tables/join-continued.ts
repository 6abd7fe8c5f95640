/**
 * Tables that go on over pages: the last of a page and the first of the next with columns in the same places. A repeated
 * head, or one named again (`Table 3 (continued)`), is left out of what is joined.
 */
import type { Region } from '../layout/region.ts';
import type { TableCell, TableGrid } from './table-grid.ts';

export const DEFAULTS = {
  /** Points by which the edges of columns may differ, seen from the table's left edge. */
  shift: 9,
  /** Share of columns that must agree. */
  agree: 0.6,
} as const;

/**
 * Joins in place: the first part gets the whole grid (cells keep their pages), later parts lose theirs and say `continues`.
 * `isOpen` tells whether nothing but furniture and notes stands below a table, or above it.
 */
export function joinContinued(
  pages: Region[][],
  isOpen: (region: Region, end: 'top' | 'bottom') => boolean,
): void {
  let open: { first: Region; last: Region } | null = null;
  for (const regions of pages) {
    const tables = regions.filter(
      (region): region is Region & { table: TableGrid } =>
        region.kind === 'table' && region.table !== undefined,
    );
    const top = tables.reduce<(typeof tables)[number] | null>(
      (best, one) => (best === null || one.box.y < best.box.y ? one : best),
      null,
    );
    let carried: Region | null = null;
    if (
      open !== null &&
      top !== null &&
      top.page === open.last.page + 1 &&
      isOpen(top, 'top') &&
      canFollow(open.first, open.last, top)
    ) {
      const joined = joinGrids(open.first.table!, top.table);
      if (joined !== null) {
        open.first.table = joined;
        open.first.because.push(`it goes on on page ${top.page}`);
        top.because.push(`it goes on the table of page ${open.last.page}`);
        top.continues = true;
        delete (top as Region).table;
        carried = open.first;
      }
    }
    const bottom = tables.reduce<Region | null>(
      (best, one) =>
        best === null || one.box.y + one.box.height > best.box.y + best.box.height ? one : best,
      null,
    );
    if (bottom === null || !isOpen(bottom, 'bottom')) open = null;
    else open = { first: bottom === top && carried !== null ? carried : bottom, last: bottom };
    if (open !== null && open.first.table === undefined) open = null;
  }
}

const CONTINUED = /\b(?:cont(?:inued|inues|['’]?d|\.)|fortsetzung|suite|continuación|continua)/iu;

function canFollow(first: Region, last: Region, next: Region): boolean {
  if (next.number !== null && next.number !== first.number) return false;
  if (next.number === null && next.caption.length > 0 && !CONTINUED.test(next.label ?? ''))
    return false;
  return (
    first.table!.columns === next.table!.columns && agrees(first.table!, next.table!, last, next)
  );
}

/** Whether columns stand in the same places, measured from the left edge of each part. */
function agrees(a: TableGrid, b: TableGrid, last: Region, next: Region): boolean {
  const [one, two] = [columnPlaces(a, last.page), columnPlaces(b, next.page)];
  let same = 0;
  let all = 0;
  for (let column = 0; column < a.columns; column++) {
    const [x, y] = [one[column], two[column]];
    if (x === undefined || y === undefined) continue;
    all++;
    const near = (['left', 'right', 'middle'] as const).some(
      (edge) => Math.abs(x[edge] - last.box.x - (y[edge] - next.box.x)) < DEFAULTS.shift,
    );
    if (near) same++;
  }
  return all > 0 && same >= DEFAULTS.agree * all;
}

function columnPlaces(
  { columns, cells }: TableGrid,
  page: number,
): ({ left: number; right: number; middle: number } | undefined)[] {
  return Array.from({ length: columns }, (_, column) => {
    let inside = cells.filter(
      (cell) => cell.column === column && cell.columnSpan === 1 && cell.page === page,
    );
    if (inside.length === 0)
      inside = cells.filter((cell) => cell.column === column && cell.columnSpan === 1);
    if (inside.length === 0) return undefined;
    const left = Math.min(...inside.map(({ box }) => box.x));
    const right = Math.max(...inside.map(({ box }) => box.x + box.width));
    return { left, right, middle: (left + right) / 2 };
  });
}

/** The grid of both, the second's head left out where it repeats the first's; null where their columns differ in number. */
export function joinGrids(first: TableGrid, next: TableGrid): TableGrid | null {
  if (first.columns !== next.columns) return null;
  const drop = repeatedRows(first, next);
  const shift = first.rows - drop;
  const moved = next.cells.flatMap((cell): TableCell[] =>
    cell.row < drop
      ? []
      : [{ ...cell, row: cell.row + shift, header: cell.column < first.headerColumns }],
  );
  const rows = first.rows + next.rows - drop;
  if (moved.length === 0) return null;
  return {
    ...first,
    rows,
    cells: [...first.cells, ...moved],
    confidence: Number((0.95 * Math.min(first.confidence, next.confidence)).toFixed(3)),
    because: [
      ...first.because,
      drop > 0 ? 'its head is repeated' : 'its columns go on in the same places',
    ],
  };
}

const textOf = ({ cells }: TableGrid, row: number): string =>
  cells
    .filter((cell) => cell.row === row)
    .toSorted((a, b) => a.column - b.column)
    .map(({ column, text }) => `${column}:${text.replace(/\s+/gu, '').toLowerCase()}`)
    .join('|');

/** Rows at the top of `next` that say what the first's head says. */
function repeatedRows(first: TableGrid, next: TableGrid): number {
  let rows = 0;
  while (
    rows < first.headerRows &&
    rows < next.rows - 1 &&
    textOf(first, rows) === textOf(next, rows)
  )
    rows++;
  return rows;
}
