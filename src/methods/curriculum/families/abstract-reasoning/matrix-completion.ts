import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyLetter } from './letter-answer.ts';
import { solveMatrix } from './matrix-text.ts';

const FEATURES = ['shape', 'colour', 'count', 'size', 'pattern'] as const;
type Feature = (typeof FEATURES)[number];
/** Colours, shapes and patterns of a pool; sizes and numbers are few by nature. */
const VALUES: Readonly<
  Record<Pool, Readonly<Record<'shape' | 'colour' | 'size' | 'pattern', readonly string[]>>>
> = {
  training: {
    shape: words('star circle square ring cross heart'),
    colour: words('red blue green yellow black white'),
    size: words('big little tiny huge'),
    pattern: words('plain striped spotted checked'),
  },
  exam: {
    shape: words('triangle moon arrow flower leaf'),
    colour: words('orange purple brown pink grey'),
    size: words('large small long short'),
    pattern: words('dark pale shiny bright'),
  },
};
const RULES = ['same', 'three', 'step', 'sum'] as const;
type Rule = (typeof RULES)[number];
const WORDING: Record<Rule, string> = {
  same: 'It stays the same along the row.',
  three: 'The same three kinds stand in every row, in any order.',
  step: 'A number goes up or down by the same step.',
  sum: 'The third number is the first and the second together.',
};

/** One value a feature, in the order of `features`. */
const Cell = z.array(z.union([z.string(), z.int().positive()]));
type Cell = z.infer<typeof Cell>;
const Scene = z.strictObject({
  features: z.array(z.enum(FEATURES)).min(3),
  rules: z.array(z.enum(RULES)).min(2),
  /** Three rows; the last cell of the last is missing. */
  rows: z.array(z.array(Cell)).length(3),
  options: z.array(Cell).min(4).max(8),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { features: 3, rules: 2, changing: 1, options: 4 },
  { features: 3, rules: 2, changing: 2, options: 4 },
  { features: 3, rules: 3, changing: 2, options: 4 },
  { features: 3, rules: 3, changing: 3, options: 4 },
  { features: 4, rules: 3, changing: 3, options: 4 },
  { features: 4, rules: 3, changing: 3, options: 8 },
  { features: 4, rules: 4, changing: 3, options: 8 },
  { features: 4, rules: 4, changing: 4, options: 8 },
  { features: 5, rules: 4, changing: 5, options: 8 },
] as const;

/**
 * The missing cell of a three-by-three matrix (after Raven's Progressive Matrices, 1938). The options combine two values
 * each of two or three features, every value equally often, so that the commonest features of the options lead nowhere
 * (the fault of RAVEN that Hu et al. 2021 mended).
 */
export const matrixCompletion = defineFamily<Scene>({
  name: 'matrix-completion',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'matrix-completion',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ features, rules, rows, options }) =>
    [
      ...rows.map((row, index) => {
        const cells = row.map((cell) => phrase(cell, features));
        return `Row ${index + 1}: ${(index === 2 ? [...cells, '?'] : cells).join(', ')}`;
      }),
      'In every row, each feature follows one and the same of these rules:',
      ...rules.map((rule) => `- ${WORDING[rule]}`),
      'Options:',
      ...options.map((cell, index) => `${LETTERS[index]}: ${phrase(cell, features)}`),
    ].join('\n'),
  questions: () => [
    'Which option belongs in the empty place?',
    'Which option fits at the question mark?',
    'What comes in place of the question mark? Give the letter.',
    'Find the option that completes the last row.',
    'Choose the letter of the cell that is missing.',
    'The last cell is missing. Which option is it?',
  ],
  examQuestions: () => [
    'One cell is hidden. Say the letter of the option that must be there.',
    'Look along the rows. Which letter ends the third row in the right way?',
    'By which option can the question mark be replaced?',
  ],
  solve: (scene) => fitting(scene).map((index) => LETTERS[index]!),
  solvePrompt: solveMatrix,
  say: (answer) => `Option ${answer} fits.`,
  explain(scene) {
    const [right] = fitting(scene) as [number];
    const option = scene.options[right]!;
    const steps = scene.features.map((feature, at) => {
      const rule = rulesOf(scene, at, option[at]!)[0]!;
      const shown = scene.rows.map((row) => row.map((cell) => cell[at]).join(' '));
      return `${feature}: ${shown.join(' / ')}. ${WORDING[rule]} So it is ${option[at]}.`;
    });
    return [...steps, `That is ${phrase(option, scene.features)}: option ${LETTERS[right]}.`];
  },
  mistakes(scene) {
    const right = fitting(scene);
    return scene.options.flatMap((_, index) => (right.includes(index) ? [] : [LETTERS[index]!]));
  },
  shortcuts: {
    'most like the cell before': ({ rows, options }) => likest(options, [rows[2]![1]!]),
    'most like the cell above': ({ rows, options }) => likest(options, [rows[1]![2]!]),
    'most like the first cell': ({ rows, options }) => likest(options, [rows[0]![0]!]),
    'most like the last row': ({ rows, options }) => likest(options, rows[2]!),
    'most like all cells': ({ rows, options }) => likest(options, rows.flat()),
    'least like all cells': ({ rows, options }) => likest(options, rows.flat(), -1),
    'most like the other options': ({ options }) => likest(options, options),
    'a cell not seen before': ({ rows, options }) => {
      const seen = new Set(rows.flat().map((cell) => cell.join(' ')));
      return LETTERS[options.findIndex((cell) => !seen.has(cell.join(' ')))];
    },
  },
  verify: (response, scene) => {
    const right = fitting(scene)[0]!;
    const named = scene.options.map((cell) => phrase(cell, scene.features));
    return verifyLetter(response, {
      right: LETTERS[right]!,
      named,
      letters: LETTERS.slice(0, named.length),
    });
  },
  structure({ features, rules, rows, options }) {
    // The same up to the order of the options and of the listed rules.
    return {
      features,
      rules: rules.toSorted(),
      rows,
      options: options.map((cell) => cell.join(' ')).toSorted(),
    };
  },
  vocabulary: () => ({
    allowed: words(
      'option letter row last missing cell place question mark find choose fits belongs completes',
    ),
    required: [words('option letter')],
    odd: words('missing empty question completes'),
    even: [],
  }),
});

