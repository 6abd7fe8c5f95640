import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyName } from './name-claims.ts';
import { repeatPatternPicture } from './repeat-pattern-picture.ts';

/** Things of one sort: a pattern is made of some of them. */
const THEMES: Readonly<Record<Pool, readonly (readonly string[])[]>> = {
  training: [
    words('red blue green black white gold'),
    words('cat dog duck frog bear'),
    words('jump kick walk hug kiss sit dance'),
    words('bread egg juice cake cheese'),
    words('ball hat shoe book car boat spoon sock cup chair block bike'),
    words('ear eye nose hand foot head mouth hair toe'),
  ],
  exam: [
    words('pink brown grey tan rose'),
    words('pig horse fish bird cow'),
    words('run pull push read sing sleep stop'),
    words('bed clock coat phone toy train truck'),
    words('sun moon star tree rain snow house'),
  ],
};

const Scene = z.strictObject({
  /** The whole row, its asked and its hidden things too. */
  row: z.array(z.string()).min(4),
  /** The place that is asked about, from 0. */
  asked: z.int().min(0),
  /** Other places that are not shown. */
  hidden: z.array(z.int().min(0)),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { kinds: 3, period: 5, hidden: 0, inner: 0 },
  { kinds: 3, period: 6, hidden: 0, inner: 0 },
  { kinds: 3, period: 6, hidden: 0, inner: 1 },
  { kinds: 4, period: 7, hidden: 0, inner: 1 },
  { kinds: 4, period: 7, hidden: 1, inner: 1 },
  { kinds: 4, period: 8, hidden: 2, inner: 1 },
  { kinds: 4, period: 9, hidden: 2, inner: 1 },
  { kinds: 5, period: 10, hidden: 3, inner: 1 },
  { kinds: 5, period: 11, hidden: 4, inner: 1 },
] as const;

/** Patterns drawn before the best of them is taken. */
const DRAWS = 24;

interface Guess {
  name: string;
  /** Steps back from the asked place, where the guess is a step back. */
  back?: number;
  /** How much it matters that it be right no more often than chance. */
  weight?: number;
  /** `ranked`: the things that are seen, the commonest first. */
  read(scene: Scene, ranked: readonly string[]): string | undefined;
}

/** Readers of a row who look for no part. They see no hidden thing. */
const GUESSES: readonly Guess[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((back) => ({
    name: `${back} back`,
    back,
    weight: back === 2 ? 1.5 : back >= 5 && back <= 8 ? 2 : 1,
    read: (scene: Scene) => seenAt(scene, scene.asked - back),
  })),
  { name: 'the one after', read: (scene) => seenAt(scene, scene.asked + 1) },
  { name: 'the first', read: (scene) => seenAt(scene, 0) },
  { name: 'the commonest', read: (_, ranked) => ranked[0] },
  { name: 'the rarest', weight: 6, read: (_, ranked) => ranked.at(-1) },
  {
    name: 'the commonest that is not beside the gap',
    weight: 6,
    read: (scene, ranked) =>
      ranked.find(
        (thing) =>
          thing !== seenAt(scene, scene.asked - 1) && thing !== seenAt(scene, scene.asked + 1),
      ),
  },
];

/**
 * What stands at the asked place of a row that repeats one part? Any part that fits is allowed, if the row holds it
 * whole at least twice; a scene is made only where all of them say the same.
 */
export const repeatPattern = defineFamily<Scene>({
  name: 'repeat-pattern',
  version: 1,
  stage: 'perception',
  skill: 'repeat-pattern',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ row, asked, hidden }) {
    const shown = row.map((thing, place) =>
      place === asked ? '?' : hidden.includes(place) ? '_' : thing,
    );
    const sign = hidden.length > 0 ? ' More missing: _' : '';
    return `The row: ${shown.join('; ')}\nOne part repeats. It starts the row. Two parts or more. Find this: ?${sign}`;
  },
  picture: repeatPatternPicture,
  questions: ({ row, asked }) =>
    asked === row.length - 1
      ? [
          'What comes next?',
          'What is next?',
          'Which comes next?',
          'Look. What comes next?',
          'Tell me the next.',
          'Find the next one.',
        ]
      : [
          'What is missing?',
          'Which is missing?',
          'Look. What is missing?',
          'Look at the row. What is missing?',
          'Find it. What is missing?',
          'One is missing. Which one?',
        ],
  examQuestions: ({ row, asked }) =>
    asked === row.length - 1
      ? ['Now what comes?', 'Name the next one.', 'Tell me: what is next?']
      : ['What goes there?', 'Name it: what is missing?', 'Now tell: what is missing?'],
  solve: ({ row, asked, hidden }) => fillings(row, asked, new Set([asked, ...hidden])),
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain({ row, asked, hidden }) {
    const shown = (place: number): boolean => place !== asked && !hidden.includes(place);
    const period = periodOf(row);
    const part = row.slice(0, period).join(', ');
    const like = row
      .map((_, place) => place)
      .filter((place) => shown(place) && place % period === asked % period);
    return [
      `The part ${part} repeats. It has ${period} things.`,
      `Thing ${asked + 1} is hidden. In the part it has place ${(asked % period) + 1}.`,
      ...like.map((place) => `Thing ${place + 1} has the same place: ${row[place]}.`),
      `So the hidden thing is ${row[asked]}.`,
    ];
  },
  mistakes({ row, asked }) {
    const near = [row[asked - 1], row[asked + 1], ...row];
    return [...new Set(near)].filter(
      (thing) => thing !== undefined && thing !== row[asked],
    ) as string[];
  },
  shortcuts: guesses(),
  verify: (response, { row, asked }): Verdict =>
    // "? = ball" asks nothing.
    verifyName(
      response.replaceAll(/\?(?=\W*(?:=|:|is\b))/g, 'it'),
      row[asked]!,
      Object.values(THEMES).flat(2),
    ),
  structure({ row, asked, hidden }) {
    // The same up to the names of the things and the end from which it is read.
    const back = row.length - 1;
    const signs = row.map((thing, place) =>
      place === asked ? `?${thing}` : hidden.includes(place) ? `_${thing}` : thing,
    );
    return {
      forms: [renamed(signs), renamed(signs.toReversed())].toSorted()[0],
      next: asked === back,
    };
  },
  vocabulary({ row, asked }) {
    const next = asked === row.length - 1;
    const key = next ? words('next follows follow after') : words('missing gap hidden lost hides');
    return {
      allowed: words(
        'row pattern thing things line one part look say tell find name see guess figure comes come goes go place there repeats',
      ).concat(key),
      required: [key, words('what which thing')],
      odd: key.filter((word) => word !== 'gap'),
      even: [],
    };
  },
});

