import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeStatements } from './read-statements.ts';

/** Clockwise. Directions, turns and the names of cells are closed sets: of exams, only the people are others. */
const HEADINGS = ['north', 'east', 'south', 'west'] as const;
const TURNS = { right: 1, around: 2, left: 3 } as const;
const LETTERS = 'ABCDEFGHIJK';

const Command = z.union([
  z.strictObject({ turn: z.enum(['left', 'right', 'around']) }),
  /** Cells forward; fewer than none are backwards. */
  z.strictObject({ walk: z.int() }),
]);
type Command = z.infer<typeof Command>;
const Scene = z.strictObject({
  person: z.string(),
  size: z.int().min(2).max(11),
  /** Counted from 0, from the west. */
  column: z.int().nonnegative(),
  /** Counted from 0, from the north. */
  row: z.int().nonnegative(),
  heading: z.enum(HEADINGS),
  commands: z.array(Command).min(1),
});
type Scene = z.infer<typeof Scene>;
type Cell = Pick<Scene, 'column' | 'row'>;
type State = Omit<Scene, 'commands' | 'person'>;

/** `turns`: 2 left and right, 3 also around; `backwards`: one walk in so many goes back, 0 none. */
const LEVELS = [
  { size: 6, walks: 2, turns: 2, backwards: 0 },
  { size: 6, walks: 3, turns: 2, backwards: 0 },
  { size: 7, walks: 4, turns: 2, backwards: 0 },
  { size: 7, walks: 5, turns: 3, backwards: 0 },
  { size: 8, walks: 6, turns: 3, backwards: 0 },
  { size: 9, walks: 7, turns: 3, backwards: 1 },
  { size: 10, walks: 9, turns: 3, backwards: 1 },
  { size: 10, walks: 12, turns: 3, backwards: 1 },
  { size: 11, walks: 15, turns: 3, backwards: 1 },
] as const;
const BACKWARDS_ONE_IN = 4;

