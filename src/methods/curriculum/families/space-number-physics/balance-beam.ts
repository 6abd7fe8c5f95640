import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Vocabulary, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeStatements } from './read-statements.ts';

const SIDES = ['left', 'right'] as const;
const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('block coin ball shoe bean toy egg key'),
  exam: words('cup book can bag nut'),
};

const Scene = z.strictObject({
  /** `sides`: one side after the other; `stacks`: one sentence a stack, the sides mixed. */
  layout: z.enum(['sides', 'stacks']),
  person: z.string(),
  thing: z.string(),
  /** In the order in which they are shown; no two on the same step of one side. */
  stacks: z
    .array(
      z.strictObject({
        side: z.enum(SIDES),
        count: z.int().positive(),
        /** Steps from the post. */
        step: z.int().positive(),
      }),
    )
    .min(2),
});
type Scene = z.infer<typeof Scene>;
type Stack = Scene['stacks'][number];

const LEVELS = [
  { stacks: 1, steps: 8, count: 9 },
  { stacks: 1, steps: 9, count: 9 },
  { stacks: 1, steps: 9, count: 10 },
  { stacks: 1, steps: 10, count: 10 },
  { stacks: 2, steps: 10, count: 10 },
  { stacks: 3, steps: 10, count: 10 },
  { stacks: 3, steps: 11, count: 10 },
  { stacks: 4, steps: 11, count: 10 },
  { stacks: 5, steps: 12, count: 10 },
] as const;
/** One scene in so many is plain (weight and distance agree, or one of them is equal); all others are conflicts. */
const PLAIN_ONE_IN = 40;

/**
 * Which side of a beam goes down? After Siegler's balance scale (R. S. Siegler, "Three aspects of cognitive
 * development", Cognitive Psychology 8, 1976): in a conflict the heavier side is the nearer one. The heavier side, the
 * farther side and neither win equally often, so that no rule but the full one (weight times distance) helps.
 */
export const balanceBeam = defineFamily<Scene>({
  name: 'balance-beam',
  version: 1,
  stage: 'space-number-physics',
  skill: 'balance-beam',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ layout, person, thing, stacks }) {
    const phrase = ({ count }: Stack): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
    const order = stacks[0]!.side === 'left' ? SIDES : (['right', 'left'] as const);
    const shown =
      layout === 'sides'
        ? order.map((side) => {
            const lines = stacks.filter((stack) => stack.side === side);
            const head = `On the ${side} side:`;
            return [head, ...lines.map((stack) => `- ${phrase(stack)} on step ${stack.step}`)];
          })
        : stacks.map(
            (stack) =>
              `On the ${stack.side}, ${phrase(stack)} ${stack.count === 1 ? 'stands' : 'stand'} on step ${stack.step}.`,
          );
    return [
      `${person} puts a beam on a post.`,
      'The post is under its middle.',
      ...shown.flat(),
      `Steps count from the post. All ${thing}s weigh the same.`,
      `One ${thing} on step 2 pulls 2.`,
      `One ${thing} on step 3 pulls 3. And so on.`,
      'The pulls of one side add up.',
      'The side with more pull goes down.',
      'With the same pull the beam stays level.',
    ].join('\n');
  },
  questions: () => [
    'Which side of the beam goes down?',
    'Look at the beam. Which side goes down?',
    'To which side does the beam tip?',
    'Which way does the beam tip?',
    'Say which side of the beam sinks.',
    'Tell which side goes down.',
  ],
  examQuestions: () => [
    'Which end of the beam gets lower?',
    'Look again. Which side drops?',
    'Is there a side that goes down? Which?',
  ],
  solve({ stacks }) {
    const turn = stacks.reduce(
      (sum, { side, count, step }) => sum + (side === 'left' ? -count : count) * step,
      0,
    );
    return [turn === 0 ? 'level' : turn < 0 ? 'left' : 'right'];
  },
  solvePrompt,
  say: (answer) => (answer === 'level' ? 'It is level.' : `The ${answer} side.`),
  explain({ stacks }) {
    const pulls = SIDES.map((side) => {
      const own = stacks.filter((stack) => stack.side === side);
      const total = pullOf(stacks, side);
      const sum = own.map(({ count, step }) => `${count} × ${step}`).join(' + ');
      return { side, total, line: `Pull on the ${side}: ${sum} = ${total}.` };
    });
    const [left, right] = [pulls[0]!.total, pulls[1]!.total];
    const close =
      left === right
        ? `${left} is equal to ${right}: the beam stays level.`
        : `${Math.max(left, right)} is more than ${Math.min(left, right)}: the ${left > right ? 'left' : 'right'} side goes down.`;
    return [...pulls.map(({ line }) => line), close];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    // A child's first rule looks at weight alone, so its answer is the likeliest mistake.
    const byWeight = sideOf(scene.stacks, ({ count }) => count);
    return [...new Set([byWeight, 'left', 'right', 'level'])].filter((other) => other !== right);
  },
  verify(response, scene) {
    return judgeStatements(
      response.replace(RULE, ' ').replace(STILL, 'stays level'),
      this.solve(scene)[0]!,
      meanings,
    );
  },
  shortcuts: {
    // Siegler's rules of children, and the slips of those who nearly multiply.
    weight: ({ stacks }) => sideOf(stacks, ({ count }) => count),
    distance: ({ stacks }) => sideOf(stacks, ({ step }) => step),
    'weight, then distance': ({ stacks }) => firstTip(stacks, ['count', 'step']),
    'distance, then weight': ({ stacks }) => firstTip(stacks, ['step', 'count']),
    'weight plus distance': ({ stacks }) => sideOf(stacks, ({ count, step }) => count + step),
    'a conflict is level': ({ stacks }) => {
      const sides = [sideOf(stacks, ({ count }) => count), sideOf(stacks, ({ step }) => step)];
      return sides[0] === sides[1] ? sides[0] : 'level';
    },
    'farthest stack': ({ stacks }) => sideOfMost(stacks, 'step'),
    'highest stack': ({ stacks }) => sideOfMost(stacks, 'count'),
    'side shown first': ({ stacks }) => stacks[0]!.side,
    'side shown last': ({ stacks }) => stacks.at(-1)!.side,
  },
  // One stack a side makes so few forms that there the thing counts too.
  structure: ({ stacks, thing }) => [
    stacks.length === 2 ? thing : '',
    ...SIDES.map((side) =>
      stacks
        .filter((stack) => stack.side === side)
        .map(({ count, step }) => `${step}:${count}`)
        .toSorted()
        .join(' '),
    ).toSorted(),
  ],
  vocabulary: () => VOCABULARY,
});

