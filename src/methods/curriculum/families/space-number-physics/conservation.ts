import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, words } from '../family.ts';
import { judgeStatements } from './read-statements.ts';

/** What looks as if it changed something, and how it looks: 1 as more, -1 as less. `{s}` is the owner's thing. */
type Lure = readonly [text: string, looks: number];
interface Kind {
  /** What there is the same amount of. */
  stuff: string;
  /** "the same amount of …". */
  amount: string;
  unit: readonly [one: string, many: string];
  add: string;
  take: string;
  lures: readonly Lure[];
}

/** After Piaget's conservation tasks: number, length, liquid and mass. */
const KINDS: Readonly<Record<'number' | 'length' | 'liquid' | 'mass', Kind>> = {
  number: {
    stuff: 'counters',
    amount: 'number of counters',
    unit: ['counter', 'counters'],
    add: 'adds {n} to the row',
    take: 'takes {n} away',
    lures: [
      ['spreads the row far apart', 1],
      ['makes the row very long', 1],
      ['puts the row into two rows', 1],
      ['pushes the row close together', -1],
      ['piles the row up', -1],
      ['makes a small heap of the row', -1],
    ],
  },
  length: {
    stuff: 'string',
    amount: 'length of string',
    unit: ['inch', 'inches'],
    add: 'ties on {n} more',
    take: 'cuts {n} off',
    lures: [
      ['pulls the string straight', 1],
      ['moves the string to the right', 1],
      ['hangs the string up high', 1],
      ['winds the string into a ball', -1],
      ['lays the string in a ring', -1],
      ['folds the string in half', -1],
    ],
  },
  liquid: {
    stuff: 'juice',
    amount: 'amount of juice',
    unit: ['spoon', 'spoons'],
    add: 'pours in {n} more',
    take: 'drinks {n} of it',
    lures: [
      ['pours it all into a tall thin glass', 1],
      ['pours it all into a small cup', 1],
      ['shares it out into four cups', 1],
      ['pours it all into a wide bowl', -1],
      ['pours it all into a big jug', -1],
      ['pours it all into a flat dish', -1],
    ],
  },
  mass: {
    stuff: 'clay',
    amount: 'amount of clay',
    unit: ['lump', 'lumps'],
    add: 'presses on {n} more',
    take: 'takes {n} away',
    lures: [
      ['rolls the clay into a long snake', 1],
      ['presses the clay into a wide cake', 1],
      ['breaks the clay into many bits', 1],
      ['rolls the clay into a ball', -1],
      ['squeezes the clay into a cube', -1],
      ['makes a short thick log of it', -1],
    ],
  },
};
const NAMES = words('Ann Ben Mia Tom Eva Sam Lea Max');

