import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { drawEven } from './even-draw.ts';
import {
  allOf,
  capital,
  COLOURS,
  listed,
  numbered,
  shortNames,
  THINGS,
  withArticle,
} from './household.ts';
import { judgeNamed } from './judge-named.ts';

/** In the order in which English puts them before a noun; the last is the noun. Values of one kind exclude each other. */
const KINDS = ['size', 'state', 'colour', 'thing'] as const;
type Kind = (typeof KINDS)[number];
/** Shown from the first on, as levels rise. */
const BY_EASE: readonly Kind[] = ['thing', 'colour', 'size', 'state'];
const VALUES: Readonly<Record<Kind, Readonly<Record<Pool, readonly string[]>>>> = {
  size: { training: ['big', 'small'], exam: ['long', 'short'] },
  state: { training: ['wet', 'dry'], exam: ['new', 'old'] },
  colour: COLOURS,
  thing: THINGS,
};
const EVERYBODY = [...namesOf('training'), ...namesOf('exam')];

const Owned = z.strictObject({
  owner: z.string(),
  values: z.partialRecord(z.enum(KINDS), z.string()),
});
const Scene = z.strictObject({
  /** "Mia has a big red cup." or "Mia has a cup. It is big and red." */
  layout: z.enum(['before', 'after']),
  objects: z.array(Owned).min(3),
  asked: z.int(),
});
type Scene = z.infer<typeof Scene>;
type Owned = z.infer<typeof Owned>;

const LEVELS = [
  { objects: 4, attributes: 2 },
  { objects: 6, attributes: 2 },
  { objects: 6, attributes: 3 },
  { objects: 7, attributes: 3 },
  { objects: 8, attributes: 3 },
  { objects: 8, attributes: 4 },
  { objects: 9, attributes: 4 },
  { objects: 10, attributes: 4 },
  { objects: 12, attributes: 4 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'the first': ({ objects }) => objects[0]!.owner,
  'the last': ({ objects }) => objects.at(-1)!.owner,
  'the most like the others': ({ objects }) => extreme(objects, 1),
  'the least like the others': ({ objects }) => extreme(objects, -1),
  'the one after a thing of that name': ({ objects, asked }) => {
    const place = objects.findIndex(({ values }) => values.thing === objects[asked]!.values.thing);
    return objects[place + 1]?.owner;
  },
};

/** Who has the thing that is red AND big AND a cup? No single word of the question picks it out: others share each. */
export const conjunctiveLookup = defineFamily<Scene>({
  name: 'conjunctive-lookup',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'conjunctive-lookup',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ layout, objects }) =>
    objects
      .map(({ owner, values }) =>
        layout === 'before'
          ? `${owner} has ${withArticle(phraseOf(values))}.`
          : `${owner} has ${withArticle(values.thing!)}. It is ${listed(adjectivesOf(values))}.`,
      )
      .join('\n'),
  questions({ objects, asked }) {
    const phrase = phraseOf(objects[asked]!.values);
    return [
      `Find the ${phrase}. Who has it?`,
      `The ${phrase}: who has it?`,
      `Look: ${withArticle(phrase)}! Who has it?`,
      `Who has it: the ${phrase}?`,
      `See the ${phrase}? Whose is it?`,
      `Who has this: ${withArticle(phrase)}?`,
    ];
  },
  examQuestions({ objects, asked }) {
    const phrase = phraseOf(objects[asked]!.values);
    return [
      `Get the ${phrase}. Who has it?`,
      `Whose is it? The ${phrase}.`,
      `${capital(withArticle(phrase))}. Whose is it?`,
    ];
  },
  solve({ objects, asked }) {
    const wanted = objects[asked]!.values;
    return objects
      .filter(({ values }) => KINDS.every((kind) => values[kind] === wanted[kind]))
      .map(({ owner }) => owner);
  },
  solvePrompt,
  say: (answer) => `${answer}.`,
  explain({ objects, asked }) {
    const wanted = objects[asked]!.values;
    let left = objects;
    const steps = KINDS.toReversed().flatMap((kind) => {
      if (wanted[kind] === undefined) return [];
      left = left.filter(({ values }) => values[kind] === wanted[kind]);
      return [`With ${wanted[kind]}: ${listed(left.map(({ owner }) => owner))}.`];
    });
    return [...steps, `So ${left[0]!.owner} has it.`];
  },
  mistakes: ({ objects, asked }) =>
    objects.filter((_, index) => index !== asked).map(({ owner }) => owner),
  shortcuts: SHORTCUTS,
  verify(response, { objects, asked }) {
    const { owner, values } = objects[asked]!;
    return judgeNamed(response, owner, EVERYBODY, {
      features: FEATURES,
      own: Object.values(values),
    });
  },
  structure({ layout, objects, asked }) {
    // The same up to names of people and to the words for each kind; few objects make too few forms for that.
    if (objects.length <= 4)
      return { objects: objects.map(({ values }) => phraseOf(values)), asked };
    const rename = numbered();
    return {
      layout,
      objects: objects.map(({ values }) => KINDS.map((kind) => rename(`${kind}${values[kind]}`))),
      asked,
    };
  },
  vocabulary: ({ objects, asked }) => {
    const own = Object.values(objects[asked]!.values);
    return {
      allowed: [...own, ...words('find look see whose thing one it get')],
      required: [...own.map((value) => [value]), ['who', 'whose']],
      odd: ['who', 'whose'],
      even: [],
    };
  },
});