const VOCABULARY: Vocabulary = {
  allowed: words(
    'beam balance side sides look say tell see find name pick choose point way ends level stays stay move moves moving swing swings',
  ),
  required: [
    words('which what where name'),
    words('beam side way'),
    words('down downward downwards tip tips tipping sink sinks lower'),
  ],
  // Exactly one of these: "which side goes up" and "goes up and down" are other questions.
  odd: words(
    'down downward downwards tip tips tipping sink sinks lower up upward upwards rise rises lift lifts above higher',
  ),
  even: [],
};

function pullOf(stacks: readonly Stack[], side: string): number {
  let pull = 0;
  for (const stack of stacks) if (stack.side === side) pull += stack.count * stack.step;
  return pull;
}

/** The side with the greater sum of a measure, or `level`. */
function sideOf(stacks: readonly Stack[], measure: (stack: Stack) => number): string {
  let lead = 0;
  for (const stack of stacks) lead += stack.side === 'left' ? measure(stack) : -measure(stack);
  return lead === 0 ? 'level' : lead > 0 ? 'left' : 'right';
}

function firstTip(stacks: readonly Stack[], measures: readonly ('count' | 'step')[]): string {
  const sides = measures.map((measure) => sideOf(stacks, (stack) => stack[measure]));
  return sides.find((side) => side !== 'level') ?? 'level';
}

