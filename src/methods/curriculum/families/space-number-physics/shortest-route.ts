import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Vocabulary, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { gridPicture } from '../../pictures/grid-picture.ts';
import { verifyNumber } from '../number-answer.ts';

const Scene = z.strictObject({
  /** Rows from the top: `S` start, `G` goal, `#` wall, `.` free. */
  map: z.array(z.string().min(2)).min(1),
  /** What is shown for start, goal, wall and free cell. */
  signs: z.tuple([z.string(), z.string(), z.string(), z.string()]),
});
type Scene = z.infer<typeof Scene>;

/** Letters of start and goal, and signs of wall and free cell. */
const SIGNS: Readonly<Record<Pool, { ends: readonly string[]; cells: readonly string[] }>> = {
  training: { ends: words('SG AB MN CD'), cells: words('#. %- @+') },
  exam: { ends: words('PQ HK TZ'), cells: words('X_ =o') },
};

/** Walls in percent of the cells; routes up to `steps` long. */
const LEVELS = [
  { size: 6, walls: 35, steps: 11 },
  { size: 6, walls: 36, steps: 11 },
  { size: 6, walls: 38, steps: 12 },
  { size: 7, walls: 38, steps: 13 },
  { size: 7, walls: 38, steps: 15 },
  { size: 8, walls: 38, steps: 18 },
  { size: 9, walls: 38, steps: 21 },
  { size: 10, walls: 38, steps: 24 },
  { size: 11, walls: 38, steps: 28 },
] as const;
const SHORTEST = 2;
/** Steps that walls add to the way as the crow walks: 0, 2, 4 or 6. */
const DETOURS = 4;

const MOVES = [
  { name: 'up', row: -1, column: 0 },
  { name: 'right', row: 0, column: 1 },
  { name: 'down', row: 1, column: 0 },
  { name: 'left', row: 0, column: -1 },
] as const;
type Move = (typeof MOVES)[number];

/**
 * How many steps has the shortest route through a walled map? Lengths are drawn evenly, and so is, as far as walls
 * allow, what the walls add to the way as the crow walks.
 */
