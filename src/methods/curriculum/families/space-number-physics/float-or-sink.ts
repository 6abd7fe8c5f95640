import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumber } from '../number-answer.ts';

const KINDS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('block ball stick toy shoe'),
  exam: words('nut bag shell pot cap'),
};
const LIQUIDS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('water milk'),
  exam: words('tea juice'),
};
const LETTERS: Readonly<Record<Pool, string>> = { training: 'ABCDEFGHJKL', exam: 'MNPQRSTUVWX' };

const Thing = z.strictObject({
  letter: z.string(),
  cups: z.int().positive(),
  weight: z.int().positive(),
});
type Thing = z.infer<typeof Thing>;
const Scene = z.strictObject({
  kind: z.string(),
  liquid: z.strictObject({
    name: z.string(),
    cups: z.int().positive(),
    weight: z.int().positive(),
  }),
  /** None weighs just what as much of the liquid weighs. */
  things: z.array(Thing).min(2),
  asked: z.enum(['float', 'sink']),
});
type Scene = z.infer<typeof Scene>;

/** Things; cups of the largest; cups of the liquid whose weight is told. */
const LEVELS = [
  { things: 4, size: 8, cups: 1 },
  { things: 4, size: 9, cups: 2 },
  { things: 4, size: 10, cups: 3 },
  { things: 5, size: 12, cups: 3 },
  { things: 5, size: 14, cups: 4 },
  { things: 6, size: 16, cups: 5 },
  { things: 7, size: 18, cups: 6 },
  { things: 8, size: 20, cups: 7 },
  { things: 10, size: 24, cups: 8 },
] as const;

/** How many things float? A thing does where it weighs less than as much of the liquid (after Inhelder and Piaget 1958). */
export const floatOrSink = defineFamily<Scene>({
  name: 'float-or-sink',
  version: 1,
  stage: 'space-number-physics',
  skill: 'float-or-sink',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ kind, liquid, things }) {
    const { name, cups, weight } = liquid;
    return [
      cups === 1
        ? `1 cup of ${name} weighs ${weight}.`
        : `${cups} cups of ${name} weigh ${weight}.`,
      ...things.map(
        (thing) =>
          `${titled(kind)} ${thing.letter} fills ${thing.cups} ${thing.cups === 1 ? 'cup' : 'cups'}. It weighs ${thing.weight}.`,
      ),
      `Weigh a ${kind} and ${name} of the same size.`,
      `A lighter ${kind} floats. A heavier ${kind} sinks.`,
    ].join('\n');
  },
  questions: ({ kind, liquid: { name }, asked }) => [
    `How many ${kind}s ${asked} in the ${name}?`,
    `How many of the ${kind}s ${asked}?`,
    `Find how many ${kind}s ${asked}.`,
    `All ${kind}s go into the ${name}. How many ${asked}?`,
    `Look at the ${kind}s. How many of them ${asked}?`,
    `Tell how many ${kind}s will ${asked}.`,
  ],
  examQuestions: ({ kind, liquid: { name }, asked }) => [
    `Count the ${kind}s that ${asked}.`,
    `What number of ${kind}s will ${asked}?`,
    `Put all ${kind}s in ${name}. Do some ${asked}? How many?`,
  ],
  solve({ liquid, things, asked }) {
    // Weights of equal size, compared without fractions.
    const lighter = things.filter(
      ({ cups, weight }) => weight * liquid.cups < liquid.weight * cups,
    ).length;
    return [String(asked === 'float' ? lighter : things.length - lighter)];
  },
  solvePrompt,
  say: (answer, { kind }) => `${answer} ${kind}${answer === '1' ? '' : 's'}.`,
  explain(scene) {
    const { kind, liquid, things, asked } = scene;
    const steps = things.map(({ letter, cups, weight }) => {
      const [own, other] = [weight * liquid.cups, liquid.weight * cups];
      const sums = `${weight} × ${liquid.cups} = ${own}, ${liquid.weight} × ${cups} = ${other}`;
      return `${titled(kind)} ${letter}: ${sums}: it ${own < other ? 'floats' : 'sinks'}.`;
    });
    return [...steps, `The number of ${kind}s that ${asked} is ${this.solve(scene)[0]}.`];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const all = Array.from({ length: scene.things.length + 1 }, (_, count) => String(count));
    // Nearest first; of two equally near, the count of what does the other thing.
    const swapped = String(scene.things.length - Number(right));
    return all
      .filter((count) => count !== right)
      .toSorted(
        (a, b) =>
          Math.abs(Number(a) - Number(right)) - Math.abs(Number(b) - Number(right)) ||
          Number(b === swapped) - Number(a === swapped),
      )
      .slice(0, 4);
  },
  shortcuts: {
    'the light ones float': (scene) =>
      countWhere(scene, ({ weight }) => weight < scene.liquid.weight),
    'the small ones float': (scene) => countWhere(scene, ({ cups }) => cups <= scene.liquid.cups),
    'the big ones float': (scene) => countWhere(scene, ({ cups }) => cups > scene.liquid.cups),
    'lighter than the middle one': (scene) => {
      const weights = scene.things.map(({ weight }) => weight).toSorted((a, b) => a - b);
      return countWhere(scene, ({ weight }) => weight < weights[weights.length >> 1]!);
    },
    'weight below size': (scene) => countWhere(scene, ({ cups, weight }) => weight < cups),
    'difference in place of ratio': (scene) =>
      countWhere(
        scene,
        ({ cups, weight }) => weight - cups < scene.liquid.weight - scene.liquid.cups,
      ),
    all: ({ things }) => String(things.length),
    none: () => '0',
    half: ({ things }) => String(things.length >> 1),
  },
  verify(response, scene) {
    return verifyNumber(response, Number(this.solve(scene)[0]), { none: NONE, foreign: FOREIGN });
  },
  structure: ({ liquid: { cups, weight }, things, asked }) => ({
    asked,
    liquid: `${weight}/${cups}`,
    things: things.map((thing) => `${thing.weight}/${thing.cups}`).toSorted(),
  }),
  vocabulary: ({ kind, liquid, asked }) => ({
    allowed: [
      kind,
      `${kind}s`,
      liquid.name,
      ...words('things how many number find tell say look count will top'),
    ],
    required: [[`${kind}s`], words('how what')],
    odd: words('float floats floating sink sinks sinking').filter((word) => word.startsWith(asked)),
    even: [],
  }),
});

