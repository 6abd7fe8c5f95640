import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { nearNumbers } from './near-numbers.ts';
import { verifyNumber } from '../number-answer.ts';
import { lineOf, linesOf, runLines } from './program-text.ts';

const Letter = z.string().regex(/^[a-z]$/);
const Part = z.union([z.int(), Letter]);
type Part = z.infer<typeof Part>;
const Assign = z.strictObject({
  type: z.literal('assign'),
  to: Letter,
  left: Part,
  sign: z.enum(['+', '-', '*']).optional(),
  right: Part.optional(),
});
const If = z.strictObject({
  type: z.literal('if'),
  left: Part,
  test: z.enum(['<', '>', '==']),
  right: Part,
  yes: z.array(Assign).min(1),
  no: z.array(Assign),
});
const Loop = z.strictObject({
  type: z.literal('loop'),
  counter: Letter,
  turns: z.int().positive(),
  body: z.array(z.union([Assign, If])).min(1),
});
const Step = z.union([Assign, If, Loop]);
export type Step = z.infer<typeof Step>;
type Assign = z.infer<typeof Assign>;
const Scene = z.strictObject({ steps: z.array(Step).min(2), printed: Letter });
type Scene = z.infer<typeof Scene>;

/** Python reads letters alike, so that the pools differ in them; its words and signs are closed by nature. */
const LETTERS: Readonly<Record<Pool, { values: readonly string[]; counters: readonly string[] }>> =
  {
    training: { values: words('a b c d x y z'), counters: words('i j k') },
    exam: { values: words('e f g h p q r s'), counters: words('m n t') },
  };

const LEVELS = [
  { values: 2, steps: 3, loops: 0, ifs: 0, within: 0 },
  { values: 3, steps: 4, loops: 0, ifs: 0, within: 0 },
  { values: 3, steps: 4, loops: 1, ifs: 0, within: 0 },
  { values: 3, steps: 4, loops: 1, ifs: 2, within: 0 },
  { values: 3, steps: 4, loops: 1, ifs: 2, within: 1 },
  { values: 4, steps: 5, loops: 2, ifs: 2, within: 1 },
  { values: 4, steps: 6, loops: 2, ifs: 3, within: 1 },
  { values: 5, steps: 7, loops: 2, ifs: 4, within: 2 },
  { values: 5, steps: 9, loops: 3, ifs: 4, within: 2 },
] as const;
const LARGEST = 500;

/** What a reader gets who skips a part of the work; undefined where there is no such part. */
const SLIPS: Readonly<Record<string, (scene: Scene) => number | undefined>> = {
  'every loop once': ({ steps, printed }) =>
    steps.some(({ type }) => type === 'loop') ? run(steps, { once: true }).get(printed) : undefined,
  'every condition is true': ({ steps, printed }) =>
    hasIf(steps) ? run(steps, { always: true }).get(printed) : undefined,
  'every condition is false': ({ steps, printed }) =>
    hasIf(steps) ? run(steps, { always: false }).get(printed) : undefined,
  'the first value': ({ steps, printed }) => {
    const first = steps.find((step) => step.type === 'assign' && step.to === printed);
    return first?.type === 'assign' && typeof first.left === 'number' ? first.left : undefined;
  },
  'the last number written': ({ steps }) => Number(linesOf(steps).join(' ').match(/\d+/g)?.at(-1)),
  'another variable': ({ steps, printed }) =>
    [...run(steps)].find(([letter]) => letter !== printed)?.[1],
};

/**
 * What a small Python program prints (levels after TinyPy: assignments, then conditions, then loops). Each loop and
 * each condition matters: to run a loop once, or to take every condition for true, gives another number.
 */
export const programTrace = defineFamily<Scene>({
  name: 'program-trace',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'program-trace',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ steps, printed }) => [...linesOf(steps), `print(${printed})`].join('\n'),
  questions: () => [
    'What does this program print?',
    'Which number does the program print?',
    'Run the program in your head. What does it print?',
    'Go through the program line by line. Which number does it print at the end?',
    'Find the number that the program prints.',
    'The program is in Python. What does it print?',
  ],
  examQuestions: () => [
    'If a computer runs this program, which number will it show?',
    'Work out the last line: which number is printed?',
    'Say which number comes out of the program.',
  ],
  solve: (scene) => [String(answerOf(scene))],
  solvePrompt: runLines,
  say: (answer) => `The program prints ${answer}.`,
  explain({ steps, printed }) {
    const trace: string[] = [];
    const values = run(steps, { note: (line) => trace.push(line) });
    return [...trace, `The program prints ${printed}, which is ${values.get(printed)}.`];
  },
  mistakes(scene) {
    const right = answerOf(scene);
    const others = [...run(scene.steps).values()];
    return nearNumbers(right, [
      ...Object.values(SLIPS).map((slip) => slip(scene) ?? right),
      ...others,
    ]);
  },
  shortcuts: Object.fromEntries(
    Object.entries(SLIPS).map(([name, slip]) => [name, (scene: Scene) => slip(scene)?.toString()]),
  ),
  verify: (response, scene) =>
    verifyNumber(response.replaceAll(/\bprint\([a-z]\)/g, 'it'), answerOf(scene)),
  structure({ steps, printed }) {
    // The same up to the names of variables.
    const letters: string[] = [];
    return [...linesOf(steps), printed].join('\n').replaceAll(/\b[a-z]\b/g, (letter) => {
      if (!letters.includes(letter)) letters.push(letter);
      return `v${letters.indexOf(letter)}`;
    });
  },
  vocabulary: () => ({
    allowed: words(
      'program print prints printed run number line computer python end find work out',
    ),
    required: [['program', 'python', 'code']],
    odd: words('print prints printed'),
    even: [],
  }),
});