/** What the allowed parts put at the asked place. */
function fillings(row: readonly string[], asked: number, unseen: ReadonlySet<number>): string[] {
  const found = new Set<string>();
  for (let period = 1; period <= row.length >> 1; period++) {
    const part: (string | undefined)[] = Array.from({ length: period }, () => undefined);
    const fits = row.every((thing, place) => {
      if (unseen.has(place)) return true;
      const held = (part[place % period] ??= thing);
      return held === thing;
    });
    // A part with an open place would allow anything there.
    if (fits) found.add(part[asked % period] ?? '?');
  }
  return [...found];
}

function periodOf(row: readonly string[]): number {
  for (let period = 1; period <= row.length >> 1; period++) {
    if (row.every((thing, place) => thing === row[place % period])) return period;
  }
  throw new TypeError('the row repeats no part');
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { kinds, period: longest } = knobsAt(LEVELS, level);
  // Several periods a level, so that no fixed step back finds the answer more often than a guess.
  const periods = Array.from({ length: kinds < 4 ? 3 : 4 }, (_, less) => longest - less);
  const period = random.pick(periods);
  // What each guess may say is drawn at first; of the rows, the one is taken that comes nearest to it.
  const wished = GUESSES.map(({ back }) =>
    back !== undefined && periods.some((other) => back % other === 0) ? 1 : random.next(),
  );
  let best = drawRow(random, level, period, pool);
  let bestFaults = Number.POSITIVE_INFINITY;
  for (let drawn = 0; drawn < DRAWS || bestFaults === Number.POSITIVE_INFINITY; drawn++) {
    const scene = drawRow(random, level, period, pool);
    const { row, asked, hidden } = scene;
    const faults = faultsOf(scene, period, wished, bestFaults);
    if (faults >= bestFaults) continue;
    if (fillings(row, asked, new Set([asked, ...hidden])).join() !== row[asked]) continue;
    [best, bestFaults] = [scene, faults];
    if (faults === 0) break;
  }
  return best;
}

