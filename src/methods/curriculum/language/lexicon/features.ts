import type { Category } from './categories.ts';

interface FeatureText {
  /** The classes of which the feature is asked. */
  of: Category | readonly Category[];
  /** As the end of a sentence on one thing: "it can fly". */
  says: string;
  /** The same denied: "it cannot fly". */
  denies: string;
}

/**
 * The closed list of yes-or-no features. Each is decided for every noun with facts in its class, but for the few where
 * people would not agree: those are marked, and hold neither way.
 */
export const FEATURES = {
  'no-legs': { of: 'animal', says: 'has no legs', denies: 'has legs' },
  'two-legs': { of: 'animal', says: 'has two legs', denies: 'does not have two legs' },
  'four-legs': { of: 'animal', says: 'has four legs', denies: 'does not have four legs' },
  'six-legs': { of: 'animal', says: 'has six legs', denies: 'does not have six legs' },
  'eight-legs': { of: 'animal', says: 'has eight legs', denies: 'does not have eight legs' },
  wings: { of: 'animal', says: 'has wings', denies: 'has no wings' },
  'can-fly': { of: 'animal', says: 'can fly', denies: 'cannot fly' },
  'lives-in-water': { of: 'animal', says: 'lives in water', denies: 'does not live in water' },
  fur: { of: 'animal', says: 'has fur', denies: 'has no fur' },
  feathers: { of: 'animal', says: 'has feathers', denies: 'has no feathers' },
  fins: { of: 'animal', says: 'has fins', denies: 'has no fins' },
  'lays-eggs': { of: 'animal', says: 'lays eggs', denies: 'does not lay eggs' },
  'has-shell': { of: 'animal', says: 'has a shell', denies: 'has no shell' },
  'on-farms': { of: 'animal', says: 'lives on a farm', denies: 'does not live on a farm' },
  'in-homes': { of: 'animal', says: 'is a pet', denies: 'is not a pet' },
  horns: { of: 'animal', says: 'has horns', denies: 'has no horns' },
  stripes: { of: 'animal', says: 'has stripes', denies: 'has no stripes' },
  hops: { of: 'animal', says: 'hops', denies: 'does not hop' },
  'can-be-ridden': { of: 'animal', says: 'takes riders', denies: 'does not take riders' },

  'on-trees': { of: 'food', says: 'grows on a tree', denies: 'does not grow on a tree' },
  'under-ground': {
    of: 'food',
    says: 'grows under the ground',
    denies: 'does not grow under the ground',
  },
  'is-sweet': { of: ['food', 'drink'], says: 'is sweet', denies: 'is not sweet' },
  'from-animals': {
    of: ['food', 'drink'],
    says: 'comes from animals',
    denies: 'does not come from animals',
  },
  'is-baked': { of: 'food', says: 'is baked', denies: 'is not baked' },
  'one-stone': { of: 'food', says: 'has one big stone', denies: 'does not have one big stone' },
  'is-sour': { of: ['food', 'drink'], says: 'is very sour', denies: 'is not very sour' },

  'on-feet': { of: 'clothing', says: 'goes on the feet', denies: 'does not go on the feet' },
  'on-head': { of: 'clothing', says: 'goes on the head', denies: 'does not go on the head' },
  'on-hands': { of: 'clothing', says: 'goes on the hands', denies: 'does not go on the hands' },
  'on-neck': {
    of: 'clothing',
    says: 'goes around the neck',
    denies: 'does not go around the neck',
  },
  'on-legs': { of: 'clothing', says: 'covers the legs', denies: 'does not cover the legs' },
  'in-twos': { of: 'clothing', says: 'comes in twos', denies: 'does not come in twos' },
  'for-cold': { of: 'clothing', says: 'is for cold days', denies: 'is not for cold days' },
  'for-sleep': { of: 'clothing', says: 'is for bed', denies: 'is not for bed' },

  wheels: { of: 'vehicle', says: 'has wheels', denies: 'has no wheels' },
  'two-wheels': { of: 'vehicle', says: 'has two wheels', denies: 'does not have two wheels' },
  flies: { of: 'vehicle', says: 'flies', denies: 'does not fly' },
  'on-water': { of: 'vehicle', says: 'goes on water', denies: 'does not go on water' },
  'on-rails': { of: 'vehicle', says: 'goes on a track', denies: 'does not go on a track' },
  'on-roads': { of: 'vehicle', says: 'goes on roads', denies: 'does not go on roads' },
  'has-engine': { of: 'vehicle', says: 'has an engine', denies: 'has no engine' },
  'by-pedals': { of: 'vehicle', says: 'goes by pedals', denies: 'does not go by pedals' },
  'takes-many': { of: 'vehicle', says: 'takes many people', denies: 'does not take many people' },

  'to-sit-on': { of: 'furniture', says: 'is for sitting', denies: 'is not for sitting' },
  'to-sleep-in': { of: 'furniture', says: 'is for sleeping', denies: 'is not for sleeping' },
  'has-doors': { of: 'furniture', says: 'has doors', denies: 'has no doors' },
  'has-back': { of: 'furniture', says: 'has a back to lean on', denies: 'has no back to lean on' },
  'for-babies': { of: 'furniture', says: 'is for babies', denies: 'is not for babies' },
  'for-many': {
    of: 'furniture',
    says: 'seats two or more people',
    denies: 'does not seat two or more people',
  },

  cuts: { of: 'tool', says: 'is for cutting', denies: 'is not for cutting' },
  digs: { of: 'tool', says: 'is for digging', denies: 'is not for digging' },
  writes: { of: 'tool', says: 'is for writing', denies: 'is not for writing' },
  cleans: { of: 'tool', says: 'is for cleaning', denies: 'is not for cleaning' },
  hits: { of: 'tool', says: 'is for hitting', denies: 'is not for hitting' },
  'has-bristles': { of: 'tool', says: 'has bristles', denies: 'has no bristles' },
  'has-teeth': { of: 'tool', says: 'has teeth', denies: 'has no teeth' },
  joins: {
    of: 'tool',
    says: 'holds two things together',
    denies: 'does not hold two things together',
  },
  'gives-light': { of: 'tool', says: 'gives light', denies: 'gives no light' },
  'is-sharp': { of: 'tool', says: 'is sharp', denies: 'is not sharp' },

  'holds-drinks': { of: 'container', says: 'can hold water', denies: 'cannot hold water' },
  'in-kitchens': { of: 'container', says: 'is for the kitchen', denies: 'is not for the kitchen' },
  'worn-on-back': {
    of: 'container',
    says: 'is carried on the back',
    denies: 'is not carried on the back',
  },
  'goes-on-fire': {
    of: 'container',
    says: 'goes on the stove',
    denies: 'does not go on the stove',
  },
  'for-trips': { of: 'container', says: 'is for trips', denies: 'is not for trips' },
  'for-money': { of: 'container', says: 'is for money', denies: 'is not for money' },
  'for-letters': { of: 'container', says: 'is for letters', denies: 'is not for letters' },
  'for-flowers': { of: 'container', says: 'is for flowers', denies: 'is not for flowers' },

  strings: { of: 'instrument', says: 'has strings', denies: 'has no strings' },
  'is-blown': { of: 'instrument', says: 'is blown', denies: 'is not blown' },
  'has-keys': {
    of: 'instrument',
    says: 'has black and white keys',
    denies: 'does not have black and white keys',
  },

  'comes-in-twos': { of: 'body-part', says: 'comes in twos', denies: 'does not come in twos' },
  'on-the-head': { of: 'body-part', says: 'is on the head', denies: 'is not on the head' },
  'on-a-leg': { of: 'body-part', says: 'is on a leg', denies: 'is not on a leg' },
  'on-an-arm': { of: 'body-part', says: 'is on an arm', denies: 'is not on an arm' },
  'inside-the-body': {
    of: 'body-part',
    says: 'is inside the body',
    denies: 'is not inside the body',
  },
  'ends-a-limb': {
    of: 'body-part',
    says: 'is at the end of an arm or a leg',
    denies: 'is not at the end of an arm or a leg',
  },
} as const satisfies Record<string, FeatureText>;

export type Feature = keyof typeof FEATURES;