function hasIf(steps: readonly Step[]): boolean {
  return steps.some((step) => step.type === 'if' || (step.type === 'loop' && hasIf(step.body)));
}

function answerOf({ steps, printed }: Scene): number {
  return run(steps).get(printed)!;
}

/** The variables at the end. `once` and `always` are a careless reader's way to run loops and conditions. */
function run(
  steps: readonly Step[],
  how: { once?: boolean; always?: boolean; note?: (line: string) => void } = {},
  values = new Map<string, number>(),
): Map<string, number> {
  const valueOf = (part: Part): number =>
    typeof part === 'number' ? part : (values.get(part) ?? Number.NaN);
  for (const step of steps) {
    if (step.type === 'assign') {
      const [a, b] = [valueOf(step.left), valueOf(step.right ?? 0)];
      const value = step.sign === '*' ? a * b : step.sign === '-' ? a - b : a + b;
      values.set(step.to, value);
      how.note?.(`${lineOf(step)}: now ${step.to} is ${value}.`);
    } else if (step.type === 'if') {
      const [a, b] = [valueOf(step.left), valueOf(step.right)];
      const holds = step.test === '<' ? a < b : step.test === '>' ? a > b : a === b;
      how.note?.(`${lineOf(step)} ${a} and ${b}: ${holds ? 'true' : 'false'}.`);
      run((how.always ?? holds) ? step.yes : step.no, how, values);
    } else {
      const turns = how.once === true ? 1 : step.turns;
      for (let turn = 0; turn < turns; turn++) {
        values.set(step.counter, turn);
        how.note?.(
          `${lineOf(step)} turn ${turn + 1} of ${step.turns}, ${step.counter} is ${turn}.`,
        );
        run(step.body, how, values);
      }
    }
  }
  return values;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const knobs = knobsAt(LEVELS, level);
  for (;;) {
    const letters = random.shuffle(LETTERS[pool].values).slice(0, knobs.values);
    const counters = random.shuffle(LETTERS[pool].counters);
    const number = (): number => 1 + random.integer(9);
    const assign = (others: readonly string[] = letters): Assign => {
      const [to, from] = [random.pick(letters), random.pick(letters)];
      const sign = random.pick(['+', '+', '-', '-', '*'] as const);
      if (sign === '*')
        return { type: 'assign', to, left: from, sign, right: 2 + random.integer(2) };
      const right = random.integer(2) === 0 ? number() : random.pick(others);
      return { type: 'assign', to, left: from, sign, right };
    };
    const choice = (others?: readonly string[]): z.infer<typeof If> => ({
      type: 'if',
      left: random.pick(others ?? letters),
      test: random.pick(['<', '>', '<', '>', '==']),
      right: random.integer(2) === 0 ? number() : random.pick(letters),
      yes: [assign(others)],
      no: random.integer(2) === 0 ? [assign(others)] : [],
    });
    const rest: Step[] = Array.from({ length: knobs.steps - 1 }, () => assign());
    for (let at = 0; at < knobs.loops; at++) {
      const counter = counters[at]!;
      const others = [...letters, counter];
      const body: z.infer<typeof Loop>['body'] = [assign(others), assign(others)];
      if (at < knobs.within) body[1] = choice(others);
      rest.push({ type: 'loop', counter, turns: 2 + random.integer(3), body });
    }
    for (let at = knobs.within; at < knobs.ifs; at++) rest.push(choice());
    const start = letters.map((to): Assign => ({ type: 'assign', to, left: number() }));
    const scene = { steps: [...start, ...random.shuffle(rest)], printed: random.pick(letters) };
    if (isGood(scene)) return scene;
  }
}

/** Whether the numbers stay small, and no loop, condition or later line can be left out. */
function isGood(scene: Scene): boolean {
  const right = answerOf(scene);
  if ([...run(scene.steps).values()].some((value) => Math.abs(value) > LARGEST)) return false;
  return Object.values(SLIPS).every((slip) => slip(scene) !== right);
}
