import { describe, expect, it } from 'vitest';
import { readGrids } from './read-grid.ts';
import { anyTurn, showGrid, turnRight } from './text-grid.ts';

const GRID = ['#..', '##.'];

describe('text grids', () => {
  it('turn to the right, and back after four turns', () => {
    expect(turnRight(GRID)).toEqual(['##', '#.', '..']);
    expect([1, 2, 3, 4].reduce((rows) => turnRight(rows), GRID)).toEqual(GRID);
  });

  it('are the same in all eight positions, and no other grid is', () => {
    const mirrored = GRID.map((row) => [...row].toReversed().join(''));
    for (const rows of [GRID, mirrored, GRID.toReversed(), turnRight(GRID), turnRight(mirrored)]) {
      expect(anyTurn(rows)).toBe(anyTurn(GRID));
    }
    expect(anyTurn(['#.#', '#..'])).not.toBe(anyTurn(GRID));
  });

  it('are read back from a text, one by one', () => {
    const text = `Look.\n${showGrid(GRID)}\nand\n${showGrid(['ox', 'xo'])}\nEnd.`;
    expect(readGrids(text)).toEqual([
      [...GRID].map((row) => [...row]),
      [
        ['o', 'x'],
        ['x', 'o'],
      ],
    ]);
    expect(readGrids('# #\n# # #')).toEqual([]);
    expect(readGrids('')).toEqual([]);
  });
});
