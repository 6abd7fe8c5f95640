import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { CHANGED_STUFFS, STUFFS } from './changed-stuffs.ts';
import { judgeStatements } from './read-statements.ts';

const Event = z.union([
  z.strictObject({ who: z.string(), change: z.int() }),
  z.strictObject({ who: z.string(), lure: z.int().min(0).max(5) }),
]);
type Event = z.infer<typeof Event>;
const Scene = z.strictObject({
  kind: z.enum(Object.keys(CHANGED_STUFFS)),
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
  { changes: 11, lures: 10, most: 9 },
] as const;

/** Two begin with the same; things are added, taken away and only reshaped. Who has more, or is it still the same? */
export const conservation = defineFamily<Scene>({
  name: 'conservation',
  version: 1,
  stage: 'space-number-physics',
  skill: 'conservation',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ kind, names, events }) {
    const { amount, stuff } = CHANGED_STUFFS[kind]!;
    return [
      `${names[0]} and ${names[1]} have the same ${amount}.`,
      ...events.map((event) => `${event.who} ${sayEvent(kind, event)}.`),
      `No other ${stuff} ${isMany(kind) ? 'come or go' : 'comes or goes'}.`,
    ].join('\n');
  },
  questions: ({ kind }) => {
    const { stuff } = CHANGED_STUFFS[kind]!;
    return [
      `Who has more ${stuff} now? Or is it equal?`,
      `Is it the same, or who has more ${stuff}?`,
      `Who ends with more ${stuff}, or is it equal?`,
      `Which one has more ${stuff}? Or is it equal?`,
      `Say who has more ${stuff}, or say the same.`,
      `Find who has more ${stuff}. Or is it equal?`,
    ];
  },
  examQuestions: ({ kind }) => {
    const { stuff } = CHANGED_STUFFS[kind]!;
    return [
      `At the end, who has more ${stuff}? Or is it equal?`,
      `Is it all the same? Or who has more ${stuff}?`,
      `Who has got more ${stuff}? Or is it the same?`,
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
  say: (answer) => (answer === 'the same' ? 'The same.' : `${answer}.`),
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
    const { names } = scene;
    // What a child says who goes by the look.
    const byLook = whoHas(scene, looksOf(scene));
    return [...new Set([byLook, ...names, 'the same'])].filter((other) => other !== right);
  },
  verify(response, scene) {
    return judgeStatements(response, this.solve(scene)[0]!, (claim) =>
      meanings(claim, scene.names),
    );
  },
  shortcuts: {
    'the look of all': (scene) => whoHas(scene, looksOf(scene)),
    'the last look': (scene) => whoHas(scene, looksOf(scene).slice(-1)),
    'the first change': (scene) => whoHas(scene, changesOf(scene).slice(0, 1)),
    'the last change': (scene) => whoHas(scene, changesOf(scene).slice(-1)),
    'the biggest change': (scene) => {
      const sorted = changesOf(scene).toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by));
      return whoHas(scene, sorted.slice(0, 1));
    },
    'number of changes': (scene) =>
      whoHas(
        scene,
        changesOf(scene).map(({ who, by }) => ({ who, by: Math.sign(by) })),
      ),
    'only what is added': (scene) =>
      whoHas(
        scene,
        changesOf(scene).filter(({ by }) => by > 0),
      ),
    'only what is taken': (scene) =>
      whoHas(
        scene,
        changesOf(scene).filter(({ by }) => by < 0),
      ),
    'sum of all numbers': (scene) =>
      whoHas(
        scene,
        changesOf(scene).map(({ who, by }) => ({ who, by: Math.abs(by) })),
      ),
    'who acts last': ({ events }) => events.at(-1)!.who,
    'who acts most': (scene) =>
      whoHas(
        scene,
        scene.events.map(({ who }) => ({ who, by: 1 })),
      ),
    'always the same': () => 'the same',
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
    return { task: CHANGED_STUFFS[kind]!.task, form: forms.toSorted()[0] };
  },
  vocabulary: ({ kind }) => ({
    allowed: [
      CHANGED_STUFFS[kind]!.stuff,
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
  const { unit, add, take, lures } = CHANGED_STUFFS[kind]!;
  if ('lure' in event) return lures[event.lure]![0];
  const count = Math.abs(event.change);
  return (event.change > 0 ? add : take).replace('{n}', `${count} ${unit[count === 1 ? 0 : 1]}`);
}

interface Effect {
  who: string;
  by: number;
}

function changesOf({ events }: Scene): Effect[] {
  return events.flatMap((event) =>
    'change' in event ? [{ who: event.who, by: event.change }] : [],
  );
}

function looksOf({ kind, events }: Scene): Effect[] {
  return events.flatMap((event) =>
    'lure' in event ? [{ who: event.who, by: CHANGED_STUFFS[kind]!.lures[event.lure]![1] }] : [],
  );
}

/** Who would have more if just these effects counted. */
function whoHas({ names }: Scene, effects: readonly Effect[]): string {
  const lead = effects.reduce((sum, { who, by }) => sum + (who === names[0] ? by : -by), 0);
  return lead === 0 ? 'the same' : names[lead > 0 ? 0 : 1];
}

function isMany(kind: string): boolean {
  return CHANGED_STUFFS[kind]!.task === 'number';
}

function signed(change: number): string {
  return change === 0 ? '0' : `${change > 0 ? '+' : '-'}${Math.abs(change)}`;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { changes, lures, most } = knobsAt(LEVELS, level);
  const kind = random.pick(STUFFS[pool]);
  const names = random.shuffle(namesOf(pool)).slice(0, 2) as [string, string];
  const outcome = random.integer(3) - 1;
  // What the first, the last or the biggest change says, or their number: each is right one time in four. Of the gains
  // alone and the losses alone one must be right where the amounts differ: each is, every second time.
  const quarter = (): boolean => random.integer(4) === 0;
  const byGains = outcome !== 0 && random.integer(2) === 0;
  const byLosses = outcome !== 0 && !byGains;
  const helps = [quarter(), quarter(), quarter(), quarter(), byGains, byLosses];
  let best: { steps: number[]; gains: boolean[]; faults: number } | undefined;
  for (let attempt = 0; attempt < 300; attempt++) {
    // Each step is what a change does to the lead of the first; a gain of the other takes from it.
    const steps = Array.from(
      { length: changes },
      () => (1 + random.integer(most)) * (random.integer(2) === 0 ? 1 : -1),
    );
    const before = steps.reduce((sum, step) => sum + step, 0) - steps.at(-1)!;
    if (outcome === 0) steps[changes - 1] = -before;
    const [last, net] = [steps.at(-1)!, before + steps.at(-1)!];
    if (last === 0 || Math.abs(last) > most || Math.sign(net) !== outcome) continue;
    const gains = steps.map(() => random.integer(2) === 0);
    let [count, added, largest] = [0, 0, 0];
    for (const [index, step] of steps.entries()) {
      count += Math.sign(step);
      if (gains[index]) added += step;
      if (Math.abs(step) > Math.abs(largest)) largest = step;
    }
    const says = [count, largest, steps[0]!, last, added, net - added];
    let faults = 0;
    for (const [index, value] of says.entries()) {
      if ((Math.sign(value) === outcome) !== helps[index]) {
        faults += index === 2 || index === 3 ? 1 : 2;
      }
    }
    if (faults < (best?.faults ?? Infinity)) best = { steps, gains, faults };
    if (faults === 0) break;
  }
  if (best === undefined) return draw(random, level, pool);
  const { steps, gains } = best;
  const made = steps.map((step, index): Event => {
    const who = step > 0 === gains[index] ? 0 : 1;
    return { who: names[who], change: Math.abs(step) * (gains[index] ? 1 : -1) };
  });
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
  for (const [, name, verb, number] of prompt.matchAll(
    /^([A-Z][a-z]+) ([a-z]+(?: out)?)\b.*?(\d+)/gm,
  )) {
    const before = tally.get(name!);
    if (before === undefined) continue;
    const gone = ['takes', 'cuts', 'drinks', 'gives', 'burns', 'pours out', 'eats'].includes(verb!);
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
  if (SAME.test(claim)) {
    // "Ann and Ben have the same" names both and means neither; "the same, Ann" is two answers.
    const [one, other] = people as [string, string];
    const rest = claim.replaceAll(
      new RegExp(`\\b(?:${one} and ${other}|${other} and ${one})\\b`, 'g'),
      '',
    );
    const alone = rest.split(/[,;/&]|\band\b|\bbut\b|\balso\b|\bunless\b/).flatMap((clause) => {
      const said = /^\s*(?:it is |it's )?(\w+)(?: (?:has|ends with) more\b.*)?\s*$/.exec(
        clause,
      )?.[1];
      return said !== undefined && people.includes(said) ? names[people.indexOf(said)]! : [];
    });
    return ['the same', ...alone];
  }
  return claim.split(/,|;|\band\b|\bbut\b/).flatMap((clause) => {
    const named = people.filter((name) =>
      new RegExp(`\\b${name}\\b`).test(clause.split(/\bthan\b/)[0]!),
    );
    const less = LESS.test(clause);
    return named.map((name) => names[less ? 1 - people.indexOf(name) : people.indexOf(name)]!);
  });
}
