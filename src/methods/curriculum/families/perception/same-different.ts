import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readClaims } from '../answer-text.ts';
import { defineFamily, type Verdict, words } from '../family.ts';
import { deniesItself, endsDenied } from './number-claims.ts';
import {
  type Attribute,
  ATTRIBUTES,
  BY_EASE,
  describe,
  type Thing,
  VALUES,
  valuesIn,
  withArticle,
} from './things.ts';

const Scene = z.strictObject({
  /** What is asked for: the one attribute in which the pair is alike, or the one in which it differs. */
  relation: z.enum(['same', 'different']),
  objects: z.array(z.partialRecord(z.enum(['size', 'pattern', 'colour', 'shape']), z.string())),
  /** Places of the two objects, from 0, the lower first. */
  pair: z.tuple([z.int(), z.int()]),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { objects: 2, attributes: 2, relations: 1 },
  { objects: 2, attributes: 3, relations: 1 },
  { objects: 3, attributes: 3, relations: 2 },
  { objects: 4, attributes: 3, relations: 2 },
  { objects: 5, attributes: 4, relations: 2 },
  { objects: 7, attributes: 4, relations: 2 },
  { objects: 9, attributes: 4, relations: 2 },
  { objects: 12, attributes: 4, relations: 2 },
] as const;

/** In what are two objects of a row alike, or in what do they differ? Exactly one attribute is so. */
export const sameDifferent = defineFamily<Scene>({
  name: 'same-different',
  version: 1,
  stage: 'perception',
  skill: 'same-different',
  levels: LEVELS,
  scene: Scene,
  draw,
  render({ relation, objects, pair }) {
    const lines = objects.map((object, index) => `${index + 1}. ${withArticle(describe(object))}`);
    const attributes = BY_EASE.filter((attribute) => objects[0]![attribute] !== undefined);
    const listed = `${attributes.slice(0, -1).join(', ')} or ${attributes.at(-1)}`;
    return (
      `The objects:\n${lines.join('\n')}\nCompare object ${pair[0] + 1} and object ${pair[1] + 1}. ` +
      `They ${relation === 'same' ? 'are the same' : 'differ'} in one thing only: ${listed}.`
    );
  },
  questions: ({ relation }) =>
    relation === 'same'
      ? [
          'What is the same about the two objects?',
          'In what are the two objects alike?',
          'Which one thing do the two objects share?',
          'Look at the two objects. What is the same?',
          'Name the one thing that the two objects have in common.',
          'Find what is the same in both objects.',
        ]
      : [
          'What is different about the two objects?',
          'In what do the two objects differ?',
          'Which one thing makes the two objects different?',
          'Look at the two objects. What is different?',
          'Name the one difference between the two objects.',
          'Find what is different in the two objects.',
        ],
  solve({ relation, objects, pair: [a, b] }) {
    return ATTRIBUTES.filter((attribute) => {
      const [one, other] = [objects[a]![attribute], objects[b]![attribute]];
      return one !== undefined && (one === other) === (relation === 'same');
    });
  },
  solvePrompt,
  say: (answer, { relation }) =>
    relation === 'same'
      ? `The two objects are the same in ${answer}.`
      : `The two objects differ in ${answer}.`,
  explain({ objects, pair: [a, b] }) {
    const attributes = BY_EASE.filter((attribute) => objects[0]![attribute] !== undefined);
    return [
      `Object ${a + 1} is ${withArticle(describe(objects[a]!))}, object ${b + 1} ${withArticle(describe(objects[b]!))}.`,
      ...attributes.map((attribute) => {
        const [one, other] = [objects[a]![attribute]!, objects[b]![attribute]!];
        return one === other
          ? `The ${attribute} is the same: ${one}.`
          : `The ${attribute} is different: ${one} and ${other}.`;
      }),
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return BY_EASE.filter(
      (attribute) => scene.objects[0]![attribute] !== undefined && attribute !== right,
    );
  },
  verify,
  structure: ({ relation, objects, pair: [a, b] }) => ({
    relation,
    pair: [describe(objects[a]!), describe(objects[b]!)].toSorted(),
    others: objects
      .filter((_, index) => index !== a && index !== b)
      .map(describe)
      .toSorted(),
  }),
  vocabulary: ({ relation }) => {
    const key = RELATION_WORDS[relation];
    return {
      allowed: [
        ...key,
        ...words(
          'object objects thing things two pair both look makes find name tell say see one compare between way only',
        ),
      ],
      required: [key, words('two both pair they them objects things')],
      // Exactly one word of the relation, and so none that denies it.
      odd: key,
      even: [],
    };
  },
});

const RELATION_WORDS = {
  same: words('same alike share shares shared common similar match matches'),
  different: words('different differ differs difference unlike'),
};

function draw(random: Random, level: number): Scene {
  const { objects: count, attributes, relations } = LEVELS[level - 1]!;
  const shown = BY_EASE.slice(0, attributes);
  const relation = relations === 1 || random.integer(2) === 0 ? 'same' : 'different';
  const special = random.pick(shown);
  // Few values, so that neighbours share some of them too.
  const kinds = Object.fromEntries(
    shown.map((name) => [name, random.shuffle(VALUES[name] as readonly string[]).slice(0, 3)]),
  ) as Record<Attribute, string[]>;
  const objects: Thing[] = Array.from({ length: count }, () =>
    Object.fromEntries(shown.map((name) => [name, random.pick(kinds[name])])),
  );
  const places = random.shuffle(objects.map((_, index) => index));
  const [a, b] = [places[0]!, places[1]!].toSorted((x, y) => x - y) as [number, number];
  for (const name of shown) {
    const value = objects[a]![name]!;
    const alike = (name === special) === (relation === 'same');
    objects[b]![name] = alike ? value : random.pick(kinds[name].filter((kind) => kind !== value));
  }
  return { relation, objects, pair: [a, b] };
}

const LEXICON: readonly (readonly [string, RegExp])[] = [
  ['size', /\b(small|medium|large)\b/],
  ['pattern', /\b(plain|striped|dotted)\b/],
  ['colour', /\b(red|blue|green|yellow|black|white|orange|purple)\b/],
  ['shape', /\b([a-z]+)$/],
];

/** Reads the two numbered lines back and compares them word by word. */
function solvePrompt(prompt: string): string[] {
  const pair = /^Compare object (\d+) and object (\d+)\. They (are the same|differ)/m.exec(prompt);
  if (pair === null) return [];
  const [one, other] = [pair[1], pair[2]].map(
    (number) => new RegExp(`^${number}\\. an? ([a-z ]+)$`, 'm').exec(prompt)?.[1],
  );
  if (one === undefined || other === undefined) return [];
  return LEXICON.flatMap(([name, pattern]) => {
    const [left, right] = [pattern.exec(one)?.[1], pattern.exec(other)?.[1]];
    if (left === undefined || right === undefined) return [];
    return (left === right) === (pair[3] === 'are the same') ? [name] : [];
  });
}

const NAMES: readonly (readonly [Attribute, RegExp])[] = [
  ['colour', /\bcolou?rs?\b|\bhues?\b/],
  ['shape', /\bshapes?\b|\bforms?\b/],
  ['size', /\bsizes?\b/],
  ['pattern', /\bpatterns?\b/],
];
const ALIKE = /\b(?:same|alike|both|share|shared|common|similar|match|matches|equal|identical)\b/;
const UNLIKE = /\b(?:differ|differs|different|difference|unlike)\b/;

/**
 * Right when every clause is true of the pair and those about the asked relation name the one attribute, by its name
 * or by its values. A clause without a relation of its own is about the asked one.
 */
function verify(response: string, scene: Scene): Verdict {
  // Claims end at "the other", which here names one of the pair.
  const read = readClaims(response.replace(/\bthe other\b/gi, 'another'));
  if ('refused' in read) return { correct: false, reason: read.refused };
  if (deniesItself(response)) return { correct: false, reason: 'denied' };
  const { relation, objects, pair } = scene;
  const [one, other] = [objects[pair[0]]!, objects[pair[1]]!];
  let named = false;
  for (const clause of read.claims.flatMap((claim) => claim.split(/,|\bbut\b|\bthough\b/))) {
    const alike = ALIKE.test(clause);
    const unlike = UNLIKE.test(clause);
    if (alike && unlike) return { correct: false, reason: 'unclear' };
    const meant = alike ? 'same' : unlike ? 'different' : relation;
    const values = valuesIn(clause);
    if (
      values.some(({ attribute, value }) => one[attribute] !== value && other[attribute] !== value)
    ) {
      return { correct: false, reason: 'wrong-answer' };
    }
    const attributes = new Set<Attribute>([
      ...NAMES.flatMap(([attribute, pattern]) => (pattern.test(clause) ? [attribute] : [])),
      ...values.map(({ attribute }) => attribute),
    ]);
    if (attributes.size > 0 && endsDenied(clause)) return { correct: false, reason: 'denied' };
    for (const attribute of attributes) {
      if (one[attribute] === undefined) return { correct: false, reason: 'wrong-answer' };
      if ((one[attribute] === other[attribute]) !== (meant === 'same')) {
        return { correct: false, reason: 'wrong-answer' };
      }
      if (meant === relation) named = true;
    }
  }
  return named ? { correct: true } : { correct: false, reason: 'no-answer' };
}
