import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { PEOPLE } from '../people.ts';
import { nearNumbers } from './near-numbers.ts';
import { verifyNumber } from '../number-answer.ts';
import { tryNumbers } from './unknown-numbers-text.ts';

const Move = z.strictObject({ type: z.enum(['add', 'take', 'times']), number: z.int().positive() });
type Move = z.infer<typeof Move>;
const Scene = z.union([
  /** Somebody thinks of a number, changes it step by step, and tells the result. */
  z.strictObject({
    form: z.literal('riddle'),
    name: z.string(),
    pronoun: z.enum(['he', 'she']),
    moves: z.array(Move).min(1),
    result: z.int(),
  }),
  /** Sums over unknowns: `factors` times the unknowns make `total`. In signs, or as prices of things. */
  z.strictObject({
    form: z.enum(['signs', 'prices']),
    names: z.array(z.string()).min(1),
    lines: z.array(z.strictObject({ factors: z.array(z.int()), total: z.int() })).min(1),
    asked: z.int().nonnegative(),
  }),
]);
type Scene = z.infer<typeof Scene>;
type Riddle = Extract<Scene, { form: 'riddle' }>;
type System = Exclude<Scene, Riddle>;

const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('cup pen ball book cake hat plate card'),
  exam: words('spoon ticket flower chair shirt toy bag'),
};
const LETTERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('b c w x y z'),
  exam: words('k m n p q r'),
};

const LEVELS = [
  { unknowns: 1, moves: 3, most: 12, factor: 3 },
  { unknowns: 1, moves: 4, most: 15, factor: 4 },
  { unknowns: 1, moves: 5, most: 20, factor: 5 },
  { unknowns: 2, moves: 5, most: 20, factor: 5 },
  { unknowns: 2, moves: 5, most: 25, factor: 7 },
  { unknowns: 2, moves: 5, most: 40, factor: 9 },
  { unknowns: 3, moves: 5, most: 40, factor: 9 },
  { unknowns: 3, moves: 5, most: 50, factor: 12 },
  { unknowns: 3, moves: 5, most: 60, factor: 20 },
] as const;

/** What a reader does who only works with the numbers that stand there. */
const SLIPS: Readonly<Record<string, (scene: Scene) => number | undefined>> = {
  'go on from the result': (scene) =>
    scene.form === 'riddle' ? scene.moves.reduce(done, scene.result) : undefined,
  'undo in the same order': (scene) =>
    scene.form === 'riddle' ? scene.moves.reduce(undone, scene.result) : undefined,
  'undo only the last': (scene) =>
    scene.form === 'riddle' ? undone(scene.result, scene.moves.at(-1)!) : undefined,
  'the total': (scene) => (scene.form === 'riddle' ? scene.result : scene.lines[0]!.total),
  'share the total': (scene) => {
    if (scene.form === 'riddle') return undefined;
    const { factors, total } = scene.lines.at(-1)!;
    return Math.round(total / factors.reduce((sum, factor) => sum + Math.abs(factor), 0));
  },
  'divide by the own factor': (scene) => {
    if (scene.form === 'riddle') return undefined;
    const line = scene.lines.find(({ factors }) => factors[scene.asked] !== 0)!;
    return Math.floor(line.total / line.factors[scene.asked]!);
  },
  'the difference of the totals': (scene) =>
    scene.form === 'riddle' || scene.lines.length < 2
      ? undefined
      : Math.abs(scene.lines[0]!.total - scene.lines[1]!.total),
};

