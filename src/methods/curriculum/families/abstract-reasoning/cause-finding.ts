import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { conclusionOf, readSentences } from './sentences.ts';
import { strikeOut } from './cause-finding-text.ts';

const Thing = z.int().nonnegative();
const Scene = z.strictObject({
  things: z.array(z.string()).min(4),
  /** What lay on the machine, and whether it went. */
  trials: z.array(z.strictObject({ on: z.array(Thing).min(1), goes: z.boolean() })).min(2),
  asked: z.enum(['starter', 'stopper']),
});
type Scene = z.infer<typeof Scene>;
type Trial = Scene['trials'][number];

const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'button cup spoon key ball brick ring shell stone bottle brush coin candle pencil shoe',
  ),
  exam: words('sock glove bell block bead nail leaf fork watch cork'),
};

const LEVELS = [
  { things: 6, trials: 5, lures: 3 },
  { things: 6, trials: 6, lures: 3 },
  { things: 7, trials: 6, lures: 4 },
  { things: 7, trials: 7, lures: 4 },
  { things: 8, trials: 7, lures: 4 },
  { things: 8, trials: 8, lures: 4 },
  { things: 9, trials: 9, lures: 4 },
  { things: 9, trials: 11, lures: 4 },
  { things: 10, trials: 12, lures: 5 },
] as const;

/** By what is asked: how a careless reader scores a thing for each trial that went, and for each that did not. */
const RULES: Readonly<Record<string, Readonly<Record<Scene['asked'], readonly [number, number]>>>> =
  {
    'goes with what happened': { starter: [1, 0], stopper: [0, 1] },
    'is absent otherwise': { starter: [0, -1], stopper: [-1, 0] },
    'both together': { starter: [1, -1], stopper: [-1, 1] },
    'most often there': { starter: [1, 1], stopper: [1, 1] },
    'least often there': { starter: [-1, -1], stopper: [-1, -1] },
  };

/**
 * Which thing makes the machine go (after the blicket detector: Gopnik and Sobel 2000), or stops it. The trials leave
 * one thing only; but to count how often a thing was there leads to lures, which were there as often or more.
 */
export const causeFinding = defineFamily<Scene>({
  name: 'cause-finding',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'cause-finding',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ things, trials }) =>
    [
      'Only one thing makes the machine go. It must lie on the machine.',
      'One other thing stops the machine. When it lies there too, the machine does not go.',
      ...trials.map(({ on, goes }) => {
        const named = on.map((thing) => `the ${things[thing]}`);
        const list =
          named.length === 1 ? named[0]! : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
        return `- On the machine: ${list}. ${goes ? 'It goes.' : 'It does not go.'}`;
      }),
    ].join('\n'),
  questions: ({ asked }) =>
    asked === 'starter'
      ? [
          'Which thing makes the machine go?',
          'What makes the machine go?',
          'Find the thing that makes the machine go.',
          'Which thing is it that makes the machine go?',
          'Think about what happened. Which thing makes the machine go?',
          'Name the thing that makes the machine go.',
        ]
      : [
          'Which thing stops the machine?',
          'What stops the machine?',
          'Find the thing that stops the machine.',
          'Which thing is it that stops the machine?',
          'Think about what happened. Which thing stops the machine?',
          'Name the thing that stops the machine.',
        ],
  examQuestions: ({ asked }) => {
    const does = asked === 'starter' ? 'makes the machine go' : 'stops the machine';
    return [
      `Say which of the things ${does}.`,
      `One of them ${does}. Which one?`,
      `From these tests, what do you learn ${does}?`,
    ];
  },
  solve,
  solvePrompt: strikeOut,
  say,
  explain(scene) {
    const { things, trials, asked } = scene;
    const pairs = hypothesesOf(scene);
    const answer = solve(scene)[0]!;
    const steps: string[] = [];
    for (const [starter, name] of things.entries()) {
      if (pairs.some(([one]) => one === starter)) continue;
      const bare = trials.findIndex(({ on, goes }) => goes && !on.includes(starter));
      if (bare >= 0)
        steps.push(
          `The machine goes in trial ${bare + 1} without the ${name}: it does not make it go.`,
        );
      else
        steps.push(
          `If the ${name} made it go, no one thing could stop it in all the other trials.`,
        );
    }
    const starters = [...new Set(pairs.map(([one]) => things[one]))];
    if (starters.length === 1) steps.push(`Only the ${starters[0]} can make it go.`);
    if (asked === 'stopper') {
      const names = pairs.map(
        ([one, stop]) => `the ${things[one]} with the ${things[stop]} as what stops it`,
      );
      steps.push(`What fits all trials: ${names.join(', or ')}.`);
    }
    return [...steps, say(answer, scene)];
  },
  mistakes(scene) {
    const [right] = solve(scene);
    return scene.things.filter((thing) => thing !== right);
  },
  shortcuts: Object.fromEntries(
    Object.entries(RULES).map(([name, weights]) => [
      name,
      (scene: Scene) => {
        const scores = scene.things.map((_, thing) => scoreOf(scene, thing, weights[scene.asked]));
        return scene.things[scores.indexOf(Math.max(...scores))];
      },
    ]),
  ),
  verify,
  structure({ trials, asked }) {
    // The same up to names and the order of trials and of things in them; things are told apart by where they were.
    return {
      trials: trials
        .map(({ on, goes }) => `${on.toSorted((a, b) => a - b).join(' ')} ${goes}`)
        .toSorted(),
      asked,
    };
  },
  vocabulary: ({ asked }) => ({
    allowed: words('thing things machine find name think happened one makes go stops'),
    required: [
      ['machine'],
      asked === 'starter' ? words('go goes work works start starts') : words('stop stops'),
    ],
    odd: asked === 'starter' ? words('makes make starts') : words('stops stop'),
    even: [],
  }),
});

