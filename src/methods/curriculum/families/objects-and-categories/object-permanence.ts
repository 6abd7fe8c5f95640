import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawEven } from './even-draw.ts';
import { allOf, at, capital, numbered, PLACES, shortNames, THINGS } from './household.ts';
import { judgeNamed } from './judge-named.ts';

const Event = z.union([
  z.strictObject({ thing: z.string(), goes: z.string() }),
  z.strictObject({ looks: z.string() }),
  z.strictObject({ stays: z.string() }),
]);
const Scene = z.strictObject({
  person: z.string(),
  events: z.array(Event).min(2),
  /** A thing, of which the place is asked, or a place, of which the thing that is there is asked. */
  ask: z.union([z.strictObject({ thing: z.string() }), z.strictObject({ place: z.string() })]),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { things: 2, places: 3, events: 5 },
  { things: 2, places: 3, events: 6 },
  { things: 3, places: 4, events: 7 },
  { things: 3, places: 4, events: 8 },
  { things: 4, places: 5, events: 9 },
  { things: 4, places: 6, events: 11 },
  { things: 5, places: 7, events: 12 },
  { things: 6, places: 8, events: 14 },
  { things: 8, places: 9, events: 18 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'named first': (scene) => mentioned(scene)[0],
  'named last': (scene) => mentioned(scene).at(-1),
  'named most': (scene) => commonest(mentioned(scene)),
  'where it was at first': ({ events, ask }) => {
    for (const event of events) {
      if (!('goes' in event)) continue;
      if ('thing' in ask && event.thing === ask.thing) return event.goes;
      if ('place' in ask && event.goes === ask.place) return event.thing;
    }
    return undefined;
  },
  'the last move': ({ events, ask }) => {
    const move = events.findLast((event) => 'goes' in event) as { thing: string; goes: string };
    return 'thing' in ask ? move.goes : move.thing;
  },
};

/**
 * Hidden things stay where they are (Piaget's visible displacements): things go in and under places, somebody looks
 * into other places, and what was seen last of a thing says where it is.
 */
export const objectPermanence = defineFamily<Scene>({
  name: 'object-permanence',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'object-permanence',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ person, events }) =>
    events
      .map((event) => {
        if ('goes' in event) return `Put the ${event.thing} ${at(event.goes)}.`;
        return 'looks' in event
          ? `${person} looks ${at(event.looks)}.`
          : `The ${event.stays} stays there.`;
      })
      .join('\n'),
  questions: ({ ask }) =>
    'thing' in ask
      ? [
          `Where is the ${ask.thing}?`,
          `Where is the ${ask.thing} now?`,
          `Find the ${ask.thing}.`,
          `Where do you find the ${ask.thing}?`,
          `Look for the ${ask.thing}. Where is it?`,
          `You want the ${ask.thing}. Where now?`,
        ]
      : [
          `What is ${at(ask.place)}?`,
          `What is ${at(ask.place)} now?`,
          `${capital(at(ask.place))} is one thing. What?`,
          `Which thing is ${at(ask.place)}?`,
          `Find the thing ${at(ask.place)}.`,
          `Open your eyes. What is ${at(ask.place)}?`,
        ],
  examQuestions: ({ ask }) =>
    'thing' in ask
      ? [
          `The ${ask.thing}: where is it?`,
          `Get the ${ask.thing}. Where is it?`,
          `Point to the place. Where is the ${ask.thing}?`,
        ]
      : [
          `${capital(at(ask.place))}: what is there?`,
          `Get the thing ${at(ask.place)}.`,
          `Now what is ${at(ask.place)}?`,
        ],
  solve({ events, ask }) {
    const where = new Map<string, string>();
    for (const event of events) if ('goes' in event) where.set(event.thing, event.goes);
    if ('thing' in ask) return [where.get(ask.thing)].filter((place) => place !== undefined);
    return [...where].filter(([, place]) => place === ask.place).map(([thing]) => thing);
  },
  solvePrompt,
  say: (answer, { ask }) => ('thing' in ask ? `${capital(at(answer))}.` : `The ${answer}.`),
  explain(scene) {
    const { events, ask } = scene;
    const answer = this.solve(scene)[0]!;
    const [thing, place] = 'thing' in ask ? [ask.thing, answer] : [answer, ask.place];
    const told = events.flatMap((event, index) =>
      'goes' in event && event.thing === thing ? [index] : [],
    );
    return [
      `The ${thing} is put somewhere in sentence ${told.map((index) => index + 1).join(', ')}.`,
      `The last of these says: ${at(place)}.`,
      `Nothing moves it after that. So the ${thing} is ${at(place)}.`,
    ];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    return [...new Set(mentioned(scene))].filter((name) => name !== right);
  },
  shortcuts: SHORTCUTS,
  verify(response, scene): Verdict {
    const names = 'thing' in scene.ask ? allOf(PLACES) : allOf(THINGS);
    return judgeNamed(response, objectPermanence.solve(scene)[0]!, names);
  },
  structure({ events, ask }) {
    // The same up to names; two things make so few forms that there the names count too.
    const things = new Set(events.flatMap((event) => ('goes' in event ? [event.thing] : [])));
    if (things.size <= 2) return { events, ask };
    const rename = numbered();
    const lines = events.map((event) =>
      Object.entries(event).map(([key, name]) => `${key}${rename(name)}`),
    );
    return { lines, ask: Object.entries(ask).map(([key, name]) => `${key}${rename(name)}`) };
  },
  vocabulary: ({ ask }) => {
    const [name, asking] =
      'thing' in ask ? [ask.thing, ['where', 'find']] : [ask.place, ['what', 'which', 'thing']];
    return {
      allowed: [name, ...words('thing now look find there place get point want under in')],
      required: [[name], asking],
      odd: asking,
      even: [],
    };
  },
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: count, places: room, events: length } = knobsAt(LEVELS, level);
  const asksPlace = random.integer(2) === 0;
  return drawEven<Scene>(random, {
    options: asksPlace ? count : room,
    shortcuts: SHORTCUTS,
    answerOf: (scene) => objectPermanence.solve(scene)[0]!,
    draw() {
      const things = random.shuffle(THINGS[pool]).slice(0, count);
      const places = random.shuffle(PLACES[pool]).slice(0, room);
      const where = new Map<string, string>();
      const events: Scene['events'] = [];
      // All are hidden once, then any is moved, or is left alone in front of somebody's eyes.
      const first = random.shuffle(things);
      while (events.length < length) {
        const left = length - events.length;
        const dice = random.integer(10);
        if (first.length > 0 && (left <= first.length || dice < 6)) move(first.pop()!);
        else if (dice < 3 && where.size > 0) events.push({ looks: random.pick(places) });
        else if (dice < 4 && where.size > 0 && asksPlace)
          events.push({ stays: random.pick([...where.keys()]) });
        else if (where.size > 0) move(random.pick([...where.keys()]));
      }
      if (!asksPlace)
        return {
          person: random.pick(shortNames(pool)),
          events,
          ask: { thing: random.pick(things) },
        };
      const single = places.filter(
        (place) => things.filter((thing) => where.get(thing) === place).length === 1,
      );
      if (single.length === 0) return undefined;
      return { person: random.pick(shortNames(pool)), events, ask: { place: random.pick(single) } };

      function move(thing: string): void {
        const goes = random.pick(places.filter((place) => place !== where.get(thing)));
        where.set(thing, goes);
        events.push({ thing, goes });
      }
    },
  });
}

