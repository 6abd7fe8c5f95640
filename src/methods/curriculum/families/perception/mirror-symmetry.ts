import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { gridPicture } from '../../pictures/grid-picture.ts';
import { placesIn } from '../line-places.ts';
import { readGrids } from './read-grid.ts';
import { showGrid, SIGNS, signsOf } from './text-grid.ts';
import { plainClaims } from './plain-claims.ts';

const Scene = z.strictObject({
  /** What is its own mirror image, but for one: rows (left to right) or columns (top to bottom). */
  axis: z.enum(['row', 'column']),
  /** Rows from the top, one symbol a cell. */
  grid: z.array(z.string().min(3)).min(3),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { lines: 4, width: 5, symbols: 2, columns: 0 },
  { lines: 4, width: 6, symbols: 2, columns: 0 },
  { lines: 5, width: 6, symbols: 3, columns: 0 },
  { lines: 5, width: 7, symbols: 3, columns: 0 },
  { lines: 5, width: 7, symbols: 3, columns: 1 },
  { lines: 6, width: 8, symbols: 3, columns: 1 },
  { lines: 8, width: 9, symbols: 4, columns: 1 },
  { lines: 10, width: 10, symbols: 4, columns: 1 },
  { lines: 12, width: 12, symbols: 4, columns: 1 },
] as const;

/** Draws until the last is taken as it is. */
const DRAWS = 20;

/**
 * Which row (or column) of a grid is not its own mirror image? The broken line keeps its symbols and only changes
 * their order, so that counting symbols does not find it.
 */
export const mirrorSymmetry = defineFamily<Scene>({
  name: 'mirror-symmetry',
  version: 1,
  stage: 'perception',
  skill: 'mirror-symmetry',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: (scene) => `${showGrid(scene.grid)}\n${ruleOf(scene)}`,
  picture: gridPicture<Scene>({
    cells: ({ grid }) => ({ rows: grid, signs: signsOf(grid) }),
    text: ruleOf,
    solve: (grid, prompt) => solvePrompt(`${grid}\n${prompt}`),
  }),
  questions: ({ axis }) => [
    `Which ${axis} is odd?`,
    `Find the odd ${axis}.`,
    `Which ${axis} is different?`,
    `Name the odd ${axis}.`,
    `Look. Which ${axis} is odd?`,
    `One ${axis} is different. Which?`,
  ],
  examQuestions: ({ axis }) => [
    `Which ${axis} is bad?`,
    `Find the bad ${axis}.`,
    `Tell me: what ${axis} is odd?`,
  ],
  solve({ axis, grid }) {
    const lines = axis === 'row' ? grid.length : grid[0]!.length;
    const width = axis === 'row' ? grid[0]!.length : grid.length;
    const at = (line: number, place: number): string =>
      axis === 'row' ? grid[line]![place]! : grid[place]![line]!;
    const broken: string[] = [];
    for (let line = 0; line < lines; line++) {
      let mismatches = 0;
      for (let place = 0; place < width >> 1; place++) {
        if (at(line, place) !== at(line, width - 1 - place)) mismatches++;
      }
      if (mismatches > 0) broken.push(`${axis} ${line + 1}`);
    }
    return broken;
  },
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ axis, grid }) {
    const lines = axis === 'row' ? grid : transpose(grid);
    return lines.map((line, index) => {
      const there = [...line].join(' ');
      const back = [...line].toReversed().join(' ');
      const name = `${axis === 'row' ? 'Row' : 'Column'} ${index + 1}: ${there}`;
      return there === back ? `${name}, the same backwards.` : `${name}, but backwards ${back}.`;
    });
  },
  mistakes(scene) {
    const lines = scene.axis === 'row' ? scene.grid.length : scene.grid[0]!.length;
    const right = Number(this.solve(scene)[0]!.split(' ')[1]);
    // Neighbours first: a slip in counting is the likeliest mistake.
    return Array.from({ length: lines }, (_, index) => index + 1)
      .filter((line) => line !== right)
      .toSorted((a, b) => Math.abs(a - right) - Math.abs(b - right) || a - b)
      .map((line) => `${scene.axis} ${line}`);
  },
  shortcuts: {
    'the line most unlike the one before': (scene) =>
      nameOf(scene, (line, index, lines) => -alike(line, lines[index - 1] ?? line)),
    'the line with the most kinds of signs': (scene) => nameOf(scene, (line) => new Set(line).size),
    'the line with the longest run': (scene) => nameOf(scene, longestRun),
    'the line without a long run': (scene) => nameOf(scene, (line) => -longestRun(line)),
    'the line with most of one sign': (scene) =>
      nameOf(scene, (line, _, lines) => line.split(lines[0]![0]!).length),
    'an odd number of a sign': (scene) =>
      nameOf(
        scene,
        (line) => [...new Set(line)].filter((sign) => line.split(sign).length % 2 === 0).length,
      ),
  },
  verify,
  structure: ({ axis, grid }) => {
    // The same up to the names of the symbols, a flip and the order from the far side.
    const lines = axis === 'row' ? grid : transpose(grid);
    const reversed = lines.map((line) => [...line].toReversed().join(''));
    const forms = [lines, lines.toReversed(), reversed, reversed.toReversed()].map(renamed);
    return { axis, form: forms.toSorted()[0] };
  },
  vocabulary: ({ axis }) => ({
    allowed: [axis, ...ALLOWED],
    required: [[axis], [...ODD_WORDS, ...SAME_WORDS]],
    odd: ODD_WORDS,
    even: SAME_WORDS,
  }),
});

