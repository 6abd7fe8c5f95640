/** Review versions number the lines in the margin: columns of numbers that count on, at one place on every page. */
import type { PageLayout } from './page-layout.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Numbers that must stand under each other on a page. */
  least: 5,
  /** Share of the steps from number to number that are alike. */
  even: 0.8,
  /** Share of the page's lines that are numbered. */
  share: 0.35,
  /** Points: how far apart the edges of one column of numbers lie. */
  edge: 3,
} as const;

interface NumberLine {
  line: TextLine;
  at: number;
}

export function markLineNumbers(pages: PageLayout[], options: typeof DEFAULTS = DEFAULTS): void {
  /** Edges at which numbers were found, and the numbers' size. */
  const places: { edge: number; side: 'left' | 'right'; size: number }[] = [];
  for (const page of pages) {
    const numbers = freeNumbers(page);
    const heights = new Set(page.lines.map((line) => Math.round(line.baseline / 2))).size;
    for (const side of ['left', 'right'] as const) {
      for (const column of columnsOf(numbers, side, options.edge)) {
        if (!countsOn(column, heights, options)) continue;
        for (const { at } of column) page.roles[at] = 'furniture';
        places.push({ edge: edgeOf(column[0]!.line, side), side, size: column[0]!.line.size });
      }
    }
  }
  // What stands at such a place elsewhere is one too, though a page has too few to tell.
  for (const page of pages) {
    for (const { line, at } of freeNumbers(page)) {
      const known = places.some(
        ({ edge, side, size }) =>
          Math.abs(edgeOf(line, side) - edge) <= options.edge &&
          Math.abs(line.size - size) < 0.1 * size,
      );
      if (known) page.roles[at] = 'furniture';
    }
  }
}

function freeNumbers(page: PageLayout): NumberLine[] {
  return page.lines
    .map((line, at) => ({ line, at }))
    .filter(({ line, at }) => page.roles[at] === null && /^\d{1,4}$/.test(line.text));
}

function edgeOf({ box }: TextLine, side: 'left' | 'right'): number {
  return side === 'left' ? box.x : box.x + box.width;
}

function columnsOf(numbers: NumberLine[], side: 'left' | 'right', width: number): NumberLine[][] {
  const columns: NumberLine[][] = [];
  for (const entry of numbers.toSorted((a, b) => edgeOf(a.line, side) - edgeOf(b.line, side))) {
    const last = columns.at(-1)?.at(-1);
    if (last !== undefined && edgeOf(entry.line, side) - edgeOf(last.line, side) <= width)
      columns.at(-1)!.push(entry);
    else columns.push([entry]);
  }
  return columns.map((column) => column.toSorted((a, b) => a.line.baseline - b.line.baseline));
}

function countsOn(column: NumberLine[], heights: number, options: typeof DEFAULTS): boolean {
  if (column.length < options.least) return false;
  const values = column.map(({ line }) => Number(line.text));
  const steps = values.slice(1).map((value, at) => value - values[at]!);
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1]!;
  if (usual < 1 || steps.filter((step) => step === usual).length < options.even * steps.length)
    return false;
  return column.length * usual >= options.share * Math.min(heights, 60);
}
