import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumber } from '../number-answer.ts';

const RULES = ['add', 'multiply', 'growing', 'turns', 'sums', 'multiply-add'] as const;
type Rule = (typeof RULES)[number];
const WORDING: Record<Rule, string> = {
  add: 'Add the same number each time (it may be negative).',
  multiply: 'Multiply by the same number each time.',
  growing: 'Add a number that itself changes by the same amount each time.',
  turns: 'Add two numbers in turns, first one and then the other (they may be negative).',
  sums: 'Each number from the third on is the sum of the two before it.',
  'multiply-add': 'Multiply by the same number and then add the same number each time.',
};
/**
 * How often each rule is drawn, in percent. One guess fits both `add` and `growing`, and one both `add` and `turns`, so
 * `add` is rare; `multiply` has few sequences.
 */
const WEIGHTS = [2, 14, 21, 21, 22, 20] as const;

const Scene = z.strictObject({
  numbers: z.array(z.int().nonnegative()).min(5),
  /** The rules that the prompt allows. */
  rules: z.array(z.enum(RULES)).min(5),
  /** How many places after the last number the wanted one stands. */
  ahead: z.int().positive(),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { ahead: 1, step: 9, most: 20_000 },
  { ahead: 1, step: 12, most: 25_000 },
  { ahead: 1, step: 20, most: 30_000 },
  { ahead: 1, step: 20, most: 40_000 },
  { ahead: 2, step: 25, most: 50_000 },
  { ahead: 2, step: 40, most: 60_000 },
  { ahead: 3, step: 40, most: 120_000 },
  { ahead: 4, step: 60, most: 200_000 },
  { ahead: 6, step: 80, most: 900_000 },
] as const;
const SHOWN = 5;

/** How a number sequence goes on. The rules it may follow are listed, and all that fit it give the same number. */
export const numberSequence = defineFamily<Scene>({
  name: 'number-sequence',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'number-sequence',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ numbers, rules, ahead }) {
    const blanks = Array.from({ length: ahead - 1 }, () => '_');
    return [
      'The sequence follows one of these rules:',
      ...rules.map((rule) => `- ${WORDING[rule]}`),
      'All the numbers in the rules are whole numbers.',
      `Sequence: ${[...numbers, ...blanks, '?'].join(', ')}`,
    ].join('\n');
  },
  questions: () => [
    'Which number belongs at the question mark?',
    'What number does the question mark stand for?',
    'Find the number at the question mark.',
    'Work out the number that belongs at the question mark.',
    'The sequence goes on in the same way. Which number is at the question mark?',
    'What is the number in the place of the question mark?',
  ],
  examQuestions: () => [
    'Say which number the question mark hides.',
    'Find out how the sequence goes on. Which number hides behind the question mark?',
    'If the rule goes on, what number comes where the question mark is?',
  ],
  solve: (scene) => [
    ...new Set(continuationsOf(scene).map(({ numbers }) => String(numbers.at(-1)))),
  ],
  solvePrompt,
  say: (answer) => `The number is ${answer}.`,
  explain(scene) {
    const [found] = continuationsOf(scene) as [Continuation];
    const all = found.numbers;
    const steps = all.slice(1).map((number, index) => `${all[index]} to ${number}`);
    return [
      WORDING[found.rule],
      `Here: ${found.how}.`,
      `Step by step: ${steps.join(', ')}.`,
      `The number at the question mark is ${all.at(-1)}.`,
    ];
  },
  mistakes(scene) {
    const { numbers, ahead } = scene;
    const right = Number(this.solve(scene)[0]);
    const [before, last] = numbers.slice(-2) as [number, number];
    const first = numbers[1]! - numbers[0]!;
    const likely = [
      last + (last - before) * ahead,
      last + first * ahead,
      last + before,
      last + (last - before) + ahead,
      continuationsOf(scene)[0]!.numbers.at(-2)!,
      right + 1,
      right - 1,
      right + 2,
      right - 2,
    ];
    // Two below and two above, so that neither the least nor the greatest is a good guess.
    const unlike = [...new Set(likely)];
    return [
      ...unlike.filter((number) => number < right).slice(0, 2),
      ...unlike.filter((number) => number > right).slice(0, 2),
    ].map(String);
  },
  shortcuts: {
    'the last step again': ({ numbers: n, ahead }) =>
      said(n.at(-1)! + (n.at(-1)! - n.at(-2)!) * ahead),
    'the first step again': ({ numbers: n, ahead }) => said(n.at(-1)! + (n[1]! - n[0]!) * ahead),
    'the last factor again': ({ numbers: n, ahead }) =>
      said((n.at(-1)! / n.at(-2)!) ** ahead * n.at(-1)!),
    'the last two together': ({ numbers: n }) => said(n.at(-1)! + n.at(-2)!),
    'the steps go on growing': ({ numbers: n, ahead }) => {
      let [last, gap] = [n.at(-1)!, n.at(-1)! - n.at(-2)!];
      const bend = gap - (n.at(-2)! - n.at(-3)!);
      for (let step = 0; step < ahead; step++) last += gap += bend;
      return said(last);
    },
    'the last number': ({ numbers: n }) => said(n.at(-1)!),
    'one more': ({ numbers: n }) => said(n.at(-1)! + 1),
  },
  verify(response, scene) {
    // "? = 30": the prompt's own sign, not a doubt.
    const told = response.replaceAll(/(?<=^|[\s*$])\? ?(?==)/g, 'it ');
    return verifyNumber(told, Number(this.solve(scene)[0]));
  },
  structure: ({ numbers, ahead }) => ({ numbers, ahead }),
  vocabulary: () => ({
    allowed: words(
      'number sequence goes on same way question mark find work out tell place belongs stand stands',
    ),
    required: [['number']],
    odd: ['question'],
    even: [],
  }),
});

