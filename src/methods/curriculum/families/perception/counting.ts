import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyNumber } from '../number-answer.ts';
import { countingPicture } from './counting-picture.ts';
import {
  type Attribute,
  ATTRIBUTES,
  capitalised,
  describe,
  holds,
  listed,
  matches,
  nameOf,
  type Thing,
  VALUES,
  valuesIn,
} from './things.ts';
import { wrongCounts } from './wrong-counts.ts';

const Thing = z.partialRecord(z.enum(['colour', 'kind', 'size', 'pattern']), z.string());
const Scene = z.strictObject({
  layout: z.enum(['list', 'line']),
  objects: z.array(Thing).min(1),
  /** What is counted: every thing that has these values. */
  wanted: Thing,
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { groups: 3, most: 3, attributes: 2, asked: 1 },
  { groups: 3, most: 4, attributes: 2, asked: 1 },
  { groups: 4, most: 5, attributes: 2, asked: 1 },
  { groups: 4, most: 6, attributes: 2, asked: 2 },
  { groups: 4, most: 6, attributes: 3, asked: 2 },
  { groups: 5, most: 7, attributes: 3, asked: 2 },
  { groups: 5, most: 8, attributes: 3, asked: 3 },
  { groups: 6, most: 9, attributes: 4, asked: 3 },
  { groups: 7, most: 11, attributes: 4, asked: 3 },
] as const;

/**
 * How many things have the asked values? The things fall into `groups` by the asked attributes; no two groups have
 * the same size, and each is as likely to be asked about, so that no count tells anything without the question.
 */
export const counting = defineFamily<Scene>({
  name: 'counting',
  version: 1,
  stage: 'perception',
  skill: 'counting',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ layout, objects, wanted }) =>
    `The things:\n${listed(objects, layout)}\nCount these: ${nameOf(wanted, 2)}.${apart(wanted)}`,
  picture: countingPicture,
  questions({ wanted }) {
    const name = nameOf(wanted, 2);
    return [
      `How many: ${name}?`,
      `Count: ${name}.`,
      `${capitalised(name)}: how many?`,
      `Look: ${name}. How many?`,
      `How many are there: ${name}?`,
      `Find all: ${name}. How many?`,
    ];
  },
  examQuestions({ wanted }) {
    const name = nameOf(wanted, 2);
    return [
      `Now count: ${name}.`,
      `Tell me how many: ${name}.`,
      `${capitalised(name)}. Count them.`,
    ];
  },
  solve: ({ objects, wanted }) => [String(countOf(objects, wanted))],
  solvePrompt,
  say: (answer) => `${answer}.`,
  explain({ objects, wanted }) {
    let count = 0;
    const steps = objects.map((object) => {
      const counts = matches(object, wanted);
      if (counts) count++;
      return counts ? `${describe(object)}: ${count}` : `${describe(object)}: no`;
    });
    return [...steps, `So the number of ${nameOf(wanted, 2)} is ${count}.`];
  },
  mistakes({ objects, wanted }) {
    const right = countOf(objects, wanted);
    const asked = ATTRIBUTES.filter((attribute) => wanted[attribute] !== undefined);
    const half = asked.length === 1 ? [] : asked.map((left) => ({ ...wanted, [left]: undefined }));
    const groups = groupsOf(objects, asked);
    const candidates = [
      ...half.map((part) => countOf(objects, part)),
      ...groups.map((group) => group.length),
    ];
    return wrongCounts(right, candidates, groups.length - 1, objects.length);
  },
  shortcuts: {
    'the largest group': (scene) => String(Math.max(...groupSizes(scene))),
    'the smallest group': (scene) => String(Math.min(...groupSizes(scene))),
    'all things': ({ objects }) => String(objects.length),
    'half of the things': ({ objects }) => String(objects.length >> 1),
    'those like the first thing': (scene) => likeThe(scene, scene.objects[0]!),
    'those like the last thing': (scene) => likeThe(scene, scene.objects.at(-1)!),
    'the first asked word only': (scene) => withAsked(scene, (asked) => asked.slice(0, 1)),
    'all asked words but the last': (scene) => withAsked(scene, (asked) => asked.slice(0, -1)),
  },
  verify,
  structure: ({ objects, wanted }) => [describe(wanted), ...objects.map(describe).toSorted()],
  vocabulary: ({ wanted }) => ({
    allowed: words(
      'object objects thing things look find count number many total say tell see figure list group counted',
    ),
    required: [
      COUNT_WORDS,
      ...ATTRIBUTES.flatMap((attribute) => {
        const value = wanted[attribute];
        if (value === undefined) return [];
        return [attribute === 'kind' ? [value, `${value}s`] : [value]];
      }),
    ],
    // Exactly one word that says "count", and so none that denies.
    odd: COUNT_WORDS,
    even: [],
  }),
});

