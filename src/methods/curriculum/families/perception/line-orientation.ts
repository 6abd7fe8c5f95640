import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { endsDenied } from '../number-answer.ts';
import { readGrids } from './read-grid.ts';
import { anyTurn, isEmpty, renamedCells, showGrid, SIGNS, signsOf } from './text-grid.ts';
import { gridPicture } from '../../pictures/grid-picture.ts';
import { plainClaims } from './plain-claims.ts';

const WAYS = ['flat', 'upright', 'rising', 'falling'] as const;
type Way = (typeof WAYS)[number];

const Scene = z.strictObject({
  grid: z.array(z.string().min(5)).min(5),
  sign: z.string().length(1),
});
type Scene = z.infer<typeof Scene>;

/** `noise`: single cells of other signs; `slopes`: 1 only halfway, 2 also steeper and less steep. */
const WAYS_TOLD =
  'Flat: left to right. Upright: top to bottom. Rising: up to the right. Falling: down to the right.';

const LEVELS = [
  { size: 6, noise: 0, slopes: 1 },
  { size: 7, noise: 2, slopes: 1 },
  { size: 8, noise: 4, slopes: 1 },
  { size: 8, noise: 6, slopes: 2 },
  { size: 9, noise: 9, slopes: 2 },
  { size: 10, noise: 14, slopes: 2 },
  { size: 12, noise: 22, slopes: 2 },
  { size: 14, noise: 32, slopes: 2 },
  { size: 16, noise: 44, slopes: 2 },
] as const;

/** Which way does the line of one sign go: flat, upright, rising or falling? Other signs make a line in each other way. */
export const lineOrientation = defineFamily<Scene>({
  name: 'line-orientation',
  version: 1,
  stage: 'perception',
  skill: 'line-orientation',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ grid, sign }) => `${showGrid(grid)}\n${sign} makes one line. ${WAYS_TOLD}`,
  picture: gridPicture<Scene>({
    cells: ({ grid, sign }) => ({ rows: grid, signs: signsOf(grid, sign) }),
    text: () => `Black makes one line. ${WAYS_TOLD}`,
    solve: (grid, prompt) =>
      solvePrompt(`${grid}\n${prompt.replace(/^Black makes one line\./m, 'K makes one line.')}`),
  }),
  questions: () => [
    'Which way is it?',
    'How is the line?',
    'Look. Which way?',
    'Which way, this line?',
    'Look at the line. Which way?',
    'The line: which way?',
  ],
  examQuestions: () => ['What way is it?', 'Tell me: which way?', 'See the line? What way?'],
  solve: waysOf,
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ grid, sign }) {
    const cells = cellsWith(grid, sign).toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
    const [first, last] = [cells[0]!, cells.at(-1)!];
    const listed = cells.map(([row, column]) => `(${row + 1}, ${column + 1})`).join(' ');
    const [rows, columns] = [last[0] - first[0], last[1] - first[1]];
    const way = rows === 0 ? 'flat' : columns === 0 ? 'upright' : rows < 0 ? 'rising' : 'falling';
    return [
      `The cells with ${sign}, by row and column: ${listed}.`,
      `From the first to the last, the row goes from ${first[0] + 1} to ${last[0] + 1} and the column from ${first[1] + 1} to ${last[1] + 1}.`,
      `So the line is ${way}.`,
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return WAYS.filter((way) => way !== right);
  },
  shortcuts: {
    'the clearest line of any sign': ({ grid }) => clearestWay(grid),
    'the line of the first sign': ({ grid }) =>
      waysOf({ grid, sign: [...grid.join('')].find((cell) => !isEmpty(cell))! })[0],
    'the half in which it lies': ({ grid, sign }) =>
      grid.findIndex((row) => row.includes(sign)) * 2 < grid.length ? 'falling' : 'rising',
    'the number of its cells': ({ grid, sign }) =>
      cellsWith(grid, sign).length > 4 ? 'upright' : 'flat',
  },
  verify,
  structure: ({ grid, sign }) => anyTurn(renamedCells(grid, sign)),
  vocabulary: () => ({
    allowed: words(
      'line way direction go goes run runs look find say tell see name point flat upright rising falling out',
    ),
    required: [WAY_WORDS],
    // Exactly one word that asks for the way, and so none that denies.
    odd: WAY_WORDS,
    even: [],
  }),
});

const WAY_WORDS = words('way direction how');
/** Signs of a step along the line: rows down, columns to the right. */
const SENSE: Readonly<Record<Way, readonly [number, number]>> = {
  flat: [0, 1],
  upright: [1, 0],
  rising: [-1, 1],
  falling: [1, 1],
};

function waysOf({ grid, sign }: Scene): Way[] {
  const cells = cellsWith(grid, sign);
  return WAYS.filter((way) => {
    const [down, right] = SENSE[way];
    // Of every two cells, one lies from the other in the sense of the line.
    return (
      cells.length > 1 &&
      cells.every((one, index) =>
        cells.slice(index + 1).every((other) => {
          const [rows, columns] = [Math.sign(other[0] - one[0]), Math.sign(other[1] - one[1])];
          return (rows === down && columns === right) || (rows === -down && columns === -right);
        }),
      )
    );
  });
}

function cellsWith(grid: readonly string[], sign: string): [number, number][] {
  return grid.flatMap((row, at) =>
    [...row].flatMap((cell, column): [number, number][] => (cell === sign ? [[at, column]] : [])),
  );
}

