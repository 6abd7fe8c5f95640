import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Verdict, words } from '../family.ts';
import { verifyNumber } from './number-claims.ts';
import { readGrids } from './read-grid.ts';
import { anyTurn, showGrid, turnRight } from './text-grid.ts';

const SIGNS = ['#', 'o', 'x', '+', '@', '*'] as const;
const EMPTY = '.';
/** Quarter turns to the right that are allowed, by how many there are, and how the rule says so. */
const TURNS = [
  { quarters: [1], text: 'a quarter turn to the right' },
  { quarters: [1, 3], text: 'a quarter turn, to the right or to the left' },
  { quarters: [1, 2, 3], text: 'a quarter turn or a half turn' },
] as const;
const ORDINALS = words('first second third fourth fifth sixth');

const Grid = z.array(z.string().min(3)).min(3);
const Scene = z.strictObject({
  shape: Grid,
  pictures: z.array(Grid).min(2).max(6),
  /** How many turns are allowed. */
  turns: z.int().min(1).max(3),
});
type Scene = z.infer<typeof Scene>;
type Rows = readonly string[];

/** `moved`: wrong pictures may also have one cell in another place. */
const LEVELS = [
  { size: 3, pictures: 2, turns: 1, moved: 0 },
  { size: 3, pictures: 3, turns: 1, moved: 0 },
  { size: 3, pictures: 3, turns: 1, moved: 1 },
  { size: 3, pictures: 4, turns: 2, moved: 1 },
  { size: 4, pictures: 4, turns: 2, moved: 1 },
  { size: 4, pictures: 5, turns: 3, moved: 1 },
  { size: 5, pictures: 5, turns: 3, moved: 1 },
  { size: 5, pictures: 6, turns: 3, moved: 1 },
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
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ shape, pictures, turns }) {
    const shown = pictures.map((picture, index) => `Picture ${index + 1}:\n${showGrid(picture)}`);
    return (
      `The shape:\n${showGrid(shape)}\n${shown.join('\n')}\n` +
      `One picture shows the shape after ${TURNS[turns - 1]!.text}. The others do not. A mirror image is not a turn.`
    );
  },
  questions: () => [
    'Which picture shows the turned shape?',
    'Find the picture of the turned shape.',
    'The shape is turned. Which picture shows it?',
    'Look at the shape. In which picture is it turned?',
    'Which picture is the shape after a turn?',
    'Name the picture that shows the turned shape.',
  ],
  solve({ shape, pictures, turns }) {
    const allowed = turnedForms(shape, turns);
    return pictures.flatMap((picture, index) =>
      allowed.has(picture.join('/')) ? [`picture ${index + 1}`] : [],
    );
  },
  solvePrompt,
  say: (answer) => `The turned shape is in ${answer}.`,
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
  verify,
  structure: ({ shape }) => anyTurn(shape.map((row) => row.replaceAll(/[^.]/g, '#'))),
  vocabulary: () => ({
    allowed: words(
      'picture pictures shape turned turn rotated after look find name point pick choose tell say see spot show shows match matches one same',
    ),
    required: [TURN_WORDS, words('picture pictures')],
    // Exactly one word that says "turned", and so none that denies.
    odd: TURN_WORDS,
    even: [],
  }),
});

const TURN_WORDS = words('turned turn rotated');

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

function draw(random: Random, level: number): Scene {
  const { size, pictures: count, turns, moved } = LEVELS[level - 1]!;
  const sign = random.pick(SIGNS);
  // Mirror images keep more cells in place than quarter turns: the least like is right as often as any other.
  const leastLike = random.integer(count) === 0;
  for (;;) {
    const shape = Array.from({ length: size }, () =>
      Array.from({ length: size }, () => (random.integer(2) === 0 ? sign : EMPTY)).join(''),
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
      const lure = moved === 1 && random.integer(3) > 0 ? withMoved(random, form, sign) : form;
      if (!allowed.has(lure.join('/'))) pictures.set(lure.join('/'), lure);
    }
    if (pictures.size < count) continue;
    const [own, ...others] = [...pictures.values()].map((rows) => likeness(rows, shape));
    const least = Math.min(...others);
    if (own === least || own! < least !== leastLike) continue;
    if (isCentral(right, [...pictures.values()]) && random.integer(3) === 0) continue;
    return {
      shape,
      pictures: random.shuffle([...pictures.values()]).map((rows) => [...rows]),
      turns,
    };
  }
}

/** Whether a picture has more in common with the others than any of them has. */
function isCentral(one: Rows, pictures: readonly Rows[]): boolean {
  const closeness = (own: Rows): number =>
    pictures.reduce((sum, other) => sum + likeness(own, other), 0);
  const here = closeness(one);
  return pictures.every((other) => other === one || closeness(other) < here);
}

/** Cells that two grids have in common. */
function likeness(one: Rows, other: Rows): number {
  return one.reduce(
    (sum, row, index) => sum + [...row].filter((cell, at) => other[index]![at] === cell).length,
    0,
  );
}

/** The form with one filled cell emptied and one empty cell filled. */
function withMoved(random: Random, rows: Rows, sign: string): Rows {
  const cells = [...rows.join('')];
  const places = random.shuffle(cells.map((_, place) => place));
  const from = places.find((place) => cells[place] === sign)!;
  const to = places.find((place) => cells[place] === EMPTY)!;
  [cells[from], cells[to]] = [EMPTY, sign];
  const { length } = rows[0]!;
  return rows.map((_, row) => cells.slice(row * length, (row + 1) * length).join(''));
}

/** Asks of each picture whether every cell is where a turn would bring it. */
function solvePrompt(prompt: string): string[] {
  const rule = /^One picture shows the shape after (a [a-z ,]+)\./m.exec(prompt)?.[1];
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
