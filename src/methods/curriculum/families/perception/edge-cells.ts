import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, words } from '../family.ts';
import { verifyNumber, wrongCounts } from './number-claims.ts';
import { readGrids } from './read-grid.ts';
import { anyTurn, showGrid } from './text-grid.ts';

const EMPTY = '.';
const SIGNS = ['#', 'o', 'x', '+', '@', '*'] as const;

const Scene = z.strictObject({
  grid: z.array(z.string().min(3)).min(3),
  /** The sign that is counted. */
  sign: z.enum(SIGNS),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { height: 3, width: 4, signs: 1 },
  { height: 4, width: 4, signs: 1 },
  { height: 4, width: 5, signs: 1 },
  { height: 5, width: 5, signs: 2 },
  { height: 5, width: 7, signs: 2 },
  { height: 6, width: 8, signs: 2 },
  { height: 8, width: 9, signs: 3 },
  { height: 9, width: 11, signs: 3 },
] as const;

/**
 * How many cells at the edge of a grid hold the sign? There is one in a corner, which is on two sides and counts once,
 * and there are some inside, which do not count.
 */
export const edgeCells = defineFamily<Scene>({
  name: 'edge-cells',
  version: 1,
  stage: 'perception',
  skill: 'edge-cells',
  levels: LEVELS,
  scene: Scene,
  draw,
  render: ({ grid, sign }) =>
    `${showGrid(grid)}\nOnly cells with ${sign} are filled. The edge is the top row, the bottom row, the first column and the last column. Each cell counts once.`,
  questions: () => [
    'How many filled cells are at the edge?',
    'How many cells at the edge are filled?',
    'Count the filled cells at the edge of the grid.',
    'What is the number of filled cells at the edge?',
    'Look at the edge of the grid. How many cells there are filled?',
    'Find the number of filled cells at the edge.',
  ],
  solve: (scene) => [String(countEdge(scene))],
  solvePrompt,
  say: (answer) =>
    answer === '1'
      ? 'There is 1 filled cell at the edge.'
      : `There are ${answer} filled cells at the edge.`,
  explain({ grid, sign }) {
    const parts = edgeParts(grid).map(
      ([name, cells]) => [name, cells, countIn(cells, sign)] as const,
    );
    const counts = parts.map(([, , count]) => count);
    return [
      ...parts.map(([name, cells, count]) => `${name}: ${[...cells].join(' ')} has ${count}.`),
      `${counts.join(' + ')} = ${counts.reduce((sum, count) => sum + count, 0)}.`,
    ];
  },
  mistakes({ grid, sign }) {
    const right = countEdge({ grid, sign });
    const all = countIn(grid.join(''), sign);
    const candidates = [right + cornersWith(grid, sign), all, all - right];
    return wrongCounts(right, candidates, MISTAKES, all);
  },
  verify: (response, scene) => verifyNumber(response, countEdge(scene)),
  structure: ({ grid, sign }) =>
    // The same turned, mirrored, and with other signs.
    anyTurn(grid.map((row) => row.replaceAll(/[^.]/g, (cell) => (cell === sign ? 'A' : 'B')))),
  vocabulary: () => ({
    allowed: words(
      'cell cells grid edge edges border filled look count number total many find see tell say figure picture',
    ),
    required: [COUNT_WORDS, words('edge edges border'), ['filled']],
    // Exactly one word that says "count", and so none that denies.
    odd: COUNT_WORDS,
    even: [],
  }),
});

const COUNT_WORDS = words('many count number total');
const MISTAKES = 4;

function countEdge({ grid, sign }: Scene): number {
  const [bottom, right] = [grid.length - 1, grid[0]!.length - 1];
  let count = 0;
  for (const [row, line] of grid.entries()) {
    for (const [column, cell] of [...line].entries()) {
      const edge = row === 0 || row === bottom || column === 0 || column === right;
      if (edge && cell === sign) count++;
    }
  }
  return count;
}

/** The edge in parts that share no cell. */
function edgeParts(grid: readonly string[]): [string, string][] {
  const inner = grid.slice(1, -1);
  return [
    ['Top row', grid[0]!],
    ['First column without its ends', inner.map((row) => row[0]).join('')],
    ['Last column without its ends', inner.map((row) => row.at(-1)).join('')],
    ['Bottom row', grid.at(-1)!],
  ];
}

export function countIn(cells: string, sign: string): number {
  return cells.split(sign).length - 1;
}

export function cornersWith(grid: readonly string[], sign: string): number {
  return [grid[0]!, grid.at(-1)!]
    .flatMap((row) => [row[0], row.at(-1)])
    .filter((cell) => cell === sign).length;
}

function draw(random: Random, level: number): Scene {
  const { height, width, signs } = LEVELS[level - 1]!;
  const [sign, ...others] = random.shuffle(SIGNS).slice(0, signs) as [Scene['sign']];
  const places = Array.from({ length: height * width }, (_, place) => place);
  const atEnds = (place: number): boolean => place < width || place >= width * (height - 1);
  const atSides = (place: number): boolean => place % width === 0 || place % width === width - 1;
  const edge = random.shuffle(places.filter((place) => atEnds(place) || atSides(place)));
  const inner = random.shuffle(places.filter((place) => !atEnds(place) && !atSides(place)));
  // A corner, a cell between corners above or below, and one at a side: no two sides alone hold them all.
  const [corner, end, side] = [
    edge.find((place) => atEnds(place) && atSides(place))!,
    edge.find((place) => !atSides(place))!,
    edge.find((place) => !atEnds(place))!,
  ];
  const rest = edge.filter((place) => place !== corner && place !== end && place !== side);

  const filler = [EMPTY, ...others];
  const cells = places.map(() => random.pick(filler));
  // Never the whole edge; and inside at least one, in a number of its own.
  const more = random.integer(Math.min(rest.length, 5 + 2 * level));
  const inside = 1 + random.integer(inner.length);
  for (const place of [corner, end, side, ...rest.slice(0, more), ...inner.slice(0, inside)]) {
    cells[place] = sign;
  }
  return {
    sign,
    grid: Array.from({ length: height }, (_, row) =>
      cells.slice(row * width, (row + 1) * width).join(''),
    ),
  };
}

/** Takes the inside away from the whole. */
function solvePrompt(prompt: string): string[] {
  const grid = readGrids(prompt)[0];
  const sign = /^Only cells with (\S) are filled/m.exec(prompt)?.[1];
  if (grid === undefined || sign === undefined) return [];
  const holding = (cells: readonly string[]): number =>
    cells.filter((cell) => cell === sign).length;
  const inside = grid.slice(1, -1).flatMap((row) => row.slice(1, -1));
  return [String(holding(grid.flat()) - holding(inside))];
}