/** Where does somebody stand after walks and turns on a floor of lettered columns and numbered rows? */
export const followPath = defineFamily<Scene>({
  name: 'follow-path',
  version: 1,
  stage: 'space-number-physics',
  skill: 'follow-path',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ person, size, column, row, heading, commands }) {
    return [
      `The floor has ${size} columns, A to ${LETTERS[size - 1]}.`,
      `It has ${size} rows, 1 to ${size}.`,
      'Column A is in the west. Row 1 is in the north.',
      `${person} stands on ${nameOf({ column, row })} and looks ${heading}.`,
      `${person} does this:`,
      ...commands.map((command) => `- ${sayCommand(command)}`),
    ].join('\n');
  },
  questions: ({ person }) => [
    `On which cell does ${person} end?`,
    `On which cell does ${person} stop?`,
    `Follow the steps. Where does ${person} end?`,
    `Name the cell where ${person} stops.`,
    `Which cell does ${person} reach in the end?`,
    `Find the cell where ${person} ends.`,
  ],
  examQuestions: ({ person }) => [
    `Where is ${person} after the last step?`,
    `Walk with ${person}. Which cell is the last one?`,
    `${person} has done all this. Where is that?`,
  ],
  solve: (scene) => [nameOf(follow(scene).at(-1)!)],
  solvePrompt,
  say: (answer) => `On ${answer}.`,
  explain(scene) {
    const states = follow(scene);
    return [
      `Start: ${nameOf(scene)}, looks ${scene.heading}.`,
      ...scene.commands.map((command, index) => {
        const state = states[index + 1]!;
        return `${sayCommand(command)} Now: ${nameOf(state)}, looks ${state.heading}.`;
      }),
    ];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const { commands, size } = scene;
    const lastTurn = commands.findLastIndex((command) => 'turn' in command);
    const end = follow(scene).at(-1)!;
    const away = (end.row + end.column) % 2 === 0 ? 1 : -1;
    const slips: Cell[] = [
      follow({ ...scene, commands: swapTurns(scene) }).at(-1)!,
      follow({ ...scene, commands: commands.toSpliced(lastTurn, 1) }).at(-1)!,
      follow(scene).at(-2)!,
      // One cell too many or too few, then the other cells around.
      ...[away, -away].flatMap((by) => [
        { row: end.row + by, column: end.column },
        { row: end.row, column: end.column + by },
        { row: end.row + by, column: end.column + by },
      ]),
    ];
    const onFloor = slips.filter(
      ({ row, column }) => Math.min(row, column) >= 0 && Math.max(row, column) < size,
    );
    return [...new Set(onFloor.map(nameOf))].filter((cell) => cell !== right).slice(0, 4);
  },
  verify(response, scene) {
    return judgeStatements(response, this.solve(scene)[0]!, cellsIn);
  },
  shortcuts: {
    start: (scene) => endOf(scene, () => false),
    'turns left out': (scene) => endOf(scene, (command) => 'walk' in command),
    'first walk only': (scene) => {
      const first = scene.commands.findIndex((command) => 'walk' in command);
      return endOf(scene, (_, index) => index <= first);
    },
    'last walk only': (scene) => endOf(scene, (_, index) => index >= scene.commands.length - 2),
    'all but the last': (scene) => endOf(scene, (_, index) => index < scene.commands.length - 1),
    'middle of the floor': ({ size }) => nameOf({ column: size >> 1, row: size >> 1 }),
    'left for right': (scene) => nameOf(follow({ ...scene, commands: swapTurns(scene) }).at(-1)!),
    'back is ahead': (scene) => {
      const commands = scene.commands.map((command) =>
        'walk' in command ? { walk: Math.abs(command.walk) } : command,
      );
      const back = scene.commands.some((command) => 'walk' in command && command.walk < 0);
      return back ? nameOf(follow({ ...scene, commands }).at(-1)!) : undefined;
    },
  },
  structure: ({ commands }) => {
    // The same up to where it starts, where it looks first, and left changed for right.
    const said = commands.map(sayCommand).join(' ');
    const mirrored = said.replace(/left|right/g, (way) => (way === 'left' ? 'right' : 'left'));
    return [said, mirrored].toSorted()[0];
  },
  vocabulary: ({ person }) => ({
    allowed: words(
      'cell cells square place floor walk steps path find name tell say look follow reach reaches stand stands come comes go goes get gets finish',
    ),
    required: [
      [person.toLowerCase()],
      words('end ends stop stops finish finishes'),
      words('which what where'),
    ],
    odd: words('end ends stop stops finish finishes start starts begin begins first before'),
    even: [],
  }),
});

function swapTurns({ commands }: Scene): Command[] {
  return commands.map((command) =>
    'turn' in command && command.turn !== 'around'
      ? { turn: command.turn === 'left' ? 'right' : 'left' }
      : command,
  );
}

/** Where one ends who heeds only some commands. */
function endOf(scene: Scene, heeded: (command: Command, index: number) => boolean): string {
  return nameOf(follow({ ...scene, commands: scene.commands.filter(heeded) }).at(-1)!);
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { size, walks, turns, backwards } = knobsAt(LEVELS, level);
  const ways = (['left', 'right', 'around'] as const).slice(0, turns);
  for (;;) {
    const start: Scene = {
      person: random.pick(namesOf(pool)),
      size,
      column: random.integer(size),
      row: random.integer(size),
      heading: random.pick(HEADINGS),
      commands: [],
    };
    const commands: Command[] = [];
    let here: State = start;
    for (let walk = 0; walk < walks; walk++) {
      if (walk > 0 || random.integer(2) === 0) {
        const turn = { turn: random.pick(ways) };
        commands.push(turn);
        here = obey(here, turn);
      }
      const back = backwards === 1 && random.integer(BACKWARDS_ONE_IN) === 0;
      const room = roomAhead(here, back);
      if (room === 0) break;
      const steps = 1 + random.integer(Math.min(room, 4));
      commands.push({ walk: back ? -steps : steps });
      here = obey(here, commands.at(-1)!);
    }
    const whole = commands.filter((command) => 'walk' in command).length === walks;
    // A robot that comes home would be found without following it.
    if (whole && (here.row !== start.row || here.column !== start.column)) {
      return { ...start, commands };
    }
  }
}

