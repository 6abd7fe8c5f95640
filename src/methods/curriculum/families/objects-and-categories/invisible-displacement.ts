import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawEven } from './even-draw.ts';
import { allOf, at, capital, COVERS, numbered } from './household.ts';
import { judgeNamed } from './judge-named.ts';

/** Small enough for every carrier. */
const SMALL: Readonly<Record<Pool, readonly string[]>> = {
  training: words('egg rock block ball spoon stick bean'),
  exam: words('comb brush fork coin ring bell'),
};
/** What takes one small thing along. */
const CARRIERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('cup boot sock mitten'),
  exam: words('glass shoe hat'),
};
/** Large enough for every carrier. */
const PLACES: Readonly<Record<Pool, readonly string[]>> = {
  training: [...COVERS.training, ...words('box bag bath cart')],
  exam: [...COVERS.exam, ...words('crib tub sink bin')],
};

const Event = z.union([
  z.strictObject({ thing: z.string(), into: z.string() }),
  z.strictObject({ carrier: z.string(), to: z.string() }),
  z.strictObject({ carrier: z.string(), out: z.enum(['full', 'empty']) }),
]);
const Scene = z.strictObject({ events: z.array(Event).min(3), asked: z.string() });
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { things: 1, carriers: 1, places: 3, trips: 3 },
  { things: 1, carriers: 1, places: 3, trips: 4 },
  { things: 2, carriers: 1, places: 3, trips: 5 },
  { things: 2, carriers: 2, places: 4, trips: 5 },
  { things: 2, carriers: 2, places: 4, trips: 6 },
  { things: 3, carriers: 2, places: 5, trips: 7 },
  { things: 3, carriers: 3, places: 6, trips: 9 },
  { things: 3, carriers: 3, places: 7, trips: 11 },
  { things: 4, carriers: 3, places: 8, trips: 14 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'the first place': ({ events }) => placesIn(events)[0],
  'the last place': ({ events }) => placesIn(events).at(-1),
  'the place of most visits': ({ events }) => {
    const places = placesIn(events);
    const visits = (name: string): number => places.filter((place) => place === name).length;
    return places.toSorted((a, b) => visits(b) - visits(a))[0];
  },
  'what it went into last': ({ events, asked }) =>
    events
      .flatMap((event) => ('into' in event && event.thing === asked ? [event.into] : []))
      .at(-1),
  'the place of the last that came out empty': ({ events }) => {
    const index = events.findLastIndex((event) => 'out' in event && event.out === 'empty');
    return placesIn(events.slice(0, Math.max(index, 0))).at(-1);
  },
};

/**
 * Piaget's invisible displacements, with the A-not-B lure: a thing goes into a cup, the cup visits places, and whether
 * it comes out full or empty tells where the thing stayed. A carrier and a place hold one thing at most, so that what
 * is left, kept or picked up is always sure.
 */
