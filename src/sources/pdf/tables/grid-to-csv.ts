import { gridPositions } from './grid-positions.ts';
import type { TableGrid } from './table-grid.ts';

export interface CsvOptions {
  /**
   * Puts an apostrophe before texts that a spreadsheet would run (`=`, `+`, `-`, `@`, tab at the start), numbers excepted.
   * Off by default, as it changes the text.
   */
  guardFormulas?: boolean;
  /** Writes a spanning text at every position it covers, not at its first only. */
  repeatSpans?: boolean;
}

/** RFC 4180: CRLF line ends, fields quoted where they need it, one field for every position. */
export function gridToCsv(grid: TableGrid, options: CsvOptions = {}): string {
  return gridPositions(grid)
    .map((line, row) =>
      line
        .map((cell, column) => {
          if (cell === undefined) return '';
          const isFirst = cell.row === row && cell.column === column;
          if (!isFirst && options.repeatSpans !== true) return '';
          return field(cell.text, options.guardFormulas === true);
        })
        .join(','),
    )
    .map((line) => `${line}\r\n`)
    .join('');
}

function field(text: string, guard: boolean): string {
  const isFormula = /^[\s]*[=+\-@\t\r]/.test(text) && !/^[\s]*[+-]?[\d.,\s]+%?$/.test(text);
  const value = guard && isFormula ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