const Event = z.union([
  z.strictObject({ who: z.string(), change: z.int() }),
  z.strictObject({ who: z.string(), lure: z.int().min(0).max(5) }),
]);
type Event = z.infer<typeof Event>;
const Scene = z.strictObject({
  kind: z.enum(['number', 'length', 'liquid', 'mass']),
  names: z.tuple([z.string(), z.string()]),
  events: z.array(Event).min(1),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { changes: 4, lures: 1, most: 4 },
  { changes: 4, lures: 2, most: 5 },
  { changes: 5, lures: 2, most: 6 },
  { changes: 5, lures: 3, most: 7 },
  { changes: 6, lures: 4, most: 8 },
  { changes: 7, lures: 5, most: 9 },
  { changes: 8, lures: 6, most: 9 },
  { changes: 9, lures: 8, most: 9 },
] as const;

/** Two begin with the same; things are added, taken away and only reshaped. Who has more, or is it still the same? */
export const conservation = defineFamily<Scene>({
  name: 'conservation',
  version: 1,
  stage: 'space-number-physics',
  skill: 'conservation',
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ kind, names, events }) {
    const { amount, stuff } = KINDS[kind];
    return [
      `${names[0]} and ${names[1]} have the same ${amount}.`,
      ...events.map((event) => `${event.who} ${sayEvent(kind, event)}.`),
      `No other ${stuff} ${stuff === 'counters' ? 'come or go' : 'comes or goes'}.`,
    ].join('\n');
  },
  questions: ({ kind }) => {
    const { stuff } = KINDS[kind];
    return [
      `Who has more ${stuff} now, or is it the same?`,
      `Is it still the same, or who has more ${stuff} now?`,
      `Who has more ${stuff} in the end, or do they have the same?`,
      `Which of the two has more ${stuff} now, or is it the same?`,
      `Say who has more ${stuff} now, or that it is the same.`,
      `Tell who ends with more ${stuff}, or if both have the same.`,
    ];
  },
  solve({ names, events }) {
    const net = events.reduce(
      (sum, event) =>
        'change' in event ? sum + (event.who === names[0] ? event.change : -event.change) : sum,
      0,
    );
    return [net === 0 ? 'the same' : names[net > 0 ? 0 : 1]];
  },
  solvePrompt,
  say: (answer) =>
    answer === 'the same' ? 'Both have the same.' : `The one who has more is ${answer}.`,
  explain(scene) {
    const { kind, names, events } = scene;
    const net = { [names[0]]: 0, [names[1]]: 0 };
    const steps = events.map((event) => {
      const done = `${event.who} ${sayEvent(kind, event)}`;
      if (!('change' in event)) return `${done}: this changes only the look.`;
      net[event.who]! += event.change;
      return `${done}: ${event.who} is at ${signed(net[event.who]!)} now.`;
    });
    const [first, second] = names.map((name) => net[name]!) as [number, number];
    const answer = this.solve(scene)[0]!;
    return [
      `${names[0]} and ${names[1]} begin at 0.`,
      ...steps,
      `${names[0]} is at ${signed(first)} and ${names[1]} at ${signed(second)}: ${answer === 'the same' ? 'both have the same' : `${answer} has more`}.`,
    ];
  },
  mistakes(scene) {
    const right = this.solve(scene)[0]!;
    const { kind, names, events } = scene;
    // What a child says who goes by the look.
    const look = events.reduce(
      (sum, event) =>
        'lure' in event
          ? sum + (event.who === names[0] ? 1 : -1) * KINDS[kind].lures[event.lure]![1]
          : sum,
      0,
    );
    const byLook = look === 0 ? 'the same' : names[look > 0 ? 0 : 1];
    return [...new Set([byLook, ...names, 'the same'])].filter((other) => other !== right);
  },
  verify(response, scene) {
    return judgeStatements(response, this.solve(scene)[0]!, (claim) =>
      meanings(claim, scene.names),
    );
  },
  structure: ({ kind, names, events }) => {
    // The same up to names and to which of the two is which.
    const forms = [names, names.toReversed()].map((order) =>
      events
        .map(
          (event) =>
            `${order.indexOf(event.who)} ${'change' in event ? event.change : `look ${event.lure}`}`,
        )
        .join(', '),
    );
    return { kind, form: forms.toSorted()[0] };
  },
  vocabulary: ({ kind }) => ({
    allowed: [
      KINDS[kind].stuff,
      ...words(
        'same equal equally still both more amount number who one or now end ends tell say find look whether as much many either two',
      ),
    ],
    required: [['more'], words('same equal equally'), words('who which one')],
    odd: words('more less fewer most least'),
    even: [],
  }),
});

function sayEvent(kind: Scene['kind'], event: Event): string {
  const { unit, add, take, lures } = KINDS[kind];
  if ('lure' in event) return lures[event.lure]![0];
  const count = Math.abs(event.change);
  return (event.change > 0 ? add : take).replace('{n}', `${count} ${unit[count === 1 ? 0 : 1]}`);
}

function signed(change: number): string {
  return change === 0 ? '0' : `${change > 0 ? '+' : '-'}${Math.abs(change)}`;
}

