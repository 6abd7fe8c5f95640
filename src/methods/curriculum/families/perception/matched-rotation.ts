import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumber } from '../number-answer.ts';
import { matchedRotationPicture } from './matched-rotation-picture.ts';
import { readGrids } from './read-grid.ts';
import { anyTurn, isEmpty, renamedCells, showGrid, SIGNS, turnRight } from './text-grid.ts';

/** Quarter turns to the right that are allowed, by how many there are, and how the rule says so. */
const TURNS = [
  { quarters: [1], text: 'Turn it: a quarter, right.' },
  { quarters: [1, 3], text: 'Turn it: a quarter. Right or left.' },
  { quarters: [1, 2, 3], text: 'Turn it: quarter or half. Right or left.' },
] as const;
const ORDINALS = words('first second third fourth fifth sixth seventh');

const Grid = z.array(z.string().min(3)).min(3);
const Scene = z.strictObject({
  shape: Grid,
  pictures: z.array(Grid).min(2).max(7),
  /** How many turns are allowed. */
  turns: z.int().min(1).max(3),
});
type Scene = z.infer<typeof Scene>;
type Rows = readonly string[];

/** `moved`: wrong pictures may also have one cell in another place. */
const LEVELS = [
  { size: 4, pictures: 2, turns: 1, moved: 0 },
  { size: 4, pictures: 3, turns: 1, moved: 0 },
  { size: 4, pictures: 3, turns: 1, moved: 1 },
  { size: 4, pictures: 4, turns: 2, moved: 1 },
  { size: 5, pictures: 4, turns: 2, moved: 1 },
  { size: 5, pictures: 5, turns: 3, moved: 1 },
  { size: 5, pictures: 6, turns: 3, moved: 1 },
  { size: 6, pictures: 6, turns: 3, moved: 1 },
  { size: 7, pictures: 7, turns: 3, moved: 1 },
] as const;

/**
 * Which picture shows the shape after an allowed turn? The others show it after a turn that is not allowed, as in a
 * mirror, or with a cell moved; all have as many filled cells.
 */
export const matchedRotation = defineFamily<Scene>({
  name: 'matched-rotation',
  version: 1,
  stage: 'perception',
  skill: 'matched-rotation',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ shape, pictures, turns }) {
    const shown = pictures.map((picture, index) => `Picture ${index + 1}:\n${showGrid(picture)}`);
    return (
      `The shape:\n${showGrid(shape)}\n${shown.join('\n')}\n` +
      `${TURNS[turns - 1]!.text} One picture has it. No mirrors.`
    );
  },
  picture: matchedRotationPicture,
  questions: () => [
    'Which picture has it?',
    'Find the picture.',
    'Turn it. Which picture?',
    'Which picture is it?',
    'Look. Which picture?',
    'Turn the shape. Which picture?',
  ],
  examQuestions: () => ['What picture is it?', 'Tell me: which picture?', 'Name the picture.'],
  solve({ shape, pictures, turns }) {
    const allowed = turnedForms(shape, turns);
    return pictures.flatMap((picture, index) =>
      allowed.has(picture.join('/')) ? [`picture ${index + 1}`] : [],
    );
  },
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ shape, pictures, turns }) {
    const { quarters } = TURNS[turns - 1]!;
    const forms = [...quarters].map((quarter) => [quarter, turnedBy(shape, quarter)] as const);
    const names = ['', 'A quarter turn to the right', 'A half turn', 'A quarter turn to the left'];
    return forms.map(([quarter, form]) => {
      const at = pictures.findIndex((picture) => picture.join() === form.join());
      const found = at < 0 ? 'in no picture' : `in picture ${at + 1}`;
      return `${names[quarter]} gives ${form.map((row) => [...row].join(' ')).join(' / ')}: ${found}.`;
    });
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return scene.pictures
      .map((_, index) => `picture ${index + 1}`)
      .filter((picture) => picture !== right);
  },
  shortcuts: {
    'the picture most like the shape': (scene) => best(scene, (own) => likeness(own, scene.shape)),
    'the picture least like the shape': (scene) =>
      best(scene, (own) => -likeness(own, scene.shape)),
    'the picture most like the others': (scene) => best(scene, (own) => closeness(scene, own)),
    'the picture least like the others': (scene) => best(scene, (own) => -closeness(scene, own)),
    'the fullest top row': (scene) => best(scene, (own) => fullOf(own.slice(0, 1))),
    'the fullest first column': (scene) =>
      best(scene, (own) => fullOf(own.map((row) => row.charAt(0)))),
  },
  verify,
  structure: ({ shape }) => anyTurn(renamedCells(shape)),
  vocabulary: () => ({
    allowed: words(
      'picture pictures shape turned turn rotated after look find name point pick choose tell say see spot show shows match matches one same',
    ),
    required: [ASKING, words('picture pictures')],
    // Exactly one word that asks, and so none that denies.
    odd: ASKING,
    even: [],
  }),
});

const ASKING = words('which what where find name pick choose');

function turnedBy(rows: Rows, quarters: number): Rows {
  let turned = rows;
  for (let quarter = 0; quarter < quarters; quarter++) turned = turnRight(turned);
  return turned;
}

function turnedForms(shape: Rows, turns: number): Set<string> {
  return new Set(TURNS[turns - 1]!.quarters.map((quarter) => turnedBy(shape, quarter).join('/')));
}

