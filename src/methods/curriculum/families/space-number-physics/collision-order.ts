import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { COLOURS } from './colours.ts';
import { judgeStatements } from './read-statements.ts';

const ORDINALS = words('first second third fourth');

const Scene = z.strictObject({
  /** From left to right. */
  balls: z.array(z.strictObject({ colour: z.string(), place: z.int(), speed: z.int() })).min(3),
  /** Whether the balls are told from the left or in the order of this list of indices. */
  order: z.array(z.int().nonnegative()),
  /** Which bump is asked about, from 1. */
  bump: z.int().min(1).max(4),
});
type Scene = z.infer<typeof Scene>;
type Ball = Scene['balls'][number];

const LEVELS = [
  { balls: 4, speeds: 4, gap: 9, bump: 1 },
  { balls: 4, speeds: 5, gap: 12, bump: 1 },
  { balls: 5, speeds: 5, gap: 12, bump: 1 },
  { balls: 5, speeds: 6, gap: 12, bump: 2 },
  { balls: 6, speeds: 6, gap: 12, bump: 2 },
  { balls: 6, speeds: 7, gap: 15, bump: 3 },
  { balls: 7, speeds: 8, gap: 15, bump: 3 },
  { balls: 8, speeds: 9, gap: 20, bump: 4 },
  { balls: 9, speeds: 10, gap: 24, bump: 4 },
] as const;

/** Equal balls roll on one line and swap their motions when they bump. Which two bump first, second, …? */
export const collisionOrder = defineFamily<Scene>({
  name: 'collision-order',
  version: 1,
  stage: 'space-number-physics',
  skill: 'collision-order',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ balls, order }) {
    return [
      'Some small balls are on one line.',
      'Places on the line count from left to right.',
      ...order.map((index) => sayBall(balls[index]!)),
      'All balls start at once and keep their speed.',
      'When two balls bump, they swap their motions.',
    ].join('\n');
  },
  questions: ({ bump }) => {
    const which = ORDINALS[bump - 1]!;
    return [
      `Which two balls bump ${which}?`,
      `Which two balls make the ${which} bump?`,
      `Name the two balls that bump ${which}.`,
      `Find the ${which} bump. Which two balls are in it?`,
      `Look at the balls. Which two bump ${which}?`,
      `Which two balls are ${which} to bump?`,
    ];
  },
  examQuestions: ({ bump }) => {
    const which = ORDINALS[bump - 1]!;
    return [
      `Between which two is the ${which} bump?`,
      `Count the bumps. Which balls make the ${which} one?`,
      `Watch the balls. Which pair is ${which} to bump?`,
    ];
  },
  solve(scene) {
    const bump = bumpsOf(scene.balls)[scene.bump - 1];
    return bump === undefined ? [] : [pairName(scene.balls, bump.left)];
  },
  solvePrompt,
  say: (answer) => `${answer[0]!.toUpperCase()}${answer.slice(1)}.`,
  explain({ balls, bump }) {
    const steps = balls.slice(1).flatMap((ball, index) => {
      const gap = ball.place - balls[index]!.place;
      const closing = balls[index]!.speed - ball.speed;
      const pair = `${balls[index]!.colour} and ${ball.colour}`;
      return closing > 0
        ? [`At first ${pair} are ${gap} apart and close by ${closing} a second.`]
        : [`At first ${pair} do not come closer.`];
    });
    const bumps = bumpsOf(balls)
      .slice(0, bump)
      .map(
        ({ distance, closing, left }, index) =>
          `Bump ${index + 1}, after ${distance}/${closing} seconds: ${pairName(balls, left)}.`,
      );
    return [...steps, ...bumps];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const { balls } = scene;
    const gaps = balls.slice(1).map((ball, index) => ball.place - balls[index]!.place);
    // The nearest two are the likeliest mistake.
    return gaps
      .map((gap, left) => ({ gap, name: pairName(balls, left) }))
      .toSorted((a, b) => a.gap - b.gap)
      .map(({ name }) => name)
      .filter((name) => name !== right);
  },
  verify(response, scene) {
    const colours = scene.balls.map(({ colour }) => colour);
    const word = new RegExp(`\\b(?:${[...COLOURS.training, ...COLOURS.exam].join('|')})\\b`, 'g');
    return judgeStatements(response, this.solve(scene)[0]!, (claim) => {
      const said = new Set([...claim.matchAll(word)].map(([colour]) => colour));
      if (said.size === 0) return [];
      return [[...said].toSorted((a, b) => colours.indexOf(a) - colours.indexOf(b)).join(' and ')];
    });
  },
  shortcuts: {
    nearest: ({ balls }) =>
      pairName(
        balls,
        extreme(balls, (a, b) => a.place - b.place),
      ),
    'closing fastest': ({ balls }) =>
      pairName(
        balls,
        extreme(balls, (a, b) => a.speed - b.speed),
      ),
    // For the first bump there is no swap to forget: that is the task itself.
    'soonest, with the swaps forgotten': ({ balls, bump }) =>
      bump === 1 ? undefined : pairName(balls, plainPair(balls, bump)!),
    'the first bump': ({ balls, bump }) =>
      bump === 1 ? undefined : pairName(balls, plainPair(balls, 1)!),
    'the two that face each other': ({ balls }) => {
      const left = balls.findIndex((ball, at) => ball.speed > 0 && (balls[at + 1]?.speed ?? 0) < 0);
      return left < 0 ? undefined : pairName(balls, left);
    },
    leftmost: ({ balls }) => pairName(balls, 0),
    rightmost: ({ balls }) => pairName(balls, balls.length - 2),
    'the fastest ball and the next on its way': ({ balls }) => {
      const fastest = balls.reduce((a, b) => (Math.abs(b.speed) > Math.abs(a.speed) ? b : a));
      const left = balls.indexOf(fastest) - (fastest.speed > 0 ? 0 : 1);
      return pairName(balls, Math.min(Math.max(left, 0), balls.length - 2));
    },
  },
  structure: ({ balls, bump }) => {
    // The same up to colours, where the line begins, and left changed for right.
    const forms = [balls, balls.toReversed()].map((line, turned) =>
      line
        .map(
          ({ place, speed }) =>
            `${Math.abs(place - line[0]!.place)}:${turned === 0 ? speed : -speed}`,
        )
        .join(' '),
    );
    return { bump, form: forms.toSorted()[0] };
  },
  vocabulary: ({ bump }) => ({
    allowed: words('ball balls two pair which name find look make makes line tell say'),
    required: [
      [ORDINALS[bump - 1]!],
      words('bump bumps hit meet collide touch crash'),
      words('balls two'),
    ],
    odd: words('bump bumps hit meet collide touch crash'),
    even: [],
  }),
});

