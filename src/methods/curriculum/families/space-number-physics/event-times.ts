import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumber } from '../number-answer.ts';

const EVENTS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('walk game meal story song bath show class ride'),
  exam: words('dance race trip lunch storm call dream supper job dinner'),
};
const POINTS = ['start', 'end'] as const;
type Point = (typeof POINTS)[number];

const Event = z.strictObject({
  name: z.string(),
  minutes: z.int().positive(),
  /** It starts so many minutes after a point of an earlier event; fewer than none: before it. The first has none. */
  from: z
    .strictObject({ event: z.int().nonnegative(), point: z.enum(POINTS), minutes: z.int() })
    .optional(),
});
const Mark = z.strictObject({ event: z.int().nonnegative(), point: z.enum(POINTS) });
type Mark = z.infer<typeof Mark>;
const Scene = z.strictObject({
  events: z.array(Event).min(2),
  /** In which order the sentences are told, as indices: first how long each event takes, then when each starts. */
  told: z.array(z.int().nonnegative()),
  /** How long is it from the one to the other? Never less than a minute. */
  first: Mark,
  last: Mark,
});
type Scene = z.infer<typeof Scene>;

/** `kinds`: 1 one after the other, 2 also from a start, 3 also before a point; `shuffled`: 1 where told in any order. */
const LEVELS = [
  { events: 3, minutes: 10, kinds: 1, shuffled: 0 },
  { events: 3, minutes: 15, kinds: 2, shuffled: 0 },
  { events: 4, minutes: 15, kinds: 2, shuffled: 0 },
  { events: 4, minutes: 20, kinds: 2, shuffled: 1 },
  { events: 5, minutes: 20, kinds: 3, shuffled: 1 },
  { events: 6, minutes: 25, kinds: 3, shuffled: 1 },
  { events: 7, minutes: 30, kinds: 3, shuffled: 1 },
  { events: 8, minutes: 35, kinds: 3, shuffled: 1 },
  { events: 10, minutes: 40, kinds: 3, shuffled: 1 },
] as const;