function mirrored(rows: Rows): Rows {
  return rows.map((row) => [...row].toReversed().join(''));
}

/** The picture of the highest value, the first of several. */
function best({ pictures }: Scene, value: (picture: Rows) => number): string {
  const values = pictures.map(value);
  return `picture ${values.indexOf(Math.max(...values)) + 1}`;
}

function closeness({ pictures }: Scene, picture: Rows): number {
  return pictures.reduce((sum, other) => sum + likeness(picture, other), 0);
}

function fullOf(rows: Rows): number {
  return [...rows.join('')].filter((cell) => !isEmpty(cell)).length;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { size, pictures: count, turns, moved } = knobsAt(LEVELS, level);
  const { empty, full } = SIGNS[pool];
  const sign = random.pick(full);
  // Mirror images keep more cells in place than quarter turns: the least like is right as often as any other.
  const leastLike = random.integer(count) === 0;
  for (;;) {
    const shape = Array.from({ length: size }, () =>
      Array.from({ length: size }, () => (random.integer(2) === 0 ? sign : empty)).join(''),
    );
    // Turned or mirrored, it must look different each time.
    const whole = [0, 1, 2, 3].flatMap((quarter) => [
      turnedBy(shape, quarter),
      turnedBy(mirrored(shape), quarter),
    ]);
    if (new Set(whole.map((rows) => rows.join('/'))).size < whole.length) continue;
    const allowed = turnedForms(shape, turns);
    const right = turnedBy(shape, random.pick(TURNS[turns - 1]!.quarters));
    const pictures = new Map([[right.join('/'), right]]);
    for (let tries = 0; pictures.size < count && tries < 40; tries++) {
      const form = random.pick(whole);
      const lure = moved === 1 && random.integer(3) > 0 ? withMoved(random, form) : form;
      if (!allowed.has(lure.join('/'))) pictures.set(lure.join('/'), lure);
    }
    if (pictures.size < count) continue;
    const [own, ...others] = [...pictures.values()].map((rows) => likeness(rows, shape));
    const least = Math.min(...others);
    if (own === least || own! < least !== leastLike) continue;
    const rank = rankAmong(right, [...pictures.values()]);
    if (rank === 'most' && random.integer(3) === 0) continue;
    if (rank === 'least' && random.integer(5) < 2) continue;
    return {
      shape,
      pictures: random.shuffle([...pictures.values()]).map((rows) => [...rows]),
      turns,
    };
  }
}

/** Whether a picture has more, or less, in common with the others than any of them has. */
function rankAmong(one: Rows, pictures: readonly Rows[]): 'most' | 'least' | 'between' {
  const closeTo = (own: Rows): number =>
    pictures.reduce((sum, other) => sum + likeness(own, other), 0);
  const here = closeTo(one);
  const others = pictures.filter((other) => other !== one).map(closeTo);
  return here > Math.max(...others) ? 'most' : here < Math.min(...others) ? 'least' : 'between';
}

/** Cells that two grids have in common. */
function likeness(one: Rows, other: Rows): number {
  return one.reduce(
    (sum, row, index) => sum + [...row].filter((cell, at) => other[index]![at] === cell).length,
    0,
  );
}

/** The form with one filled cell emptied and one empty cell filled. */
function withMoved(random: Random, rows: Rows): Rows {
  const cells = [...rows.join('')];
  const places = random.shuffle(cells.map((_, place) => place));
  const from = places.find((place) => !isEmpty(cells[place]!))!;
  const to = places.find((place) => isEmpty(cells[place]!))!;
  [cells[from], cells[to]] = [cells[to]!, cells[from]!];
  const { length } = rows[0]!;
  return rows.map((_, row) => cells.slice(row * length, (row + 1) * length).join(''));
}

/** Asks of each picture whether every cell is where a turn would bring it. */
function solvePrompt(prompt: string): string[] {
  const rule = /^Turn it: ([a-z ,]+\.(?: Right or left\.)?)/m.exec(prompt)?.[1];
  const [shape, ...pictures] = readGrids(prompt);
  if (rule === undefined || shape === undefined) return [];
  const last = shape.length - 1;
  const sources: ((row: number, column: number) => string | undefined)[] = [];
  if (rule.includes('quarter')) sources.push((row, column) => shape[last - column]?.[row]);
  if (rule.includes('half')) sources.push((row, column) => shape[last - row]?.[last - column]);
  if (rule.includes('left') || rule.includes('half'))
    sources.push((row, column) => shape[column]?.[last - row]);
  return pictures.flatMap((picture, index) => {
    const fits = sources.some((source) =>
      picture.every((line, row) => line.every((cell, column) => source(row, column) === cell)),
    );
    return fits ? [`picture ${index + 1}`] : [];
  });
}

/** Right when the one number named, in digits, words or as "the second picture", is the picture's. */
function verify(response: string, scene: Scene): Verdict {
  const right = Number(matchedRotation.solve(scene)[0]!.split(' ')[1]);
  const said = response.replaceAll(
    new RegExp(
      `\\b(${ORDINALS.join('|')}|\\d(?:st|nd|rd|th)) (?=picture|one\\b|image|option)`,
      'gi',
    ),
    (phrase) => {
      const place = ORDINALS.indexOf(phrase.trim().toLowerCase());
      return `${place < 0 ? Number.parseInt(phrase, 10) : place + 1} `;
    },
  );
  return verifyNumber(said.replaceAll(/(\d) one\b/gi, '$1'), right);
}
