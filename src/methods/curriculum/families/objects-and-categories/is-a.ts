import { type Category, CATEGORIES } from '../../language/lexicon/categories.ts';
import { categoriesOf, nounsOf } from '../../language/lexicon/lexicon.ts';
import { type Pool, words } from '../family.ts';
import { capital, withArticle } from './household.ts';
import { definePossession } from './possessions.ts';

/** Nouns whose classes nobody disputes: no chicken (a bird, and food), no doll (a toy, or a person). Mostly of one syllable. */
const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'dog cow horse pig bear mouse lion frog owl bee carrot egg apple cookie shoe sock coat shirt ball block ' +
      'tree bed chair cup spoon clock broom book rock house',
  ),
  exam: words(
    'cat sheep tiger rabbit duck hen ant cake pie grape hat dress boot jacket mitten balloon puzzle flower ' +
      'table crib fork plate bowl lamp comb stick bus',
  ),
};

/** How a class is asked for, with the things of our lists that one could argue to be of it. */
const CLASSES: readonly { category: Category; phrase: string; arguable: readonly string[] }[] = [
  { category: 'animal', phrase: 'an animal', arguable: [] },
  { category: 'bird', phrase: 'a bird', arguable: [] },
  { category: 'insect', phrase: 'an insect', arguable: [] },
  { category: 'food', phrase: 'food', arguable: words('duck sheep cow pig rabbit hen') },
  { category: 'fruit', phrase: 'a fruit', arguable: [] },
  { category: 'clothing', phrase: 'clothing', arguable: [] },
  { category: 'toy', phrase: 'a toy', arguable: words('bus stick bear') },
  { category: 'living-thing', phrase: 'a living thing', arguable: words('apple grape carrot egg') },
];
const LINES = new Map(
  [...THINGS.training, ...THINGS.exam].map((thing) => [thing, categoriesOf(thing)]),
);
const MEMBERS = new Map(
  CLASSES.map(({ category }) => [category, new Set(nounsOf(category).map(({ word }) => word))]),
);
const BY_PHRASE = new Map(CLASSES.map((row) => [row.phrase, row]));

/** `hops`: classes from a thing up to the asked one, at most. */
const LEVELS = [
  { people: 3, swaps: 0, hops: 1 },
  { people: 4, swaps: 0, hops: 1 },
  { people: 4, swaps: 1, hops: 2 },
  { people: 5, swaps: 1, hops: 2 },
  { people: 5, swaps: 2, hops: 2 },
  { people: 6, swaps: 2, hops: 3 },
  { people: 6, swaps: 3, hops: 3 },
  { people: 7, swaps: 4, hops: 3 },
  { people: 8, swaps: 6, hops: 3 },
] as const;

/** Who has an animal, a fruit, a living thing? Just one of the things is of the class, one to three classes up. */
export const isA = definePossession({
  name: 'is-a',
  levels: LEVELS,
  things: [...THINGS.training, ...THINGS.exam],
  drawAsked(random, knobs, pool) {
    const { category, phrase, arguable } = random.pick(CLASSES);
    const inside = THINGS[pool].filter((thing) => LINES.get(thing)!.includes(category));
    const near = inside.filter((thing) => LINES.get(thing)!.indexOf(category) < knobs['hops']!);
    if (near.length === 0) return undefined;
    // Several hops are taken where there are any to take.
    const steps = 1 + random.integer(knobs['hops']!);
    const far = near.filter((thing) => LINES.get(thing)!.indexOf(category) >= steps - 1);
    const lures = THINGS[pool].filter(
      (thing) => !inside.includes(thing) && !arguable.includes(thing),
    );
    return { asked: [phrase], right: random.pick(far.length > 0 ? far : near), lures };
  },
  questions: ([phrase]) => [
    `Who has ${phrase}?`,
    `${capital(phrase!)}. Whose is it?`,
    `Find ${phrase}. Who has it?`,
    `One thing is ${phrase}. Whose?`,
    `Look for ${phrase}. Who has it?`,
    `${capital(phrase!)}: who has it?`,
  ],
  examQuestions: ([phrase]) => [
    `You want ${phrase}. Whose do you take?`,
    `Say a name. Who has ${phrase}?`,
    `Get ${phrase}. Who has it?`,
  ],
  fits: (thing, [phrase]) => LINES.get(thing)!.includes(BY_PHRASE.get(phrase!)!.category),
  reason(thing, [phrase]) {
    const line = LINES.get(thing)!;
    const up = line.slice(0, line.indexOf(BY_PHRASE.get(phrase!)!.category) + 1);
    const named = up.map((category) => category.replace('-', ' '));
    return `${capital(withArticle(thing))} is of the kind ${named.join(', which is of the kind ')}.`;
  },
  readQuestion(text) {
    const asked = Object.keys(CATEGORIES).filter((name) =>
      new RegExp(`\\b${name.replace('-', ' ')}\\b`, 'i').test(text),
    );
    // "A living thing" also says "thing".
    const named = asked.filter((name) => name !== 'thing');
    if (named.length !== 1) return undefined;
    const members = MEMBERS.get(named[0] as Category);
    return members && ((thing) => members.has(thing));
  },
  keys: ([phrase]) => phrase!.split(' ').filter((word) => word !== 'a' && word !== 'an'),
});