function sayBall({ colour, place, speed }: Ball): string {
  const size = Math.abs(speed);
  return speed === 0
    ? `The ${colour} ball is at ${place}. It rests.`
    : `The ${colour} ball is at ${place}. It rolls ${speed > 0 ? 'right' : 'left'}, ${size} a second.`;
}

function pairName(balls: readonly Ball[], left: number): string {
  return `${balls[left]!.colour} and ${balls[left + 1]!.colour}`;
}

interface Bump {
  /** The time is distance / closing, in seconds. */
  distance: number;
  closing: number;
  /** Index of the left one of the two balls. */
  left: number;
}

/**
 * All bumps in order of time. Equal balls that swap motions look like balls that pass through one another: so every
 * crossing of two straight paths is a bump, of the balls that have that rank on the line. Whole numbers only.
 */
function bumpsOf(balls: readonly Ball[]): Bump[] {
  const bumps: Bump[] = [];
  for (const [i, behind] of balls.entries()) {
    for (const ahead of balls.slice(i + 1)) {
      const distance = ahead.place - behind.place;
      const closing = behind.speed - ahead.speed;
      if (closing <= 0) continue;
      const at = behind.place * closing + behind.speed * distance;
      const left = balls.filter(
        (ball) =>
          ball !== behind && ball !== ahead && ball.place * closing + ball.speed * distance < at,
      ).length;
      bumps.push({ distance, closing, left });
    }
  }
  return bumps.toSorted((a, b) => a.distance * b.closing - b.distance * a.closing);
}

