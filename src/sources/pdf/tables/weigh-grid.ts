/** How sure a grid is, and what that rests on. */
import { isValue } from './cell-types.ts';
import type { Columns } from './find-columns.ts';
import { findDoubts } from './find-doubts.ts';
import type { Headers } from './find-headers.ts';
import type { TableCell, TableGrid } from './table-grid.ts';

export const DEFAULTS = {
  ruled: 0.95,
  horizontal: 0.85,
  none: 0.65,
  /** Of a grid that shows a fault, at most: less than questions ask of a table. */
  doubted: 0.7,
} as const;

export function weighGrid(
  cells: readonly TableCell[],
  rows: number,
  { edges, unexplained }: Columns,
  rules: TableGrid['rules'],
  headers: Headers,
): { confidence: number; because: string[] } {
  const columns = edges.length - 1;
  const because: string[] = [
    { ruled: 'rules in both directions', horizontal: 'rules across', none: 'alignment alone' }[
      rules
    ],
    ...headers.because,
  ];
  let confidence: number = DEFAULTS[rules];
  const covered = cells.reduce((sum, cell) => sum + cell.rowSpan * cell.columnSpan, 0);
  const fill = covered / (rows * columns);
  if (fill < 0.5) {
    confidence -= 0.3 * (0.5 - fill);
    because.push(`${Math.round(100 * (1 - fill))} % of the positions are empty`);
  }
  if (unexplained > 0.05) {
    confidence -= Math.min(0.3, unexplained);
    because.push(`${Math.round(100 * unexplained)} % of the gaps stand in no column's gap`);
  }
  const typed = Array.from({ length: columns }, (_, column) => {
    const inside = cells.filter((cell) => cell.column === column && !cell.header);
    const values = inside.filter(({ text }) => isValue(text)).length;
    return inside.length === 0 ? 1 : Math.max(values, inside.length - values) / inside.length;
  });
  const pure = typed.reduce((sum, one) => sum + one, 0) / columns;
  if (pure > 0.9) because.push('each column holds one kind of value');
  else confidence -= 0.2 * (0.9 - pure);
  if (rows < 2 || columns < 2) {
    confidence -= 0.3;
    because.push('a single row or column');
  }
  const doubts = findDoubts(cells, headers);
  if (doubts.length > 0) confidence = Math.min(confidence, DEFAULTS.doubted);
  because.push(...doubts);
  return { confidence: Math.max(0.05, Math.min(1, Number(confidence.toFixed(3)))), because };
}