/** The way in which most neighbours have one sign, whatever the sign. */
function clearestWay(grid: readonly string[]): Way {
  const neighbours = ([down, right]: readonly [number, number]): number =>
    grid.flatMap((row, at) =>
      [...row].filter(
        (cell, column) => !isEmpty(cell) && grid[at + down]?.[column + right] === cell,
      ),
    ).length;
  return WAYS.toSorted((a, b) => neighbours(SENSE[b]) - neighbours(SENSE[a]))[0]!;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { size, noise, slopes } = knobsAt(LEVELS, level);
  const { empty } = SIGNS[pool];
  const signs = random.shuffle(SIGNS[pool].full);
  const ways = random.shuffle(WAYS);
  for (;;) {
    const cells = Array.from({ length: size }, (): string[] =>
      Array.from({ length: size }, () => empty),
    );
    const free = ([row, column]: readonly [number, number]): boolean =>
      cells[row]![column] === empty;
    // One line a way, all drawn alike and in any order, so that nothing but its sign tells the asked one from the others.
    const crowded = random.shuffle([0, 1, 2, 3]).some((index) => {
      for (let tries = 0; tries < 20; tries++) {
        const line = drawLine(random, size, slopes, ways[index]!);
        if (!line.every(free)) continue;
        for (const [row, column] of line) cells[row]![column] = signs[index]!;
        return false;
      }
      return true;
    });
    if (crowded) continue;
    for (let left = noise; left > 0;) {
      const place = [random.integer(size), random.integer(size)] as const;
      if (!free(place)) continue;
      cells[place[0]]![place[1]] = random.pick(signs.slice(1));
      left--;
    }
    return { sign: signs[0]!, grid: cells.map((row) => row.join('')) };
  }
}

/** Cells of a line of three to five. A flat or upright one has no gaps. */
function drawLine(random: Random, size: number, slopes: number, way: Way): [number, number][] {
  const [down, right] = SENSE[way];
  for (;;) {
    const length = 3 + random.integer(3);
    const [steep, wide] =
      slopes === 1 || down === 0 || right === 0
        ? [1, 1]
        : random.pick([
            [1, 1],
            [2, 1],
            [1, 2],
          ] as const);
    const high = (length - 1) * Math.abs(down) * steep;
    const broad = (length - 1) * right * wide;
    if (high >= size || broad >= size) continue;
    const top = random.integer(size - high) + (down < 0 ? high : 0);
    const left = random.integer(size - broad);
    return Array.from({ length }, (_, step) => [
      top + step * down * steep,
      left + step * right * wide,
    ]);
  }
}

/** Joins the first and the last cell with the sign, in reading order. */
function solvePrompt(prompt: string): string[] {
  const grid = readGrids(prompt)[0];
  const sign = /^(\S) makes one line\./m.exec(prompt)?.[1];
  if (grid === undefined || sign === undefined) return [];
  const rows = grid.filter((row) => row.includes(sign));
  const [high, low] = [rows[0], rows.at(-1)];
  if (high === undefined || low === undefined) return [];
  if (rows.length === 1) return ['flat'];
  const [from, to] = [high.indexOf(sign), low.indexOf(sign)];
  if (from === to) return ['upright'];
  return [from < to ? 'falling' : 'rising'];
}

/** What a claim may call each way; the longer phrases come first and are taken out before the shorter are looked for. */
const NAMES: readonly (readonly [Way, RegExp])[] = [
  [
    'rising',
    /\b(?:from )?(?:the )?bottom[- ]left(?: corner)? to (?:the )?(?:top|upper)[- ]right\b/g,
  ],
  [
    'falling',
    /\b(?:from )?(?:the )?(?:top|upper)[- ]left(?: corner)? to (?:the )?(?:bottom|lower)[- ]right\b/g,
  ],
  [
    'rising',
    /\bup(?:wards?)? to the right\b|\bris(?:ing|es?)\b|\b(?:goes|going|slopes?|sloping|runs?) up(?:wards?)?\b|\bupwards?\b/g,
  ],
  [
    'falling',
    /\bdown(?:wards?)? to the right\b|\bfall(?:ing|s)?\b|\b(?:goes|going|slopes?|sloping|runs?) down(?:wards?)?\b|\bdownwards?\b/g,
  ],
  ['flat', /\bflat\b|\bhorizontal(?:ly)?\b|\blevel\b|\bleft to right\b|\bsideways\b/g],
  ['upright', /\bupright\b|\bvertical(?:ly)?\b|\btop to bottom\b/g],
];

/** Right when the claims name one way, and it is the line's. */
function verify(response: string, scene: Scene): Verdict {
  const read = plainClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const said = new Set<Way>();
  for (const claim of read.claims) {
    let text = claim;
    let found = false;
    for (const [way, pattern] of NAMES) {
      const rest = text.replaceAll(pattern, ' ');
      if (rest === text) continue;
      said.add(way);
      found = true;
      text = rest;
    }
    if (found && endsDenied(claim)) return { correct: false, reason: 'denied' };
    if (found && /\bto the left\b/.test(text)) return { correct: false, reason: 'unclear' };
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(waysOf(scene)[0]!)
    ? { correct: true }
    : { correct: false, reason: 'wrong-answer' };
}
