/**
 * Tables of a page that no caption names: grids of rules, runs of rules across with columns between them, and blocks of
 * aligned lines. Prose is none, in however many columns it stands, nor are lists, tables of contents and charts.
 */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import type { Region } from '../layout/region.ts';
import { boxAround, insideOf, overlapOf } from './boxes.ts';
import { collectRulings, type Rulings } from './collect-rulings.ts';
import { findAlignedBlocks } from './find-aligned-blocks.ts';
import { findRuledBlocks } from './find-ruled-blocks.ts';
import { isTabular } from './is-tabular.ts';
import { readTable, type ReadTableOptions } from './read-table.ts';
import type { TableGrid } from './table-grid.ts';

export const DEFAULTS = {
  /** Grids that we are less sure of than this are not reported. */
  confidence: 0.4,
} as const;

export interface FoundTable extends Region {
  table: TableGrid;
}

export function detectTables(page: PageLayout, options: ReadTableOptions = {}): FoundTable[] {
  const { width, height } = page.content;
  const claimed = (line: number): boolean =>
    page.roles[line] !== null || options.skip?.(line) === true;
  const whole: Box = { x: 0, y: 0, width, height };
  const rulings = collectRulings(page.content.paths);
  const found: FoundTable[] = [];
  const taken = (line: number): boolean =>
    claimed(line) || found.some(({ box }) => insideOf(page.lines[line]!.box, box) > 0.5);
  const consider = (box: Box, ways: readonly TableGrid['rules'][]): boolean => {
    if (found.some((one) => overlapOf(one.box, box) > 0.2)) return false;
    const grid = readTable(page, box, { ...options, skip: claimed });
    if (grid === null || !ways.includes(grid.rules) || grid.confidence < DEFAULTS.confidence)
      return false;
    if (!isTabular(grid, page, box)) return false;
    found.push(asRegion(page, box, grid, claimed));
    return true;
  };
  for (const box of findRuledBlocks(page, rulings, 'grid')) consider(box, ['ruled', 'horizontal']);
  for (const box of findRuledBlocks(page, rulings, 'horizontal'))
    consider(box, ['horizontal', 'ruled']);
  for (const box of findAlignedBlocks(page, whole, taken)) {
    const wider = withRules(box, rulings);
    if (!consider(wider, ['horizontal', 'ruled', 'none']) && wider !== box)
      consider(box, ['horizontal', 'none']);
  }
  return found.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

/** A block's region reaches to rules that lie close above and below it. */
function withRules(box: Box, { horizontal }: Rulings): Box {
  const near = horizontal.filter(
    ({ at, from, to }) =>
      at > box.y - 8 &&
      at < box.y + box.height + 8 &&
      Math.min(to, box.x + box.width) - Math.max(from, box.x) >
        0.5 * Math.min(box.width, to - from),
  );
  if (near.length === 0) return box;
  return boxAround([
    box,
    ...near.map(({ at, from, to }) => ({ x: from, y: at, width: to - from, height: 0 })),
  ]);
}

function asRegion(
  page: PageLayout,
  box: Box,
  grid: TableGrid,
  claimed: (line: number) => boolean,
): FoundTable {
  const lines = page.lines.flatMap((line, index) =>
    !claimed(index) && insideOf(line.box, box) > 0.5 ? [index] : [],
  );
  return {
    kind: 'table',
    page: page.content.page,
    box,
    lines,
    caption: [],
    captionBox: null,
    label: null,
    number: null,
    table: grid,
    confidence: grid.confidence,
    because: ['found without a caption', ...grid.because],
  };
}