/** How many minutes lie between two points of time, when events are told by how they follow one another? */
export const eventTimes = defineFamily<Scene>({
  name: 'event-times',
  version: 1,
  stage: 'space-number-physics',
  skill: 'event-times',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: (scene) => scene.told.map((index) => sentencesOf(scene)[index]).join('\n'),
  questions: (scene) => {
    const [from, to] = [scene.first, scene.last].map((mark) => sayMark(scene, mark)) as [
      string,
      string,
    ];
    const then = to.replace(/ (start|end)s$/, '');
    const verb = scene.last.point;
    return [
      `${titled(from)}. How many minutes later does ${then} ${verb}?`,
      `Now ${from}. In how many minutes does ${then} ${verb}?`,
      `${titled(from)}. How many minutes pass before ${to}?`,
      `Look when ${from}. How many minutes later does ${then} ${verb}?`,
      `${titled(from)}. How many minutes go by before ${to}?`,
      `Wait from when ${from}. After how many minutes does ${then} ${verb}?`,
    ];
  },
  examQuestions: (scene) => {
    const [from, to] = [scene.first, scene.last].map((mark) => sayMark(scene, mark)) as [
      string,
      string,
    ];
    const then = to.replace(/ (start|end)s$/, '');
    return [
      `${titled(from)}. ${titled(to)} how many minutes after that?`,
      `Count from when ${from}. When does ${then} ${scene.last.point}, in minutes?`,
      `${titled(from)}, and then ${to}. How many minutes are between?`,
    ];
  },
  solve(scene) {
    const times = timesOf(scene);
    return [String(at(times, scene.last) - at(times, scene.first))];
  },
  solvePrompt,
  say: (answer) => (answer === '1' ? '1 minute.' : `${answer} minutes.`),
  explain(scene) {
    const times = timesOf(scene);
    const lines = scene.events.map(
      ({ name }, index) =>
        `The ${name} starts at minute ${times[index]!.start} and ends at minute ${times[index]!.end}.`,
    );
    const [a, b] = [at(times, scene.first), at(times, scene.last)];
    return [...lines, `From minute ${a} to minute ${b} it is ${b - a} minutes.`];
  },
  mistakes(scene) {
    const right = Number(this.solve(scene)[0]);
    const slips = [
      ...Object.values(SLIPS).map((slip) => slip(scene)),
      right + 1,
      right - 1,
      right + 2,
      right + 5,
      right + 10,
    ];
    const wrong = [...new Set(slips)].filter((slip) => slip !== right && slip > 0);
    return wrong.slice(0, 4).map(String);
  },
  shortcuts: {
    ...Object.fromEntries(
      ['the sum of all numbers', 'durations alone', 'waits alone', 'starts for ends'].map(
        (name) => [name, (scene: Scene) => String(SLIPS[name]!(scene))],
      ),
    ),
    'the first number': (scene) => numbersOf(scene)[0],
    'the last number': (scene) => numbersOf(scene).at(-1),
    'the biggest number': (scene) => numbersOf(scene).toSorted((a, b) => Number(b) - Number(a))[0],
    'the last two numbers': (scene) => {
      const [a, b] = numbersOf(scene).slice(-2);
      return String(Number(a) + Number(b));
    },
  },
  verify(response, scene) {
    return verifyNumber(response, Number(this.solve(scene)[0]), { foreign: FOREIGN });
  },
  structure: ({ events, first, last }) => ({
    events: events.map(({ minutes, from }) => [minutes, from ?? null]),
    first,
    last,
  }),
  vocabulary: ({ events, first, last }) => ({
    allowed: [
      events[first.event]!.name,
      events[last.event]!.name,
      ...words(
        'start starts end ends how many long later after until wait look find tell say pass count when now',
      ),
    ],
    required: [[events[first.event]!.name], [events[last.event]!.name], words('how find')],
    odd: ['minutes'],
    even: [],
    inOrder:
      first.event === last.event ? [] : [events[first.event]!.name, events[last.event]!.name],
  }),
});

