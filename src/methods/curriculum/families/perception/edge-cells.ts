import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { gridPicture } from '../../pictures/grid-picture.ts';
import { verifyNumber } from '../number-answer.ts';
import { readGrids } from './read-grid.ts';
import { anyTurn, countIn, renamedCells, showGrid, SIGNS, signsOf } from './text-grid.ts';
import { wrongCounts } from './wrong-counts.ts';

const Scene = z.strictObject({
  grid: z.array(z.string().min(3)).min(3),
  /** The sign that is counted. */
  sign: z.string().length(1),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { height: 5, width: 5, signs: 1 },
  { height: 5, width: 6, signs: 1 },
  { height: 6, width: 6, signs: 1 },
  { height: 6, width: 6, signs: 2 },
  { height: 6, width: 7, signs: 2 },
  { height: 7, width: 8, signs: 2 },
  { height: 8, width: 9, signs: 3 },
  { height: 9, width: 11, signs: 3 },
  { height: 11, width: 13, signs: 3 },
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
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ grid, sign }) =>
    `${showGrid(grid)}\n${sign} is full. Edge: first row, last row. First column, last column. Count no cell again.`,
  picture: gridPicture<Scene>({
    cells: ({ grid, sign }) => ({ rows: grid, signs: signsOf(grid, sign) }),
    text: () =>
      'Black is full. Edge: first row, last row. First column, last column. Count no cell again.',
    solve: (grid, prompt) =>
      solvePrompt(`${grid}\n${prompt.replace(/^Black is full\./m, 'K is full.')}`),
  }),
  questions: () => [
    'Full edge cells: how many?',
    'Count: full edge cells.',
    'How many? Full edge cells.',
    'Look at the edge. How many are full?',
    'Find the edge. How many are full?',
    'At the edge: how many are full?',
  ],
  examQuestions: () => [
    'Tell me: full edge cells?',
    'Now the edge: count full cells.',
    'Edge cells: how many full?',
  ],
  solve: (scene) => [String(countEdge(scene))],
  solvePrompt,
  say: (answer) => `${answer}.`,
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
  shortcuts: {
    'all full cells': ({ grid, sign }) => String(countIn(grid.join(''), sign)),
    'the cells inside': (scene) => String(insideOf(scene)),
    'corners twice': (scene) => String(countEdge(scene) + cornersWith(scene.grid, scene.sign)),
    'the first and last rows': ({ grid, sign }) => String(countIn(grid[0]! + grid.at(-1)!, sign)),
    'the first row twice': ({ grid, sign }) => String(2 * countIn(grid[0]!, sign)),
    'half of all': ({ grid, sign }) => String(countIn(grid.join(''), sign) >> 1),
  },
  verify: (response, scene) => verifyNumber(response, countEdge(scene)),
  // The same turned, mirrored, and with other signs.
  structure: ({ grid, sign }) => anyTurn(renamedCells(grid, sign)),
  vocabulary: () => ({
    allowed: words(
      'cell cells grid edge edges border filled full only look count number total many find see tell say figure picture',
    ),
    required: [COUNT_WORDS, words('edge edges border'), words('full filled')],
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

function insideOf({ grid, sign }: Scene): number {
  return countIn(grid.join(''), sign) - countEdge({ grid, sign });
}

function cornersWith(grid: readonly string[], sign: string): number {
  return [grid[0]!, grid.at(-1)!]
    .flatMap((row) => [row[0], row.at(-1)])
    .filter((cell) => cell === sign).length;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { height, width, signs } = knobsAt(LEVELS, level);
  const [sign, ...others] = random.shuffle(SIGNS[pool].full).slice(0, signs) as [string];
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

  const filler = [SIGNS[pool].empty, ...others];
  const cells = places.map(() => random.pick(filler));
  // Whatever the number at the edge, all together are as likely to be one number as another: counting all finds nothing.
  const spread = Math.min(rest.length, 5 + 2 * level, Math.floor((2 * inner.length) / 3));
  const more = random.integer(spread);
  const all = 3 + spread + random.integer(inner.length - spread + 1);
  const inside = all - 3 - more;
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
  const sign = /^(\S) is full\./m.exec(prompt)?.[1];
  if (grid === undefined || sign === undefined) return [];
  const holding = (cells: readonly string[]): number =>
    cells.filter((cell) => cell === sign).length;
  const inside = grid.slice(1, -1).flatMap((row) => row.slice(1, -1));
  return [String(holding(grid.flat()) - holding(inside))];
}