function roomAhead({ size, column, row, heading }: State, back: boolean): number {
  const toEdge = { north: row, east: size - 1 - column, south: size - 1 - row, west: column };
  return toEdge[back ? HEADINGS[(HEADINGS.indexOf(heading) + 2) % 4]! : heading];
}

function obey(state: State, command: Command): State {
  const at = HEADINGS.indexOf(state.heading);
  if ('turn' in command) return { ...state, heading: HEADINGS[(at + TURNS[command.turn]) % 4]! };
  const [column, row] = [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ][at]! as [number, number];
  return {
    ...state,
    column: state.column + column * command.walk,
    row: state.row + row * command.walk,
  };
}

/** The start, and the state after each command. */
function follow({ size, column, row, heading, commands }: Scene): State[] {
  const states: State[] = [{ size, column, row, heading }];
  for (const command of commands) states.push(obey(states.at(-1)!, command));
  return states;
}

function nameOf({ column, row }: Cell): string {
  return `${LETTERS[column] ?? '?'}${row + 1}`;
}

function sayCommand(command: Command): string {
  if ('turn' in command) return `Turn ${command.turn}.`;
  const cells = Math.abs(command.walk);
  return `Walk ${cells} cell${cells === 1 ? '' : 's'}${command.walk < 0 ? ' back' : ''}.`;
}

/** Moves a point in the plane: a turn to the left is a product with i, as of complex numbers (x east, y north). */
function solvePrompt(prompt: string): string[] {
  const start = /stands on ([A-Z])(\d+) and looks (north|east|south|west)/.exec(prompt);
  if (start === null) return [];
  let x = start[1]!.charCodeAt(0);
  let y = -Number(start[2]);
  let [dx, dy] = { north: [0, 1], east: [1, 0], south: [0, -1], west: [-1, 0] }[start[3]!]! as [
    number,
    number,
  ];
  for (const [, word, way, steps, back] of prompt.matchAll(
    /^- (Turn|Walk) (?:(left|right|around)|(\d+) cells?( back)?)\.$/gm,
  )) {
    if (word === 'Turn') {
      const quarters = way === 'left' ? 1 : way === 'around' ? 2 : 3;
      for (let quarter = 0; quarter < quarters; quarter++) [dx, dy] = [-dy, dx];
    } else {
      const length = Number(steps) * (back === undefined ? 1 : -1);
      x += dx * length;
      y += dy * length;
    }
  }
  return [`${String.fromCharCode(x)}${-y}`];
}

const NUMBERS = words('one two three four five six seven eight nine ten eleven');
const CELL =
  /\bcolumn\s+([a-z])\W+(?:and\s+|in\s+|of\s+)?(?:in\s+)?row\s+(\d+)\b|\brow\s+(\d+)\W+(?:and\s+|in\s+|of\s+)?(?:in\s+)?column\s+([a-z])\b|\b([a-z])\s*[-,:]?\s*(\d+)\b/g;

/** Cells that a claim names: "C4", "c 4", "column C, row four". */
function cellsIn(claim: string): string[] {
  const text = claim.replace(
    new RegExp(`\\b(row|[a-k])([\\s,]+)(${NUMBERS.join('|')})\\b`, 'g'),
    (_, head: string, gap: string, number: string) => `${head}${gap}${NUMBERS.indexOf(number) + 1}`,
  );
  return [...text.matchAll(CELL)].map(
    ([, a, one, two, b, c, three]) => `${(a ?? b ?? c)!.toUpperCase()}${one ?? two ?? three}`,
  );
}
