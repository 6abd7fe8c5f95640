import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeStatements } from './read-statements.ts';

/** From the smallest to the largest: a thing goes only into a larger one. */
const HOLDERS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('cup tin box bag bucket basket sack chest'),
  exam: words('glove mug can jar pot tub crate trunk cart'),
};
const TREASURES: Readonly<Record<Pool, readonly string[]>> = {
  training: words('coin key ring button stamp penny'),
  exam: words('nut shell bean seed candy nail'),
};
const ROOMS_BY_POOL: Readonly<Record<Pool, readonly string[]>> = {
  training: words('kitchen hall bedroom bathroom cellar attic garage office'),
  exam: words('garden barn shop school church farm hut castle store'),
};
const ROOMS = [...ROOMS_BY_POOL.training, ...ROOMS_BY_POOL.exam];

const Fact = z.strictObject({ thing: z.string(), place: z.string() });
type Fact = z.infer<typeof Fact>;
const Scene = z.strictObject({
  person: z.string(),
  treasure: z.string(),
  /** Where each thing is at first: in a room or in another thing. */
  start: z.array(Fact).min(2),
  /** What the person then moves, and to where. */
  moves: z.array(Fact).min(1),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { holders: 3, moves: 3, rooms: 3 },
  { holders: 3, moves: 4, rooms: 3 },
  { holders: 4, moves: 4, rooms: 4 },
  { holders: 4, moves: 5, rooms: 4 },
  { holders: 5, moves: 6, rooms: 5 },
  { holders: 6, moves: 8, rooms: 6 },
  { holders: 7, moves: 10, rooms: 7 },
  { holders: 8, moves: 12, rooms: 8 },
  { holders: 9, moves: 15, rooms: 9 },
] as const;

/** In which room is a thing, when it stands in others and these are moved with all that is in them? */
export const nestedContainment = defineFamily<Scene>({
  name: 'nested-containment',
  version: 1,
  stage: 'space-number-physics',
  skill: 'nested-containment',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ person, start, moves }) {
    return [
      ...start.map(({ thing, place }) => `The ${thing} is in the ${place}.`),
      ...moves.map(({ thing, place }) =>
        ROOMS.includes(place)
          ? `${person} takes the ${thing} to the ${place}.`
          : `${person} puts the ${thing} in the ${place}.`,
      ),
      'What is in a thing moves with it.',
    ].join('\n');
  },
  questions: ({ treasure }) => [
    `In which room is the ${treasure} now?`,
    `Which room is the ${treasure} in now?`,
    `Find the ${treasure}. In which room is it now?`,
    `Name the room where the ${treasure} is now.`,
    `In the end, which room holds the ${treasure}?`,
    `Which room has the ${treasure} in it now?`,
  ],
  examQuestions: ({ treasure }) => [
    `Where is the ${treasure} now? Tell a place, not a thing.`,
    `You want the ${treasure}. To which place do you go?`,
    `All is moved. Where is the ${treasure}? Name a place, not a thing.`,
  ],
  solve({ treasure, start, moves }) {
    // Trees of things: what is moved takes its branch along.
    const holds = new Map<string, Set<string>>();
    for (const { thing, place } of [...start, ...moves]) {
      for (const things of holds.values()) things.delete(thing);
      if (!holds.has(place)) holds.set(place, new Set());
      holds.get(place)!.add(thing);
    }
    const contains = (place: string): boolean =>
      [...(holds.get(place) ?? [])].some((thing) => thing === treasure || contains(thing));
    return ROOMS.filter(contains);
  },
  solvePrompt,
  say: (answer) => `In the ${answer}.`,
  explain({ treasure, start, moves }) {
    const where = new Map<string, string>();
    const chain = (): string => {
      const places: string[] = [];
      for (let at = where.get(treasure); at !== undefined; at = where.get(at)) places.push(at);
      return places.map((place) => `in the ${place}`).join(', ');
    };
    for (const { thing, place } of start) where.set(thing, place);
    const steps = [`At first the ${treasure} is ${chain()}.`];
    for (const [index, { thing, place }] of moves.entries()) {
      where.set(thing, place);
      steps.push(`After move ${index + 1} the ${treasure} is ${chain()}.`);
    }
    return steps;
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const named = roomsOf(scene);
    // The room of the start is what one says who saw no move.
    const first = this.solve({ ...scene, moves: [] });
    return [...new Set([...first, ...named])].filter((place) => place !== right);
  },
  verify(response, scene) {
    const rooms = new RegExp(`\\b(?:${ROOMS.join('|')})\\b`, 'g');
    return judgeStatements(response, this.solve(scene)[0]!, (claim) =>
      claim
        .replaceAll(/\bfrom (?:the )?\w+/g, ' ')
        .split(CLAUSE)
        .flatMap((clause) => clause.split(LEFT_BEHIND)[0]!.match(rooms) ?? []),
    );
  },
  shortcuts: {
    'first room named': (scene) => roomsOf(scene)[0],
    'last room named': (scene) => roomsOf(scene).at(-1),
    'room at the start': ({ treasure, start }) => roomOf(treasure, start, []),
    'commonest room': (scene) => commonest(roomsOf(scene)),
    'room last named with the first holder': (scene) => roomLastNamedWith(scene, 'first'),
    'room last named with the last holder': (scene) => roomLastNamedWith(scene, 'last'),
    'room that no move names': (scene) =>
      roomsOf(scene).find((room) => !scene.moves.some(({ place }) => place === room)),
  },
  structure({ start, moves }) {
    // The same up to the names of things and rooms.
    const names = new Map<string, string>();
    const rename = (name: string): string => {
      const kind = ROOMS.includes(name) ? 'room' : 'thing';
      if (!names.has(name)) names.set(name, `${kind}${names.size}`);
      return names.get(name)!;
    };
    return [...start, ...moves].map(({ thing, place }) => `${rename(thing)}>${rename(place)}`);
  },
  vocabulary: ({ treasure }) => ({
    allowed: [
      treasure,
      ...words(
        'room place find name tell say look must go holds contains hidden stay stays be found',
      ),
    ],
    required: [
      [treasure],
      words('room place'),
      words('now end finally'),
      words('which what where find name'),
    ],
    odd: words('now end finally first start beginning before last'),
    even: [],
  }),
});

