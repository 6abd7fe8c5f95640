/**
 * A region to rows, columns and cells: from ruling lines, from horizontal rules (booktabs), or from alignment alone.
 * Rules decide where there are any; white space decides between them (Nurminen 2013; Oro and Ruffolo 2009; Shigarov et al.
 * 2016 for rules of this kind on untagged PDF).
 */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import { collectRulings } from './collect-rulings.ts';
import { findColumns } from './find-columns.ts';
import { findHeaders } from './find-headers.ts';
import { findRows } from './find-rows.ts';
import { makeCells, writeCell } from './make-cells.ts';
import { dropLeaders, gatherLines, splitAtRules, wordsIn } from './table-words.ts';
import type { TableCell, TableGrid } from './table-grid.ts';
import { weighGrid } from './weigh-grid.ts';

export interface ReadTableOptions {
  /** Keeps the dots that lead from a label to its number, and the hyphens of words broken over lines. */
  verbatim?: boolean;
  /** Lines of the page that are not the table's. */
  skip?: (line: number) => boolean;
}

/** The grid of the region, or null where it holds no two rows and no two columns. */
export function readTable(
  page: PageLayout,
  region: Box,
  options: ReadTableOptions = {},
): TableGrid | null {
  const rulings = collectRulings(page.content.paths, region);
  let words = splitAtRules(wordsIn(page, region, options.skip), rulings.vertical);
  if (options.verbatim !== true) words = dropLeaders(words);
  if (words.length === 0) return null;
  const printed = gatherLines(words, rulings.vertical);
  const outer = {
    left: Math.min(region.x, ...words.map(({ x0 }) => x0)),
    right: Math.max(region.x + region.width, ...words.map(({ x1 }) => x1)),
    top: region.y,
    bottom: region.y + region.height,
  };
  const columns = findColumns(printed, rulings.vertical, outer);
  const { rows, lines, rules } = findRows(printed, columns, rulings, outer);
  const drafts = makeCells(rows, lines, columns, rulings);
  const width = columns.edges.length - 1;
  if (rows.length < 1 || width < 1 || rows.length * width < 2) return null;
  const cells = drafts.map((draft): TableCell => {
    const { text, boxes } = writeCell(draft, lines, page.content.page, options.verbatim === true);
    const left = Math.min(...boxes.map(({ box }) => box.x));
    const top = Math.min(...boxes.map(({ box }) => box.y));
    return {
      row: draft.row,
      column: draft.column,
      rowSpan: draft.lastRow - draft.row + 1,
      columnSpan: draft.lastColumn - draft.column + 1,
      text,
      header: false,
      page: page.content.page,
      box: {
        x: left,
        y: top,
        width: Math.max(...boxes.map(({ box }) => box.x + box.width)) - left,
        height: Math.max(...boxes.map(({ box }) => box.y + box.height)) - top,
      },
      boxes,
    };
  });
  const bold = new Set(
    drafts.flatMap((draft, index) =>
      draft.parts.every(({ chunk }) => chunk.words.every((word) => word.bold))
        ? [cells[index]!]
        : [],
    ),
  );
  const headers = findHeaders(
    cells,
    rows.length,
    width,
    rows.filter(({ head }) => head).length,
    bold,
  );
  for (const cell of cells) cell.header = cell.row < headers.rows || cell.column < headers.columns;
  const { confidence, because } = weighGrid(cells, rows.length, columns, rules, headers);
  return {
    rows: rows.length,
    columns: width,
    headerRows: headers.rows,
    headerColumns: headers.columns,
    cells,
    rules,
    confidence,
    because,
  };
}
