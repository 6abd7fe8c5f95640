import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { endsDenied } from '../number-answer.ts';
import { sameDifferentPicture } from './same-different-picture.ts';
import {
  type Attribute,
  ATTRIBUTES,
  capitalised,
  describe,
  holds,
  shownBy,
  type Thing,
  VALUES,
  valuesIn,
} from './things.ts';
import { plainClaims } from './plain-claims.ts';

const Scene = z.strictObject({
  /** What is asked for: the one attribute in which the pair is alike, or the one in which it differs. */
  relation: z.enum(['same', 'different']),
  objects: z.array(z.partialRecord(z.enum(['colour', 'kind', 'size', 'pattern']), z.string())),
  /** Places of the two objects, from 0, the lower first. */
  pair: z.tuple([z.int(), z.int()]),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { objects: 5, attributes: 3, relations: 1 },
  { objects: 6, attributes: 3, relations: 1 },
  { objects: 6, attributes: 3, relations: 2 },
  { objects: 7, attributes: 3, relations: 2 },
  { objects: 8, attributes: 4, relations: 2 },
  { objects: 9, attributes: 4, relations: 2 },
  { objects: 10, attributes: 4, relations: 2 },
  { objects: 12, attributes: 4, relations: 2 },
  { objects: 16, attributes: 4, relations: 2 },
] as const;

/** In what are two things of a list alike, or in what do they differ? Exactly one attribute is so. */
export const sameDifferent = defineFamily<Scene>({
  name: 'same-different',
  version: 1,
  stage: 'perception',
  skill: 'same-different',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render({ relation, objects, pair }) {
    const lines = objects.map((object, index) => `${index + 1}. ${describe(object)}`);
    const choice = `${capitalised(shownBy(objects).join(', '))}?`;
    const rule =
      relation === 'same'
        ? `${choice} One is the same. No more.`
        : `${choice} One is different. No more.`;
    return `The things:\n${lines.join('\n')}\nLook at ${pair[0] + 1}. Look at ${pair[1] + 1}. ${rule}`;
  },
  picture: sameDifferentPicture,
  questions: ({ relation }) =>
    relation === 'same'
      ? [
          'What is the same?',
          'Which is the same?',
          'Look. What is the same?',
          'The same what?',
          'One is the same. Which?',
          'Look at them. What is the same?',
        ]
      : [
          'What is different?',
          'Which is different?',
          'Look. What is different?',
          'How is it different?',
          'One is different. Which?',
          'Look at them. What is different?',
        ],
  examQuestions: ({ relation }) =>
    relation === 'same'
      ? ['Tell me: what is the same?', 'See them? What is the same?', 'Now find: the same what?']
      : ['Tell me: what is different?', 'See them? What is different?', 'Now find: different how?'],
  solve({ relation, objects, pair: [a, b] }) {
    return ATTRIBUTES.filter((attribute) => {
      const [one, other] = [objects[a]![attribute], objects[b]![attribute]];
      return one !== undefined && (one === other) === (relation === 'same');
    });
  },
  solvePrompt,
  say: (answer) => `${capitalised(answer)}.`,
  explain({ objects, pair: [a, b] }) {
    return [
      `Thing ${a + 1}: ${describe(objects[a]!)}. Thing ${b + 1}: ${describe(objects[b]!)}.`,
      ...shownBy(objects).map((attribute) => {
        const [one, other] = [objects[a]![attribute]!, objects[b]![attribute]!];
        return one === other
          ? `The ${attribute} is the same: ${one}.`
          : `The ${attribute} is different: ${one} and ${other}.`;
      }),
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene);
    return shownBy(scene.objects).filter((attribute) => attribute !== right);
  },
  shortcuts: {
    'always the colour': () => 'colour',
    'always the kind': () => 'kind',
    'the first two things': (scene) => compare(scene, 0, 1),
    'the last two things': (scene) =>
      compare(scene, scene.objects.length - 2, scene.objects.length - 1),
    'the first and the last thing': (scene) => compare(scene, 0, scene.objects.length - 1),
    'the other relation': (scene) =>
      compare(
        { ...scene, relation: scene.relation === 'same' ? 'different' : 'same' },
        ...scene.pair,
      ),
    'what most things share': ({ objects }) => bySharing(objects)[0],
    'what differs most': ({ objects }) => bySharing(objects).at(-1),
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
      required: [key, words('what which how')],
      // Exactly one word of the relation, and so none that denies it.
      odd: key,
      even: [],
    };
  },
});

