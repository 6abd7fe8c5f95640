import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { nounsOf } from '../../language/lexicon/lexicon.ts';
import { drawEven } from './even-draw.ts';
import { capital, numbered, shortNames } from './household.ts';
import { judgeNamed } from './judge-named.ts';

/** Groups of which no member can be taken for one of another, in words of one or two syllables: no toys, since there are toy cars and toy bears. */
const GROUPS = {
  animal: {
    training: words('dog cow horse pig bear mouse lion frog owl bee'),
    exam: words('cat sheep ant bug duck kitten'),
  },
  food: {
    training: words('cheese egg bread grape bean pea'),
    exam: words('cake pie soup rice meat toast corn'),
  },
  clothing: {
    training: words('shoe sock coat shirt mitten'),
    exam: words('hat dress boot pants jacket'),
  },
  vehicle: {
    training: words('car train bike boat wagon'),
    exam: words('truck bus plane van tractor'),
  },
  'body-part': {
    training: words('nose hand foot ear arm knee'),
    exam: words('mouth toe leg tooth thumb chin neck'),
  },
} as const satisfies Record<string, Readonly<Record<Pool, readonly string[]>>>;
type Group = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as Group[];
const ALL = NAMES.flatMap((group) => [...GROUPS[group].training, ...GROUPS[group].exam]);
const GROUP_OF = new Map(
  NAMES.flatMap((group) =>
    [...GROUPS[group].training, ...GROUPS[group].exam].map((name) => [name, group] as const),
  ),
);

const Scene = z.strictObject({
  people: z.array(z.strictObject({ name: z.string(), things: z.array(z.string()).min(3) })).min(2),
  /** Pairs of people, each of whom then has what the other had. */
  swaps: z.array(z.tuple([z.string(), z.string()])),
  asked: z.string(),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { people: 2, things: 3, swaps: 0 },
  { people: 2, things: 4, swaps: 0 },
  { people: 3, things: 4, swaps: 0 },
  { people: 3, things: 4, swaps: 1 },
  { people: 4, things: 4, swaps: 1 },
  { people: 4, things: 5, swaps: 1 },
  { people: 5, things: 5, swaps: 2 },
  { people: 5, things: 5, swaps: 3 },
  { people: 5, things: 5, swaps: 5 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'first of the list': (scene) => listOf(scene)[0],
  'last of the list': (scene) => listOf(scene).at(-1),
  'odd on the list of before': (scene) =>
    scene.swaps.length === 0 ? undefined : oddOf(listOf({ ...scene, swaps: [] }))[0],
  'of the kind that all lists name least': (scene) => {
    const counts = new Map<Group, number>();
    for (const thing of scene.people.flatMap(({ things }) => things)) {
      counts.set(GROUP_OF.get(thing)!, (counts.get(GROUP_OF.get(thing)!) ?? 0) + 1);
    }
    const count = (thing: string): number => counts.get(GROUP_OF.get(thing)!)!;
    return listOf(scene).toSorted((a, b) => count(a) - count(b) || (a < b ? -1 : 1))[0];
  },
};

/**
 * Which thing of one person's list is of another kind than the rest? Other people have the same kinds, each with one
 * that is odd among its own, so that no word is odd by itself.
 */
export const oddCategoryOut = defineFamily<Scene>({
  name: 'odd-category-out',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'odd-category-out',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ people, swaps }) =>
    [
      ...people.map(({ name, things }) =>
        [`${name} has:`, ...things.map((thing) => `- ${thing}`)].join('\n'),
      ),
      ...swaps.map(([one, other]) => `${one} and ${other} swap.`),
    ].join('\n'),
  questions: ({ asked: name }) => [
    `Look at ${name}'s things. Which is odd?`,
    `Look at ${name}. Which is odd?`,
    `One of ${name}'s things is odd. Which?`,
    `Which odd thing does ${name} have?`,
    `Find ${name}'s odd thing.`,
    `${name}: which is the odd one?`,
  ],
  examQuestions: ({ asked: name }) => [
    `Help ${name}. What is odd?`,
    `Now look at ${name}. What is odd?`,
    `Now ${name}: name the odd thing.`,
  ],
  solve: (scene) => oddOf(listOf(scene)),
  solvePrompt,
  say: (answer) => `${capital(answer)}.`,
  explain(scene) {
    const things = listOf(scene);
    const odd = oddOf(things)[0]!;
    return [
      ...scene.swaps.map(([one, other]) => `${one} and ${other} swap their things.`),
      `${scene.asked} has: ${things.map((thing) => `${thing} (${kindOf(thing)})`).join(', ')}.`,
      `Only the ${odd} is of the kind ${kindOf(odd)}.`,
    ];
  },
  mistakes(scene) {
    const things = listOf(scene);
    return things.filter((thing) => thing !== oddOf(things)[0]);
  },
  shortcuts: SHORTCUTS,
  verify: (response, scene): Verdict =>
    judgeNamed(response, oddCategoryOut.solve(scene)[0]!, ALL, {
      wordings: { feet: 'foot', teeth: 'tooth', mice: 'mouse' },
    }),
  structure(scene) {
    // The asked list counts by its words, the others by their kinds.
    const rename = numbered();
    const place = (name: string): number =>
      scene.people.findIndex((person) => person.name === name);
    return {
      list: listOf(scene).toSorted(),
      kinds: scene.people.map(({ things }) => things.map((thing) => rename(GROUP_OF.get(thing)!))),
      swaps: scene.swaps.map(([one, other]) => [place(one), place(other)].toSorted()),
      asked: place(scene.asked),
    };
  },
  vocabulary: ({ asked }) => ({
    allowed: [asked.toLowerCase(), ...words('thing one look find which odd has have help name')],
    required: [[asked.toLowerCase()], ['odd']],
    odd: ['odd'],
    even: [],
  }),
});