const LETTERS = [...'ABCDEFGH'];

/** "2 big striped red stars", whatever order the features have. */
function phrase(cell: Cell, features: readonly Feature[]): string {
  const value = (feature: Feature): string | number | undefined => cell[features.indexOf(feature)];
  const count = value('count') ?? 1;
  const shape = String(value('shape'));
  const one = count === 1;
  const plural = shape.endsWith('ss') ? `${shape}es` : shape === 'leaf' ? 'leaves' : `${shape}s`;
  return [count, value('size'), value('pattern'), value('colour'), one ? shape : plural]
    .filter((word) => word !== undefined)
    .join(' ');
}

/** The rules under which a feature's values in all rows go with this value in the last place. */
function rulesOf({ rules, rows }: Scene, at: number, last: string | number): Rule[] {
  const lines = rows.map((row) => row.map((cell) => cell[at]!));
  lines[2]!.push(last);
  const sets = lines.map((line) => line.map(String).toSorted().join(' '));
  return rules.filter((rule) => {
    if (rule === 'same') return lines.every((line) => new Set(line).size === 1);
    if (rule === 'three')
      return new Set(sets).size === 1 && lines.every((line) => new Set(line).size === 3);
    if (lines.flat().some((value) => typeof value !== 'number')) return false;
    const numbers = lines as [number, number, number][];
    if (rule === 'sum') return numbers.every(([a, b, c]) => a + b === c);
    const [[a, b]] = numbers as [[number, number, number]];
    return a !== b && numbers.every(([x, y, w]) => y - x === b - a && w - y === b - a);
  });
}

function fitting(scene: Scene): number[] {
  return scene.options.flatMap((option, index) =>
    scene.features.every((_, at) => rulesOf(scene, at, option[at]!).length > 0) ? [index] : [],
  );
}