const FOREIGN = /\b(?:hours?|seconds?|days?|o'clock|am|pm)\b/;

/** What careless readers say. */
const SLIPS: Readonly<Record<string, (scene: Scene) => number>> = {
  'the sum of all numbers': (scene) =>
    numbersOf(scene).reduce((sum, number) => sum + Number(number), 0),
  'durations alone': ({ events, first, last }) =>
    events
      .slice(Math.min(first.event, last.event), Math.max(first.event, last.event) + 1)
      .reduce((sum, { minutes }) => sum + minutes, 0),
  'waits alone': ({ events }) =>
    events.reduce((sum, { from }) => sum + Math.abs(from?.minutes ?? 0), 0),
  'starts for ends': (scene) => {
    const times = timesOf(scene);
    const { event, point } = scene.last;
    return times[event]![point === 'start' ? 'end' : 'start'] - at(times, scene.first);
  },
};

function titled(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

function sayMark({ events }: Scene, { event, point }: Mark): string {
  return `the ${events[event]!.name} ${point}s`;
}

/** How long each event takes, then when each starts but the first. */
function sentencesOf({ events }: Scene): string[] {
  return [
    ...events.map(({ name, minutes }) => `The ${name} takes ${sayMinutes(minutes)}.`),
    ...events.flatMap(({ name, from }) => {
      if (from === undefined) return [];
      const point = `the ${events[from.event]!.name} ${from.point}s`;
      if (from.minutes === 0) return [`When ${point}, the ${name} starts.`];
      const side = from.minutes > 0 ? 'after' : 'before';
      return [`${sayMinutes(Math.abs(from.minutes))} ${side} ${point}, the ${name} starts.`];
    }),
  ];
}

function sayMinutes(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** Numbers in the order in which they are told. */
function numbersOf(scene: Scene): string[] {
  const sentences = sentencesOf(scene);
  return scene.told.flatMap((index) => sentences[index]!.match(/\d+/g) ?? []);
}

type Times = readonly Readonly<Record<Point, number>>[];

/** When each event starts and ends, in minutes from the start of the first. */
function timesOf({ events }: Pick<Scene, 'events'>): Times {
  const times: Record<Point, number>[] = [];
  for (const { minutes, from } of events) {
    const start = from === undefined ? 0 : times[from.event]![from.point] + from.minutes;
    times.push({ start, end: start + minutes });
  }
  return times;
}

function at(times: Times, { event, point }: Mark): number {
  return times[event]![point];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { events: count, minutes: most, kinds, shuffled } = knobsAt(LEVELS, level);
  const names = random.shuffle(EVENTS[pool]).slice(0, count);
  for (;;) {
    const events = names.map((name, index): Scene['events'][number] => {
      const minutes = 2 + random.integer(most - 1);
      if (index === 0) return { name, minutes };
      const wait = random.integer(6) === 0 ? 0 : 1 + random.integer(most);
      const kind = random.integer(kinds);
      // Mostly after the one before, so that chains are long.
      const event = random.integer(3) === 0 ? random.integer(index) : index - 1;
      const point = kind === 0 ? 'end' : random.pick(POINTS);
      return { name, minutes, from: { event, point, minutes: kind === 2 ? 0 - wait : wait } };
    });
    const first: Mark = { event: random.integer(count), point: random.pick(POINTS) };
    const last: Mark = { event: random.integer(count), point: random.pick(POINTS) };
    const apart = Math.abs(first.event - last.event);
    const times = timesOf({ events });
    const between = at(times, last) - at(times, first);
    if (apart < Math.max(1, count >> 1) || between < 1) continue;
    const order = Array.from({ length: 2 * count - 1 }, (_, index) => index);
    const told = shuffled === 1 ? random.shuffle(order) : order;
    const scene = { events, told, first, last };
    // No answer may be read off as a number that is told.
    if (!numbersOf(scene).includes(String(between))) return scene;
  }
}

/** Ties points of time together by their distances, as the text says them, and looks for a way from one to the other. */
function solvePrompt(prompt: string): string[] {
  const ties = new Map<string, [point: string, minutes: number][]>();
  const tie = (a: string, b: string, minutes: number): void => {
    ties.set(a, [...(ties.get(a) ?? []), [b, minutes]]);
    ties.set(b, [...(ties.get(b) ?? []), [a, -minutes]]);
  };
  const question: string[] = [];
  for (const line of prompt.split('\n')) {
    const takes = /^The ([a-z]+) takes (\d+) minutes?\.$/.exec(line);
    const starts =
      /^(?:When|(\d+) minutes? (after|before)) the ([a-z]+) (start|end)s, the ([a-z]+) starts\.$/.exec(
        line,
      );
    if (takes !== null) tie(`${takes[1]} start`, `${takes[1]} end`, Number(takes[2]));
    else if (starts !== null) {
      const wait = Number(starts[1] ?? 0) * (starts[2] === 'before' ? -1 : 1);
      tie(`${starts[3]} ${starts[4]}`, `${starts[5]} start`, wait);
    } else question.push(line);
  }
  const asked = [...question.join('\n').matchAll(/\b[Tt]he ([a-z]+) (start|end)s?\b/g)].map(
    ([, event, point]) => `${event} ${point}`,
  );
  if (asked.length !== 2) return [];
  const reached = new Map([[asked[0]!, 0]]);
  for (const [point, minutes] of reached) {
    for (const [next, more] of ties.get(point) ?? []) {
      if (!reached.has(next)) reached.set(next, minutes + more);
    }
  }
  const found = reached.get(asked[1]!);
  return found === undefined ? [] : [String(found)];
}
