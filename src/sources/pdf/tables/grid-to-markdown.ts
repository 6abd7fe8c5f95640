import { gridPositions } from './grid-positions.ts';
import type { TableGrid } from './table-grid.ts';

/**
 * A Markdown (GFM) table. Head rows are one line, joined by ` / ` from the top down; a spanning text of the body stands at
 * its top left position. Every sign that Markdown or HTML could read is escaped.
 */
export function gridToMarkdown(grid: TableGrid): string {
  const positions = gridPositions(grid);
  const head = Array.from({ length: grid.columns }, (_, column) => {
    const labels: string[] = [];
    let last: unknown;
    for (let row = 0; row < grid.headerRows; row++) {
      const cell = positions[row]![column];
      if (cell !== undefined && cell !== last) labels.push(escape(cell.text));
      last = cell ?? last;
    }
    return labels.join(' / ');
  });
  const body = positions
    .slice(grid.headerRows)
    .map((line, at) =>
      line.map((cell, column) =>
        cell !== undefined && cell.row === at + grid.headerRows && cell.column === column
          ? escape(cell.text)
          : '',
      ),
    );
  return [write(head), write(head.map(() => '---')), ...body.map(write)].join('\n');
}

const write = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~$&]/g, String.raw`\$&`);
}
