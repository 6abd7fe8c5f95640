import { describe, expect, it } from 'vitest';
import { type DrawnText, drawPage } from '../../../../test/pdf/draw-page.ts';
import { readTable } from './read-table.ts';
import { TableGrid } from './table-grid.ts';

const PAGE = { x: 40, y: 40, width: 500, height: 700 };

/** Texts in columns at `xs`, rows 14 points apart; empty strings leave a position empty. */
function rowsOf(
  rows: readonly string[][],
  xs: readonly number[],
  top = 100,
  step = 14,
): DrawnText[] {
  return rows.flatMap((row, at) =>
    row.flatMap((text, column) =>
      text === '' ? [] : [{ text, x: xs[column]!, y: top + at * step }],
    ),
  );
}

const textAt = (grid: TableGrid | null, row: number, column: number): string | undefined =>
  grid?.cells.find((cell) => cell.row === row && cell.column === column)?.text;

describe('readTable', () => {
  it('reads a table of aligned columns without rules, and its head by types', () => {
    const rows = [
      ['Country', 'Area', 'Share'],
      ['Austria', '83,879', '-1.5 %'],
      ['Malta', '', '12.0 %'],
      ['Sweden', '450,295', '3.25 %'],
    ];
    const grid = readTable(drawPage(rowsOf(rows, [60, 160, 260])), PAGE);
    expect(() => TableGrid.parse(grid)).not.toThrow();
    expect([grid!.rows, grid!.columns, grid!.headerRows, grid!.headerColumns]).toEqual([
      4, 3, 1, 1,
    ]);
    expect(grid!.rules).toBe('none');
    rows.forEach((row, at) =>
      row.forEach((text, column) =>
        expect(textAt(grid, at, column)).toBe(text === '' ? undefined : text),
      ),
    );
  });

  it('takes one line of the layout apart at the gaps between columns', () => {
    const page = drawPage([
      { text: 'Method      Score      Time', x: 60, y: 100 },
      { text: 'first one   12.5       3.1 ', x: 60, y: 114 },
      { text: 'second      99.0       14.0', x: 60, y: 128 },
    ]);
    const grid = readTable(page, PAGE);
    expect([grid!.rows, grid!.columns]).toEqual([3, 3]);
    expect(textAt(grid, 1, 0)).toBe('first one');
    expect(textAt(grid, 2, 2)).toBe('14.0');
  });

  it('spans a label over the columns under its rule (booktabs)', () => {
    const texts = [
      { text: 'Speech', x: 185, y: 100 },
      { text: 'Text', x: 325, y: 100 },
      ...rowsOf(
        [
          ['Model', 'WER', 'CER', 'BLEU', 'chrF'],
          ['small', '10.1', '4.2', '20.5', '44.0'],
          ['large', '7.7', '3.1', '25.9', '51.2'],
        ],
        [60, 160, 220, 300, 360],
        116,
      ),
    ];
    const rules = [
      [55, 88, 400, 88],
      [158, 104, 245, 104],
      [298, 104, 385, 104],
      [55, 121, 400, 121],
      [55, 152, 400, 152],
    ] as const;
    const grid = readTable(drawPage(texts, rules), { x: 50, y: 85, width: 360, height: 70 });
    expect(grid!.rules).toBe('horizontal');
    expect([grid!.rows, grid!.columns, grid!.headerRows]).toEqual([4, 5, 2]);
    const speech = grid!.cells.find(({ text }) => text === 'Speech')!;
    expect([speech.column, speech.columnSpan, speech.header]).toEqual([1, 2, true]);
    expect(grid!.cells.find(({ text }) => text === 'Text')!.column).toBe(3);
  });

  it('joins positions that the rules of a grid leave open, and keeps a cell of two lines whole', () => {
    const texts = [
      { text: 'Group', x: 65, y: 112 },
      { text: 'Both years', x: 150, y: 112 },
      { text: 'Men and', x: 65, y: 132 },
      { text: 'women', x: 65, y: 143 },
      { text: '12', x: 150, y: 138 },
      { text: '15', x: 230, y: 138 },
    ];
    const rules = [
      [60, 100, 300, 100],
      [60, 120, 300, 120],
      [60, 150, 300, 150],
      [60, 100, 60, 150],
      [140, 100, 140, 150],
      [220, 120, 220, 150],
      [300, 100, 300, 150],
    ] as const;
    const grid = readTable(drawPage(texts, rules), { x: 58, y: 98, width: 244, height: 54 });
    expect(grid!.rules).toBe('ruled');
    expect([grid!.rows, grid!.columns]).toEqual([2, 3]);
    expect(grid!.cells.find(({ text }) => text === 'Both years')!.columnSpan).toBe(2);
    expect(textAt(grid, 1, 0)).toBe('Men and women');
  });

  it('wraps long text in a cell, not a row under it, and makes a broken word whole unless verbatim', () => {
    const texts = rowsOf(
      [
        ['Term', 'Unit', 'Meaning'],
        ['Speed', 'm/s', 'distance over the dura-'],
        ['', '', 'tion of the whole trial'],
        ['Mass', 'kg', 'what the scale shows us'],
      ],
      [60, 140, 200],
      100,
      12,
    );
    const grid = readTable(drawPage(texts), PAGE);
    expect(grid!.rows).toBe(3);
    expect(textAt(grid, 1, 2)).toBe('distance over the duration of the whole trial');
    expect(textAt(readTable(drawPage(texts), PAGE, { verbatim: true }), 1, 2)).toContain(
      'dura-tion',
    );
  });

  it('gives every line of a cell its edges, one more than its code points', () => {
    const grid = readTable(
      drawPage(
        rowsOf(
          [
            ['a b', '1'],
            ['c', '2'],
            ['d', '3'],
          ],
          [60, 120],
        ),
      ),
      PAGE,
    );
    for (const { text, boxes } of grid!.cells) {
      for (const { start, end, edges } of boxes) expect(edges).toHaveLength(end - start + 1);
      expect(boxes.at(-1)!.end).toBe([...text].length);
    }
  });

  it('drops the dots that lead to a number', () => {
    const texts = rowsOf(
      [
        ['Total........', '12'],
        ['Men ........', '5'],
        ['Women', '7'],
      ],
      [60, 180],
    );
    expect(textAt(readTable(drawPage(texts), PAGE), 0, 0)).toBe('Total');
  });

  it('is null where nothing stands, or a single text', () => {
    expect(readTable(drawPage([]), PAGE)).toBeNull();
    expect(readTable(drawPage([{ text: 'word', x: 60, y: 100 }]), PAGE)).toBeNull();
  });
});