/** Which number makes it true: number riddles with one unknown, then sums and prices with two and three. */
export const unknownNumbers = defineFamily<Scene>({
  name: 'unknown-numbers',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'unknown-numbers',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render,
  questions(scene) {
    if (scene.form === 'prices') {
      const thing = scene.names[scene.asked]!;
      return [
        `How many coins does one ${thing} cost?`,
        `What is the price of one ${thing} in coins?`,
        `Find the price of one ${thing}.`,
        `How much does one ${thing} cost?`,
        `Work out how many coins one ${thing} costs.`,
        `Somebody buys one ${thing}. How many coins is that?`,
      ];
    }
    const what =
      scene.form === 'riddle' ? `${scene.name}'s first number` : scene.names[scene.asked]!;
    return [
      `Which number is ${what}?`,
      `What is ${what}?`,
      `Find ${what}.`,
      `Work out which number ${what} is.`,
      `Which number must ${what} be?`,
      `Look at what is known. Which number is ${what}?`,
    ];
  },
  examQuestions(scene) {
    if (scene.form === 'prices') {
      const thing = scene.names[scene.asked]!;
      return [
        `You want only one ${thing}. How many coins do you need?`,
        `Say how many coins they ask for one ${thing}.`,
        `What would one ${thing} cost by itself?`,
      ];
    }
    const what =
      scene.form === 'riddle' ? `${scene.name}'s first number` : scene.names[scene.asked]!;
    return [
      `Say which number ${what} is.`,
      `Only one number fits. What must ${what} be?`,
      `Think back from what is known: which number is ${what}?`,
    ];
  },
  solve,
  solvePrompt: tryNumbers,
  say: (answer, scene) => {
    if (scene.form === 'riddle') return `${scene.name}'s first number is ${answer}.`;
    const name = scene.names[scene.asked]!;
    return scene.form === 'signs' ? `${name} = ${answer}` : `It costs ${coins(Number(answer))}.`;
  },
  explain(scene) {
    const answer = solve(scene)[0]!;
    if (scene.form === 'riddle') {
      let value = scene.result;
      const back = scene.moves.toReversed().map((move) => {
        const before = value;
        value = undone(value, move);
        const sign = { add: '-', take: '+', times: '/' }[move.type];
        return `Before that: ${before} ${sign} ${move.number} = ${value}.`;
      });
      return [`At the end: ${scene.result}.`, ...back, `The first number is ${answer}.`];
    }
    const values = rootsOf(scene.lines)!;
    const checks = scene.lines.map(({ factors, total }) => {
      const parts = factors.flatMap((factor, i) =>
        factor === 0 ? [] : [`${factor} * ${values[i]}`],
      );
      return `${parts.join(' + ').replaceAll('+ -', '- ')} = ${total}.`;
    });
    const found = scene.names.map((name, i) => `${name} is ${values[i]}`);
    return [
      `Only these numbers fit all lines: ${found.join(', ')}.`,
      ...checks,
      `The answer is ${answer}.`,
    ];
  },
  mistakes(scene) {
    const right = Number(solve(scene)[0]);
    const slips = Object.values(SLIPS).map((slip) => slip(scene) ?? right);
    const others = scene.form === 'riddle' ? [] : rootsOf(scene.lines)!;
    return nearNumbers(right, [...others, ...slips], 0);
  },
  shortcuts: Object.fromEntries(
    Object.entries(SLIPS).map(([name, slip]) => [name, (scene: Scene) => slip(scene)?.toString()]),
  ),
  verify(response, scene): Verdict {
    // "One cup costs 5" and "x = 5" claim one number.
    const names = scene.form === 'prices' ? scene.names.join('|') : '';
    const told =
      names === ''
        ? response
        : response.replaceAll(new RegExp(`\\b(?:one|1|a) (${names})\\b`, 'gi'), 'the $1');
    // "c = 19 and b = 14" answers the one that is asked, and says the other beside it.
    const others =
      scene.form === 'signs' ? scene.names.filter((_, at) => at !== scene.asked).join('') : '';
    const asked =
      others === ''
        ? told
        : told.replaceAll(new RegExp(`\\b[${others}] ?= ?[-−]?\\d+\\b(?! ?[-+*/×·])`, 'gi'), ' ');
    return verifyNumber(asked.replaceAll(/\bfirst number\b/gi, 'start'), Number(solve(scene)[0]));
  },
  structure: (scene) =>
    scene.form === 'riddle'
      ? { moves: scene.moves, result: scene.result }
      : {
          lines: scene.lines.map(({ factors, total }) => [...factors, total].join(' ')).toSorted(),
          asked: scene.asked,
        },
  vocabulary: (scene) => ({
    allowed: words('number price coins cost costs first know known find work out much many one'),
    required: [[scene.form === 'riddle' ? scene.name.toLowerCase() : scene.names[scene.asked]!]],
    odd: words('which what how find'),
    even: [],
  }),
});

function done(value: number, { type, number }: Move): number {
  return type === 'add' ? value + number : type === 'take' ? value - number : value * number;
}

function undone(value: number, { type, number }: Move): number {
  return type === 'add' ? value - number : type === 'take' ? value + number : value / number;
}

function coins(count: number): string {
  return count === 1 ? '1 coin' : `${count} coins`;
}