/** The side of the one stack with the greatest measure; level where both sides have such a one. */
function sideOfMost(stacks: readonly Stack[], measure: 'count' | 'step'): string {
  const most = Math.max(...stacks.map((stack) => stack[measure]));
  return sideOf(
    stacks.filter((stack, at) => {
      const same = stacks.findIndex((one) => one.side === stack.side && one[measure] === most);
      return at === same;
    }),
    () => 1,
  );
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { stacks: most, steps, count } = knobsAt(LEVELS, level);
  const layout = random.pick(['sides', 'stacks'] as const);
  const thing = random.pick(THINGS[pool]);
  const person = random.pick(namesOf(pool));
  const plain = random.integer(PLAIN_ONE_IN) === 0;
  const heavier = random.pick(SIDES);
  const outcome = random.pick(['left', 'right', 'level']);
  // Adding instead of multiplying is a common slip, and often right by chance: here, one time in four.
  const addingHelps = random.integer(4) === 0;
  const places = Array.from({ length: steps }, (_, index) => index + 1);
  for (;;) {
    const stacks = SIDES.flatMap((side) =>
      random
        .shuffle(places)
        .slice(0, most)
        .map((step): Stack => ({ side, count: 1 + random.integer(count), step })),
    );
    // First level, then one count or step off by one: so that level beams and others show the same numbers.
    const last = stacks.at(-1)!;
    last.count = (pullOf(stacks, 'left') - pullOf(stacks.slice(0, -1), 'right')) / last.step;
    if (!Number.isInteger(last.count)) continue;
    if (outcome !== 'level') {
      const knob = most === 1 && random.integer(2) === 0 ? 'step' : 'count';
      random.pick(stacks)[knob] += random.integer(2) === 0 ? 1 : -1;
    }
    if (stacks.some((stack) => stack.count < 1 || stack.count > count)) continue;
    if (stacks.some((stack) => stack.step < 1 || stack.step > steps)) continue;
    if (sideOf(stacks, (stack) => stack.count * stack.step) !== outcome) continue;
    const byWeight = sideOf(stacks, (stack) => stack.count);
    const byDistance = sideOf(stacks, (stack) => stack.step);
    const opposed = byWeight !== byDistance && byWeight !== 'level' && byDistance !== 'level';
    if (plain ? opposed : !opposed || byWeight !== heavier) continue;
    const adding = sideOf(stacks, (stack) => stack.count + stack.step) === outcome;
    if (!plain && adding !== addingHelps) continue;
    return { layout, person, thing, stacks: random.shuffle(stacks) };
  }
}

/** Reads the stacks back line by line and lets them cancel: one unit of pull from each side until one is used up. */
function solvePrompt(prompt: string): string[] {
  const pull = { left: 0, right: 0 };
  let side: 'left' | 'right' | undefined;
  for (const line of prompt.split('\n')) {
    side = (/^On the (left|right)\b/.exec(line)?.[1] as typeof side) ?? side;
    const stack = /(\d+) [a-z]+ (?:stands? )?on step (\d+)/.exec(line);
    if (stack === null || side === undefined) continue;
    for (let thing = 0; thing < Number(stack[1]); thing++) pull[side] += Number(stack[2]);
  }
  if (pull.left + pull.right === 0) return [];
  while (pull.left > 0 && pull.right > 0) {
    pull.left--;
    pull.right--;
  }
  return [pull.left > 0 ? 'left' : pull.right > 0 ? 'right' : 'level'];
}

/** The end of the prompt, repeated: it says when the beam is level, not that it is. */
const RULE = /the side with more pull goes down\.\s*with the same pull the beam stays level\.?/gi;
const STILL = /\b(?:does not|doesn['\u2019]t) (?:tip|tilt|move|sink)(?= at all|\s*(?:[.!*]|$))/gi;
/** "Left: 12", a tally on the way. */
const TALLY = /^\s*(?:the )?(?:left|right)(?: side| pull| total)*\s*(?::|=|is|pulls)[\d\s+×x=]+$/;
const LEVEL = /\b(?:level|balanced?|balances|even|evenly|equal|equally|equilibrium|nowhere)\b/;
const SIDE = /\b(left|right)(?:most)?\b(?! (?:answer|solution))/g;
const RISES = /\b(?:up|upwards?|rises?|lifts?|lighter|higher)\b/;

/** Each side named is taken to go down, unless its own clause says that it goes up. */
function meanings(claim: string): string[] {
  if (/\b(?:both|each)\b.*\b(?:down|sinks?|tips?)\b/.test(claim)) return ['both'];
  if (/\bneither\b|\bno side\b/.test(claim)) return ['level'];
  const level = LEVEL.test(claim) ? ['level'] : [];
  const sides = claim.split(/,|;|\band\b/).flatMap((clause) => {
    if (TALLY.test(clause)) return [];
    const named = [...clause.matchAll(SIDE)].map(([, side]) => side!);
    return RISES.test(clause) ? named.map((side) => (side === 'left' ? 'right' : 'left')) : named;
  });
  // "Left and right pull equally" names both sides and means neither; "level, left, right" is a list of answers.
  const isList = claim
    .split(/[,;]/)
    .some((part) => /^\s*(?:the )?(?:left|right)(?: side)?\s*$/.test(part));
  return level.length > 0 && !isList && new Set(sides).size === 2 ? level : [...level, ...sides];
}