/** Names of the asked kind in the order of the story. */
function mentioned({ events, ask }: Scene): string[] {
  return events.flatMap((event) => {
    if ('thing' in ask)
      return 'goes' in event ? [event.goes] : 'looks' in event ? [event.looks] : [];
    return 'goes' in event ? [event.thing] : 'stays' in event ? [event.stays] : [];
  });
}

/** The most frequent name; among equals the one that came last. */
function commonest(names: readonly string[]): string | undefined {
  const count = (name: string): number => names.filter((other) => other === name).length;
  return names.toReversed().toSorted((a, b) => count(b) - count(a))[0];
}

/** Reads from the end: the first sentence from there that moves a thing is true of it. */
function solvePrompt(prompt: string): string[] {
  const settled = new Map<string, string>();
  const moves = [...prompt.matchAll(/^Put the (\w+) (?:in|under) the (\w+)\.$/gm)];
  for (const [, thing, place] of moves.toReversed())
    if (!settled.has(thing!)) settled.set(thing!, place!);
  const rest = prompt
    .split('\n')
    .filter(
      (line) => !/^(?:Put the|The \w+ stays there|[A-Z]\w+ looks (?:in|under) the)/.test(line),
    )
    .join(' ');
  const spoken = new Set(rest.match(/\w+/g));
  const place = settled.get([...settled.keys()].find((thing) => spoken.has(thing)) ?? '');
  if (place !== undefined) return [place];
  return [...settled].filter(([, where]) => spoken.has(where)).map(([thing]) => thing);
}