export const invisibleDisplacement = defineFamily<Scene>({
  name: 'invisible-displacement',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'invisible-displacement',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ events }) =>
    events
      .map((event) => {
        if ('into' in event) return `Put the ${event.thing} ${at(event.into)}.`;
        if ('to' in event) return `Put the ${event.carrier} ${at(event.to)}.`;
        return `The ${event.carrier} comes out ${event.out}.`;
      })
      .join('\n'),
  questions: ({ asked }) => [
    `Where is the ${asked}?`,
    `Where is the ${asked} now?`,
    `Find the ${asked}.`,
    `Where do you find the ${asked}?`,
    `Look for the ${asked}. Where is it?`,
    `You want the ${asked}. Where now?`,
  ],
  examQuestions: ({ asked }) => [
    `The ${asked}: where is it?`,
    `Get the ${asked}. Where is it?`,
    `Point to the place. Where is the ${asked}?`,
  ],
  solve({ events, asked }) {
    const answer = follow(events).where.get(asked);
    return answer === undefined ? [] : [answer];
  },
  solvePrompt,
  say: (answer) => `${capital(at(answer))}.`,
  explain(scene) {
    const { events, asked } = scene;
    const steps: string[] = [];
    let before: string | undefined;
    for (let end = 1; end <= events.length; end++) {
      const now = follow(events.slice(0, end)).where.get(asked);
      if (now !== before) steps.push(`After sentence ${end} the ${asked} is ${at(now!)}.`);
      before = now;
    }
    return [...steps, `Nothing more happens to it. So it is ${at(before!)}.`];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const names = scene.events.flatMap((event) => ('carrier' in event ? [event.carrier] : []));
    return [...new Set([...placesIn(scene.events), ...names])].filter((name) => name !== right);
  },
  shortcuts: SHORTCUTS,
  verify: (response, scene): Verdict =>
    judgeNamed(response, invisibleDisplacement.solve(scene)[0]!, [
      ...allOf(PLACES),
      ...allOf(CARRIERS),
    ]),
  structure({ events, asked }) {
    // The same up to names; one thing makes so few forms that there the names count too.
    if (events.every((event) => !('thing' in event) || event.thing === asked))
      return { events, asked };
    const rename = numbered();
    const lines = events.map((event) =>
      Object.entries(event).map(([key, name]) => (key === 'out' ? name : `${key}${rename(name)}`)),
    );
    return { lines, asked: rename(asked) };
  },
  vocabulary: ({ asked }) => ({
    allowed: [asked, ...words('now look find place get point want')],
    required: [[asked], ['where', 'find']],
    odd: ['where', 'find'],
    even: [],
  }),
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const knobs = knobsAt(LEVELS, level);
  return drawEven<Scene>(random, {
    options: knobs.places + knobs.carriers,
    shortcuts: SHORTCUTS,
    answerOf: (scene) => follow(scene.events).where.get(scene.asked)!,
    draw() {
      const things = random.shuffle(SMALL[pool]).slice(0, knobs.things);
      const carriers = random.shuffle(CARRIERS[pool]).slice(0, knobs.carriers);
      const places = random.shuffle(PLACES[pool]).slice(0, knobs.places);
      const where = new Map<string, string>();
      const holding = (holder: string): string | undefined =>
        things.find((thing) => where.get(thing) === holder);
      const events: Scene['events'] = [];
      for (const [index, thing] of things.entries()) {
        // The first always travels; the others begin in a carrier that is free, or in a free place.
        const free = [...carriers, ...places].filter((name) => holding(name) === undefined);
        const into = index === 0 ? carriers[0]! : random.pick(free);
        where.set(thing, into);
        events.push({ thing, into });
      }
      for (let trip = 0; trip < knobs.trips; trip++) {
        const carrier = random.pick(carriers);
        const carried = holding(carrier);
        const goals = places.filter(
          (place) => carried === undefined || holding(place) === undefined,
        );
        if (goals.length === 0) return undefined;
        const to = random.pick(goals);
        const there = holding(to);
        events.push({ carrier, to });
        let out: 'full' | 'empty' = 'empty';
        if (carried !== undefined && random.integer(5) < 3) out = 'full';
        else if (carried !== undefined) where.set(carried, to);
        else if (there !== undefined && random.integer(2) === 0) {
          out = 'full';
          where.set(there, carrier);
        }
        events.push({ carrier, out });
      }
      return { events, asked: random.pick(things) };
    },
  });
}

/** Where every thing is after the events: in a carrier, or where it was left. */
function follow(events: Scene['events']): { where: Map<string, string> } {
  const where = new Map<string, string>();
  const visiting = new Map<string, string>();
  for (const event of events) {
    if ('into' in event) where.set(event.thing, event.into);
    else if ('to' in event) visiting.set(event.carrier, event.to);
    else {
      const place = visiting.get(event.carrier)!;
      for (const [thing, holder] of where) {
        if (holder === event.carrier && event.out === 'empty') where.set(thing, place);
        if (holder === place && event.out === 'full') where.set(thing, event.carrier);
      }
    }
  }
  return { where };
}

function placesIn(events: Scene['events']): string[] {
  return events.flatMap((event) => ('to' in event ? [event.to] : []));
}

/** Follows the asked thing alone: who holds it, and what each coming out says of that holder. */
function solvePrompt(prompt: string): string[] {
  const lines = prompt.split('\n');
  const story = /^(?:Put the|The) (\w+) ((?:in|under) the (\w+)|comes out (full|empty))\.$/;
  const spoken: string[] =
    lines
      .filter((line) => !story.test(line))
      .join(' ')
      .match(/\w+/g) ?? [];
  let thing: string | undefined;
  let holder: string | undefined;
  let visited: string | undefined;
  for (const line of lines) {
    const [, subject, , place, state] = story.exec(line) ?? [];
    if (subject === undefined) continue;
    if (place !== undefined) {
      visited = place;
      if (spoken.includes(subject)) [thing, holder] = [subject, place];
      continue;
    }
    if (state === 'empty' && holder === subject) holder = visited;
    else if (state === 'full' && holder === visited) holder = subject;
  }
  return thing === undefined || holder === undefined ? [] : [holder];
}
