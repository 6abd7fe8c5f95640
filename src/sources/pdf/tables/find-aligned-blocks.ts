/** Blocks of lines whose chunks stand in columns, on a page or in each of its text columns. */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import { boxAround, overlapOf } from './boxes.ts';
import { isValue } from './cell-types.ts';
import { findColumns } from './find-columns.ts';
import { gatherLines, type PrintedLine, wordsIn } from './table-words.ts';

export const DEFAULTS = {
  /** Lines further apart than this many sizes end a block. */
  apart: 3.2,
  least: 3,
  /** A chunk of more words, over more of the width, is prose. */
  proseWords: 7,
  proseWidth: 0.36,
  /** Share of gaps that must stand in the gaps of columns. */
  unexplained: 0.12,
} as const;

export function findAlignedBlocks(
  page: PageLayout,
  whole: Box,
  taken: (line: number) => boolean,
): Box[] {
  const gutter = findGutter(page, taken);
  const areas = [whole];
  if (gutter !== null) {
    areas.push({ ...whole, width: gutter }, { ...whole, x: gutter, width: whole.width - gutter });
  }
  const boxes: Box[] = [];
  for (const area of areas) {
    for (const box of blocksOf(page, area, taken)) {
      if (!boxes.some((one) => overlapOf(one, box) > 0.2)) boxes.push(box);
    }
  }
  return boxes;
}

/** x of the white space between two columns of prose, or null. */
function findGutter(page: PageLayout, taken: (line: number) => boolean): number | null {
  const { width } = page.content;
  const prose = page.lines.filter(
    (line, index) =>
      !taken(index) &&
      line.angle === 0 &&
      line.text.split(' ').length >= 5 &&
      line.box.width > 0.22 * width,
  );
  let best: { x: number; cross: number } | null = null;
  for (let x = 0.35 * width; x <= 0.65 * width; x += 2) {
    let [left, right, cross] = [0, 0, 0];
    for (const { box } of prose) {
      if (box.x + box.width <= x) left++;
      else if (box.x >= x) right++;
      else cross++;
    }
    if (
      left >= 5 &&
      right >= 5 &&
      cross < 0.4 * (left + right) &&
      (best === null || cross < best.cross)
    )
      best = { x, cross };
  }
  return best?.x ?? null;
}

function blocksOf(page: PageLayout, area: Box, taken: (line: number) => boolean): Box[] {
  const printed = gatherLines(
    wordsIn(page, area, (line) => taken(line) || page.lines[line]!.angle !== 0),
  );
  const left = Math.min(...printed.flatMap(({ chunks }) => chunks.map(({ x0 }) => x0)));
  const right = Math.max(...printed.flatMap(({ chunks }) => chunks.map(({ x1 }) => x1)));
  const width = right - left;
  const kinds = printed.map((line) => kindOf(line, width));
  const boxes: Box[] = [];
  let run: number[] = [];
  const close = (): void => {
    while (run.length > 0 && kinds[run.at(-1)!] !== 'columns') run.pop();
    if (run.filter((index) => kinds[index] === 'columns').length >= DEFAULTS.least) {
      const box = asBlock(run.map((index) => printed[index]!));
      if (box !== null) boxes.push(box);
    }
    run = [];
  };
  printed.forEach((line, index) => {
    const last = run.at(-1);
    if (last !== undefined && line.baseline - printed[last]!.baseline > DEFAULTS.apart * line.size)
      close();
    if (kinds[index] === 'prose') close();
    else if (kinds[index] === 'columns' || run.length > 0) {
      run.push(index);
      const loose = run.findLastIndex((one) => kinds[one] === 'columns');
      if (run.length - 1 - loose > 2) close();
    }
  });
  close();
  return boxes;
}

function kindOf({ chunks }: PrintedLine, width: number): 'columns' | 'prose' | 'single' {
  const isProse = chunks.some(
    ({ words, x0, x1 }) =>
      words.length > DEFAULTS.proseWords && x1 - x0 > DEFAULTS.proseWidth * width,
  );
  if (isProse && (chunks.length < 3 || !chunks.slice(1).every(({ text }) => isValue(text))))
    return 'prose';
  if (chunks.length < 2) return 'single';
  return 'columns';
}

function asBlock(lines: PrintedLine[]): Box | null {
  const words = lines.flatMap(({ chunks }) => chunks.flatMap((chunk) => chunk.words));
  const box = boxAround(
    words.map(({ x0, x1, y0, y1 }) => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })),
  );
  const columns = findColumns(lines, [], {
    left: box.x,
    right: box.x + box.width,
    top: box.y,
    bottom: box.y + box.height,
  });
  if (columns.edges.length < 3 || columns.unexplained > DEFAULTS.unexplained) return null;
  return { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 };
}
