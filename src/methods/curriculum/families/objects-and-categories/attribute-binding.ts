import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import {
  allOf,
  at,
  capital,
  COLOUR_WORDINGS,
  COLOURS,
  numbered,
  PLACES,
  shortNames,
  THINGS,
} from './household.ts';
import { judgeNamed } from './judge-named.ts';

const KINDS = ['thing', 'colour', 'owner', 'place'] as const;
type Kind = (typeof KINDS)[number];
const ALL: Readonly<Record<Kind, readonly string[]>> = {
  thing: allOf(THINGS),
  colour: allOf(COLOURS),
  owner: [...namesOf('training'), ...namesOf('exam')],
  place: allOf(PLACES),
};

const Scene = z.strictObject({
  /** Each with its thing, and with as many other kinds as the level links to it. */
  objects: z.array(z.partialRecord(z.enum(KINDS), z.string())).min(2),
  /** What the sentences say, in order: which kind of which object. */
  facts: z.array(z.strictObject({ object: z.int(), kind: z.enum(KINDS) })),
  ask: z.strictObject({ object: z.int(), from: z.enum(KINDS), to: z.enum(KINDS) }),
});
type Scene = z.infer<typeof Scene>;

/** `links` kinds are told of each thing; where `apart`, the sentences about one thing do not stand together. */
const LEVELS = [
  { objects: 2, links: 1, apart: 0 },
  { objects: 3, links: 1, apart: 0 },
  { objects: 3, links: 2, apart: 0 },
  { objects: 4, links: 2, apart: 1 },
  { objects: 5, links: 2, apart: 1 },
  { objects: 6, links: 3, apart: 1 },
  { objects: 7, links: 3, apart: 1 },
  { objects: 8, links: 3, apart: 1 },
  { objects: 10, links: 3, apart: 1 },
] as const;

/**
 * Which features belong together (Treisman's binding)? Every thing has a colour, somebody who has it, and a place; one
 * of them is given and another asked for. All values are there, so that knowing which values there are helps nobody.
 */
export const attributeBinding = defineFamily<Scene>({
  name: 'attribute-binding',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'attribute-binding',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ objects, facts }) =>
    facts.map(({ object, kind }) => sentence(objects[object]!, kind)).join('\n'),
  questions({ objects, ask }) {
    const [plain, other] = ASKING[ask.to];
    const leads = leadsTo(ask.from, objects[ask.object]![ask.from]!);
    return leads.flatMap((lead) => [`${lead} ${plain}`, `${lead} ${other}`]);
  },
  examQuestions({ objects, ask }) {
    const value = objects[ask.object]![ask.from]!;
    const [plain] = ASKING[ask.to];
    const what = ask.from === 'place' ? `the ${value}` : nounOf(ask.from, value);
    return [`Point to ${what}. ${plain}`, `Go to ${what}. ${plain}`, `Now, ${what}. ${plain}`];
  },
  solve: ({ objects, ask: { object, from, to } }) => {
    const value = objects[object]![from];
    return objects.filter((other) => other[from] === value).map((other) => other[to]!);
  },
  solvePrompt,
  say: (answer, { ask }) => capital(`${spoken(ask.to, answer)}.`),
  explain(scene) {
    const { objects, ask } = scene;
    const own = objects[ask.object]!;
    return [
      `Asked: ${nounOf(ask.from, own[ask.from]!)}.${ask.from === 'thing' ? '' : ` It is the ${own.thing}.`}`,
      ...(ask.to === 'thing' ? [] : [sentence(own, ask.to)]),
      `Answer: ${spoken(ask.to, own[ask.to]!)}.`,
    ];
  },
  mistakes({ objects, ask }) {
    const right = objects[ask.object]![ask.to]!;
    return [...new Set(objects.map((object) => object[ask.to]!))].filter(
      (value) => value !== right,
    );
  },
  shortcuts: {
    'said first': ({ objects, facts, ask }) => valuesSaid(objects, facts, ask.to)[0],
    'said last': ({ objects, facts, ask }) => valuesSaid(objects, facts, ask.to).at(-1),
    'of the next thing': ({ objects, ask }) => objects[(ask.object + 1) % objects.length]![ask.to],
    'said after what is asked about': ({ objects, facts, ask }) => {
      const place = facts.findIndex(({ object }) => object === ask.object);
      const later = facts.slice(place + 1).filter(({ object }) => object !== ask.object);
      return valuesSaid(objects, later, ask.to)[0];
    },
  },
  verify(response, { objects, ask }) {
    const own = objects[ask.object]!;
    const others = KINDS.filter((kind) => kind !== ask.to && own[kind] !== undefined);
    return judgeNamed(response, own[ask.to]!, ALL[ask.to], {
      wordings: ask.to === 'colour' ? COLOUR_WORDINGS : {},
      features: others.flatMap((kind) => ALL[kind]),
      own: others.map((kind) => own[kind]!),
    });
  },
  structure({ objects, facts, ask }) {
    // Few objects make so few forms that there the names count too.
    if (objects.length <= 3)
      return {
        objects: objects.toSorted(byThing),
        ask: objects[ask.object],
        from: ask.from,
        to: ask.to,
      };
    const rename = numbered();
    const order = facts.map(({ object, kind }) => `${rename(String(object))}${kind}`);
    return { order, asked: rename(String(ask.object)), from: ask.from, to: ask.to };
  },
  vocabulary: ({ objects, ask }) => {
    const value = objects[ask.object]![ask.from]!.toLowerCase();
    return {
      allowed: [
        value,
        ...words('thing colour look find tell say point name it its whose under in'),
      ],
      required: [[value], REQUIRED[ask.to]],
      odd: REQUIRED[ask.to],
      even: [],
    };
  },
});

