import type { PictureForm } from '../family.ts';
import { blackCells, readCells } from './cell-picture.ts';

const MARGIN = 8;
/** Between the shape and the picture. */
const GAP = 24;
const LARGEST_PITCH = 40;
const SIDE = 470;

export const findShapePicture: PictureForm<{
  grid: readonly string[];
  shape: readonly string[];
}> = {
  draw({ grid, shape }) {
    const pitch = Math.min(
      LARGEST_PITCH,
      Math.floor(SIDE / Math.max(grid.length + shape.length, grid[0]!.length)),
    );
    const below = MARGIN + shape.length * pitch + GAP;
    return {
      width: 2 * MARGIN + grid[0]!.length * pitch,
      height: below + grid.length * pitch + MARGIN,
      shapes: [
        ...blackCells(shape, MARGIN, MARGIN, pitch),
        ...blackCells(grid, MARGIN, below, pitch),
      ],
    };
  },
  text: () =>
    'At the top: the shape. The big one: the picture. ' +
    'The shape is there. It does not turn. All cells: the same. ' +
    'Its top left cell: tell row, column. Row 1 is top. Column 1 is left.',
  /** Keeps, cell by cell of the shape, the places that still agree. */
  read(svg) {
    const [shape, grid] = readCells(svg);
    if (shape === undefined || grid === undefined) return [];
    let places = grid.flatMap((row, y) => row.map((_, x) => [y, x] as const));
    for (const [down, line] of shape.entries()) {
      for (const [right, wanted] of line.entries()) {
        places = places.filter(([y, x]) => grid[y + down]?.[x + right] === wanted);
      }
    }
    return places.map(([y, x]) => `row ${y + 1}, column ${x + 1}`);
  },
};