const NONE = /\b(?:none|nothing|no (?:block|ball|stick|toy|shoe|nut|bag|shell|pot|cap|thing)s?)\b/;
const FOREIGN = /\b(?:cups?|pounds?|percent|weigh(?:s|t)?)\b/;

function titled(kind: string): string {
  return `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
}

/** What one answers who takes this for floating. */
function countWhere({ things, asked }: Scene, floats: (thing: Thing) => boolean): string {
  const count = things.filter(floats).length;
  return String(asked === 'float' ? count : things.length - count);
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: count, size, cups } = knobsAt(LEVELS, level);
  // Any number as often as any other.
  const floating = random.integer(count + 1);
  const weight = cups === 1 ? 2 + random.integer(5) : cups + 1 + random.integer(2 * cups);
  const letters = random
    .shuffle([...LETTERS[pool]])
    .slice(0, count)
    .toSorted();
  const things = random
    .shuffle(letters.map((_, index) => index < floating))
    .map((floats, index): Thing => {
      for (;;) {
        const own = 2 + random.integer(size - 1);
        const same = (own * weight) / cups;
        const off = 1 + random.integer(Math.max(2, own >> 1));
        const heavy = floats ? Math.ceil(same) - off : Math.floor(same) + off;
        if (heavy > 0) return { letter: letters[index]!, cups: own, weight: heavy };
      }
    });
  return {
    kind: random.pick(KINDS[pool]),
    liquid: { name: random.pick(LIQUIDS[pool]), cups, weight },
    things,
    asked: random.pick(['float', 'sink'] as const),
  };
}

/** Weighs each thing against the liquid cup by cup: a balance of whole cups, the rest by shares of one. */
function solvePrompt(prompt: string): string[] {
  const liquid = /^(\d+) cups? of [a-z]+ weighs? (\d+)\.$/m.exec(prompt);
  if (liquid === null) return [];
  const perCup = Number(liquid[2]) / Number(liquid[1]);
  const asksFloat = /\bfloat\b/.test(prompt);
  let [above, below] = [0, 0];
  for (const [, cups, weight] of prompt.matchAll(/ fills (\d+) cups?\. It weighs (\d+)\.$/gm)) {
    let left = Number(weight);
    for (let cup = 0; cup < Number(cups); cup++) left -= perCup;
    // Sums of shares are a hair off; true differences are at least one part of the cups.
    if (left < -1e-6) above++;
    if (left > 1e-6) below++;
  }
  return [String(asksFloat ? above : below)];
}