/** The option that shares most (or least) values with the cells; of equals, the first. */
function likest(options: readonly Cell[], cells: readonly Cell[], sign = 1): string {
  const scores = options.map((option) =>
    cells.reduce(
      (sum, cell) => sum + sign * option.filter((value, at) => cell[at] === value).length,
      0,
    ),
  );
  return LETTERS[scores.indexOf(Math.max(...scores))]!;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { features: size, rules: ruleCount, changing, options: count } = knobsAt(LEVELS, level);
  for (;;) {
    const features = FEATURES.slice(0, size);
    const moved = random.shuffle(features).slice(0, changing);
    const columns = features.map((feature) =>
      linesBy(
        random,
        feature,
        moved.includes(feature) ? pickRule(random, feature, ruleCount) : 'same',
        pool,
      ),
    );
    const cellOf = (row: number, place: number): Cell =>
      columns.map((lines) => lines[row]![place]!);
    const right = cellOf(2, 2);
    // Wrong values first where the rule is not "same": there a slip is likely.
    const varied = random
      .shuffle(features.map((_, at) => at))
      .toSorted(
        (a, b) => Number(moved.includes(features[b]!)) - Number(moved.includes(features[a]!)),
      )
      .slice(0, count === 4 ? 2 : 3);
    // One feature, or none, varies by a value not seen at all; the others by one seen often and near. So neither the
    // rarest nor the commonest value, nor what stands beside or above, is a good guess.
    const still = varied.filter((at) => !moved.includes(features[at]!));
    const from = still.length > 0 && random.next() < 0.7 ? still : varied;
    const freshAt = random.next() < (count === 4 ? 0.3 : 0.15) ? -1 : random.pick(from);
    let options: Cell[] = [right];
    for (const at of varied) {
      const lines = columns[at]!;
      const seen = [...new Set(lines.flat()), lines[2]![1]!, lines[1]![2]!];
      const fresh = kindsOf(features[at]!, pool).filter((value) => !seen.includes(value));
      const isWrong = (value: string | number): boolean => value !== right[at];
      const likely = (at === freshAt ? fresh : seen).filter(isWrong);
      const other = random.pick(likely.length > 0 ? likely : [...fresh, ...seen].filter(isWrong));
      options = options.flatMap((option) => [option, option.with(at, other)]);
    }
    const rows = [0, 1, 2].map((row) =>
      [0, 1, 2].slice(0, row === 2 ? 2 : 3).map((place) => cellOf(row, place)),
    );
    const rules = random.shuffle(RULES.slice(0, ruleCount));
    const scene: Scene = { features: [...features], rules, rows, options: random.shuffle(options) };
    if (
      new Set(options.map((cell) => cell.join(' '))).size === count &&
      fitting(scene).length === 1
    )
      return scene;
  }
}

function pickRule(random: Random, feature: Feature, ruleCount: number): Rule {
  if (feature !== 'count') return 'three';
  return random.pick(RULES.slice(1, ruleCount));
}

function kindsOf(feature: Feature, pool: Pool): readonly (string | number)[] {
  return feature === 'count' ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : VALUES[pool][feature];
}

/** Three rows of three values of one feature under a rule. */
function linesBy(random: Random, feature: Feature, rule: Rule, pool: Pool): (string | number)[][] {
  const kinds = random.shuffle(kindsOf(feature, pool));
  const three = kinds.slice(0, 3);
  if (rule === 'same') {
    return [0, 1, 2].map(() => {
      const kind = random.pick(three);
      return [kind, kind, kind];
    });
  }
  if (rule === 'three') return [0, 1, 2].map(() => random.shuffle(three));
  if (rule === 'sum') {
    return [0, 1, 2].map(() => {
      const [a, b] = [1 + random.integer(5), 1 + random.integer(4)];
      return [a, b, a + b];
    });
  }
  const step = random.pick([-3, -2, -1, 1, 2, 3]);
  return [0, 1, 2].map(() => {
    const start = 1 + random.integer(4) + (step < 0 ? -2 * step : 0);
    return [start, start + step, start + 2 * step];
  });
}
