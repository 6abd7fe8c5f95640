/** Whether a grid that was found without a caption is a table, and not prose, a list, a form, contents or a chart. */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import { insideOf, sharedArea } from './boxes.ts';
import { isNumber, isValue } from './cell-types.ts';
import type { TableGrid } from './table-grid.ts';

export const DEFAULTS = {
  /** Share of positions with text, by what shows the structure. */
  fill: { ruled: 0.3, horizontal: 0.35, none: 0.5 },
  /** Share of values beside the first column that a block without rules needs. */
  values: 0.3,
  /** Words a cell has at most, on average. */
  words: 25,
  /** Curves and slanted lines inside, per cell, from which on it is a drawing. */
  curves: 1,
} as const;

const MARKER =
  /^(?:[•·●▪■◦○–—*-]|\(?(?:[a-z]|[ivx]+|\d{1,3})[.)]|\[\d{1,3}\]|\d{1,2}(?:\.\d+)*\.?|§+)$/iu;

export function isTabular(grid: TableGrid, page: PageLayout, box: Box): boolean {
  const { rows, columns, cells, rules } = grid;
  if (rows < 2 || columns < 2 || cells.length < 4) return false;
  const covered = cells.reduce((sum, { rowSpan, columnSpan }) => sum + rowSpan * columnSpan, 0);
  if (covered / (rows * columns) < DEFAULTS.fill[rules]) return false;
  const used = new Set(
    cells.filter(({ columnSpan }) => columnSpan === 1).map(({ column }) => column),
  );
  if (used.size < 2) return false;
  const words = cells.reduce((sum, { text }) => sum + text.split(' ').length, 0) / cells.length;
  if (words > DEFAULTS.words) return false;
  if (isDrawing(page, box, cells.length)) return false;
  const beside = cells.filter(({ column, columnSpan }) => column > 0 && columnSpan === 1);
  const values = beside.filter(({ text }) => isValue(text)).length / Math.max(1, beside.length);
  const first = cells.filter(({ column }) => column === 0);
  const isMarked =
    first.length > 0 && first.filter(({ text }) => MARKER.test(text)).length > 0.6 * first.length;
  if (rules === 'ruled') return !(columns === 2 && isMarked && values < 0.2 && words > 12);
  if (columns === 2 && isMarked && values < 0.5) return false;
  if (isContents(grid)) return false;
  if (rules === 'horizontal') return words < 15;
  if (values >= DEFAULTS.values) return words < 8 && rows >= 3;
  // Words alone: short ones, in three columns and more, under a head that stands out; on a first page they are its authors.
  const isSettled = grid.because.some((reason) => reason.startsWith('the first'));
  return (
    page.content.page > 1 &&
    columns >= 3 &&
    rows >= 4 &&
    words <= 4 &&
    isSettled &&
    covered >= 0.7 * rows * columns
  );
}

/** Headings with ascending page numbers behind them. */
function isContents({ columns, cells }: TableGrid): boolean {
  const last = cells.filter(({ column, columnSpan }) => column + columnSpan === columns);
  const pages = last.map(({ text }) => Number(text));
  if (columns > 3 || last.length < 4 || pages.some((page) => !Number.isInteger(page))) return false;
  const isRising = pages.every((page, at) => at === 0 || page >= pages[at - 1]!);
  const between = cells.filter(({ column }) => column > 0 && column < columns - 1);
  return isRising && between.every(({ text }) => !isNumber(text));
}

/** Curves and slants in it or about it, or a picture under it. */
function isDrawing({ content }: PageLayout, box: Box, cells: number): boolean {
  let curves = 0;
  for (const path of content.paths) {
    if (path.rules.length > 0 || (path.filled && path.segments <= 6)) continue;
    const around = {
      x: path.box.x,
      y: path.box.y,
      width: Math.max(0.5, path.box.width),
      height: Math.max(0.5, path.box.height),
    };
    if (insideOf(around, box) >= 0.4)
      curves += path.filled && path.segments < 200 ? 2 : Math.max(1, path.segments - 2);
  }
  if (curves > DEFAULTS.curves * cells + 12) return true;
  const page = content.width * content.height;
  // Pictures that cover the page, whole or in strips, are its paper.
  const cover = content.images.reduce((sum, image) => sum + image.box.width * image.box.height, 0);
  if (cover > 0.8 * page) return false;
  return content.images.some(
    (image) =>
      image.box.width < 0.9 * content.width &&
      sharedArea(image.box, box) > 0.4 * box.width * box.height,
  );
}