export const shortestRoute = defineFamily<Scene>({
  name: 'shortest-route',
  version: 1,
  stage: 'space-number-physics',
  skill: 'shortest-route',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ map, signs }) =>
    [
      ...map.map((row) => [...row].map((cell) => signs['SG#.'.indexOf(cell)]).join(' ')),
      `${signs[0]} is the start. ${signs[1]} is the goal. ${signs[2]} is a wall.`,
      'One step goes up, down, left or right.',
      'No step goes into a wall.',
      'No step leaves the map.',
    ].join('\n'),
  picture: gridPicture<Scene>({
    cells: ({ map }) => ({ rows: map, signs: ['#', 'S', 'G'] }),
    text: ({ signs: [start, goal] }) =>
      [
        `Red is the start, ${start}. Yellow is the goal, ${goal}. Black is a wall.`,
        'One step goes up, down, left or right.',
        'No step goes into a wall.',
        'No step leaves the map.',
      ].join('\n'),
    solve: (grid) => solvePrompt(`${grid}\nR is the start. Y is the goal. K is a wall.`),
  }),
  questions: ({ signs: [start, goal] }) => [
    `Find the shortest way to ${goal}. How many steps?`,
    `The shortest way to ${goal}: how many steps?`,
    'The quickest way: how many steps is it?',
    `Go from ${start} to ${goal} the shortest way. How many steps is it?`,
    'Look at the map. How many steps is the shortest way?',
    'Find the shortest way to the goal. How many steps is it?',
  ],
  examQuestions: ({ signs: [start, goal] }) => [
    `Take the shortest way to ${goal}. How long is it?`,
    'How long is the shortest way, in steps?',
    `You are at ${start}. How near is ${goal}, in steps?`,
  ],
  solve({ map }) {
    const way = routeIn(map);
    return way === undefined ? [] : [String(way.length)];
  },
  solvePrompt,
  say: (answer) => (answer === '1' ? '1 step.' : `${answer} steps.`),
  explain({ map }) {
    const way = routeIn(map)!;
    const legs: { name: string; steps: number }[] = [];
    for (const { name } of way) {
      if (legs.at(-1)?.name === name) legs.at(-1)!.steps++;
      else legs.push({ name, steps: 1 });
    }
    const grown = [...distances(map)];
    const counts = way.map((_, step) => grown.filter((distance) => distance === step + 1).length);
    return [
      ...counts.map(
        (count, step) =>
          `After step ${step + 1}: ${count} new cell${count === 1 ? '' : 's'} can be reached.`,
      ),
      `One such route: ${legs.map(({ name, steps }) => `${name} ${steps}`).join(', ')}.`,
      `The goal is first reached after ${way.length} steps.`,
    ];
  },
  mistakes(scene) {
    const right = Number(this.solve(scene)[0]);
    const crow = crowOf(scene.map);
    // Walking through the walls, missing a step, counting both ends, a detour: four in all.
    const slips = [crow, right - 1, right + 2, right + 1, right - 2, right + 4];
    const wrong = [...new Set(slips)].filter((slip) => slip !== right && slip > 0);
    return wrong.slice(0, 4).map(String);
  },
  verify(response, scene) {
    return verifyNumber(response, Number(this.solve(scene)[0]), { foreign: FOREIGN });
  },
  shortcuts: {
    'as the crow walks': ({ map }) => String(crowOf(map)),
    'and two more': ({ map }) => String(crowOf(map) + 2),
    'and four more': ({ map }) => String(crowOf(map) + 4),
    'size of the map': ({ map }) => String(map.length),
    'both sides of the map': ({ map }) => String(2 * map.length - 2),
    'walls on the map': ({ map }) => String(map.join('').split('#').length - 1),
  },
  structure: ({ map }) => {
    // The same up to turning, flipping and walking back.
    const forms: string[] = [];
    for (const swapped of [map, map.map(exchanged)]) {
      let form = swapped;
      for (let turn = 0; turn < 4; turn++) {
        form = turned(form);
        forms.push(form.join('/'), form.toReversed().join('/'));
      }
    }
    return forms.toSorted()[0];
  },
  vocabulary: ({ signs }) => ({
    ...VOCABULARY,
    allowed: [...VOCABULARY.allowed, ...signs.slice(0, 2).map((sign) => sign.toLowerCase())],
  }),
});

const FOREIGN = /\b(?:walls?|rows?|columns?|turns?|minutes?|seconds?)\b/;

const VOCABULARY: Vocabulary = {
  allowed: words(
    'map maze grid step steps route way path trip start goal number many much long take takes need needs needed go goes going get gets ' +
      'getting reach reaches walk walks look find tell say name count possible',
  ),
  required: [
    words('steps step'),
    words('shortest quickest fastest fewest smallest least'),
    words('how what find tell say'),
  ],
  odd: words(
    'shortest quickest fastest fewest smallest least longest slowest most biggest greatest',
  ),
  even: [],
};

function draw(random: Random, level: number, pool: Pool): Scene {
  const { size, walls, steps } = knobsAt(LEVELS, level);
  const detour = 2 * random.integer(DETOURS);
  const least = SHORTEST + detour;
  const length = least + random.integer(steps - least + 1);
  let best: { map: string[]; row: number; column: number; fault: number } | undefined;
  for (let attempt = 0; attempt < 30 || best === undefined; attempt++) {
    const rows = Array.from({ length: size }, () =>
      Array.from({ length: size }, (): string => (random.integer(100) < walls ? '#' : '.')),
    );
    const start = { row: random.integer(size), column: random.integer(size) };
    rows[start.row]![start.column] = 'S';
    const map = rows.map((row) => row.join(''));
    for (const [cell, distance] of distances(map).entries()) {
      if (distance < SHORTEST) continue;
      const [row, column] = [Math.floor(cell / size), cell % size];
      const crow = Math.abs(row - start.row) + Math.abs(column - start.column);
      const fault = Math.abs(distance - length) + Math.abs(distance - crow - detour);
      if (best !== undefined && best.fault <= fault) continue;
      best = { map, row, column, fault };
    }
    if (best?.fault === 0) break;
  }
  const { map, row, column } = best;
  const { ends, cells } = SIGNS[pool];
  const signs = [...random.pick(ends), ...random.pick(cells)] as Scene['signs'];
  return { map: map.with(row, [...map[row]!].with(column, 'G').join('')), signs };
}