/** Whether no two of the first bumps fall on one time. */
function isPlain(bumps: readonly Bump[], count: number): boolean {
  return bumps.slice(0, count).every((bump, index) => {
    const next = bumps[index + 1];
    return next === undefined || bump.distance * next.closing !== next.distance * bump.closing;
  });
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { balls: count, speeds, gap, bump } = knobsAt(LEVELS, level);
  const colours = random.shuffle(COLOURS[pool]).slice(0, count);
  const wanted = random.integer(count - 1);
  // The nearest two, and the two that close fastest, are right as often as any other two.
  // Nor does it help to forget the swaps.
  const [nearHelps, fastHelps, plainHelps] = [1, 1, 2].map(
    (rare) => random.integer(rare * count) === 0,
  );
  // From all to the left to all to the right, so that no two need face each other.
  const slowest = -random.integer(2 * speeds + 1);
  const range = Array.from({ length: 2 * speeds + 1 }, (_, index) => slowest + index);
  let best: { balls: Ball[]; faults: number } | undefined;
  for (let attempt = 0; attempt < 120 || best === undefined; attempt++) {
    let place = 1 + random.integer(5);
    // Each ball is slower to the right than the one on its left, so that all neighbours come closer at first.
    const motions = random
      .shuffle(range)
      .slice(0, count)
      .toSorted((a, b) => b - a);
    const balls = colours.map((colour, index): Ball => {
      const ball = { colour, place, speed: motions[index]! };
      place += 1 + random.integer(gap);
      return ball;
    });
    const bumps = bumpsOf(balls);
    if (bumps.length < bump || !isPlain(bumps, bump)) continue;
    const { left } = bumps[bump - 1]!;
    const faults =
      (left === wanted ? 0 : 2) +
      ((extreme(balls, (a, b) => a.place - b.place) === left) === nearHelps ? 0 : 2) +
      ((extreme(balls, (a, b) => a.speed - b.speed) === left) === fastHelps ? 0 : 2) +
      (bump === 1 || (plainPair(balls, bump) === left) === plainHelps ? 0 : 3);
    if (faults < (best?.faults ?? Infinity)) best = { balls, faults };
    if (faults === 0) break;
  }
  const order = random.shuffle(colours.map((_, index) => index));
  return { balls: best!.balls, order, bump };
}

/** The first pair of neighbours with the greatest measure. */
function extreme(balls: readonly Ball[], measure: (left: Ball, right: Ball) => number): number {
  let best = 0;
  for (let left = 1; left + 1 < balls.length; left++) {
    if (measure(balls[left]!, balls[left + 1]!) > measure(balls[best]!, balls[best + 1]!))
      best = left;
  }
  return best;
}

/** Which neighbours would bump at that turn if no bump changed anything. */
function plainPair(balls: readonly Ball[], bump: number): number | undefined {
  return balls
    .slice(1)
    .map((ball, left) => ({
      left,
      time: (ball.place - balls[left]!.place) / (balls[left]!.speed - ball.speed),
    }))
    .toSorted((a, b) => a.time - b.time)[bump - 1]?.left;
}

/** Lets the balls roll from bump to bump and swaps speeds at each. */
function solvePrompt(prompt: string): string[] {
  const line = [
    ...prompt.matchAll(
      /^The ([a-z]+) ball is at (-?\d+)\. It (?:rests|rolls (right|left), (\d+) a second)\.$/gm,
    ),
  ].map(([, name, at, way, pace]) => ({
    name: name!,
    x: Number(at),
    v: pace === undefined ? 0 : way === 'left' ? -Number(pace) : Number(pace),
  }));
  const asked = /\b(?:the|bump|is|are) (first|second|third|fourth)\b/.exec(prompt)?.[1];
  const count = asked === undefined ? 0 : ['first', 'second', 'third', 'fourth'].indexOf(asked) + 1;
  line.sort((a, b) => a.x - b.x);
  let names: string[] = [];
  for (let bump = 0; bump < count; bump++) {
    let soonest = Infinity;
    let at = -1;
    for (let i = 0; i + 1 < line.length; i++) {
      const closing = line[i]!.v - line[i + 1]!.v;
      const time = closing > 0 ? (line[i + 1]!.x - line[i]!.x) / closing : Infinity;
      if (time < soonest) [soonest, at] = [time, i];
    }
    if (at < 0) return [];
    for (const ball of line) ball.x += ball.v * soonest;
    const [one, other] = [line[at]!, line[at + 1]!];
    [one.v, other.v] = [other.v, one.v];
    names = [`${one.name} and ${other.name}`];
  }
  return names;
}
