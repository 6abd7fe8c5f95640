import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Vocabulary, words } from '../family.ts';
import { judgeNumber } from './judge-number.ts';

const Scene = z.strictObject({
  /** Rows from the top: `S` start, `G` goal, `#` wall, `.` free. */
  map: z.array(z.string().min(2)).min(2),
});
type Scene = z.infer<typeof Scene>;

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
  levels: LEVELS,
  scene: Scene,
  draw,
  render: ({ map }) =>
    [
      ...map.map((row) => [...row].join(' ')),
      'S is the start. G is the goal. # is a wall.',
      'One step goes up, down, left or right.',
      'No step goes into a wall or off the map.',
    ].join('\n'),
  questions: () => [
    'How many steps has the shortest route from S to G?',
    'What is the smallest number of steps from S to G?',
    'How many steps does the quickest way take from S to G?',
    'You want to go from S to G. What is the least number of steps?',
    'Look at the map. How many steps is the shortest way to the goal?',
    'Find the shortest way from the start to the goal. How many steps is it?',
  ],
  solve({ map }) {
    const way = routeIn(map);
    return way === undefined ? [] : [String(way.length)];
  },
  solvePrompt,
  say: (answer) => `The number of steps on the shortest route is ${answer}.`,
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
    const [start, goal] = [find(scene.map, 'S'), find(scene.map, 'G')];
    const crow = Math.abs(start.row - goal.row) + Math.abs(start.column - goal.column);
    // Walking through the walls, a detour, counting both ends, missing one: four in all.
    const slips = [crow, right + 2, right - 2, right + 1, right - 1, right + 4];
    const wrong = [...new Set(slips)].filter((slip) => slip !== right && slip > 0);
    return wrong.slice(0, 4).map(String);
  },
  verify(response, scene) {
    return judgeNumber(response, Number(this.solve(scene)[0]), { foreign: FOREIGN });
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
  vocabulary: () => VOCABULARY,
});

const FOREIGN = /\b(?:walls?|rows?|columns?|turns?|minutes?|seconds?)\b/;

const VOCABULARY: Vocabulary = {
  allowed: words(
    's g map maze grid step steps route way path trip start goal number many much long take takes need needs needed go goes going get gets ' +
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

function draw(random: Random, level: number): Scene {
  const { size, walls, steps } = LEVELS[level - 1]!;
  const detour = 2 * random.integer(DETOURS);
  const least = SHORTEST + detour;
  const length = least + random.integer(steps - least + 1);
  let best: { map: string[]; row: number; column: number; fault: number } | undefined;
  for (let attempt = 0; attempt < 20 || best === undefined; attempt++) {
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
  return { map: map.with(row, [...map[row]!].with(column, 'G').join('')) };
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
  const picture = prompt.split('\n').filter((line) => /^[SG.#](?: [SG.#])+$/.test(line));
  const cells = picture.map((line) => line.split(' '));
  const numbers = cells.map((line) => line.map((cell) => (cell === 'G' ? 0 : Infinity)));
  for (let changed = true; changed;) {
    changed = false;
    for (const [y, line] of cells.entries()) {
      for (const [x, cell] of line.entries()) {
        if (cell === '#') continue;
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
      cell === 'S' && Number.isFinite(numbers[y]![x]) ? [String(numbers[y]![x])] : [],
    ),
  );
}