/** What is huge might else pass for big. */
function apart({ size }: Thing): string {
  if (size === 'big') return ' Huge is not big.';
  return size === 'large' ? ' Vast is not large.' : '';
}

/** Values of an attribute in one scene. */
const MOST_VALUES = 4;
const COUNT_WORDS = words('many count number total');

function countOf(objects: readonly Thing[], wanted: Thing): number {
  return objects.filter((object) => matches(object, wanted)).length;
}

function askedOf({ wanted }: Scene): Attribute[] {
  return ATTRIBUTES.filter((name) => wanted[name] !== undefined);
}

/** The things in groups that are alike in the asked attributes. */
function groupsOf(objects: readonly Thing[], asked: readonly Attribute[]): Thing[][] {
  return [
    ...Map.groupBy(objects, (object) => asked.map((name) => object[name]).join(' ')).values(),
  ];
}

function groupSizes(scene: Scene): number[] {
  return groupsOf(scene.objects, askedOf(scene)).map((group) => group.length);
}

function likeThe(scene: Scene, one: Thing): string {
  return String(countOf(scene.objects, valuesFrom(one, askedOf(scene))));
}

/** What one who forgets a part of several asked words counts. */
function withAsked(scene: Scene, keep: (asked: Attribute[]) => Attribute[]): string | undefined {
  const asked = askedOf(scene);
  if (asked.length === 1) return undefined;
  return String(countOf(scene.objects, valuesFrom(scene.wanted, keep(asked))));
}

function valuesFrom(thing: Thing, names: readonly Attribute[]): Thing {
  return Object.fromEntries(names.map((name) => [name, thing[name]!]));
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { groups, most, attributes, asked: askedCount } = knobsAt(LEVELS, level);
  const beside = random.shuffle(ATTRIBUTES.filter((name) => name !== 'kind'));
  const shown: readonly Attribute[] = ['kind', ...beside.slice(0, attributes - 1)];
  const kinds = Object.fromEntries(
    shown.map((name) => [name, random.shuffle(VALUES[pool][name])]),
  ) as Record<Attribute, string[]>;
  const room = (names: readonly Attribute[]): number =>
    names.reduce((product, name) => product * Math.min(MOST_VALUES, kinds[name].length), 1);
  let asked = shown.slice(0, askedCount);
  do asked = random.shuffle(shown).slice(0, askedCount);
  while (room(asked) < groups);
  const wanted = valuesFor(asked, kinds, () => 0);
  const combinations = new Map([[describe(wanted), wanted]]);
  // Near misses first: groups that differ from what is wanted in one asked value only.
  for (const other of asked) {
    const near = valuesFor(asked, kinds, (name) => (name === other ? 1 : 0));
    combinations.set(describe(near), near);
  }
  while (combinations.size < groups) {
    const far = valuesFor(asked, kinds, (name) =>
      random.integer(Math.min(MOST_VALUES, kinds[name].length)),
    );
    combinations.set(describe(far), far);
  }
  const sizes = random.shuffle(Array.from({ length: most }, (_, index) => index + 1));
  const objects = [...combinations.values()].flatMap((group, index) =>
    Array.from({ length: sizes[index]! }, () => ({
      ...valuesFor(shown, kinds, (name) =>
        random.integer(Math.min(MOST_VALUES, kinds[name].length)),
      ),
      ...group,
    })),
  );
  return {
    layout: random.pick(['list', 'line'] as const),
    objects: random.shuffle(objects),
    wanted,
  };
}

function valuesFor(
  names: readonly Attribute[],
  kinds: Record<Attribute, string[]>,
  which: (name: Attribute) => number,
): Thing {
  return Object.fromEntries(names.map((name) => [name, kinds[name][which(name)]!]));
}

/** Reads the phrases back and counts those that hold every word of the rule; "things" stands for any kind. */
function solvePrompt(prompt: string): string[] {
  const read =
    /^The things:\n([\s\S]+?)\nCount these: ([a-z, ]+)\.(?: (?:Huge|Vast) is not (?:big|large)\.)?$/m.exec(
      prompt,
    );
  if (read === null) return [];
  const needed = read[2]!.split(/,? /).filter((word) => word !== 'things');
  const fitting = read[1]!
    .toLowerCase()
    .split(/\n|\./)
    .filter((phrase) =>
      needed.every((word) => phrase.split(/,? /).some((own) => own === word || `${own}s` === word)),
    );
  return [String(fitting.length)];
}

/** Right when the one number is the count and no value is named that what is counted does not have. */
function verify(response: string, { objects, wanted }: Scene): Verdict {
  const read = readClaims(response);
  if ('claims' in read) {
    for (const { attribute, value } of read.claims.flatMap(valuesIn)) {
      if (wanted[attribute] !== undefined && !holds(wanted, attribute, value)) {
        return { correct: false, reason: 'wrong-object' };
      }
    }
  }
  return verifyNumber(response, countOf(objects, wanted), { wholes: [objects.length] });
}
