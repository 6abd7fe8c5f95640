import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeNamed } from '../objects-and-categories/judge-named.ts';

/** Clockwise. Directions and sides are closed sets: of exams, the people and the things around them are others. */
const HEADINGS = ['north', 'east', 'south', 'west'] as const;
/** Quarter turns clockwise. */
const TURNS = { right: 1, around: 2, left: 3 } as const;
const SIDES = { front: 0, right: 1, behind: 2, left: 3 } as const;
const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('tree house bench gate park barn rock swing'),
  exam: words('hill lake farm bridge shop road school church'),
};

const Scene = z.strictObject({
  /** In the north, east, south and west. */
  around: z.tuple([z.string(), z.string(), z.string(), z.string()]),
  /** In which order they are told, as indices. */
  told: z.array(z.int().min(0).max(3)),
  heading: z.int().min(0).max(3),
  /** The first looks to `heading`; each other so many quarters clockwise from the one before. */
  people: z.array(z.strictObject({ name: z.string(), quarters: z.int().min(0).max(3) })).min(1),
  turns: z.array(
    z.strictObject({ who: z.int().nonnegative(), turn: z.enum(['left', 'right', 'around']) }),
  ),
  ask: z.strictObject({
    who: z.int().nonnegative(),
    side: z.enum(['front', 'right', 'behind', 'left']),
  }),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { turns: 1, people: 1 },
  { turns: 2, people: 1 },
  { turns: 3, people: 2 },
  { turns: 4, people: 2 },
  { turns: 5, people: 3 },
  { turns: 6, people: 4 },
  { turns: 8, people: 5 },
  { turns: 10, people: 6 },
  { turns: 12, people: 7 },
] as const;

/** What is on somebody's left, when people look different ways and turn? After Flavell's tasks of perspective. */
export const perspective = defineFamily<Scene>({
  name: 'perspective',
  version: 1,
  stage: 'space-number-physics',
  skill: 'perspective',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ around, told, heading, people, turns }) {
    const name = (index: number): string => people[index]!.name;
    return [
      ...told.map((index) => `The ${around[index]} is in the ${HEADINGS[index]}.`),
      people.length === 1 ? `${name(0)} is in the middle.` : 'All people are in the middle.',
      `${name(0)} looks ${HEADINGS[heading]}.`,
      ...people.slice(1).map(({ quarters }, index) => {
        const [one, other] = [name(index + 1), name(index)];
        if (quarters === 0) return `${one} looks where ${other} looks.`;
        if (quarters === 2) return `${one} looks the other way from ${other}.`;
        return `${one} looks where ${other}'s ${quarters === 1 ? 'right' : 'left'} hand is.`;
      }),
      people.length === 1 ? `Then ${name(0)} turns:` : 'Then they turn:',
      ...turns.map(({ who, turn }) => `- ${name(who)} turns ${turn}.`),
    ].join('\n');
  },
  questions: (scene) => {
    const place = placeOf(scene);
    return [
      `What is ${place} now?`,
      `Which thing is ${place} now?`,
      `Tell what is ${place} now.`,
      `All is done. What is ${place} now?`,
      `See what is ${place} now. Name it.`,
      `Find the thing ${place} now.`,
    ];
  },
  examQuestions: (scene) => {
    const place = placeOf(scene);
    return [
      `Now look ${place}. What is there?`,
      `After this, what stands ${place}?`,
      `One thing is now ${place}. Which?`,
    ];
  },
  solve: (scene) => [thingAt(scene, headingOf(scene, scene.ask.who, scene.turns))],
  solvePrompt,
  say: (answer) => `The ${answer}.`,
  explain(scene) {
    const { people, turns, ask } = scene;
    const { name } = people[ask.who]!;
    const starts = people
      .slice(0, ask.who + 1)
      .map((person, who) => `${person.name} looks ${HEADINGS[headingOf(scene, who, [])]}.`);
    const own = turns.flatMap(({ who, turn }, at) =>
      who === ask.who
        ? [
            `${name} turns ${turn}: looks ${HEADINGS[headingOf(scene, who, turns.slice(0, at + 1))]}.`,
          ]
        : [],
    );
    const towards = HEADINGS[(headingOf(scene, ask.who, turns) + SIDES[ask.side]) % 4];
    return [
      ...starts,
      ...own,
      `What is ${placeOf(scene)} is in the ${towards}: the ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    return scene.around.filter((thing) => thing !== right);
  },
  shortcuts: {
    'as on a map': (scene) => thingAt(scene, 0),
    'turns left out': (scene) => thingAt(scene, headingOf(scene, scene.ask.who, [])),
    // Of one turn alone, that is the task itself.
    'only the last turn': (scene) => {
      const own = scene.turns.filter(({ who }) => who === scene.ask.who);
      return scene.turns.length === 1
        ? undefined
        : thingAt(scene, headingOf(scene, scene.ask.who, own.slice(-1)));
    },
    "the first one's view": (scene) =>
      scene.ask.who === 0 ? undefined : thingAt(scene, headingOf(scene, 0, scene.turns)),
    "everybody's turns": (scene) =>
      scene.people.length === 1
        ? undefined
        : thingAt(
            scene,
            headingOf(
              scene,
              scene.ask.who,
              scene.turns.map(({ turn }) => ({ who: scene.ask.who, turn })),
            ),
          ),
    'what one looks at': (scene) => scene.around[headingOf(scene, scene.ask.who, scene.turns)],
  },
  verify(response, scene) {
    return judgeNamed(response, this.solve(scene)[0]!, scene.around);
  },
  structure({ around, heading, people, turns, ask }) {
    // The same up to names and mirror image; one person makes so few forms that there the things count too.
    const things = people.length === 1 ? around.toSorted() : [];
    const forms = [false, true].map((mirrored) => {
      const quarters = (count: number): number => (mirrored ? (4 - count) % 4 : count);
      return [
        quarters(heading),
        ...people.map((person) => quarters(person.quarters)),
        ...turns.map(({ who, turn }) => `${who}:${quarters(TURNS[turn])}`),
        `${ask.who}?${quarters(SIDES[ask.side])}`,
      ].join(' ');
    });
    return { things, form: forms.toSorted()[0] };
  },
  vocabulary(scene) {
    const { people, ask } = scene;
    const name = people[ask.who]!.name.toLowerCase();
    return {
      allowed: [
        name,
        `${name}'s`,
        ...words('thing find name tell say look sees stands hand side done'),
      ],
      required: [[name, `${name}'s`], words('what which thing')],
      odd: [ask.side],
      even: [],
    };
  },
});

