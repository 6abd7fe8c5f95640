import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyCell } from './cell-claims.ts';
import { findShapePicture } from './find-shape-picture.ts';
import { readGrids } from './read-grid.ts';
import { isEmpty, renamedCells, showGrid, SIGNS } from './text-grid.ts';

const Scene = z.strictObject({
  grid: z.array(z.string().min(4)).min(4),
  shape: z.array(z.string().min(2)).min(2),
});
type Scene = z.infer<typeof Scene>;
type Place = readonly [row: number, column: number];

/** `lures`: places, at the least, where the shape's top row stands without the rest of the shape. */
const LEVELS = [
  { height: 5, width: 5, tall: 2, wide: 2, lures: 3 },
  { height: 5, width: 6, tall: 2, wide: 2, lures: 3 },
  { height: 6, width: 6, tall: 2, wide: 3, lures: 3 },
  { height: 7, width: 7, tall: 2, wide: 3, lures: 3 },
  { height: 8, width: 8, tall: 3, wide: 3, lures: 4 },
  { height: 9, width: 10, tall: 3, wide: 3, lures: 5 },
  { height: 10, width: 12, tall: 3, wide: 4, lures: 6 },
  { height: 12, width: 14, tall: 4, wide: 4, lures: 7 },
  { height: 14, width: 16, tall: 4, wide: 4, lures: 8 },
] as const;

/** Where in a cluttered grid does a small shape stand, unturned? It stands at one place only; parts of it elsewhere too. */
export const findShape = defineFamily<Scene>({
  name: 'find-shape',
  version: 1,
  stage: 'perception',
  skill: 'find-shape',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ grid, shape }) =>
    `The shape:\n${showGrid(shape)}\nThe picture:\n${showGrid(grid)}\n` +
    'The shape is there. It does not turn. All cells: the same. ' +
    'Its top left cell: tell row, column. Row 1 is top. Column 1 is left.',
  picture: findShapePicture,
  questions: () => [
    'Where is the shape?',
    'Find the shape.',
    'Look. Where is it?',
    'Where in the picture?',
    'See the shape? Where?',
    'Find it. Which row? Which column?',
  ],
  examQuestions: () => [
    'Tell me: where is it?',
    'What row? What column?',
    'Point to the shape. Where?',
  ],
  solve: ({ grid, shape }) => placesOf(grid, shape).map(nameOf),
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ grid, shape }) {
    const [found] = placesOf(grid, shape) as [Place];
    const tops = placesOf(grid, shape.slice(0, 1));
    return [
      `The top row of the shape, ${[...shape[0]!].join(' ')}, is at ${tops.map(nameOf).join('; ')}.`,
      ...shape.slice(1).map((row, index) => {
        const held = tops.filter(([top, left]) =>
          standsAt(grid, shape.slice(0, index + 2), top, left),
        );
        return `With ${[...row].join(' ')} under it: ${held.map(nameOf).join('; ')}.`;
      }),
      `So the shape starts at ${nameOf(found)}.`,
    ];
  },
  mistakes({ grid, shape }) {
    const [right] = placesOf(grid, shape) as [Place];
    const all = placesOf(grid, ['']).filter(([, column]) => column < grid[0]!.length);
    const likely = placesOf(grid.slice(0, grid.length - shape.length + 1), shape.slice(0, 1));
    const near = all.filter(
      ([row, column]) => Math.abs(row - right[0]) + Math.abs(column - right[1]) === 1,
    );
    // As many before the right place as the grid's full cells say, so that neither end of the list is a good guess.
    const full = [...grid.join('')].filter((cell) => !isEmpty(cell)).length;
    const others = [...likely, ...near].filter((place) => nameOf(place) !== nameOf(right));
    const [before, after] = [
      others.filter((place) => isBefore(place, right)),
      others.filter((place) => !isBefore(place, right)),
    ];
    const first = Math.max(full % (MISTAKES + 1), MISTAKES - new Set(after.map(nameOf)).size);
    const chosen = [...new Set(before.map(nameOf))].slice(0, first);
    return [...chosen, ...new Set(after.map(nameOf))].slice(0, MISTAKES);
  },
  shortcuts: {
    'the first place of its top row': (scene) => placeOfPart(scene, 0, 0),
    'the last place of its top row': (scene) => placeOfPart(scene, 0, -1),
    'the first place of its bottom row': (scene) => placeOfPart(scene, 1, 0),
    'the last place of its bottom row': (scene) => placeOfPart(scene, 1, -1),
    'the first place of its left column': (scene) => placeOfPart(scene, 2, 0),
    'the middle of the grid': ({ grid, shape }) =>
      nameOf([(grid.length - shape.length) >> 1, (grid[0]!.length - shape[0]!.length) >> 1]),
    'the first cell': () => nameOf([0, 0]),
  },
  verify: (response, { grid, shape }): Verdict => {
    const [row, column] = placesOf(grid, shape)[0]!;
    // The rule itself, repeated, names a row and a column.
    const said = response.replaceAll(/\b(?:row|column) 1 is (?:the )?(?:top|left)\b/gi, ' ');
    return verifyCell(said, row + 1, column + 1);
  },
  structure({ grid, shape }) {
    // The same mirrored and with another sign.
    const forms = [
      (rows: readonly string[]) => rows,
      flipped,
      upended,
      (rows: readonly string[]) => flipped(upended(rows)),
    ];
    return forms
      .map((form) =>
        [form(shape), form(grid)].map((rows) => renamedCells(rows).join('/')).join(' '),
      )
      .toSorted()[0];
  },
  vocabulary: () => ({
    allowed: words(
      'shape grid place cell row column look find spot say tell see name point start starts hidden stand stands sit sits picture search',
    ),
    required: [words('where find place spot point')],
    // Exactly one word that asks for the place, and so none that denies.
    odd: words('where find place spot point'),
    even: [],
  }),
});

