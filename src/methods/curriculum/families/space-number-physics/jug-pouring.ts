import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { COLOURS } from './colours.ts';
import { verifyNumber } from '../number-answer.ts';

const Deed = z.union([
  z.strictObject({ pour: z.int().nonnegative(), into: z.int().nonnegative() }),
  z.strictObject({ fill: z.int().nonnegative() }),
  z.strictObject({ empty: z.int().nonnegative() }),
]);
type Deed = z.infer<typeof Deed>;
const Scene = z.strictObject({
  /** What each jug can hold and has at first, in cups. */
  jugs: z
    .array(z.strictObject({ colour: z.string(), size: z.int().positive(), cups: z.int().min(0) }))
    .min(2),
  deeds: z.array(Deed).min(1),
  /** Index of the jug asked about. */
  asked: z.int().nonnegative(),
});
type Scene = z.infer<typeof Scene>;

/** `whole`: 1 where jugs are also filled and emptied. */
const LEVELS = [
  { jugs: 3, deeds: 3, size: 8, whole: 0 },
  { jugs: 3, deeds: 3, size: 10, whole: 0 },
  { jugs: 3, deeds: 4, size: 12, whole: 0 },
  { jugs: 3, deeds: 5, size: 12, whole: 1 },
  { jugs: 4, deeds: 6, size: 14, whole: 1 },
  { jugs: 4, deeds: 7, size: 16, whole: 1 },
  { jugs: 5, deeds: 8, size: 18, whole: 1 },
  { jugs: 6, deeds: 10, size: 20, whole: 1 },
  { jugs: 7, deeds: 13, size: 24, whole: 1 },
] as const;

/** Water is poured between jugs until one is empty or the other full. How much is in a jug at the end? */
export const jugPouring = defineFamily<Scene>({
  name: 'jug-pouring',
  version: 1,
  stage: 'space-number-physics',
  skill: 'jug-pouring',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ jugs, deeds }) {
    return [
      ...jugs.map(
        ({ colour, size, cups }) => `The ${colour} jug can hold ${size} cups. It has ${cups}.`,
      ),
      'Then this is done:',
      ...deeds.map((deed) => `- ${sayDeed(jugs, deed)}`),
      'A pour ends when one jug is empty.',
      'It also ends when the other is full.',
    ].join('\n');
  },
  questions: ({ jugs, asked }) => {
    const jug = `the ${jugs[asked]!.colour} jug`;
    return [
      `Look at ${jug}. How many cups has it now?`,
      `Find ${jug}. How many cups are in it now?`,
      `Now ${jug}: how many cups?`,
      `Now tell: how many cups has ${jug}?`,
      `Look at ${jug} now. How many cups?`,
      `You see ${jug}. How many cups are now in it?`,
    ];
  },
  examQuestions: ({ jugs, asked }) => {
    const jug = `the ${jugs[asked]!.colour} jug`;
    return [
      `Now look into ${jug}. How many cups?`,
      `Count the cups. What does ${jug} have now?`,
      `All this is done. What is in ${jug} now, in cups?`,
    ];
  },
  solve: ({ jugs, deeds, asked }) => [String(pourAll(jugs, deeds).at(-1)![asked])],
  solvePrompt,
  say: (answer) => (answer === '1' ? '1 cup.' : `${answer} cups.`),
  explain({ jugs, deeds, asked }) {
    const told = (amounts: readonly number[]): string =>
      amounts.map((cups, index) => `${jugs[index]!.colour} ${cups}`).join(', ');
    const [first, ...after] = pourAll(jugs, deeds);
    return [
      `At first: ${told(first!)}.`,
      ...deeds.map((deed, index) => `${sayDeed(jugs, deed)} Now: ${told(after[index]!)}.`),
      `The ${jugs[asked]!.colour} jug has ${after.at(-1)![asked]}.`,
    ];
  },
  mistakes(scene) {
    const { jugs, deeds, asked } = scene;
    const right = Number(this.solve(scene)[0]);
    const { size, cups } = jugs[asked]!;
    const slips = [
      boundless(scene),
      pourAll(jugs, deeds).at(-2)![asked]!,
      cups,
      size,
      0,
      right + 1,
      right - 1,
      right + 2,
      right + 3,
    ];
    const wrong = [...new Set(slips)].filter((slip) => slip !== right && slip >= 0);
    return wrong.slice(0, 4).map(String);
  },
  verify(response, scene) {
    return verifyNumber(response, Number(this.solve(scene)[0]), { none: NONE, foreign: FOREIGN });
  },
  shortcuts: {
    'as at first': ({ jugs, asked }) => String(jugs[asked]!.cups),
    full: ({ jugs, asked }) => String(jugs[asked]!.size),
    empty: () => '0',
    'half full': ({ jugs, asked }) => String(jugs[asked]!.size >> 1),
    'size less the first cups': ({ jugs, asked }) => String(jugs[asked]!.size - jugs[asked]!.cups),
    'first pour only': ({ jugs, deeds, asked }) =>
      String(pourAll(jugs, deeds.slice(0, 1)).at(-1)![asked]),
    'last pour only': ({ jugs, deeds, asked }) =>
      String(pourAll(jugs, deeds.slice(-1)).at(-1)![asked]),
    'no jug is ever full': (scene) => String(boundless(scene)),
  },
  structure: ({ jugs, deeds, asked }) => {
    // The same up to the jugs' colours.
    return { jugs: jugs.map(({ size, cups }) => `${cups}/${size}`), deeds, asked };
  },
  vocabulary: ({ jugs, asked }) => ({
    allowed: [
      jugs[asked]!.colour,
      ...words('jug cups cup water many much number find tell say look hold holds left contains'),
    ],
    required: [['jug'], [jugs[asked]!.colour], ['cups', 'water'], words('how what')],
    odd: words('now end finally first start beginning before last'),
    even: [],
  }),
});