function draw(random: Random, level: number): Scene {
  const { ahead, step, most } = knobsAt(LEVELS, level);
  // The order of the list tells nothing.
  const rules = random.shuffle(RULES);
  let point = random.integer(100);
  const rule = RULES[WEIGHTS.findIndex((weight) => (point -= weight) < 0)]!;
  for (;;) {
    const numbers = grow(random, rule, step, SHOWN + ahead);
    if (numbers.some((number) => number < 0 || number > most)) continue;
    const scene = { numbers: numbers.slice(0, SHOWN), rules, ahead };
    if (new Set(scene.numbers).size < 3) continue;
    const answers = new Set(continuationsOf(scene).map((found) => found.numbers.at(-1)));
    if (answers.size === 1) return scene;
  }
}

/** The first numbers of a sequence by chance under one rule. */
function grow(random: Random, rule: Rule, step: number, length: number): number[] {
  const signed = (): number => (1 + random.integer(step)) * (random.integer(2) === 0 ? 1 : -1);
  const start = random.integer(Math.max(step * 8, 300));
  const factor = 2 + random.integer(step < 12 ? 4 : 8);
  const [a, b] = [signed(), signed()];
  const numbers = [start, 1 + random.integer(step * 8)];
  if (rule !== 'sums') numbers.pop();
  for (let at = numbers.length; at < length; at++) {
    const last = numbers[at - 1]!;
    if (rule === 'add') numbers.push(last + a);
    else if (rule === 'multiply') numbers.push(last * factor);
    else if (rule === 'growing') numbers.push(last + a + b * (at - 1));
    else if (rule === 'turns') numbers.push(last + (at % 2 === 1 ? a : b));
    else if (rule === 'sums') numbers.push(last + numbers[at - 2]!);
    else numbers.push(last * factor + a);
  }
  return numbers;
}

interface Continuation {
  rule: Rule;
  /** What the rule's numbers are here. */
  how: string;
  /** The sequence as far as the wanted number. */
  numbers: number[];
}

