import type { TableCell, TableGrid } from './table-grid.ts';

/** The cell that covers each position, by rows; undefined where the grid is empty. A cell that juts out is cut at the edge. */
export function gridPositions({ rows, columns, cells }: TableGrid): (TableCell | undefined)[][] {
  const positions = Array.from({ length: rows }, () =>
    Array.from<TableCell | undefined>({ length: columns }),
  );
  for (const cell of cells)
    for (let row = cell.row; row < Math.min(rows, cell.row + cell.rowSpan); row++)
      for (
        let column = cell.column;
        column < Math.min(columns, cell.column + cell.columnSpan);
        column++
      )
        positions[row]![column] ??= cell;
  return positions;
}