const ASKING: Readonly<Record<Kind, readonly [string, string]>> = {
  thing: ['What is it?', 'What thing is it?'],
  colour: ['What colour is it?', 'Say the colour.'],
  owner: ['Who has it?', 'Who has it now?'],
  place: ['Where is it?', 'Where is it now?'],
};
const REQUIRED: Readonly<Record<Kind, readonly string[]>> = {
  thing: ['what'],
  colour: ['colour'],
  owner: ['who', 'whose'],
  place: ['where'],
};

function draw(random: Random, level: number, pool: Pool): Scene {
  const { objects: count, links, apart } = knobsAt(LEVELS, level);
  const kinds = KINDS.slice(0, links + 1);
  const lists = { thing: THINGS, colour: COLOURS, place: PLACES };
  const columns = kinds.map((kind) => {
    const values = kind === 'owner' ? shortNames(pool) : lists[kind][pool];
    const column = random.shuffle(values);
    // Exams have fewer colours than their longest level has objects: there each comes as often as any other.
    return Array.from({ length: count }, (_, index) => column[index % column.length]!);
  });
  const objects = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(kinds.map((kind, column) => [kind, columns[column]![index]!])),
  ) as Scene['objects'];
  const facts = objects.flatMap((_, object) =>
    random.shuffle(kinds.slice(1)).map((kind) => ({ object, kind })),
  );
  const known = kinds.filter(
    (kind) => new Set(objects.map((object) => object[kind])).size === count,
  );
  // With several links, both ends lie away from the thing, so that two facts must be joined.
  const ends = links > 1 ? kinds.slice(1) : kinds;
  const from = random.pick(ends.filter((kind) => known.includes(kind)));
  const to = random.pick(ends.filter((kind) => kind !== from));
  return {
    objects,
    facts: apart === 1 ? random.shuffle(facts) : facts,
    ask: { object: random.integer(count), from, to },
  };
}

function sentence(object: Scene['objects'][number], kind: Kind): string {
  const value = object[kind]!;
  if (kind === 'owner') return `${value} has the ${object.thing}.`;
  return `The ${object.thing} is ${kind === 'place' ? at(value) : value}.`;
}

function nounOf(kind: Kind, value: string): string {
  if (kind === 'thing') return `the ${value}`;
  if (kind === 'colour') return `the ${value} thing`;
  return kind === 'owner' ? `${value}'s thing` : `the thing ${at(value)}`;
}

function leadsTo(kind: Kind, value: string): string[] {
  if (kind === 'place')
    return [
      `Look ${at(value)}.`,
      `One thing is ${at(value)}.`,
      `${capital(at(value))} is one thing.`,
    ];
  const noun = nounOf(kind, value);
  return [`Look at ${noun}.`, `Find ${noun}.`, `Here is ${noun}.`];
}

function spoken(kind: Kind, value: string): string {
  if (kind === 'place') return at(value);
  return kind === 'thing' ? `the ${value}` : value;
}

function valuesSaid(objects: Scene['objects'], facts: Scene['facts'], kind: Kind): string[] {
  // Things are said in every sentence.
  const saying = kind === 'thing' ? facts : facts.filter((fact) => fact.kind === kind);
  return saying.map(({ object }) => objects[object]![kind]!);
}

function byThing(a: Scene['objects'][number], b: Scene['objects'][number]): number {
  return a.thing! < b.thing! ? -1 : 1;
}

/** Reads a table from the sentences, a row a thing, and looks in the row that has a word of the question. */
function solvePrompt(prompt: string): string[] {
  const rows = new Map<string, Map<string, string>>();
  const note = (thing: string, column: string, value: string): '' => {
    if (!rows.has(thing)) rows.set(thing, new Map([['what', thing]]));
    rows.get(thing)!.set(column, value);
    return '';
  };
  const question = prompt
    .replace(/^The (\w+) is (?:in|under) the (\w+)\.$/gm, (_, thing, place) =>
      note(thing, 'where', place),
    )
    .replace(/^The (\w+) is (\w+)\.$/gm, (_, thing, colour) => note(thing, 'colour', colour))
    .replace(/^(\w+) has the (\w+)\.$/gm, (_, person, thing) => note(thing, 'who', person));
  const asked = ['colour', 'who', 'where', 'what'].find((word) =>
    new RegExp(`\\b${word}\\b`, 'i').test(question),
  );
  const spokenOf = new Set(question.match(/\w+/g));
  const fitting = [...rows.values()].filter((row) =>
    [...row.values()].some((value) => spokenOf.has(value)),
  );
  return fitting.flatMap((row) => row.get(asked ?? '') ?? []);
}
