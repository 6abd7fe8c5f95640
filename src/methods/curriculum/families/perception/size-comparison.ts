import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyName } from './name-claims.ts';
import { sizeComparisonPicture } from './size-comparison-picture.ts';

/** Whose bars they are. */
const NAMES: Readonly<Record<Pool, readonly string[]>> = {
  training: words('cat dog cow bear duck frog bird fish'),
  exam: words('boat train truck bike sock spoon towel book bed'),
};
const SIGNS: Readonly<Record<Pool, readonly string[]>> = {
  training: ['=', '#', '*', '-'],
  exam: ['+', '%', '~', '@'],
};
const ORDINALS = ['', 'second ', 'third ', 'fourth ', 'fifth '];

const Scene = z.strictObject({
  sign: z.string().length(1),
  /** From the top. `start` is the empty room before a bar. */
  bars: z
    .array(z.strictObject({ name: z.string(), start: z.int().min(0), length: z.int().min(1) }))
    .min(2),
  /** From which end bars are ranked, and the rank from there, from 1. */
  end: z.enum(['longest', 'shortest']),
  rank: z.int().min(1).max(5),
});
type Scene = z.infer<typeof Scene>;
type Bar = Scene['bars'][number];

/**
 * `percent`: each bar's length in hundredths of the next longer one's, or less by up to two signs; `shifted`: bars start
 * anywhere.
 */
const LEVELS = [
  { bars: 3, percent: 50, shifted: 0 },
  { bars: 3, percent: 60, shifted: 1 },
  { bars: 4, percent: 67, shifted: 1 },
  { bars: 4, percent: 75, shifted: 1 },
  { bars: 5, percent: 80, shifted: 1 },
  { bars: 6, percent: 83, shifted: 1 },
  { bars: 7, percent: 86, shifted: 1 },
  { bars: 8, percent: 90, shifted: 1 },
  { bars: 9, percent: 91, shifted: 1 },
] as const;

/**
 * Which bar has the asked rank by its length? Lengths keep a ratio from one bar to the next (Weber's law: 1:2 is easy
 * to see, 9:10 is hard). Each rank is as likely to be asked for, and any bar may reach furthest to the right.
 */
export const sizeComparison = defineFamily<Scene>({
  name: 'size-comparison',
  version: 1,
  stage: 'perception',
  skill: 'size-comparison',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ sign, bars, end, rank }) {
    const width = Math.max(...bars.map(({ name }) => name.length)) + 2;
    const lines = bars.map(
      ({ name, start, length }) =>
        `${`${name}:`.padEnd(width)}${' '.repeat(start)}${sign.repeat(length)}`,
    );
    return `The bars:\n${lines.join('\n')}\nFind: ${ORDINALS[rank - 1]}${end}. All are different.`;
  },
  picture: sizeComparisonPicture,
  questions({ end, rank }) {
    const wanted = `${ORDINALS[rank - 1]}${end}`;
    return [
      `The ${wanted}: which one?`,
      `Find it: the ${wanted}.`,
      `Which bar? The ${wanted}.`,
      `Look at the bars: ${wanted}?`,
      `What is it? The ${wanted}.`,
      `Which one is it: ${wanted}?`,
    ];
  },
  examQuestions({ end, rank }) {
    const wanted = `${ORDINALS[rank - 1]}${end}`;
    return [`Name it: the ${wanted}.`, `Where is the bar: ${wanted}?`, `Tell me: the ${wanted}.`];
  },
  solve({ bars, end, rank }) {
    // The bar of rank r is the one with r - 1 bars before it.
    const before = (bar: Bar): number =>
      bars.filter(({ length }) => (end === 'longest' ? length > bar.length : length < bar.length))
        .length;
    return bars.filter((bar) => before(bar) === rank - 1).map(({ name }) => name);
  },
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ bars, end, rank }) {
    const ordered = bars.toSorted((a, b) =>
      end === 'longest' ? b.length - a.length : a.length - b.length,
    );
    return [
      ...bars.map(({ name, length }) => `The ${name} bar has ${length} signs.`),
      `From the ${end} on: ${ordered.map(({ name }) => name).join(', ')}.`,
      `So the ${ORDINALS[rank - 1]}${end} bar is ${ordered[rank - 1]!.name}.`,
    ];
  },
  mistakes(scene) {
    const right = scene.bars.find(({ name }) => name === this.solve(scene)[0])!;
    // The nearer in length, the likelier.
    return scene.bars
      .filter((bar) => bar !== right)
      .toSorted((a, b) => Math.abs(a.length - right.length) - Math.abs(b.length - right.length))
      .map(({ name }) => name);
  },
  shortcuts: {
    'the longest bar': (scene) => best(scene, ({ length }) => length),
    'the shortest bar': (scene) => best(scene, ({ length }) => -length),
    'the first bar': ({ bars }) => bars[0]!.name,
    'the last bar': ({ bars }) => bars.at(-1)!.name,
    'the longest name': (scene) => best(scene, ({ name }) => name.length),
    'the bar that starts last': (scene) => best(scene, ({ start }) => start),
    'the bar that starts first': (scene) => best(scene, ({ start }) => -start),
    // Where all bars start together, how far they reach is how long they are.
    'how far the bars reach': ({ bars, end, rank }) =>
      bars.every(({ start }) => start === bars[0]!.start)
        ? undefined
        : bars.toSorted((a, b) =>
            end === 'longest' ? reachOf(b) - reachOf(a) : reachOf(a) - reachOf(b),
          )[rank - 1]!.name,
  },
  verify,
  structure: ({ bars, end, rank }) => ({
    end,
    rank,
    // The same up to names and the order of the bars.
    bars: bars.map(({ start, length }) => `${start}+${length}`).toSorted(),
  }),
  vocabulary: ({ end, rank }) => ({
    allowed: words(
      'bar bars one look find name say tell see spot identify pick choose point name color length all',
    ),
    required: [
      [end],
      words('bar bars which what one'),
      ...(rank === 1 ? [] : [[ORDINALS[rank - 1]!.trim()]]),
    ],
    // The rank stands once and is not denied.
    odd: [end],
    even: [],
  }),
});

