import { COLOURS, type Shape } from '../../pictures/picture.ts';
import { gridsIn } from '../../pictures/read-squares.ts';
import { readSvg } from '../../pictures/read-svg.ts';
import { EMPTY_FILL, squares } from '../../pictures/squares.ts';
import { isEmpty } from './text-grid.ts';

/** A grid of signs as squares: black for a full cell, pale for an empty one. */
export function blackCells(grid: readonly string[], x: number, y: number, pitch: number): Shape[] {
  const fills = grid.map((row) =>
    [...row].map((cell) => (isEmpty(cell) ? EMPTY_FILL : COLOURS['black']!)),
  );
  return squares(fills, x, y, pitch);
}

/** For solvers of pictures: the grids of an SVG, true where a cell is full. */
export function readCells(svg: string): boolean[][][] {
  return gridsIn(readSvg(svg)).map(({ rows }) =>
    rows.map((row) => row.map(({ colour }) => colour === 'black')),
  );
}
