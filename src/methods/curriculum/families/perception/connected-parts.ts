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
  sign: z.string().length(1),
});
type Scene = z.infer<typeof Scene>;

/** `most` parts. */
const LEVELS = [
  { height: 5, width: 6, most: 4 },
  { height: 6, width: 6, most: 4 },
  { height: 6, width: 6, most: 5 },
  { height: 6, width: 7, most: 6 },
  { height: 7, width: 8, most: 6 },
  { height: 8, width: 10, most: 7 },
  { height: 9, width: 12, most: 8 },
  { height: 11, width: 14, most: 9 },
  { height: 12, width: 16, most: 11 },
] as const;

const BESIDE = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;
const CORNERS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;
const AROUND = [...BESIDE, ...CORNERS];

/** How many connected parts do the filled cells make? Sides connect, corners do not. */
export const connectedParts = defineFamily<Scene>({
  name: 'connected-parts',
  version: 1,
  stage: 'perception',
  skill: 'connected-parts',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ grid, sign }) =>
    `${showGrid(grid)}\n${sign} is full. Full cells touch: one part. Corners do not count.`,
  picture: gridPicture<Scene>({
    cells: ({ grid, sign }) => ({ rows: grid, signs: signsOf(grid, sign) }),
    text: () => 'Black is full. Full cells touch: one part. Corners do not count.',
    solve: (grid, prompt) =>
      solvePrompt(`${grid}\n${prompt.replace(/^Black is full\./m, 'K is full.')}`),
  }),
  questions: () => [
    'How many parts?',
    'Count the parts.',
    'Parts here: how many?',
    'Look. How many parts?',
    'Parts: how many?',
    'Find the parts. How many?',
  ],
  examQuestions: () => [
    'Tell me: how many parts?',
    'See the parts? Count them.',
    'Now count: parts.',
  ],
  solve: ({ grid, sign }) => [String(partsOf(grid, sign, BESIDE).length)],
  solvePrompt,
  say: (answer) => `${answer}.`,
  explain({ grid, sign }) {
    const parts = partsOf(grid, sign, BESIDE);
    return [
      ...parts.map((part, index) => {
        const cells = part.map(([row, column]) => `(${row + 1}, ${column + 1})`).join(' ');
        return `Part ${index + 1}, by row and column: ${cells}.`;
      }),
      parts.length === 1 ? 'So there is 1 part.' : `So there are ${parts.length} parts.`,
    ];
  },
  mistakes(scene) {
    const right = partsOf(scene.grid, scene.sign, BESIDE).length;
    const filled = countIn(scene.grid.join(''), scene.sign);
    const area = scene.grid.length * scene.grid[0]!.length;
    const most = area <= 36 ? 3 : 4;
    return wrongCounts(right, [partsWithCorners(scene), filled], most, filled);
  },
  shortcuts: {
    'corners join': (scene) => String(partsWithCorners(scene)),
    'corners join, and one more': (scene) => String(partsWithCorners(scene) + 1),
    'full cells': ({ grid, sign }) => String(countIn(grid.join(''), sign)),
    'full cells by four': ({ grid, sign }) => String(Math.round(countIn(grid.join(''), sign) / 4)),
    'half of the runs in rows': (scene) => String(Math.round(runsOf(scene) / 2)),
    'runs in the top row': ({ grid, sign }) => String(runsOf({ grid: grid.slice(0, 1), sign })),
    'rows with a full cell': ({ grid, sign }) =>
      String(grid.filter((row) => row.includes(sign)).length),
  },
  verify: (response, { grid, sign }) =>
    // The rule itself, repeated, says "one part".
    verifyNumber(
      response.replaceAll(/full cells touch: one part/gi, ' '),
      partsOf(grid, sign, BESIDE).length,
    ),
  structure: ({ grid }) => anyTurn(renamedCells(grid)),
  vocabulary: () => ({
    allowed: words(
      'part parts separate connected filled cell cells grid picture make form look count number total many find see tell say figure',
    ),
    required: [COUNT_WORDS, words('part parts')],
    // Exactly one word that says "count", and so none that denies.
    odd: COUNT_WORDS,
    even: [],
  }),
});

const COUNT_WORDS = words('many count number total');

/** The parts, each as its cells, in the order in which a reader meets them. */
function partsOf(
  grid: readonly string[],
  sign: string,
  steps: readonly (readonly [number, number])[],
): [number, number][][] {
  const seen = grid.map((row) => [...row].map((cell) => cell !== sign));
  const parts: [number, number][][] = [];
  for (const [top, line] of seen.entries()) {
    for (const left of line.keys()) {
      if (line[left]) continue;
      const part: [number, number][] = [[top, left]];
      line[left] = true;
      for (const [row, column] of part) {
        for (const [down, right] of steps) {
          const next = seen[row + down];
          if (next?.[column + right] !== false) continue;
          next[column + right] = true;
          part.push([row + down, column + right]);
        }
      }
      parts.push(part);
    }
  }
  return parts;
}