/** The first attribute in which two things are as asked. */
function compare({ relation, objects }: Scene, a: number, b: number): Attribute | undefined {
  return ATTRIBUTES.find((name) => {
    const [one, other] = [objects[a]![name], objects[b]![name]];
    return one !== undefined && (one === other) === (relation === 'same');
  });
}

/** The attributes, those with the fewest values first. */
function bySharing(objects: readonly Thing[]): Attribute[] {
  const values = (name: Attribute): number => new Set(objects.map((object) => object[name])).size;
  return shownBy(objects).toSorted((a, b) => values(a) - values(b));
}

/** Draws until the last is taken as it is. */
const DRAWS = 20;
const RELATION_WORDS = {
  same: words('same alike share shares shared common similar match matches'),
  different: words('different differ differs difference unlike'),
};

function draw(random: Random, level: number, pool: Pool): Scene {
  const { objects: count, attributes, relations } = knobsAt(LEVELS, level);
  const beside = random.shuffle(ATTRIBUTES.filter((name) => name !== 'kind'));
  const shown: readonly Attribute[] = ['kind', ...beside.slice(0, attributes - 1)];
  const relation = relations === 1 || random.integer(2) === 0 ? 'same' : 'different';
  // The asked attribute is at each place from the most to the least shared equally often.
  const rank = random.integer(attributes);
  let scene = drawPair(random, pool, shown, count, relation);
  for (let drawn = 1; drawn < DRAWS; drawn++) {
    if (bySharing(scene.objects)[rank] === sameDifferent.solve(scene)[0]) break;
    scene = drawPair(random, pool, shown, count, relation);
  }
  return scene;
}

function drawPair(
  random: Random,
  pool: Pool,
  shown: readonly Attribute[],
  count: number,
  relation: Scene['relation'],
): Scene {
  const special = random.pick(shown);
  // Few values, so that neighbours share some of them too.
  const kinds = Object.fromEntries(
    shown.map((name) => [name, random.shuffle(VALUES[pool][name]).slice(0, 3)]),
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

const LEXICON: readonly (readonly [Attribute, RegExp])[] = [
  ['colour', /\b(red|blue|green|black|white|gold|pink|brown|grey|tan|rose)\b/],
  ['kind', /\b([a-z]+)(?:,|$)/],
  ['size', /\b(small|big|huge|little|large|vast)\b/],
  ['pattern', /\b(plain|striped|checked|ringed|crossed|starred)\b/],
];

/** Reads the two numbered lines back and compares them word by word. */
function solvePrompt(prompt: string): string[] {
  const pair =
    /^Look at (\d+)\. Look at (\d+)\. [A-Z][a-z, ]+\? One is (the same|different)\./m.exec(prompt);
  if (pair === null) return [];
  const [one, other] = [pair[1], pair[2]].map(
    (number) => new RegExp(`^${number}\\. ([a-z, ]+)$`, 'm').exec(prompt)?.[1],
  );
  if (one === undefined || other === undefined) return [];
  return LEXICON.flatMap(([name, pattern]) => {
    const [left, right] = [pattern.exec(one)?.[1], pattern.exec(other)?.[1]];
    if (left === undefined || right === undefined) return [];
    return (left === right) === (pair[3] === 'the same') ? [name] : [];
  });
}

const NAMES: readonly (readonly [Attribute, RegExp])[] = [
  ['colour', /\bcolou?rs?\b|\bhues?\b/],
  ['kind', /\bkinds?\b|\btypes?\b|\bsorts?\b/],
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
  const read = plainClaims(response.replace(/\bthe other\b/gi, 'another'));
  if ('refused' in read) return { correct: false, reason: read.refused };
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
      values.some(
        ({ attribute, value }) => !holds(one, attribute, value) && !holds(other, attribute, value),
      )
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