const CLAUSE = /,|\bbut\b|\band\b|\bnow\b|\bthen\b/;
/** Tells where it once was, up to the end of the clause. */
const LEFT_BEHIND = /\b(?:was|were|no longer|before|after)\b/;

/** All rooms that are named, in order. */
function roomsOf({ start, moves }: Scene): string[] {
  return [...start, ...moves].map(({ place }) => place).filter((place) => ROOMS.includes(place));
}

/** For readers who know one holder only, and no holder in another. */
function roomLastNamedWith(scene: Scene, which: 'first' | 'last'): string | undefined {
  const facts = [...scene.start, ...scene.moves];
  const into = facts.filter(({ thing }) => thing === scene.treasure);
  const holder = into.at(which === 'first' ? 0 : -1)!.place;
  return facts.findLast(({ thing, place }) => thing === holder && ROOMS.includes(place))?.place;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const knobs = knobsAt(LEVELS, level);
  const treasure = random.pick(TREASURES[pool]);
  const rooms = random.shuffle(ROOMS_BY_POOL[pool]).slice(0, knobs.rooms);
  const chosen = random.shuffle(HOLDERS[pool]).slice(0, knobs.holders);
  const holders = HOLDERS[pool].filter((holder) => chosen.includes(holder));
  const person = random.pick(namesOf(pool));
  // A tempting room is right as often as any other.
  const chance = (): boolean => random.integer(knobs.rooms) === 0;
  const helps = [chance(), chance(), chance(), chance()];
  let best: { scene: Scene; faults: number } | undefined;
  for (let attempt = 0; attempt < 25; attempt++) {
    const scene = story(random, { treasure, rooms, holders, person }, knobs.moves);
    const { start, moves } = scene;
    const answer = roomOf(treasure, start, moves);
    const named = roomsOf(scene);
    const says = [
      named.at(-1),
      roomOf(treasure, start, []),
      commonest(named),
      roomLastNamedWith(scene, 'last'),
    ];
    const faults =
      says.filter((room, index) => (room === answer) !== helps[index]).length +
      rooms.filter((room) => !named.includes(room)).length;
    if (faults < (best?.faults ?? Infinity)) best = { scene, faults };
    if (faults === 0) break;
  }
  return best!.scene;
}

function commonest(rooms: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const room of rooms) {
    const count = rooms.reduce((sum, other) => sum + (other === room ? 1 : 0), 0);
    if (count > most) [best, most] = [room, count];
  }
  return best;
}

interface Cast {
  treasure: string;
  rooms: readonly string[];
  holders: readonly string[];
  person: string;
}

/** A start in which the treasure is in a holder, and moves that each change something. */
function story(random: Random, cast: Cast, moves: number): Scene {
  const { treasure, rooms, holders, person } = cast;
  // Only in the smaller half, so that what holds it is itself held most of the time.
  const small = holders.slice(0, (holders.length + 1) >> 1);
  const where = new Map([[treasure, random.pick(small)]]);
  const placeFor = (thing: string): string => {
    const larger = holders.slice(holders.indexOf(thing) + 1);
    const percent = where.get(treasure) === thing ? 15 : 55;
    return random.pick(larger.length === 0 || random.integer(100) < percent ? rooms : larger);
  };
  for (const holder of holders) where.set(holder, placeFor(holder));
  const start = random.shuffle([...where].map(([thing, place]) => ({ thing, place })));
  const made: Fact[] = [];
  while (made.length < moves) {
    const around: string[] = [];
    for (let at = where.get(treasure); holders.includes(at!); at = where.get(at!)) around.push(at!);
    const apart = holders.filter((holder) => !around.includes(holder));
    // Most moves are beside the point.
    const dice = random.integer(8);
    const thing =
      dice === 0 ? treasure : random.pick(dice < 4 || apart.length === 0 ? around : apart);
    const place = thing === treasure ? random.pick(small) : placeFor(thing);
    if (where.get(thing) === place) continue;
    where.set(thing, place);
    made.push({ thing, place });
  }
  return { person, treasure, start, moves: made };
}

function roomOf(thing: string, start: readonly Fact[], moves: readonly Fact[]): string {
  const where = new Map([...start, ...moves].map((fact) => [fact.thing, fact.place]));
  let at = thing;
  while (where.has(at)) at = where.get(at)!;
  return at;
}

/** Asks the text from its end: the last sentence that says where a thing went, then where that went, up to a room. */
function solvePrompt(prompt: string): string[] {
  const treasure = /\b(?:coin|key|ring|button|stamp|penny|nut|shell|bean|seed|candy|nail)\b/.exec(
    prompt,
  )?.[0];
  const sentences = prompt.split('\n').toReversed();
  let seek = treasure;
  for (let depth = 0; seek !== undefined && depth < 20; depth++) {
    const told = new RegExp(`\\bthe ${seek} (?:is )?(?:in|to) the ([a-z]+)\\.$`, 'i');
    const place: string | undefined = sentences
      .map((sentence) => told.exec(sentence)?.[1])
      .find((name) => name !== undefined);
    if (place === undefined) return depth === 0 ? [] : [seek];
    seek = place;
  }
  return [];
}
