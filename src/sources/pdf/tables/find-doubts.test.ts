import { describe, expect, it } from 'vitest';
import { findDoubts } from './find-doubts.ts';
import type { TableCell } from './table-grid.ts';

const cellsOf = (rows: string[][]): TableCell[] =>
  rows.flatMap((texts, row) =>
    texts.flatMap((text, column) =>
      text === ''
        ? []
        : [
            {
              row,
              column,
              rowSpan: 1,
              columnSpan: 1,
              text,
              header: row === 0 || column === 0,
              page: 1,
              box: { x: 0, y: 0, width: 1, height: 1 },
              boxes: [],
            },
          ],
    ),
  );

describe('findDoubts', () => {
  it.each([
    [['A', '91.3 92.1'], 'several numbers in one cell'],
    [['A', '6 1024 0.3 300K'], 'several numbers in one cell'],
    [['A', '3.3 ·'], 'a number torn in two'],
    [['A', '0.5 ±'], 'a number torn in two'],
    [['A (2013', '0.5'], 'a bracket that its cell does not close'],
    [['', '0.5'], 'rows without a name'],
  ])('%j: %s', (row, doubt) => {
    const cells = cellsOf([['', 'F1 (%'], ['B', '1.5'], row]);
    expect(findDoubts(cells, { rows: 1, columns: 1 })).toEqual([doubt]);
  });

  it.each([
    [['A', '1 024 000']],
    [['A', '3.2 ± 0.1']],
    [['A', '12 (3)']],
    [['A [4]', '1.0 · 10²⁰']],
    [['A', '–']],
    [['Part two', '']],
    [['A', '0.5*']],
  ])('%j may be read as it stands', (row) => {
    const cells = cellsOf([['', 'F1'], ['B', '1.5'], row]);
    expect(findDoubts(cells, { rows: 1, columns: 1 })).toEqual([]);
  });
});