function placeOf({ people, ask }: Scene): string {
  const { name } = people[ask.who]!;
  if (ask.side === 'front') return `in front of ${name}`;
  if (ask.side === 'behind') return `behind ${name}`;
  return `on ${name}'s ${ask.side}`;
}

/** Where a person looks after some turns, in quarters from the north. */
function headingOf(scene: Scene, who: number, turns: Scene['turns']): number {
  let heading = scene.heading;
  for (const { quarters } of scene.people.slice(1, who + 1)) heading += quarters;
  for (const turn of turns) if (turn.who === who) heading += TURNS[turn.turn];
  return heading % 4;
}

/** What is on the asked side of one who looks that way. */
function thingAt({ around, ask }: Scene, heading: number): string {
  return around[(heading + SIDES[ask.side]) % 4]!;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { people: count, turns: length } = knobsAt(LEVELS, level);
  const around = random.shuffle(THINGS[pool]).slice(0, 4) as Scene['around'];
  const people = random
    .shuffle(namesOf(pool))
    .slice(0, count)
    .map((name, index) => ({ name, quarters: index === 0 ? 0 : random.integer(4) }));
  // Not the first, whose way is told; and what the turns come to is as often nothing as anything else.
  const who = count === 1 ? 0 : 1 + random.integer(count - 1);
  const net = length === 1 ? 1 + random.integer(3) : random.integer(4);
  const otherNet = random.integer(4);
  const scene: Scene = {
    around,
    told: random.shuffle([0, 1, 2, 3]),
    heading: random.integer(4),
    people,
    turns: [],
    ask: { who, side: random.pick(['front', 'right', 'behind', 'left'] as const) },
  };
  for (;;) {
    const turns = Array.from({ length }, () => ({
      who: random.integer(2) === 0 ? who : random.integer(count),
      turn: random.pick(['left', 'right', 'around'] as const),
    }));
    const own = turns.filter((turn) => turn.who === who);
    if (own.length < Math.min(2, length) || netOf(own) !== net) continue;
    if (count > 1 && own.length === length) continue;
    const others = turns.filter((turn) => turn.who !== who);
    // A single turn never comes to nothing.
    if (others.length > 1 && netOf(others) !== otherNet) continue;
    return { ...scene, turns };
  }
}

function netOf(turns: Scene['turns']): number {
  return turns.reduce((sum, { turn }) => sum + TURNS[turn], 0) % 4;
}

function rolled(ways: readonly string[], times: number): string[] {
  return [...ways.slice(times), ...ways.slice(0, times)];
}

/** Walks through the text with a compass of four words for each person, and turns it as the lines say. */
function solvePrompt(prompt: string): string[] {
  const stands = new Map<string, string>();
  for (const [, thing, way] of prompt.matchAll(
    /^The ([a-z]+) is in the (north|east|south|west)\.$/gm,
  )) {
    stands.set(way!, thing!);
  }
  /** What a person has in front, on the right, behind and on the left. */
  const sees = new Map<string, string[]>();
  for (const line of prompt.split('\n')) {
    const compass = ['north', 'east', 'south', 'west'];
    const first = /^([A-Z]\w+) looks (north|east|south|west)\.$/.exec(line);
    if (first !== null) sees.set(first[1]!, rolled(compass, compass.indexOf(first[2]!)));
    const other =
      /^([A-Z]\w+) looks (?:the other way from (\w+)|where (\w+)(?: looks|'s (right|left) hand is))\.$/.exec(
        line,
      );
    if (other !== null) {
      const from = sees.get(other[2] ?? other[3]!);
      if (from === undefined) return [];
      const by = other[2] !== undefined ? 2 : ({ right: 1, left: 3 }[other[4] ?? ''] ?? 0);
      sees.set(other[1]!, rolled(from, by));
    }
    const turn = /^- ([A-Z]\w+) turns (left|right|around)\.$/.exec(line);
    if (turn !== null) {
      const before = sees.get(turn[1]!) ?? [];
      sees.set(turn[1]!, rolled(before, { right: 1, around: 2, left: 3 }[turn[2]!]!));
    }
  }
  const asked = /\b(?:in (front) of|(behind)|on) ([A-Z]\w+?)(?:'s (left|right))?\b(?! hand)/.exec(
    prompt,
  );
  if (asked === null) return [];
  const place = ['front', 'right', 'behind', 'left'].indexOf(
    asked[1] ?? asked[2] ?? asked[4] ?? '',
  );
  const way = sees.get(asked[3]!)?.[place];
  const found = way === undefined ? undefined : stands.get(way);
  return found === undefined ? [] : [found];
}