const MISTAKES = 4;

function isBefore(place: Place, other: Place): boolean {
  return place[0] < other[0] || (place[0] === other[0] && place[1] < other[1]);
}

function nameOf([row, column]: Place): string {
  return `row ${row + 1}, column ${column + 1}`;
}

function flipped(rows: readonly string[]): string[] {
  return rows.map((row) => [...row].toReversed().join(''));
}

function upended(rows: readonly string[]): string[] {
  return rows.toReversed();
}

function standsAt(
  grid: readonly string[],
  shape: readonly string[],
  top: number,
  left: number,
): boolean {
  return shape.every((row, index) => grid[top + index]?.startsWith(row, left) === true);
}

/** Every place, from 0, at which the shape stands, in reading order. */
function placesOf(grid: readonly string[], shape: readonly string[]): Place[] {
  const places: Place[] = [];
  for (let top = 0; top <= grid.length - shape.length; top++) {
    for (let left = 0; left <= grid[0]!.length - shape[0]!.length; left++) {
      if (standsAt(grid, shape, top, left)) places.push([top, left]);
    }
  }
  return places;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { height, width, tall, wide, lures } = knobsAt(LEVELS, level);
  const { empty } = SIGNS[pool];
  const full = random.pick(SIGNS[pool].full);
  for (;;) {
    const shape = Array.from({ length: tall }, () =>
      Array.from({ length: wide }, () => (random.integer(2) === 0 ? full : empty)).join(''),
    );
    const filled = [...shape.join('')].filter((cell) => cell === full).length;
    if (filled < 2 || filled > tall * wide - 1) continue;
    const cells: string[][] = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => (random.integer(2) === 0 ? full : empty)),
    );
    const put = (rows: readonly string[]): void => {
      const top = random.integer(height - tall + 1);
      const left = random.integer(width - wide + 1);
      for (const [down, row] of rows.entries()) {
        for (const [right, cell] of [...row].entries()) cells[top + down]![left + right] = cell;
      }
    };
    // Copies with one wrong cell, in the bottom row and in the top row by turns, and then the shape itself.
    for (let lure = 0; lure < 2 * lures; lure++) {
      const [row, column] = [lure % 2 === 0 ? tall - 1 : 0, random.integer(wide)];
      put(
        shape.map((line, index) =>
          index === row
            ? `${line.slice(0, column)}${line[column] === full ? empty : full}${line.slice(column + 1)}`
            : line,
        ),
      );
    }
    put(shape);
    const grid = cells.map((row) => row.join(''));
    if (placesOf(grid, shape).length !== 1) continue;
    // Reading the top row, the bottom row or the left column alone must leave a choice.
    const [tops, bottoms, sides] = partsOf(grid, shape);
    if (Math.min(tops!.length, bottoms!.length, sides!.length) <= lures) continue;
    // A part of the shape stands first or last where the whole stands no more often than elsewhere.
    const right = nameOf(placesOf(grid, shape)[0]!);
    const ends = [tops!.at(-1)!, bottoms![0]!].filter((place) => nameOf(place) === right);
    if (ends.length > 0 && random.integer(3) === 0) continue;
    return { grid, shape };
  }
}

/** The places, by their top left cell, where the shape's top row, bottom row or left column stands. */
function partsOf(grid: readonly string[], shape: readonly string[]): Place[][] {
  const last = shape.length - 1;
  return [
    placesOf(grid.slice(0, grid.length - last), shape.slice(0, 1)),
    placesOf(grid.slice(last), shape.slice(-1)),
    placesOf(
      grid.map((row) => row.slice(0, row.length - shape[0]!.length + 1)),
      shape.map((row) => row.slice(0, 1)),
    ),
  ];
}

/** Where one who compares a part of the shape only would see it: the first or the last such place. */
function placeOfPart(scene: Scene, part: 0 | 1 | 2, at: 0 | -1): string | undefined {
  const place = partsOf(scene.grid, scene.shape)[part]!.at(at);
  return place === undefined ? undefined : nameOf(place);
}

/** Slides the shape over the grid as text and compares cell by cell. */
function solvePrompt(prompt: string): string[] {
  const [shape, grid] = readGrids(prompt);
  if (shape === undefined || grid === undefined) return [];
  const found: string[] = [];
  grid.forEach((line, row) => {
    line.forEach((_, column) => {
      const differs = shape.some((wanted, down) =>
        wanted.some((cell, right) => grid[row + down]?.[column + right] !== cell),
      );
      if (!differs) found.push(`row ${row + 1}, column ${column + 1}`);
    });
  });
  return found;
}
