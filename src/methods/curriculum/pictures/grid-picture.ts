import type { PictureForm } from '../families/family.ts';
import { COLOURS, type Picture, rectangle, type Shape } from './picture.ts';
import { middleOf, readSvg } from './read-svg.ts';

const CELL = 32;
const MARGIN = 12;
/** Colours of cells, told apart also in grey as far as may be; an empty cell is white. */
const PALETTE = ['black', 'red', 'yellow', 'blue'] as const;
/** What `read` writes for each colour. */
const LETTERS = ['K', 'R', 'Y', 'U'];
const EMPTY = '.';

/** A scene as a grid of coloured cells. */
export interface GridForm<Scene> {
  /** Rows of signs, and for each sign the place of its colour in the palette; signs without a place are empty. */
  cells(scene: Scene): { rows: readonly string[]; signs: readonly string[] };
  /** The rule beside the picture: it speaks of colours. */
  text(scene: Scene): string;
  /** Solves the grid that was read back, as text of letters (K black, R red, Y yellow, U blue) with the prompt under it. */
  solve(grid: string, prompt: string): string[];
}

/** The picture of a grid: squares of colour between thin lines, at most 512 pixels a side for the largest grids there are. */
export function gridPicture<Scene>({ cells, text, solve }: GridForm<Scene>): PictureForm<Scene> {
  return {
    text,
    draw(scene) {
      const { rows, signs } = cells(scene);
      return drawGrid(rows, signs);
    },
    read: (svg, prompt) => solve(readGrid(svg), prompt),
  };
}

const line = (from: [number, number], to: [number, number]): Shape => ({
  kind: 'line',
  from,
  to,
  width: 2,
  fill: COLOURS['grey']!,
});

function drawGrid(rows: readonly string[], signs: readonly string[]): Picture {
  const [height, width] = [rows.length, rows[0]!.length];
  const squares = rows.flatMap((row, y) =>
    [...row].flatMap((sign, x): Shape[] => {
      const colour = PALETTE[signs.indexOf(sign)];
      if (colour === undefined) return [];
      return [rectangle(MARGIN + x * CELL, MARGIN + y * CELL, CELL, CELL, COLOURS[colour]!)];
    }),
  );
  const [right, bottom] = [MARGIN + width * CELL, MARGIN + height * CELL];
  const lines = [
    ...Array.from({ length: height + 1 }, (_, y) =>
      line([MARGIN, MARGIN + y * CELL], [right, MARGIN + y * CELL]),
    ),
    ...Array.from({ length: width + 1 }, (_, x) =>
      line([MARGIN + x * CELL, MARGIN], [MARGIN + x * CELL, bottom]),
    ),
  ];
  return { width: right + MARGIN, height: bottom + MARGIN, shapes: [...squares, ...lines] };
}

/** The grid of an SVG as lines of letters: places from the squares' middles, size from the outermost lines. */
function readGrid(svg: string): string {
  const seen = readSvg(svg);
  const lines = seen.filter(({ name }) => name === 'line');
  const left = Math.min(...lines.map((one) => one.left));
  const top = Math.min(...lines.map((one) => one.top));
  const across = new Set(lines.filter((one) => one.left === one.right).map((one) => one.left));
  const down = new Set(lines.filter((one) => one.top === one.bottom).map((one) => one.top));
  const grid = Array.from({ length: down.size - 1 }, () =>
    Array.from({ length: across.size - 1 }, () => EMPTY),
  );
  for (const square of seen.filter(({ name }) => name !== 'line')) {
    const [x, y] = middleOf(square);
    const letter = LETTERS[PALETTE.findIndex((colour) => colour === square.colour)];
    const row = grid[Math.floor((y - top) / CELL)];
    if (letter === undefined || row === undefined) continue;
    row[Math.floor((x - left) / CELL)] = letter;
  }
  return grid.map((row) => row.join(' ')).join('\n');
}
