import { gridPositions } from './grid-positions.ts';
import type { TableGrid } from './table-grid.ts';

/** An HTML table with `thead`, `th` with `scope`, `rowspan` and `colspan`; every text escaped, empty positions as empty cells. */
export function gridToHtml(grid: TableGrid): string {
  const positions = gridPositions(grid);
  const rows = positions.map((line, row) => {
    const cells = line.map((cell, column) => {
      if (cell === undefined) return '<td></td>';
      if (cell.row !== row || cell.column !== column) return '';
      const rowSpan = Math.min(cell.rowSpan, grid.rows - row);
      const columnSpan = Math.min(cell.columnSpan, grid.columns - column);
      const tag = cell.header ? 'th' : 'td';
      const attributes = [
        cell.header
          ? ` scope="${scopeOf(row < grid.headerRows, row < grid.headerRows ? columnSpan : rowSpan)}"`
          : '',
        rowSpan > 1 ? ` rowspan="${rowSpan}"` : '',
        columnSpan > 1 ? ` colspan="${columnSpan}"` : '',
      ].join('');
      return `<${tag}${attributes}>${escapeHtml(cell.text)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const head = rows.slice(0, grid.headerRows);
  const body = rows.slice(grid.headerRows);
  return [
    '<table>',
    ...(head.length > 0 ? ['<thead>', ...head, '</thead>'] : []),
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>',
  ].join('\n');
}

const scopeOf = (isColumn: boolean, span: number): string =>
  `${isColumn ? 'col' : 'row'}${span > 1 ? 'group' : ''}`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
