import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Verdict, words } from '../family.ts';
import { verifyNumber, wrongCounts } from './number-claims.ts';
import {
  type Attribute,
  ATTRIBUTES,
  BY_EASE,
  describe,
  matches,
  nameOf,
  type Thing,
  VALUES,
  valuesIn,
  withArticle,
} from './things.ts';

const Thing = z.partialRecord(z.enum(['size', 'pattern', 'colour', 'shape']), z.string());
const Scene = z.strictObject({
  layout: z.enum(['list', 'sentence']),
  objects: z.array(Thing).min(1),
  /** What is counted: every object that has these values. */
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
] as const;

/**
 * How many objects have the asked values? The objects fall into `groups` by the asked attributes; no two groups have
 * the same size, and each is as likely to be asked about, so that no count tells anything without the question.
 */
export const counting = defineFamily<Scene>({
  name: 'counting',
  version: 1,
  stage: 'perception',
  skill: 'counting',
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ layout, objects, wanted }) {
    const phrases = objects.map((object) => withArticle(describe(object)));
    const scene =
      layout === 'list'
        ? `The objects:\n${phrases.map((phrase) => `- ${phrase}`).join('\n')}`
        : `The objects: ${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}.`;
    return `${scene}\nOnly ${nameOf(wanted, 2)} count.`;
  },
  questions({ wanted }) {
    const name = nameOf(wanted, 2);
    return [
      `How many ${name} are there?`,
      `Count the ${name}.`,
      `What is the number of ${name}?`,
      `How many ${name} can you see?`,
      `Look at the objects. How many ${name} are there?`,
      `Find the number of ${name}.`,
    ];
  },
  solve: ({ objects, wanted }) => [String(countOf(objects, wanted))],
  solvePrompt,
  say: (answer, { wanted }) =>
    `There ${answer === '1' ? 'is' : 'are'} ${answer} ${nameOf(wanted, Number(answer))}.`,
  explain({ objects, wanted }) {
    let count = 0;
    const steps = objects.map((object) => {
      const counts = matches(object, wanted);
      if (counts) count++;
      return counts
        ? `${withArticle(describe(object))}: ${count}`
        : `${withArticle(describe(object))}: no`;
    });
    return [...steps, `So there ${count === 1 ? 'is' : 'are'} ${count} ${nameOf(wanted, count)}.`];
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
        return [attribute === 'shape' ? [value, nameOf({ shape: value }, 2)] : [value]];
      }),
    ],
    // Exactly one word that says "count", and so none that denies.
    odd: COUNT_WORDS,
    even: [],
  }),
});

const COUNT_WORDS = words('many count number total');

function countOf(objects: readonly Thing[], wanted: Thing): number {
  return objects.filter((object) => matches(object, wanted)).length;
}

/** The objects in groups that are alike in the asked attributes. */
export function groupsOf(objects: readonly Thing[], asked: readonly Attribute[]): Thing[][] {
  return [
    ...Map.groupBy(objects, (object) => asked.map((name) => object[name]).join(' ')).values(),
  ];
}

function draw(random: Random, level: number): Scene {
  const { groups, most, attributes, asked: askedCount } = LEVELS[level - 1]!;
  const shown = BY_EASE.slice(0, attributes);
  const asked = random.shuffle(shown).slice(0, askedCount);
  const kinds = Object.fromEntries(
    shown.map((name) => [name, random.shuffle(VALUES[name] as readonly string[])]),
  ) as Record<Attribute, string[]>;
  const wanted = valuesFor(asked, kinds, () => 0);
  const combinations = new Map([[describe(wanted), wanted]]);
  // Near misses first: groups that differ from what is wanted in one asked value only.
  for (const other of asked) {
    const near = valuesFor(asked, kinds, (name) => (name === other ? 1 : 0));
    combinations.set(describe(near), near);
  }
  while (combinations.size < groups) {
    const far = valuesFor(asked, kinds, (name) => random.integer(Math.min(4, kinds[name].length)));
    combinations.set(describe(far), far);
  }
  const sizes = random.shuffle(Array.from({ length: most }, (_, index) => index + 1));
  const objects = [...combinations.values()].flatMap((group, index) =>
    Array.from({ length: sizes[index]! }, () => ({
      ...valuesFor(shown, kinds, (name) => random.integer(Math.min(4, kinds[name].length))),
      ...group,
    })),
  );
  return {
    layout: random.pick(['list', 'sentence'] as const),
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

/** Reads the phrases back and counts those that hold every word of the rule; "objects" stands for any shape. */
function solvePrompt(prompt: string): string[] {
  const rule = /^Only ([a-z ]+) count\.$/m.exec(prompt);
  const opening = prompt.indexOf('The objects:');
  if (rule === null || opening < 0 || rule.index < opening) return [];
  const needed = rule[1]!
    .split(' ')
    .filter((word) => word !== 'objects')
    .map((word) => (word === 'crosses' ? 'cross' : word));
  const phrases = prompt
    .slice(opening + 12, rule.index)
    .match(/\ban? [a-z ]+?(?=,|\.|\n| and |$)/g);
  const fitting = (phrases ?? []).filter((phrase) =>
    needed.every((word) => phrase.split(' ').some((own) => own === word || `${own}s` === word)),
  );
  return [String(fitting.length)];
}

/** Right when the one number is the count and no value is named that what is counted does not have. */
function verify(response: string, { objects, wanted }: Scene): Verdict {
  const read = readClaims(response);
  if ('claims' in read) {
    for (const { attribute, value } of read.claims.flatMap(valuesIn)) {
      if (wanted[attribute] !== undefined && wanted[attribute] !== value) {
        return { correct: false, reason: 'wrong-object' };
      }
    }
  }
  return verifyNumber(response, countOf(objects, wanted), [objects.length]);
}
