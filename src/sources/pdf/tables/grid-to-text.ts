import { gridPositions } from './grid-positions.ts';
import type { TableGrid } from './table-grid.ts';

/** Plain text in columns of equal width, two spaces between; a line of dashes under the head. */
export function gridToText(grid: TableGrid): string {
  const positions = gridPositions(grid);
  const texts = positions.map((line, row) =>
    line.map((cell, column) =>
      cell !== undefined && cell.row === row && cell.column === column
        ? cell.text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
        : '',
    ),
  );
  const widths = Array.from({ length: grid.columns }, (_, column) =>
    Math.max(
      1,
      ...texts.map((line, row) =>
        (positions[row]![column]?.columnSpan ?? 1) > 1 ? 0 : [...line[column]!].length,
      ),
    ),
  );
  const lines = texts.map((line) =>
    line
      .map((text, column) => text + ' '.repeat(Math.max(0, widths[column]! - [...text].length)))
      .join('  ')
      .trimEnd(),
  );
  if (grid.headerRows > 0)
    lines.splice(grid.headerRows, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.join('\n');
}