function render(scene: Scene): string {
  if (scene.form === 'riddle') {
    const { name, pronoun, moves, result } = scene;
    const who = pronoun === 'he' ? 'He' : 'She';
    const told = moves.map(({ type, number }, index) => {
      const then = index === 0 ? who : `Then ${pronoun}`;
      if (type === 'times') return `${then} multiplies it by ${number}.`;
      return type === 'add' ? `${then} adds ${number}.` : `${then} takes away ${number}.`;
    });
    return [`${name} thinks of a number.`, ...told, `The result is ${result}.`].join('\n');
  }
  const { form, names, lines } = scene;
  return lines
    .map(({ factors, total }) => {
      const used = factors.flatMap((factor, i) =>
        factor === 0 ? [] : [{ factor, name: names[i]! }],
      );
      if (form === 'prices') {
        const parts = used.map(({ factor, name }) =>
          factor === 1 ? `1 ${name}` : `${factor} ${name}s`,
        );
        const single = used.length === 1 && used[0]!.factor === 1;
        return `${listed(parts)} cost${single ? 's' : ''} ${coins(total)}.`;
      }
      const parts = used.map(({ factor, name }, at) => {
        const size = Math.abs(factor) === 1 ? name : `${Math.abs(factor)} * ${name}`;
        if (at === 0) return factor < 0 ? `-${size}` : size;
        return factor < 0 ? `- ${size}` : `+ ${size}`;
      });
      return `${parts.join(' ')} = ${total}`;
    })
    .join('\n');
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function solve(scene: Scene): string[] {
  const root =
    scene.form === 'riddle'
      ? scene.moves.toReversed().reduce(undone, scene.result)
      : rootsOf(scene.lines)?.[scene.asked];
  return root === undefined || !Number.isInteger(root) ? [] : [String(root)];
}

/** The one solution of square linear equations, by Cramer's rule; undefined where there is none or more than one. */
function rootsOf(lines: System['lines']): number[] | undefined {
  const matrix = lines.map(({ factors }) => factors);
  const whole = determinant(matrix);
  if (whole === 0 || matrix.length !== matrix[0]!.length) return undefined;
  return matrix.map(
    (_, at) => determinant(lines.map(({ factors, total }) => factors.with(at, total))) / whole,
  );
}

function determinant(matrix: readonly (readonly number[])[]): number {
  if (matrix.length === 0) return 1;
  const [first, ...rest] = matrix as [readonly number[], ...(readonly number[])[]];
  return first.reduce((sum, value, at) => {
    if (value === 0) return sum;
    return (
      sum + (at % 2 === 0 ? value : -value) * determinant(rest.map((row) => row.toSpliced(at, 1)))
    );
  }, 0);
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { unknowns, moves: count, most, factor } = knobsAt(LEVELS, level);
  const upTo = (bound: number): number => 1 + random.integer(bound);
  for (;;) {
    if (unknowns === 1) {
      const { name, pronoun } = random.pick(PEOPLE[pool]);
      const moves = Array.from({ length: count }, (_, at): Move => {
        const type = random.pick(['add', 'take', at % 2 === 1 ? 'times' : 'add'] as const);
        return { type, number: type === 'times' ? 1 + upTo(factor - 1) : upTo(most) };
      });
      let value = upTo(most * 2);
      const path = moves.map((move) => (value = done(value, move)));
      const scene: Scene = { form: 'riddle', name, pronoun, moves, result: value };
      const plain = new Set(moves.map(({ type }) => type)).size > 1;
      if (plain && path.every((one) => one > 0) && value < 1_000 && isGood(scene)) return scene;
      continue;
    }
    const form = random.integer(2) === 0 ? 'signs' : 'prices';
    const names = random.shuffle((form === 'signs' ? LETTERS : THINGS)[pool]).slice(0, unknowns);
    const values = names.map(() => upTo(most));
    const lines = names.map(() => {
      const factors = names.map(() => {
        const size = random.integer(6) === 0 && unknowns > 2 ? 0 : upTo(factor);
        return form === 'signs' && size > 0 && random.integer(3) === 0 ? -size : size;
      });
      return { factors, total: factors.reduce((sum, one, i) => sum + one * values[i]!, 0) };
    });
    const scene: Scene = { form, names, lines, asked: random.integer(unknowns) };
    if (lines.some(({ factors }) => factors.filter((one) => one !== 0).length < 2)) continue;
    if (rootsOf(lines) !== undefined && isGood(scene)) return scene;
  }
}

/** Whether no slip happens to give the right number. */
function isGood(scene: Scene): boolean {
  const right = Number(solve(scene)[0]);
  return Object.values(SLIPS).every((slip) => slip(scene) !== right);
}