/** The bar of the highest value, the first of several. */
function best({ bars }: Scene, value: (bar: Bar) => number): string {
  return bars.reduce((a, b) => (value(b) > value(a) ? b : a)).name;
}

function reachOf({ start, length }: Bar): number {
  return start + length;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { bars: count, percent, shifted } = knobsAt(LEVELS, level);
  // Shorter bars could not keep the ratio in whole signs.
  const least = Math.max(2, Math.round(percent / (100 - percent)));
  const lengths = [least + random.integer(count < 4 ? 5 : 3)];
  while (lengths.length < count) {
    const last = lengths.at(-1)!;
    lengths.push(Math.max(last + 1, Math.round((last * 100) / percent) + random.integer(3)));
  }
  const names = random.shuffle(NAMES[pool]).slice(0, count);
  const order = random.shuffle(lengths);
  const longest = lengths.at(-1)!;
  // Any bar may end furthest right, and any may start furthest left or right.
  const furthest = random.integer(count);
  const bars = order.map((length, index) => {
    const room = longest - length;
    const start = index === furthest ? room + 2 + random.integer(3) : random.integer(room + 2);
    return { name: names[index]!, start: shifted === 1 ? start : 0, length };
  });
  const place = random.integer(count);
  const end = place < count / 2 ? 'longest' : 'shortest';
  return {
    sign: random.pick(SIGNS[pool]),
    bars,
    end,
    rank: end === 'longest' ? place + 1 : count - place,
  };
}

/** Measures each line's run of signs and sorts the lines by it. */
function solvePrompt(prompt: string): string[] {
  const wanted = /^Find: (?:(second|third|fourth|fifth) )?(longest|shortest)\./m.exec(prompt);
  if (wanted === null) return [];
  const runs = [...prompt.matchAll(/^([a-z]+): +(\S+)$/gm)].map(
    ([, name, run]) => [name!, run!.length] as const,
  );
  const sorted = runs.toSorted((a, b) => a[1] - b[1]);
  if (wanted[2] === 'longest') sorted.reverse();
  const found = sorted[['second', 'third', 'fourth', 'fifth'].indexOf(wanted[1] ?? '') + 1];
  if (found === undefined) return [];
  return runs.filter((run) => run[1] === found[1]).map(([name]) => name);
}

const LONG = /\b(?:longest|largest|biggest)\b/;
const SHORT = /\b(?:shortest|smallest|littlest)\b/;

/** Right when the one name named is the bar's; a claim about the other end of the row is about another bar. */
function verify(response: string, scene: Scene): Verdict {
  const read = readClaims(response);
  if ('claims' in read) {
    const other = scene.end === 'longest' ? SHORT : LONG;
    if (read.claims.some((claim) => other.test(claim))) {
      return { correct: false, reason: 'wrong-end' };
    }
  }
  const said = response.replace(
    /,? (?:(?:is|and) )?(?:longer|shorter|bigger|smaller|larger) than (?:the )?[a-z]+(?: (?:bar|one))?/gi,
    ' ',
  );
  return verifyName(said, sizeComparison.solve(scene)[0]!, [...NAMES.training, ...NAMES.exam]);
}