/** Every listed rule that fits the numbers shown, with the sequence it makes. */
function continuationsOf({ numbers, rules, ahead }: Scene): Continuation[] {
  const [a, b, c] = numbers as [number, number, number];
  const found: Continuation[] = [];
  const tryOut = (rule: Rule, how: string, next: (sequence: readonly number[]) => number): void => {
    const sequence = numbers.slice(0, rule === 'sums' ? 2 : 1);
    while (sequence.length < numbers.length + ahead) sequence.push(next(sequence));
    if (numbers.every((number, index) => number === sequence[index])) {
      found.push({ rule, how, numbers: sequence });
    }
  };
  for (const rule of rules) {
    if (rule === 'add') tryOut(rule, `add ${b - a}`, (sequence) => lastOf(sequence) + b - a);
    if (rule === 'growing') {
      const change = c - b - (b - a);
      tryOut(
        rule,
        `add ${b - a} first, and ${change} more each time`,
        (sequence) => lastOf(sequence) + b - a + change * (sequence.length - 1),
      );
    }
    if (rule === 'turns') {
      tryOut(
        rule,
        `add ${b - a} and ${c - b} in turns`,
        (sequence) => lastOf(sequence) + (sequence.length % 2 === 1 ? b - a : c - b),
      );
    }
    if (rule === 'sums') {
      tryOut(
        rule,
        `${a} and ${b} make ${a + b}`,
        (sequence) => lastOf(sequence) + sequence.at(-2)!,
      );
    }
    if (rule === 'multiply' || rule === 'multiply-add') {
      if (rule === 'multiply-add' && a === b) tryOut(rule, 'nothing changes', lastOf);
      const factor = rule === 'multiply' ? b / a : (c - b) / (b - a);
      const plus = rule === 'multiply' ? 0 : b - factor * a;
      if (!Number.isInteger(factor)) continue;
      const how =
        rule === 'multiply' ? `multiply by ${factor}` : `multiply by ${factor} and add ${plus}`;
      tryOut(rule, how, (sequence) => lastOf(sequence) * factor + plus);
    }
  }
  return found;
}

function said(value: number): string | undefined {
  return Number.isInteger(value) ? String(value) : undefined;
}

function lastOf(sequence: readonly number[]): number {
  return sequence.at(-1)!;
}

/** Reads rules and numbers from the text, and looks at differences, their differences, and each number beside the next. */
function solvePrompt(prompt: string): string[] {
  const line = /^Sequence: (.*), \?$/m.exec(prompt)?.[1]?.split(', ');
  if (line === undefined) return [];
  const shown = line.filter((text) => text !== '_').map(Number);
  const more = line.length - shown.length + 1;
  const gaps = shown.slice(1).map((number, index) => number - shown[index]!);
  const bends = gaps.slice(1).map((gap, index) => gap - gaps[index]!);
  const wanted = new Set<number>();
  const far = shown.length - 1 + more;
  if (prompt.includes('- Add the same number') && areAlike(gaps))
    wanted.add(shown[0]! + gaps[0]! * far);
  if (prompt.includes('- Add a number that itself') && areAlike(bends)) {
    wanted.add(shown[0]! + gaps[0]! * far + (bends[0]! * far * (far - 1)) / 2);
  }
  if (
    prompt.includes('- Add two numbers in turns') &&
    gaps.every((gap, i) => i < 2 || gap === gaps[i - 2])
  ) {
    wanted.add(shown[0]! + gaps[0]! * Math.ceil(far / 2) + gaps[1]! * Math.floor(far / 2));
  }
  if (
    prompt.includes('- Each number from the third') &&
    gaps.every((gap, i) => i === 0 || gap === shown[i - 1])
  ) {
    let [low, high] = shown.slice(-2) as [number, number];
    for (let step = 0; step < more; step++) [low, high] = [high, low + high];
    wanted.add(high);
  }
  // With a factor over 100, the fourth gap would be over a million, and no number here is.
  const greatest = Math.min(Math.max(...shown, 2), 100);
  const pairs = shown.slice(1).map((number, index) => [shown[index]!, number] as const);
  for (let factor = -greatest; factor <= greatest; factor++) {
    const rests = pairs.map(([from, to]) => to - from * factor);
    if (!areAlike(rests)) continue;
    const allowed = rests[0] === 0 && prompt.includes('- Multiply by the same number each');
    if (!allowed && !prompt.includes('- Multiply by the same number and then')) continue;
    let value = shown.at(-1)!;
    for (let step = 0; step < more; step++) value = value * factor + rests[0]!;
    wanted.add(value);
  }
  return [...wanted].map(String);
}

function areAlike(values: readonly number[]): boolean {
  return new Set(values).size === 1;
}