function draw(random: Random, level: number): Scene {
  const { changes, lures, most } = LEVELS[level - 1]!;
  const kind = random.pick(['number', 'length', 'liquid', 'mass'] as const);
  const names = random.shuffle(NAMES).slice(0, 2) as [string, string];
  const outcome = random.integer(3) - 1;
  let best: { made: Event[]; faults: number } | undefined;
  // What the first, the last or the biggest change says, their number, or the gains or losses alone: each is right
  // one time in four, or a little more often where few changes leave no choice.
  const helps = Array.from({ length: 6 }, () => random.integer(4) === 0);
  for (let attempt = 0; attempt < 120; attempt++) {
    const signs: number[] = [];
    let [count, gains, losses] = [0, 0, 0];
    const made = Array.from({ length: changes }, (): Event => {
      const who = random.integer(2);
      const size = (1 + random.integer(most)) * (random.integer(2) === 0 ? 1 : -1);
      const sign = who === 0 ? size : -size;
      signs.push(sign);
      count += Math.sign(sign);
      if (size > 0) gains += sign;
      else losses += sign;
      return { who: names[who]!, change: size };
    });
    if (Math.sign(gains + losses) !== outcome) continue;
    const largest = signs.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    const says = [count, gains, losses, signs[0]!, signs.at(-1)!, largest];
    const faults = says
      .map((value, index): number =>
        (Math.sign(value) === outcome) === helps[index] ? 0 : index === 3 || index === 4 ? 1 : 2,
      )
      .reduce((sum, fault) => sum + fault, 0);
    if (faults < (best?.faults ?? Infinity)) best = { made, faults };
    if (faults === 0) break;
  }
  if (best === undefined) return draw(random, level);
  const { made } = best;
  const looks = Array.from({ length: lures }, (): Event => {
    return { who: random.pick(names), lure: random.integer(6) };
  });
  // The changes keep their order; the looks come anywhere between.
  const isChange = random.shuffle([...made, ...looks].map((_, index) => index < made.length));
  const [change, look] = [made.values(), looks.values()];
  const events = isChange.map((which) => (which ? change : look).next().value!);
  return { kind, names, events };
}

/** Writes two tallies from the numbers in the text alone; a line without a number in digits changes nothing. */
function solvePrompt(prompt: string): string[] {
  const pair = /^([A-Z][a-z]+) and ([A-Z][a-z]+) have the same/m.exec(prompt);
  if (pair === null) return [];
  const tally = new Map([
    [pair[1]!, 100],
    [pair[2]!, 100],
  ]);
  for (const [, name, verb, number] of prompt.matchAll(/^([A-Z][a-z]+) ([a-z]+)\b.*?(\d+)/gm)) {
    const before = tally.get(name!);
    if (before === undefined) continue;
    const gone = ['takes', 'cuts', 'drinks'].includes(verb!);
    tally.set(name!, gone ? before - Number(number) : before + Number(number));
  }
  const [[first, a], [second, b]] = [...tally] as [[string, number], [string, number]];
  return [a > b ? first : b > a ? second : 'the same'];
}

const SAME = /\b(?:same|equal|equally|as much|as many|neither|nobody|no one|a tie)\b/;
const LESS = /\b(?:less|fewer|least|fewest)\b/;

/** Whom a claim gives more; "Ben has less" gives it to the other. */
function meanings(claim: string, names: readonly [string, string]): string[] {
  const people = names.map((name) => name.toLowerCase());
  if (SAME.test(claim)) return ['the same'];
  return claim.split(/,|;|\band\b|\bbut\b/).flatMap((clause) => {
    const named = people.filter((name) =>
      new RegExp(`\\b${name}\\b`).test(clause.split(/\bthan\b/)[0]!),
    );
    const less = LESS.test(clause);
    return named.map((name) => names[less ? 1 - people.indexOf(name) : people.indexOf(name)]!);
  });
}