const ODD_WORDS = words(
  'breaks break broken spoils spoil disrupts violates fails odd wrong different differs changes',
);
/** What a line that breaks the rule does not do. */
const SAME_WORDS = words('same mirror mirrors mirrored symmetric symmetrical symmetry');
const ALLOWED = words(
  'grid pattern picture one look find spot identify name pick choose point say tell see figure read reads image mirror mirrors mirrored symmetry ' +
    "symmetric symmetrical reflection palindrome breaks break broken spoils spoil disrupts violates fails odd wrong not doesn't isn't same " +
    'different differs changes both ways directions backwards backward forwards forward own',
);

/** The line of the highest value, the first of several. */
function nameOf(
  { axis, grid }: Scene,
  value: (line: string, index: number, lines: readonly string[]) => number,
): string {
  const lines = axis === 'row' ? grid : transpose(grid);
  const values = lines.map(value);
  return `${axis} ${values.indexOf(Math.max(...values)) + 1}`;
}

function longestRun(line: string): number {
  return Math.max(...[...line.matchAll(/(.)\1*/g)].map(([run]) => run.length));
}

function alike(one: string, other: string): number {
  return [...one].filter((sign, place) => sign === other[place]).length;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { lines: count, width, symbols, columns } = knobsAt(LEVELS, level);
  const alphabet = random.shuffle([SIGNS[pool].empty, ...SIGNS[pool].full]).slice(0, symbols);
  // A change about makes runs of one sign longer: the line with the longest is the broken one no more often than others.
  const hasLongest = random.integer(count) === 0;
  let lines: string[][] = [];
  for (let drawn = 0; drawn < DRAWS; drawn++) {
    lines = Array.from({ length: count }, () => palindrome(random, alphabet, width));
    const place = random.integer(count);
    lines[place] = disordered(random, lines[place]!);
    const runs = lines.map((line) => longestRun(line.join('')));
    const others = runs.toSpliced(place, 1);
    if (runs[place]! >= Math.max(...others) === hasLongest) break;
  }
  const axis = columns === 1 && random.integer(2) === 1 ? 'column' : 'row';
  const rows = lines.map((line) => line.join(''));
  return { axis, grid: axis === 'row' ? rows : transpose(rows) };
}

/** A line that reads the same both ways and has at least two kinds of symbols. */
function palindrome(random: Random, alphabet: readonly string[], width: number): string[] {
  const half = Array.from({ length: (width + 1) >> 1 }, () => random.pick(alphabet));
  if (new Set(half).size === 1) {
    half[random.integer(half.length)] = random.pick(
      alphabet.filter((symbol) => symbol !== half[0]),
    );
  }
  return Array.from({ length: width }, (_, place) => half[Math.min(place, width - 1 - place)]!);
}

/** The line with two unlike cells, which are not each other's image, changed about: never a palindrome. */
function disordered(random: Random, line: readonly string[]): string[] {
  const swaps: [number, number][] = [];
  for (let a = 0; a < line.length; a++) {
    for (let b = a + 1; b < line.length; b++) {
      if (line[a] !== line[b] && a + b !== line.length - 1) swaps.push([a, b]);
    }
  }
  const [a, b] = random.pick(swaps);
  return line.with(a, line[b]!).with(b, line[a]!);
}

function transpose(grid: readonly string[]): string[] {
  return Array.from({ length: grid[0]!.length }, (_, column) =>
    grid.map((row) => row[column]!).join(''),
  );
}

function renamed(lines: readonly string[]): string {
  const names = new Map<string, string>();
  return [...lines.join('/')]
    .map((symbol) => {
      if (symbol === '/') return symbol;
      if (!names.has(symbol)) names.set(symbol, String(names.size));
      return names.get(symbol)!;
    })
    .join('');
}

/** Reads the picture back from the text and compares each line with its own reverse. */
function ruleOf({ axis }: Scene): string {
  return axis === 'row'
    ? 'Read rows. Read them back. They look the same. One row does not. Row 1 is top.'
    : 'Read columns down. Read them up. They look the same. One column does not. Column 1 is left.';
}

function solvePrompt(prompt: string): string[] {
  const rows = readGrids(prompt)[0]?.map((row) => row.join(''));
  if (rows === undefined) return [];
  const axis = prompt.includes('Read columns down.') ? 'column' : 'row';
  const lines =
    axis === 'row'
      ? rows
      : rows[0]!
          .split('')
          .map((_, column) => rows.reduce((line, row) => line + row.charAt(column), ''));
  return lines.flatMap((line, index) =>
    line === line.split('').toReversed().join('') ? [] : [`${axis} ${index + 1}`],
  );
}

/** Right when every number, ordinal or place word that the claims contain is the broken line's. */
function verify(response: string, scene: Scene): Verdict {
  const read = plainClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const [axis, number] = mirrorSymmetry.solve(scene)[0]!.split(' ') as ['row' | 'column', string];
  const lines = axis === 'row' ? scene.grid.length : scene.grid[0]!.length;
  const said = new Set<number>();
  // The rule itself, repeated, names a line.
  const claims = read.claims.map((claim) =>
    claim.replace(/\b(?:row|column) 1 is (?:the )?(?:top|left)\b/, ' '),
  );
  for (const claim of claims) {
    if (new RegExp(`\\b${axis === 'row' ? 'col(umn)?s?' : 'rows?'}\\b`).test(claim)) {
      return { correct: false, reason: 'wrong-axis' };
    }
    for (const place of placesIn(claim, axis, lines)) said.add(place);
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(Number(number)) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}