const FEATURES = KINDS.flatMap((kind) => allOf(VALUES[kind]));

function draw(random: Random, level: number, pool: Pool): Scene {
  const { objects: count, attributes } = knobsAt(LEVELS, level);
  const shown = BY_EASE.slice(0, attributes);
  // Just as many values as make the combinations dense, so that the words of the question are shared.
  const several = attributes === 2 ? [2, count >> 1] : [count > 8 ? 3 : 2, 2];
  const owners = random.shuffle(shortNames(pool));
  return drawEven<Scene>(
    random,
    {
      options: count,
      shortcuts: SHORTCUTS,
      answerOf: ({ objects, asked }) => objects[asked]!.owner,
      draw() {
        const numbers = random.shuffle(several);
        let combinations: Owned['values'][] = [{}];
        for (const [index, kind] of shown.entries()) {
          const values = random.shuffle(VALUES[kind][pool]).slice(0, numbers[index] ?? 2);
          combinations = combinations.flatMap((made) =>
            values.map((value) => ({ ...made, [kind]: value })),
          );
        }
        const objects = random
          .shuffle(combinations)
          .slice(0, count)
          .map((values, index) => ({ owner: owners[index]!, values }));
        const asked = random.integer(objects.length);
        const { values: wanted } = objects[asked]!;
        const shared = shown.every((kind) =>
          objects.some(({ values }, index) => index !== asked && values[kind] === wanted[kind]),
        );
        if (objects.length < count || !shared) return undefined;
        const layout = attributes > 3 ? 'after' : random.pick(['before', 'after'] as const);
        return { layout, objects, asked };
      },
    },
    { draws: 10 },
  );
}

function adjectivesOf(values: Owned['values']): string[] {
  return KINDS.slice(0, 3).flatMap((kind) => values[kind] ?? []);
}

function phraseOf(values: Owned['values']): string {
  return [...adjectivesOf(values), values.thing].join(' ');
}

/** Whose thing shares the most words with all the others (or, with -1, the fewest); among equals the first by name. */
function extreme(objects: readonly Owned[], sign: 1 | -1): string {
  let found = '';
  let highest = -Infinity;
  for (const { owner, values } of objects) {
    let likeness = 0;
    for (const other of objects) {
      for (const kind of KINDS) if (other.values[kind] === values[kind]) likeness += sign;
    }
    if (likeness > highest || (likeness === highest && owner < found))
      [found, highest] = [owner, likeness];
  }
  return found;
}

/** Reads who has what as bags of words, and takes those whose bag holds every feature word of the question. */
function solvePrompt(prompt: string): string[] {
  const bags: { owner: string; bag: string }[] = [];
  const question = prompt.replace(
    /^([A-Z]\w+) has an? ([a-z ]+)\.(?: It is ([a-z, ]+)\.)?$/gm,
    (_, owner, noun, rest = '') => {
      bags.push({ owner, bag: ` ${noun} ${rest.replace(/,| and/g, '')} ` });
      return '';
    },
  );
  const known = new Set(bags.flatMap(({ bag }) => bag.trim().split(/\s+/)));
  const asked = question.split(/\W+/).filter((word) => known.has(word));
  return bags
    .filter(({ bag }) => asked.every((word) => bag.includes(` ${word} `)))
    .map(({ owner }) => owner);
}
