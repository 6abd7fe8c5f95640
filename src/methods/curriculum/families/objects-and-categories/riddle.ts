import { CATEGORIES, type Category, lineage } from '../../language/lexicon/categories.ts';
import type { Feature } from '../../language/lexicon/features.ts';
import { categoriesOf, entryOf, holdsOf } from '../../language/lexicon/lexicon.ts';
import { type Pool, words } from '../family.ts';
import { definePossession } from './possessions.ts';

const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'dog cow horse pig bear mouse lion bunny puppy owl bee frog fish apple grape carrot egg cookie shoe sock shirt coat ' +
      'ball clock broom bed spoon block',
  ),
  exam: words(
    'cat sheep tiger rabbit turtle duck hen ant pizza cake pie bean hat boot dress ' +
      'jacket mitten lamp comb table fork plate hammer',
  ),
};
const CLASSES = ['animal', 'food', 'clothing'] as const;
type Class = (typeof CLASSES)[number];

/** How the class is told, the first clue of every riddle. */
const OPENINGS: Readonly<Record<Class, string>> = {
  animal: 'It is an animal.',
  food: 'It is food.',
  clothing: 'You wear it.',
};
/** How the features of a class are told. */
const CLUES: Readonly<Record<Class, Partial<Record<Feature, string>>>> = {
  animal: {
    'no-legs': 'It has no legs.',
    'two-legs': 'It has two legs.',
    'four-legs': 'It has four legs.',
    'six-legs': 'It has six legs.',
    wings: 'It has wings.',
    'can-fly': 'It can fly.',
    fur: 'It has fur.',
    feathers: 'It has feathers.',
    stripes: 'It has stripes.',
    'has-shell': 'It has a shell.',
    hops: 'It hops.',
    'on-farms': 'It lives on a farm.',
  },
  food: {
    'on-trees': 'It comes from a tree.',
    'is-sweet': 'It is sweet.',
    'from-animals': 'It comes from an animal.',
    'is-baked': 'You bake it.',
    'under-ground': 'You dig it up.',
  },
  clothing: {
    'on-feet': 'It is for your foot.',
    'on-head': 'It is for your head.',
    'on-hands': 'It is for your hand.',
    'in-twos': 'You need two of them.',
    'for-cold': 'It is for cold days.',
  },
};
const FEATURE_OF = new Map(
  CLASSES.flatMap((name) =>
    (Object.entries(CLUES[name]) as [Feature, string][]).map(
      ([feature, clue]) => [clue, feature] as const,
    ),
  ),
);
const CLASS_OF = new Map(CLASSES.map((name) => [OPENINGS[name], name]));

/** What the lexicon says of our things, looked up once. */
const ALL = [...THINGS.training, ...THINGS.exam];
const IS = new Map(ALL.map((thing) => [thing, new Set<string>(categoriesOf(thing))]));
const HOLDS = new Map(
  ALL.map((thing) => [
    thing,
    new Map([...FEATURE_OF.values()].map((feature) => [feature, holdsOf(thing, feature)])),
  ]),
);
const LINES = new Map(
  (Object.keys(CATEGORIES) as Category[]).map((name): [Category | undefined, Category[]] => [
    name,
    lineage(name),
  ]),
);
const ENTRIES = new Map(ALL.map((thing) => [thing, entryOf(thing, 'noun')]));

/** `clues`: the class, and features beside it. */
const LEVELS = [
  { people: 3, swaps: 0, clues: 2 },
  { people: 4, swaps: 0, clues: 2 },
  { people: 4, swaps: 1, clues: 2 },
  { people: 5, swaps: 1, clues: 2 },
  { people: 5, swaps: 2, clues: 3 },
  { people: 6, swaps: 2, clues: 3 },
  { people: 6, swaps: 3, clues: 3 },
  { people: 7, swaps: 4, clues: 3 },
  { people: 8, swaps: 6, clues: 3 },
] as const;

/** Who has the thing of a riddle? Other things fit some of its clues; that one fits all, and of none is a clue undecided. */
export const riddle = definePossession({
  name: 'riddle',
  levels: LEVELS,
  things: ALL,
  drawAsked(random, knobs, pool) {
    const name = random.pick(CLASSES);
    const inside = THINGS[pool].filter((thing) => is(thing, name));
    const right = random.pick(inside);
    const own = (Object.keys(CLUES[name]) as Feature[]).filter(
      (feature) => HOLDS.get(right)!.get(feature) === true,
    );
    const features = random.shuffle(own).slice(0, knobs['clues']! - 1);
    if (features.length < knobs['clues']! - 1) return undefined;
    const asked = [
      OPENINGS[name],
      ...random.shuffle(features.map((feature) => CLUES[name][feature]!)),
    ];
    const near = inside.filter((thing) =>
      features.some((feature) => HOLDS.get(thing)!.get(feature) === false),
    );
    // Some animals are eaten too.
    const far = THINGS[pool].filter(
      (thing) => !inside.includes(thing) && !(name === 'food' && is(thing, 'animal')),
    );
    // Two thirds of the others are of the same class, where the lexicon has so many.
    const most = Math.ceil((2 * (knobs['people']! - 1)) / 3);
    const close = random.shuffle(near).slice(0, most);
    const rest = random.shuffle(far).slice(0, knobs['people']! - 1 - close.length);
    return { asked, right, lures: [...close, ...rest] };
  },
  questions(asked) {
    const clues = asked.join(' ');
    const reversed = asked.toReversed().join(' ');
    return [
      `${clues} Who has it?`,
      `Whose is it? ${clues}`,
      `${reversed} Who has it?`,
      `Look for this. ${clues} Whose is it?`,
      `Who has this? ${reversed}`,
      `Find one thing. ${clues} Who has it?`,
    ];
  },
  examQuestions(asked) {
    const clues = asked.join(' ');
    return [
      `Say a name. ${clues} Who has it?`,
      `${clues} Whose thing is it?`,
      `What is it, and whose? ${clues}`,
    ];
  },
  fits: (thing, asked) =>
    asked.every((clue) => {
      const name = CLASS_OF.get(clue);
      return name === undefined
        ? HOLDS.get(thing)!.get(FEATURE_OF.get(clue)!) === true
        : is(thing, name);
    }),
  reason: (thing, asked) => `All of this is true of the ${thing} only: ${asked.join(' ')}`,
  readQuestion(text) {
    // The lexicon's entries themselves: the class above a word, and the list of what holds.
    const told = text.match(/[A-Z][^.?!:]*\./g) ?? [];
    const features = told.flatMap((clue) => FEATURE_OF.get(clue) ?? []);
    const opening = told.find((clue) =>
      /^(?:It is an animal|It is food|You wear it)\.$/.test(clue),
    );
    if (opening === undefined || features.length === 0) return undefined;
    const verb = {
      'It is an animal.': 'animal',
      'It is food.': 'food',
      'You wear it.': 'clothing',
    }[opening];
    return (thing) => {
      const entry = ENTRIES.get(thing);
      return (
        LINES.get(entry?.category)?.includes(verb as Class) === true &&
        features.every((feature) => entry?.facts?.features.includes(feature))
      );
    };
  },
  keys: () => [],
});

function is(thing: string, name: Class): boolean {
  return IS.get(thing)!.has(name);
}
