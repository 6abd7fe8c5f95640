import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Verdict, type Vocabulary, words } from '../family.ts';

/** Attributes in the order in which English puts them before a noun; the last is the noun. */
const VALUES = {
  size: ['small', 'medium', 'large'],
  pattern: ['plain', 'striped', 'dotted'],
  colour: ['red', 'blue', 'green', 'yellow', 'black', 'white', 'orange', 'purple'],
  shape: ['circle', 'square', 'triangle', 'star', 'heart', 'cross', 'moon'],
} as const;
type Attribute = keyof typeof VALUES;
const ATTRIBUTES = Object.keys(VALUES) as Attribute[];
/** Shown from the first on, as levels rise. */
const BY_EASE: readonly Attribute[] = ['colour', 'shape', 'size', 'pattern'];
const SYNONYMS: Readonly<Record<string, string>> = {
  little: 'small',
  tiny: 'small',
  big: 'large',
  stripy: 'striped',
  spotted: 'dotted',
};
const DIMENSION = new Map<string, Attribute>(
  ATTRIBUTES.flatMap((attribute) => VALUES[attribute].map((value) => [value, attribute] as const)),
);

const Scene = z.strictObject({
  layout: z.enum(['list', 'sentence']),
  objects: z.array(z.record(z.string(), z.string())).min(3),
});
type Scene = z.infer<typeof Scene>;
type Thing = Scene['objects'][number];

const LEVELS = [
  { objects: 3, attributes: 2, varied: 0 },
  { objects: 4, attributes: 2, varied: 0 },
  { objects: 5, attributes: 2, varied: 1 },
  { objects: 5, attributes: 3, varied: 1 },
  { objects: 6, attributes: 3, varied: 2 },
  { objects: 7, attributes: 3, varied: 3 },
  { objects: 9, attributes: 4, varied: 3 },
  { objects: 12, attributes: 4, varied: 4 },
] as const;

/**
 * Which object has a value that no other has? The rules are: for each shown attribute, a value that occurs once.
 * `attributes` are shown, `varied` of them differ among the other objects too, there in at least two objects a value.
 */
export const oddOneOut = defineFamily<Scene>({
  name: 'odd-one-out',
  version: 1,
  stage: 'perception',
  skill: 'odd-one-out',
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ layout, objects }) {
    const phrases = objects.map((object) => withArticle(describe(object)));
    const scene =
      layout === 'list'
        ? `The objects:\n${phrases.map((phrase) => `- ${phrase}`).join('\n')}`
        : `The objects: ${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}.`;
    return `${scene}\n${ruleOf(objects)}`;
  },
  questions: () => [
    'Which object is the odd one out?',
    'Find the object that does not belong with the others.',
    'One object is different from all the others. Which one?',
    'Which one of these objects stands out?',
    'Name the object that is unlike the rest.',
    'Look at the objects. Which one is the odd one out?',
  ],
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
  say: (answer) => `The odd one out is the ${answer}.`,
  explain({ objects }) {
    const steps: string[] = [];
    let conclusion = '';
    for (const attribute of ATTRIBUTES) {
      const counts = new Map<string, number>();
      for (const { [attribute]: value } of objects) {
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (counts.size === 0) continue;
      const listed = [...counts].map(([value, count]) => `${value} ${count}`).join(', ');
      steps.push(`Count each ${attribute}: ${listed}.`);
      const single = [...counts].find(([, count]) => count === 1)?.[0];
      if (single === undefined) continue;
      const object = objects.find((thing) => thing[attribute] === single)!;
      conclusion = `Only one object has the ${attribute} ${single}: the ${describe(object)}.`;
    }
    return [...steps, conclusion];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return [...new Set(scene.objects.map(describe))].filter((other) => other !== right);
  },
  verify,
  structure: ({ objects }) => objects.map(describe).toSorted(),
  vocabulary: () => VOCABULARY,
});