/**
 * How far a row is from what the shallow guesses may say of it: a guess is right where its wish is below chance.
 * Counts no further than to `most`.
 */
function faultsOf(scene: Scene, period: number, wished: readonly number[], most: number): number {
  const { row, asked } = scene;
  const chance = 1 / new Set(row).size;
  const ranked = byFrequency(scene);
  let faults = 0;
  // The guesses that weigh most stand at the end.
  for (let index = GUESSES.length - 1; index >= 0 && faults < most; index--) {
    const { read, back = 1, weight = 1 } = GUESSES[index]!;
    // A whole number of periods back is always right.
    if (back % period === 0) continue;
    const right = read(scene, ranked) === row[asked];
    if (right !== wished[index]! < chance) faults += wished[index] === 1 ? 2 * weight : weight;
  }
  return faults;
}

function drawRow(random: Random, level: number, period: number, pool: Pool): Scene {
  const { kinds, hidden: unseen, inner } = knobsAt(LEVELS, level);
  const things = random.shuffle(random.pick(THEMES[pool])).slice(0, Math.min(kinds, period));
  const part = random.shuffle([
    ...things,
    ...Array.from({ length: period - things.length }, () => random.pick(things)),
  ]);
  const length = period * (period < 5 ? 2 + random.integer(2) : 2) + 1 + random.integer(period);
  const row = Array.from({ length }, (_, place) => part[place % period]!);
  const places = random.shuffle(row.map((_, place) => place));
  const asked = inner === 0 || random.integer(3) === 0 ? length - 1 : places[0]!;
  return {
    row,
    asked,
    hidden: places
      .filter((place) => place !== asked)
      .slice(0, unseen)
      .toSorted((a, b) => a - b),
  };
}

/** The guesses as rules of the audit. */
function guesses(): Record<string, (scene: Scene) => string | undefined> {
  return Object.fromEntries(
    GUESSES.map(({ name, read }) => [name, (scene: Scene) => read(scene, byFrequency(scene))]),
  );
}

function seenAt({ row, asked, hidden }: Scene, place: number): string | undefined {
  return place === asked || hidden.includes(place) ? undefined : row[place];
}

function byFrequency({ row, asked, hidden }: Scene): string[] {
  const counts = new Map<string, number>();
  for (const [place, thing] of row.entries()) {
    if (place !== asked && !hidden.includes(place)) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([thing]) => thing);
}

function renamed(signs: readonly string[]): string {
  const names: string[] = [];
  return signs
    .map((sign) => {
      const thing = sign.replace(/^[?_]/, '');
      if (!names.includes(thing)) names.push(thing);
      return `${sign === thing ? '' : sign.charAt(0)}${names.indexOf(thing)}`;
    })
    .join(' ');
}

/** Lays the row under itself, shifted by each length in turn, and reads off what stands under the question mark. */
function solvePrompt(prompt: string): string[] {
  const text = /^The row: (.+)$/m.exec(prompt)?.[1];
  if (text === undefined) return [];
  const signs = text.split('; ');
  const at = signs.indexOf('?');
  if (at < 0) return [];
  const answers: string[] = [];
  for (let shift = 1; 2 * shift <= signs.length; shift++) {
    const classes = new Map<number, Set<string>>();
    for (let place = 0; place < signs.length; place++) {
      const sign = signs[place]!;
      const seen = classes.get(place % shift) ?? new Set();
      if (sign !== '?' && sign !== '_') seen.add(sign);
      classes.set(place % shift, seen);
    }
    if ([...classes.values()].some((seen) => seen.size > 1)) continue;
    const here = [...classes.get(at % shift)!];
    answers.push(here[0] ?? '?');
  }
  return [...new Set(answers)];
}