function say(answer: string, { asked }: Scene): string {
  return asked === 'starter'
    ? `The ${answer} makes the machine go.`
    : `The ${answer} stops the machine.`;
}

function scoreOf(
  { trials }: Scene,
  thing: number,
  [going, still]: readonly [number, number],
): number {
  return trials.reduce(
    (sum, { on, goes }) => sum + (on.includes(thing) ? (goes ? going : still) : 0),
    0,
  );
}

function solve(scene: Scene): string[] {
  const found = new Set(hypothesesOf(scene).map((pair) => pair[scene.asked === 'starter' ? 0 : 1]));
  return [...found].map((thing) => scene.things[thing]!);
}

/** Every pair of starter and stopper that fits all trials. */
function hypothesesOf({ things, trials }: Scene): [number, number][] {
  const masks = trials.map(maskOf);
  const pairs: [number, number][] = [];
  for (let starter = 0; starter < things.length; starter++) {
    for (let stop = 0; stop < things.length; stop++) {
      const both = (1 << starter) | (1 << stop);
      const fits = trials.every(({ goes }, at) => ((masks[at]! & both) === 1 << starter) === goes);
      if (stop !== starter && fits) pairs.push([starter, stop]);
    }
  }
  return pairs;
}

function maskOf({ on }: Pick<Trial, 'on'>): number {
  return on.reduce((mask, thing) => mask | (1 << thing), 0);
}

function goesBy({ on }: Pick<Trial, 'on'>, starter: number, stop: number): boolean {
  return on.includes(starter) && !on.includes(stop);
}

/** Lures for a starter are on the machine whenever it goes; lures for a stopper never are. */
function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: size, trials: count, lures: lureCount } = knobsAt(LEVELS, level);
  const things = random.shuffle(THINGS[pool]).slice(0, size);
  const asked = random.pick(['starter', 'stopper'] as const);
  for (;;) {
    const [starter, stop, ...others] = random.shuffle(things.map((_, thing) => thing)) as [
      number,
      number,
      ...number[],
    ];
    const lures = others.slice(0, lureCount);
    const free = others.slice(lureCount);
    const some = (from: readonly number[]): number[] => from.filter(() => random.integer(2) === 0);
    const trials = Array.from({ length: count }, (_, index): Trial => {
      const kind = index < 2 ? index : random.integer(5);
      const on =
        kind === 0
          ? [starter, ...(asked === 'starter' ? lures : []), ...some(free)]
          : kind < 3
            ? [starter, stop, ...some([...lures, ...free])]
            : some([stop, ...lures, ...free]);
      return { on: random.shuffle(on), goes: goesBy({ on }, starter, stop) };
    });
    const scene: Scene = { things, trials: random.shuffle(trials), asked };
    if (isGood(scene, asked === 'starter' ? starter : stop, lureCount)) return scene;
  }
}

/** Whether every thing was on the machine, no trial comes twice, one answer fits, and no count finds it. */
function isGood(scene: Scene, right: number, lureCount: number): boolean {
  const { things, trials, asked } = scene;
  if (trials.some(({ on }) => on.length === 0 || on.length > 9)) return false;
  if (new Set(trials.map(maskOf)).size < trials.length) return false;
  const going = things.map(() => 0);
  const still = things.map(() => 0);
  for (const { on, goes } of trials) for (const thing of on) (goes ? going : still)[thing]!++;
  if (going.some((count, thing) => count === 0 && still[thing] === 0)) return false;
  const counted = Object.values(RULES).every((weights) => {
    const [up, down] = weights[asked];
    const own = up * going[right]! + down * still[right]!;
    let ties = 0;
    for (const thing of things.keys()) {
      const score = up * going[thing]! + down * still[thing]!;
      if (score > own) return true;
      if (score === own && thing !== right) ties++;
    }
    return ties >= lureCount;
  });
  return counted && solve(scene).length === 1;
}

function verify(response: string, scene: Scene): Verdict {
  const read = readSentences(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const [right] = solve(scene);
  const known = [...THINGS.training, ...THINGS.exam, ...scene.things];
  const [other, own] =
    scene.asked === 'starter'
      ? [/\bstops?\b/, /\bgo(?:es)?\b|\bstarts?\b/]
      : [/\bgo(?:es)?\b|\bstarts?\b/, /\bstops?\b/];
  const said = new Set<string>();
  for (const { text, denied } of read.sentences) {
    const claim = conclusionOf(text);
    const named = claim.split(/[^a-z]+/).filter((word) => known.includes(word));
    // "The key does nothing, so it is the cup" denies nothing of the cup.
    if (
      denied &&
      /\b(?:not|never|neither|nor|cannot|nothing)\b|n't\b|\bis (?:wrong|incorrect)\b/.test(claim)
    ) {
      if (named.includes(right!)) return { correct: false, reason: 'denied' };
      continue;
    }
    if (other.test(claim) && !own.test(claim)) {
      // What the other thing does may be said beside, but not of the right one.
      if (named.includes(right!)) return { correct: false, reason: 'turned-round' };
      continue;
    }
    for (const name of named) said.add(name);
  }
  if (said.size === 0) return { correct: false, reason: 'no-answer' };
  if (said.size > 1) return { correct: false, reason: 'several-answers' };
  return said.has(right!) ? { correct: true } : { correct: false, reason: 'wrong-answer' };
}
