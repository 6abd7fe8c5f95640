import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Verdict, words } from '../family.ts';
import { verifyName } from './name-claims.ts';

const COLOURS = words('red blue green yellow black white orange purple');
const SIGNS = ['=', '#', '*', '-'] as const;
const ORDINALS = ['', 'second ', 'third ', 'fourth '];

const Scene = z.strictObject({
  sign: z.enum(SIGNS),
  /** From the top. `start` is the empty room before a bar. */
  bars: z
    .array(z.strictObject({ colour: z.string(), start: z.int().min(0), length: z.int().min(1) }))
    .min(2),
  /** From which end bars are ranked, and the rank from there, from 1. */
  end: z.enum(['longest', 'shortest']),
  rank: z.int().min(1).max(4),
});
type Scene = z.infer<typeof Scene>;
type Bar = Scene['bars'][number];

/** `percent`: each bar's length in hundredths of the next longer one's, or one sign less; `shifted`: bars start anywhere. */
const LEVELS = [
  { bars: 2, percent: 50, shifted: 0 },
  { bars: 3, percent: 60, shifted: 0 },
  { bars: 3, percent: 67, shifted: 1 },
  { bars: 4, percent: 75, shifted: 1 },
  { bars: 5, percent: 80, shifted: 1 },
  { bars: 6, percent: 83, shifted: 1 },
  { bars: 7, percent: 86, shifted: 1 },
  { bars: 8, percent: 90, shifted: 1 },
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
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ sign, bars, end, rank }) {
    const width = Math.max(...bars.map(({ colour }) => colour.length)) + 2;
    const lines = bars.map(
      ({ colour, start, length }) =>
        `${`${colour}:`.padEnd(width)}${' '.repeat(start)}${sign.repeat(length)}`,
    );
    return `The bars:\n${lines.join('\n')}\nLook for the ${ORDINALS[rank - 1]}${end} bar. All bars have different lengths.`;
  },
  questions({ end, rank }) {
    const wanted = `${ORDINALS[rank - 1]}${end}`;
    return [
      `Which bar is the ${wanted}?`,
      `What colour is the ${wanted} bar?`,
      `Find the ${wanted} bar.`,
      `Look at the bars. Which one is the ${wanted}?`,
      `Name the ${wanted} bar.`,
      `Say which of the bars is the ${wanted}.`,
    ];
  },
  solve({ bars, end, rank }) {
    // The bar of rank r is the one with r - 1 bars before it.
    const before = (bar: Bar): number =>
      bars.filter(({ length }) => (end === 'longest' ? length > bar.length : length < bar.length))
        .length;
    return bars.filter((bar) => before(bar) === rank - 1).map(({ colour }) => colour);
  },
  solvePrompt,
  say: (answer, { end, rank }) => `The ${ORDINALS[rank - 1]}${end} bar is ${answer}.`,
  explain({ bars, end, rank }) {
    const ordered = bars.toSorted((a, b) =>
      end === 'longest' ? b.length - a.length : a.length - b.length,
    );
    return [
      ...bars.map(({ colour, length }) => `The ${colour} bar has ${length} signs.`),
      `From the ${end} on: ${ordered.map(({ colour }) => colour).join(', ')}.`,
      `So the ${ORDINALS[rank - 1]}${end} bar is ${ordered[rank - 1]!.colour}.`,
    ];
  },
  mistakes(scene) {
    const right = scene.bars.find(({ colour }) => colour === this.solve(scene)[0])!;
    // The nearer in length, the likelier.
    return scene.bars
      .filter((bar) => bar !== right)
      .toSorted((a, b) => Math.abs(a.length - right.length) - Math.abs(b.length - right.length))
      .map(({ colour }) => colour);
  },
  verify,
  structure: ({ bars, end, rank }) => ({
    end,
    rank,
    // The same up to colours and the order of the bars.
    bars: bars.map(({ start, length }) => `${start}+${length}`).toSorted(),
  }),
  vocabulary: ({ end, rank }) => ({
    allowed: words(
      'bar bars one look find name say tell see spot identify pick choose point colour color length all',
    ),
    required: [[end], words('bar bars'), ...(rank === 1 ? [] : [[ORDINALS[rank - 1]!.trim()]])],
    // The rank stands once and is not denied.
    odd: [end],
    even: [],
  }),
});

function draw(random: Random, level: number): Scene {
  const { bars: count, percent, shifted } = LEVELS[level - 1]!;
  // Shorter bars could not keep the ratio in whole signs.
  const least = Math.max(2, Math.round(percent / (100 - percent)));
  const lengths = [least + random.integer(count < 4 ? 5 : 3)];
  while (lengths.length < count) {
    const last = lengths.at(-1)!;
    lengths.push(Math.max(last + 1, Math.round((last * 100) / percent)));
  }
  const colours = random.shuffle(COLOURS).slice(0, count);
  const order = random.shuffle(lengths);
  const longest = lengths.at(-1)!;
  // Any bar may end furthest right, and any may start furthest left or right.
  const furthest = random.integer(count);
  const bars = order.map((length, index) => {
    const room = longest - length;
    const start = index === furthest ? room + 2 + random.integer(3) : random.integer(room + 2);
    return { colour: colours[index]!, start: shifted === 1 ? start : 0, length };
  });
  const place = random.integer(count);
  const end = place < count / 2 ? 'longest' : 'shortest';
  return {
    sign: random.pick(SIGNS),
    bars,
    end,
    rank: end === 'longest' ? place + 1 : count - place,
  };
}

/** Measures each line's run of signs and sorts the lines by it. */
function solvePrompt(prompt: string): string[] {
  const wanted = /^Look for the (?:(second|third|fourth) )?(longest|shortest) bar\./m.exec(prompt);
  if (wanted === null) return [];
  const runs = [...prompt.matchAll(/^([a-z]+): +([=#*-]+)$/gm)].map(
    ([, colour, run]) => [colour!, run!.length] as const,
  );
  const sorted = runs.toSorted((a, b) => a[1] - b[1]);
  if (wanted[2] === 'longest') sorted.reverse();
  const found = sorted[['second', 'third', 'fourth'].indexOf(wanted[1] ?? '') + 1];
  if (found === undefined) return [];
  return runs.filter((run) => run[1] === found[1]).map(([colour]) => colour);
}

const LONG = /\b(?:longest|largest|biggest)\b/;
const SHORT = /\b(?:shortest|smallest|littlest)\b/;

/** Right when the one colour named is the bar's; a claim about the other end of the row is about another bar. */
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
  return verifyName(said, sizeComparison.solve(scene)[0]!, COLOURS);
}
