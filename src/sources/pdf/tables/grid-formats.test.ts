import { describe, expect, it } from 'vitest';
import { gridToCsv } from './grid-to-csv.ts';
import { gridToHtml } from './grid-to-html.ts';
import { gridToMarkdown } from './grid-to-markdown.ts';
import { gridToText } from './grid-to-text.ts';
import { joinGrids } from './join-continued.ts';
import type { TableCell, TableGrid } from './table-grid.ts';

function cell(row: number, column: number, text: string, more: Partial<TableCell> = {}): TableCell {
  const box = { x: 50 * column, y: 12 * row, width: 40, height: 10 };
  return {
    row,
    column,
    rowSpan: 1,
    columnSpan: 1,
    text,
    header: row === 0,
    page: 1,
    box,
    boxes: [],
    ...more,
  };
}

function grid(rows: number, columns: number, cells: TableCell[], headerRows = 1): TableGrid {
  return {
    rows,
    columns,
    headerRows,
    headerColumns: 0,
    cells,
    rules: 'none',
    confidence: 0.9,
    because: [],
  };
}

const HOSTILE = grid(2, 2, [
  cell(0, 0, 'a|b'),
  cell(0, 1, '<script>alert(1)</script>'),
  cell(1, 0, '=HYPERLINK("http://x")'),
  cell(1, 1, 'line\nbreak, "quoted" & [link](x)'),
]);

describe('formats of a grid', () => {
  it('escapes what HTML would run', () => {
    const html = gridToHtml(HOSTILE);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<th scope="col">a|b</th>');
  });

  it('writes spans, and nothing where a span covers', () => {
    const html = gridToHtml(
      grid(
        2,
        3,
        [
          cell(0, 0, 'A', { rowSpan: 2 }),
          cell(0, 1, 'B', { columnSpan: 2 }),
          cell(1, 1, 'C'),
          cell(1, 2, 'D'),
        ],
        2,
      ),
    );
    expect(html).toContain('<th scope="colgroup" colspan="2">B</th>');
    expect(html).toContain('rowspan="2">A</th>');
    expect(html.match(/<t[hd][ >]/g)).toHaveLength(4);
  });

  it('keeps Markdown one line a row, with as many bars as columns', () => {
    const lines = gridToMarkdown(HOSTILE).split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line.replaceAll(String.raw`\|`, '').match(/\|/g)).toHaveLength(3);
    expect(lines[0]).toContain(String.raw`\<script\>`);
  });

  it('joins the levels of a head in Markdown', () => {
    const table = grid(
      3,
      2,
      [
        cell(0, 0, 'Year', { columnSpan: 2 }),
        cell(1, 0, '1999'),
        cell(1, 1, '2000'),
        cell(2, 0, '5'),
      ],
      2,
    );
    expect(gridToMarkdown(table)).toBe('| Year / 1999 | Year / 2000 |\n| --- | --- |\n| 5 |  |');
  });

  it('quotes CSV as RFC 4180 says, and guards formulas only when asked', () => {
    expect(gridToCsv(HOSTILE)).toBe(
      'a|b,<script>alert(1)</script>\r\n"=HYPERLINK(""http://x"")","line\nbreak, ""quoted"" & [link](x)"\r\n',
    );
    expect(gridToCsv(HOSTILE, { guardFormulas: true })).toContain(`"'=HYPERLINK`);
    const numbers = grid(1, 2, [cell(0, 0, '-1.5 %'), cell(0, 1, '-lead')], 0);
    expect(gridToCsv(numbers, { guardFormulas: true })).toBe("-1.5 %,'-lead\r\n");
  });

  it('sets plain text in columns', () => {
    expect(
      gridToText(
        grid(2, 2, [cell(0, 0, 'Name'), cell(0, 1, 'n'), cell(1, 0, 'x'), cell(1, 1, '12')]),
      ),
    ).toBe('Name  n\n----  --\nx     12');
  });
});

describe('joinGrids', () => {
  const first = grid(2, 2, [cell(0, 0, 'Name'), cell(0, 1, 'n'), cell(1, 0, 'x'), cell(1, 1, '1')]);

  it('leaves out a head that is repeated', () => {
    const next = grid(2, 2, [
      cell(0, 0, 'Name', { page: 2 }),
      cell(0, 1, 'n', { page: 2 }),
      cell(1, 0, 'y', { page: 2 }),
    ]);
    const joined = joinGrids(first, next)!;
    expect(joined.rows).toBe(3);
    expect(joined.cells.at(-1)).toMatchObject({ row: 2, text: 'y', page: 2, header: false });
  });

  it('keeps every row where the head is not repeated, and refuses other columns', () => {
    expect(joinGrids(first, grid(1, 2, [cell(0, 0, 'y')], 0))!.rows).toBe(3);
    expect(joinGrids(first, grid(1, 3, [cell(0, 0, 'y')], 0))).toBeNull();
  });
});