const VOCABULARY: Vocabulary = {
  allowed: words(
    'object objects thing things item items one group set list rest others other look find spot identify name pick choose point say ' +
      'tell see guess figure describe among belong belongs belonging fit fits match matches like same similar odd out different differs differ ' +
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

function draw(random: Random, level: number): Scene {
  const { objects: count, attributes, varied } = LEVELS[level - 1]!;
  const shown = BY_EASE.slice(0, attributes);
  const differing = random.pick(shown);
  // The attribute that makes the difference varies among the others last, at the hardest levels only.
  const rest = random.shuffle(shown.filter((attribute) => attribute !== differing));
  const varying = new Set([...rest, differing].slice(0, varied));

  const others: Thing[] = Array.from({ length: count - 1 }, () => ({}));
  const odd: Thing = {};
  for (const attribute of shown) {
    const values = random.shuffle(VALUES[attribute] as readonly string[]);
    const column = varying.has(attribute)
      ? repeated(
          random,
          values,
          count - 1,
          attribute === differing ? values.length - 1 : values.length,
        )
      : others.map(() => values[0]!);
    for (const [index, other] of others.entries()) other[attribute] = column[index]!;
    odd[attribute] =
      attribute === differing
        ? random.pick(values.filter((value) => !column.includes(value)))
        : random.pick(column);
  }
  const place = random.integer(count);
  const objects = others.toSpliced(place, 0, odd);
  return { layout: random.pick(['list', 'sentence'] as const), objects };
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

function describe(object: Thing): string {
  return ATTRIBUTES.flatMap((attribute) => object[attribute] ?? []).join(' ');
}

function withArticle(phrase: string): string {
  return `${/^[aeiou]/.test(phrase) ? 'an' : 'a'} ${phrase}`;
}

function ruleOf(objects: readonly Thing[]): string {
  const shown = BY_EASE.filter((attribute) => objects[0]![attribute] !== undefined);
  const listed = `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
  return `Exactly one object has a ${listed} that no other object has.`;
}

/** Reads the phrases back from the text and looks for the one with a word that no other phrase has. */
function solvePrompt(prompt: string): string[] {
  const opening = prompt.indexOf('The objects:');
  const closing = prompt.indexOf('Exactly one object has');
  if (opening < 0 || closing < opening) return [];
  const phrases = prompt
    .slice(opening + 'The objects:'.length, closing)
    .split(/\n- |,| and |\./)
    .map((phrase) => phrase.trim().replace(/^an? /, ''))
    .filter((phrase) => phrase !== '');
  const alone = phrases.filter((phrase, index) =>
    phrase
      .split(' ')
      .some(
        (word) => !phrases.some((other, at) => at !== index && other.split(' ').includes(word)),
      ),
  );
  return [...new Set(alone)];
}

/** Right when every claim describes the odd object and nothing else: "the red one" is enough where only one is red. */
function verify(response: string, scene: Scene): Verdict {
  const read = readClaims(response);
  if ('refused' in read) return { correct: false, reason: read.refused };
  const right = oddOneOut.solve(scene)[0]!;
  let named = false;
  for (const claim of read.claims) {
    const meant = new Map<Attribute, string>();
    for (const raw of claim.split(/[^a-z'-]+/)) {
      const word = SYNONYMS[raw] ?? raw;
      const attribute = DIMENSION.get(word);
      if (attribute === undefined) continue;
      if ((meant.get(attribute) ?? word) !== word)
        return { correct: false, reason: 'several-answers' };
      meant.set(attribute, word);
    }
    if (meant.size === 0) continue;
    const fitting = scene.objects.filter((object) =>
      [...meant].every(([attribute, value]) => object[attribute] === value),
    );
    if (fitting.length !== 1 || describe(fitting[0]!) !== right) {
      return { correct: false, reason: fitting.length > 1 ? 'ambiguous-answer' : 'wrong-answer' };
    }
    named = true;
  }
  return named ? { correct: true } : { correct: false, reason: 'no-answer' };
}