function crowOf(map: readonly string[]): number {
  const [start, goal] = [find(map, 'S'), find(map, 'G')];
  return Math.abs(start.row - goal.row) + Math.abs(start.column - goal.column);
}

function find(map: readonly string[], sign: string): { row: number; column: number } {
  const row = map.findIndex((line) => line.includes(sign));
  return { row, column: row < 0 ? -1 : map[row]!.indexOf(sign) };
}

/** Breadth first from `S`: steps to each cell (at row × width + column), -1 where none leads. */
function distances(map: readonly string[]): Int16Array {
  const width = map[0]!.length;
  const walls = map.join('');
  const reached = new Int16Array(walls.length).fill(-1);
  const start = walls.indexOf('S');
  reached[start] = 0;
  const queue = [start];
  for (let next = 0; next < queue.length; next++) {
    const cell = queue[next]!;
    const column = cell % width;
    for (const move of MOVES) {
      const to = cell + move.row * width + move.column;
      const over = column + move.column;
      if (over < 0 || over >= width || walls[to] === undefined) continue;
      if (walls[to] === '#' || reached[to]! >= 0) continue;
      reached[to] = reached[cell]! + 1;
      queue.push(to);
    }
  }
  return reached;
}

/** One shortest route, walked back from the goal; undefined where there is none. */
function routeIn(map: readonly string[]): Move[] | undefined {
  const width = map[0]!.length;
  const reached = distances(map);
  let { row, column } = find(map, 'G');
  const way: Move[] = [];
  let left = reached[row * width + column] ?? -1;
  if (left < 0) return undefined;
  for (; left > 0; left--) {
    const move = MOVES.find(
      (step) =>
        map[row - step.row]?.[column - step.column] !== undefined &&
        reached[(row - step.row) * width + column - step.column] === left - 1,
    )!;
    way.unshift(move);
    [row, column] = [row - move.row, column - move.column];
  }
  return way;
}

function exchanged(row: string): string {
  return row.replace(/[SG]/g, (sign) => (sign === 'S' ? 'G' : 'S'));
}

function turned(map: readonly string[]): string[] {
  return Array.from({ length: map[0]!.length }, (_, column) =>
    map
      .map((row) => row[column]!)
      .toReversed()
      .join(''),
  );
}

/** Lets the goal's number spread over the picture until nothing changes any more, and reads it at the start. */
function solvePrompt(prompt: string): string[] {
  const legend = /^(\S) is the start\. (\S) is the goal\. (\S) is a wall\.$/m.exec(prompt);
  if (legend === null) return [];
  const [, start, goal, wall] = legend;
  const picture = prompt.split('\n').filter((line) => /^\S(?: \S)+$/.test(line));
  const cells = picture.map((line) => line.split(' '));
  const numbers = cells.map((line) => line.map((cell) => (cell === goal ? 0 : Infinity)));
  for (let changed = true; changed;) {
    changed = false;
    for (const [y, line] of cells.entries()) {
      for (const [x, cell] of line.entries()) {
        if (cell === wall) continue;
        const beside = [
          numbers[y - 1]?.[x],
          numbers[y + 1]?.[x],
          numbers[y]![x - 1],
          numbers[y]![x + 1],
        ];
        const through = 1 + Math.min(...beside.map((number) => number ?? Infinity));
        if (through >= numbers[y]![x]!) continue;
        numbers[y]![x] = through;
        changed = true;
      }
    }
  }
  return cells.flatMap((line, y) =>
    line.flatMap((cell, x) =>
      cell === start && Number.isFinite(numbers[y]![x]) ? [String(numbers[y]![x])] : [],
    ),
  );
}
