import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, type Vocabulary, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { oddOneOutPicture } from './odd-one-out-picture.ts';
import {
  type Attribute,
  ATTRIBUTES,
  capitalised,
  describe,
  holds,
  listed,
  shownBy,
  type Thing,
  VALUES,
  valuesIn,
} from './things.ts';
import { plainClaims } from './plain-claims.ts';

const Scene = z.strictObject({
  layout: z.enum(['list', 'line']),
  objects: z
    .array(z.partialRecord(z.enum(['colour', 'kind', 'size', 'pattern']), z.string()))
    .min(3),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { objects: 5, attributes: 2, varied: 1 },
  { objects: 6, attributes: 2, varied: 1 },
  { objects: 6, attributes: 3, varied: 1 },
  { objects: 6, attributes: 3, varied: 2 },
  { objects: 7, attributes: 3, varied: 2 },
  { objects: 8, attributes: 3, varied: 3 },
  { objects: 9, attributes: 4, varied: 3 },
  { objects: 12, attributes: 4, varied: 4 },
  { objects: 15, attributes: 4, varied: 4 },
] as const;

/**
 * Which thing has a value that no other has? The rules are: for each shown attribute, a value that occurs once.
 * `attributes` are shown, `varied` of them differ among the other things too, there in at least two things a value.
 */
export const oddOneOut = defineFamily<Scene>({
  name: 'odd-one-out',
  version: 1,
  stage: 'perception',
  skill: 'odd-one-out',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ layout, objects }) =>
    `The things:\n${listed(objects, layout)}\n` +
    `${capitalised(shownBy(objects).join(', '))}: they come again. One does not. That thing is odd.`,
  picture: oddOneOutPicture,
  questions: () => [
    'Which thing is odd?',
    'Find the odd thing.',
    'Which is different?',
    'Look. Which is odd?',
    'Look at them. Which one is odd?',
    'One is different. Which one?',
  ],
  examQuestions: () => ['What is odd here?', 'Name the odd one.', 'Tell me: which is odd?'],
  solve({ objects }) {
    const odd = new Set<Thing>();
    for (const attribute of ATTRIBUTES) {
      const holders = new Map<string, Thing[]>();
      for (const object of objects) {
        const value = object[attribute];
        if (value !== undefined) holders.set(value, [...(holders.get(value) ?? []), object]);
      }
      for (const group of holders.values()) if (group.length === 1) odd.add(group[0]!);
    }
    return [...odd].map(describe);
  },
  solvePrompt,
  say: (answer) => `${capitalised(answer)}.`,
  explain({ objects }) {
    const steps: string[] = [];
    let conclusion = '';
    for (const attribute of ATTRIBUTES) {
      const counts = new Map<string, number>();
      for (const { [attribute]: value } of objects) {
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (counts.size === 0) continue;
      const list = [...counts].map(([value, count]) => `${value} ${count}`).join(', ');
      steps.push(`Count each ${attribute}: ${list}.`);
      const single = [...counts].find(([, count]) => count === 1)?.[0];
      if (single === undefined) continue;
      const object = objects.find((thing) => thing[attribute] === single)!;
      conclusion = `Only one thing has the ${attribute} ${single}. It is the ${describe(object)}.`;
    }
    return [...steps, conclusion];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return [...new Set(scene.objects.map(describe))].filter((other) => other !== right);
  },
  shortcuts: {
    'the longest line': ({ objects }) => byLength(objects).at(-1),
    'the shortest line': ({ objects }) => byLength(objects)[0],
    'the first that differs from the first': ({ objects }) =>
      objects.map(describe).find((phrase, _, [first]) => phrase !== first),
    'the one in the middle': ({ objects }) => describe(objects[objects.length >> 1]!),
    'the one that is there most often': ({ objects }) => mostFrequent(objects.map(describe)),
  },
  verify,
  structure: ({ objects }) => objects.map(describe).toSorted(),
  vocabulary: () => VOCABULARY,
});