const NONE = /\b(?:empty|nothing|none|no cups|no water|nil)\b/;
const FOREIGN = /\b(?:lit(?:er|re)s?|jugs|pours|spoons|glasses|bottles|percent)\b/;

function sayDeed(jugs: Scene['jugs'], deed: Deed): string {
  const jug = (index: number): string => `the ${jugs[index]!.colour} jug`;
  if ('pour' in deed) return `Pour ${jug(deed.pour)} into ${jug(deed.into)}.`;
  if ('fill' in deed) return `Fill ${jug(deed.fill)} to the top.`;
  return `Pour ${jug(deed.empty)} away.`;
}

/** Cups in each jug at first and after each deed. */
function pourAll(jugs: Scene['jugs'], deeds: readonly Deed[]): number[][] {
  const states = [jugs.map(({ cups }) => cups)];
  for (const deed of deeds) {
    const next = [...states.at(-1)!];
    if ('fill' in deed) next[deed.fill] = jugs[deed.fill]!.size;
    else if ('empty' in deed) next[deed.empty] = 0;
    else {
      const { pour, into } = deed;
      const moved = Math.min(next[pour]!, jugs[into]!.size - next[into]!);
      next[pour]! -= moved;
      next[into]! += moved;
    }
    states.push(next);
  }
  return states;
}

/** What would be in the jug if every pour went whole into the other, however small it is. */
function boundless({ jugs, deeds, asked }: Scene): number {
  const cups = jugs.map((jug) => jug.cups);
  for (const deed of deeds) {
    if ('fill' in deed) cups[deed.fill] = jugs[deed.fill]!.size;
    else if ('empty' in deed) cups[deed.empty] = 0;
    else {
      cups[deed.into]! += cups[deed.pour]!;
      cups[deed.pour] = 0;
    }
  }
  return cups[asked]!;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { jugs: count, deeds: length, size: largest, whole } = knobsAt(LEVELS, level);
  const colours = random.shuffle(COLOURS[pool]).slice(0, count);
  // Full, empty, as at first, as if no jug were ever full, after the first or the last pour alone: none of these is
  // right more often than another number.
  const helps = Array.from({ length: 6 }, () => random.integer(6) === 0);
  let best: { scene: Scene; faults: number } | undefined;
  for (let attempt = 0; attempt < 40; attempt++) {
    const jugs = colours.map((colour) => {
      const size = 3 + random.integer(largest - 2);
      return { colour, size, cups: random.integer(size + 1) };
    });
    const deeds: Deed[] = [];
    let state = jugs.map(({ cups }) => cups);
    for (let tries = 0; deeds.length < length && tries < 200; tries++) {
      const deed = anyDeed(random, count, whole === 1);
      const after = pourAll(
        jugs.map((jug, index) => ({ ...jug, cups: state[index]! })),
        [deed],
      )[1]!;
      // Every deed moves some water.
      if (after.every((cups, index) => cups === state[index])) continue;
      state = after;
      deeds.push(deed);
    }
    if (deeds.length < length) continue;
    for (const asked of random.shuffle(jugs.map((_, index) => index))) {
      const scene = { jugs, deeds, asked };
      const { size, cups } = jugs[asked]!;
      const [first, last] = [deeds.slice(0, 1), deeds.slice(-1)].map(
        (some) => pourAll(jugs, some)[1]![asked]!,
      );
      const says = [size, 0, cups, boundless(scene), first, last];
      const faults = says.filter(
        (value, index) => (value === state[asked]) !== helps[index],
      ).length;
      if (faults < (best?.faults ?? Infinity)) best = { scene, faults };
    }
    if (best?.faults === 0) break;
  }
  return best?.scene ?? draw(random, level, pool);
}

function anyDeed(random: Random, count: number, whole: boolean): Deed {
  const one = random.integer(count);
  const dice = whole ? random.integer(6) : 0;
  if (dice === 4) return { fill: one };
  if (dice === 5) return { empty: one };
  return { pour: one, into: (one + 1 + random.integer(count - 1)) % count };
}

/** Pours cup by cup, as the text says it. */
function solvePrompt(prompt: string): string[] {
  const room = new Map<string, number>();
  const water = new Map<string, number>();
  for (const [, jug, size, cups] of prompt.matchAll(
    /^The ([a-z]+) jug can hold (\d+) cups\. It has (\d+)\.$/gm,
  )) {
    water.set(jug!, Number(cups));
    room.set(jug!, Number(size) - water.get(jug!)!);
  }
  const change = (jug: string, by: number): void => {
    water.set(jug, water.get(jug)! + by);
    room.set(jug, room.get(jug)! - by);
  };
  for (const line of prompt.split('\n')) {
    const deed = /^- (Pour|Fill) the ([a-z]+) jug (away|to the top|into the ([a-z]+) jug)\.$/.exec(
      line,
    );
    if (deed === null) continue;
    const [, verb, jug, , other] = deed;
    if (verb === 'Fill') while (room.get(jug!)! > 0) change(jug!, 1);
    else {
      const cups = other === undefined ? Infinity : room.get(other)!;
      for (let cup = 0; cup < cups && water.get(jug!)! > 0; cup++) {
        change(jug!, -1);
        if (other !== undefined) change(other, 1);
      }
    }
  }
  const question = prompt.split('\n').find((line) => /^(?!- ).*\bthe [a-z]+ jug\b/.test(line));
  const asked = /\bthe ([a-z]+) jug\b/.exec(question ?? '')?.[1];
  const found = asked === undefined ? undefined : water.get(asked);
  return found === undefined ? [] : [String(found)];
}