/** The parts of one who takes a touch at a corner for a join. */
function partsWithCorners({ grid, sign }: Scene): number {
  return partsOf(grid, sign, AROUND).length;
}

/** Runs of full cells, row by row. */
function runsOf({ grid, sign }: Scene): number {
  return grid.reduce(
    (sum, row) => sum + [...row].filter((cell, at) => cell === sign && row[at - 1] !== sign).length,
    0,
  );
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { height, width, most } = knobsAt(LEVELS, level);
  const sign = random.pick(SIGNS[pool].full);
  const count = 1 + random.integer(most);
  const groups = drawGroups(random, count);
  // As many filled cells, whatever the number of parts.
  const filled = most + 1 + random.integer(Math.floor((height * width) / 2) - most);
  for (;;) {
    const grid = grow(random, height, width, count, groups, filled);
    if (grid !== undefined) {
      return {
        sign,
        grid: grid.map((row) => row.map((part) => (part < 0 ? SIGNS[pool].empty : sign)).join('')),
      };
    }
  }
}

/** How many parts there would be if corners joined: seldom as many, and seldom one less. */
function drawGroups(random: Random, count: number): number {
  if (count === 1) return 1;
  if (count === 2) return random.integer(10) < 3 ? 2 : 1;
  return random.integer(6) === 0 ? count - 1 : 1 + random.integer(count - 2);
}

/**
 * Parts by number, -1 for empty cells: `count` seeds, of which all but `groups` are set at a corner of one before, and
 * cells that then grow at their sides without meeting another part, at a corner either. Undefined where a seed has no room.
 */
function grow(
  random: Random,
  height: number,
  width: number,
  count: number,
  groups: number,
  filled: number,
): number[][] | undefined {
  const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => -1));
  const edge: [number, number, number][] = [];
  const seeds: [number, number][] = [];
  const meets = (row: number, column: number, part: number, steps: typeof AROUND): number =>
    steps.filter(([down, right]) => {
      const other = grid[row + down]?.[column + right] ?? -1;
      return other !== -1 && other !== part;
    }).length;
  const fill = (row: number, column: number, part: number): void => {
    grid[row]![column] = part;
    for (const [down, right] of BESIDE) edge.push([row + down, column + right, part]);
  };
  for (let tries = 0; seeds.length < count; tries++) {
    if (tries > 12 * count) return undefined;
    const touching = seeds.length > 0 && seeds.length <= count - groups;
    let [row, column] = [random.integer(height), random.integer(width)];
    if (touching) {
      const [down, right] = random.pick(CORNERS);
      const near = random.pick(seeds);
      [row, column] = [near[0] + down, near[1] + right];
    }
    if (grid[row]?.[column] !== -1) continue;
    if (meets(row, column, seeds.length, AROUND) !== (touching ? 1 : 0)) continue;
    fill(row, column, seeds.length);
    seeds.push([row, column]);
  }
  for (let size = count; size < filled && edge.length > 0;) {
    const at = random.integer(edge.length);
    const [row, column, part] = edge[at]!;
    edge[at] = edge.at(-1)!;
    edge.pop();
    if (grid[row]?.[column] !== -1 || meets(row, column, part, AROUND) > 0) continue;
    fill(row, column, part);
    size++;
  }
  return grid;
}

/** Joins the runs of each row with the runs under them, and counts what is left apart. */
function solvePrompt(prompt: string): string[] {
  const grid = readGrids(prompt)[0];
  const sign = /^(\S) is full\./m.exec(prompt)?.[1];
  if (grid === undefined || sign === undefined) return [];
  const names = grid.map((row) => row.map(() => 0));
  let next = 0;
  let apart = 0;
  const joined = new Map<number, number>();
  const root = (name: number): number => {
    const parent = joined.get(name);
    return parent === undefined ? name : root(parent);
  };
  for (let row = 0; row < grid.length; row++) {
    for (let column = 0; column < grid[row]!.length; column++) {
      if (grid[row]![column] !== sign) continue;
      const left = column > 0 ? names[row]![column - 1]! : 0;
      const above = row > 0 ? names[row - 1]![column]! : 0;
      if (left === 0 && above === 0) {
        names[row]![column] = ++next;
        apart++;
        continue;
      }
      names[row]![column] = left === 0 ? above : left;
      if (left === 0 || above === 0 || root(left) === root(above)) continue;
      joined.set(root(left), root(above));
      apart--;
    }
  }
  return [String(apart)];
}