const VOCABULARY: Vocabulary = {
  allowed: words(
    'object objects thing things item items one group set list rest others other look find spot identify name pick choose point say ' +
      'tell see guess show among belong belongs belonging fit fits match matches like same similar odd out different differs differ ' +
      "unlike unique stands stand only doesn't isn't not",
  ),
  required: [
    words('object objects thing things item items one'),
    words(
      'odd different differs differ unlike unique stands stand belong belongs belonging fit fits match matches like same similar',
    ),
  ],
  odd: words('odd different differs differ unlike unique stands stand'),
  even: words('belong belongs belonging fit fits match matches like same similar'),
};

function byLength(objects: readonly Thing[]): string[] {
  return objects.map(describe).toSorted((a, b) => a.length - b.length);
}

function mostFrequent(phrases: readonly string[]): string | undefined {
  const groups = [...Map.groupBy(phrases, (phrase) => phrase).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { objects: count, attributes, varied } = knobsAt(LEVELS, level);
  // One word for a pattern is as long as two others: a short answer has none.
  const beside = random.shuffle(
    ATTRIBUTES.filter((name) => name !== 'kind' && (attributes > 2 || name !== 'pattern')),
  );
  const shown: readonly Attribute[] = ['kind', ...beside.slice(0, attributes - 1)];
  const differing = random.pick(shown);
  // The attribute that makes the difference varies among the others last, at the hardest levels only.
  const rest = random.shuffle(shown.filter((attribute) => attribute !== differing));
  const varying = new Set([...rest, differing].slice(0, varied));

  const others: Thing[] = Array.from({ length: count - 1 }, () => ({}));
  const odd: Thing = {};
  for (const attribute of shown) {
    const values = random.shuffle(VALUES[pool][attribute]);
    const most = attribute === differing ? values.length - 1 : values.length;
    const column = varying.has(attribute)
      ? repeated(random, values, count - 1, most)
      : others.map(() => values[0]!);
    for (const [index, other] of others.entries()) other[attribute] = column[index]!;
    odd[attribute] =
      attribute === differing
        ? random.pick(values.filter((value) => !column.includes(value)))
        : random.pick(column);
  }
  const objects = others.toSpliced(random.integer(count), 0, odd);
  return { layout: random.pick(['list', 'line'] as const), objects };
}

/** `length` values in chance order, at least two kinds of them, each at least twice. */
function repeated(
  random: Random,
  values: readonly string[],
  length: number,
  most: number,
): string[] {
  const kinds = 2 + random.integer(Math.min(most, length >> 1) - 1);
  const column = [...values.slice(0, kinds), ...values.slice(0, kinds)];
  while (column.length < length) column.push(values[random.integer(kinds)]!);
  return random.shuffle(column);
}

/** Reads the phrases back from the text and looks for the one with a word that no other phrase has. */
function solvePrompt(prompt: string): string[] {
  const text = /^The things:\n([\s\S]+?)\n[A-Z][a-z, ]+: they come again\./m.exec(prompt)?.[1];
  const phrases = (text ?? '')
    .split(/\n|\./)
    .map((phrase) => phrase.trim().replace(/^- /, '').toLowerCase())
    .filter((phrase) => phrase !== '');
  const alone = phrases.filter((phrase, index) =>
    phrase
      .split(/,? /)
      .some(
        (word) => !phrases.some((other, at) => at !== index && other.split(/,? /).includes(word)),
      ),
  );
  return [...new Set(alone)];
}

/** Right when every claim describes the odd thing and nothing else: "the red one" is enough where only one is red. */
function verify(response: string, scene: Scene): Verdict {
  const read = plainClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const right = oddOneOut.solve(scene)[0]!;
  let named = false;
  for (const claim of read.claims) {
    const meant = valuesIn(claim);
    if (meant.length === 0) continue;
    for (const { attribute, value } of meant) {
      if (meant.some((other) => other.attribute === attribute && other.value !== value)) {
        return { correct: false, reason: 'several-answers' };
      }
    }
    const fitting = scene.objects.filter((object) =>
      meant.every(({ attribute, value }) => holds(object, attribute, value)),
    );
    if (fitting.length !== 1 || describe(fitting[0]!) !== right) {
      return { correct: false, reason: fitting.length > 1 ? 'ambiguous-answer' : 'wrong-answer' };
    }
    named = true;
  }
  return named ? { correct: true } : { correct: false, reason: 'no-answer' };
}