function draw(random: Random, level: number, pool: Pool): Scene {
  const { people: count, things: size, swaps: turns } = knobsAt(LEVELS, level);
  const names = random.shuffle(shortNames(pool)).slice(0, count);
  return drawEven<Scene>(
    random,
    {
      options: size,
      shortcuts: SHORTCUTS,
      answerOf: (scene) => oddOf(listOf(scene))[0]!,
      draw() {
        const kinds = random.shuffle(NAMES).slice(0, count);
        const stocks = kinds.map((group) => random.shuffle(GROUPS[group][pool]));
        // A ring: everybody's odd thing is of the kind that the next one has most of. Nothing is named twice.
        const people = names.map((name, index) => {
          const odd = stocks[(index + 1) % count]!.at(-1)!;
          return { name, things: random.shuffle([...stocks[index]!.slice(0, size - 1), odd]) };
        });
        const swaps: Scene['swaps'] = [];
        while (swaps.length < turns) {
          const pair = random.shuffle(names).slice(0, 2) as [string, string];
          if (!swaps.at(-1)?.every((name) => pair.includes(name))) swaps.push(pair);
        }
        // Mostly one who swapped, or else the swaps would mostly not matter.
        const askable = turns > 0 && random.integer(5) > 0 ? swaps.flat() : names;
        return { people: random.shuffle(people), swaps, asked: random.pick(askable) };
      },
    },
    { draws: 12 },
  );
}

/** What the asked person has after all swaps. */
function listOf({ people, swaps, asked }: Scene): string[] {
  const lists = new Map(people.map(({ name, things }) => [name, things]));
  for (const [one, other] of swaps) {
    const kept = lists.get(one)!;
    lists.set(one, lists.get(other)!);
    lists.set(other, kept);
  }
  return lists.get(asked)!;
}

function kindOf(thing: string): string {
  return GROUP_OF.get(thing)!.replace('-', ' ');
}

/** Things that share their kind with no other of the list. */
function oddOf(things: readonly string[]): string[] {
  return things.filter(
    (thing) => things.filter((other) => GROUP_OF.get(other) === GROUP_OF.get(thing)).length === 1,
  );
}

/**
 * Goes back over the swaps from the name in the question to the list that it had, asks the lexicon for the classes of
 * its words, and takes the word that no other of the list joins in any.
 */
function solvePrompt(prompt: string): string[] {
  const lists = new Map<string, string[]>();
  const swaps: string[][] = [];
  const question = prompt
    .replace(/^(\w+) has:\n((?:- \w+(?:\n|$))+)/gm, (_, name: string, list: string) => {
      lists.set(name, list.match(/\w+/g) ?? []);
      return '\n';
    })
    .replace(/^(\w+) and (\w+) swap\.$/gm, (_, one: string, other: string) => {
      swaps.push([one, other]);
      return '';
    });
  let name = [...lists.keys()].find((person) => new RegExp(`\\b${person}\\b`).test(question));
  for (const pair of swaps.toReversed())
    if (pair.includes(name!)) name = pair.find((other) => other !== name);
  const things = lists.get(name ?? '') ?? [];
  return things.filter(
    (thing) =>
      !CLASSES.some(
        (set) => set.has(thing) && things.some((other) => other !== thing && set.has(other)),
      ),
  );
}

const CLASSES = (['animal', 'food', 'clothing', 'vehicle', 'body-part'] as const).map(
  (category) => new Set(nounsOf(category).map(({ word }) => word)),
);
