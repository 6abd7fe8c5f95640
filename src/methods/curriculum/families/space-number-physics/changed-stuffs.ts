import { type Pool, words } from '../family.ts';

/** What looks as if it changed something, and how it looks: 1 as more, -1 as less. */
type Lure = readonly [text: string, looks: number];

export interface ChangedStuff {
  /** Piaget's task that it belongs to: number, length, liquid or mass. */
  task: string;
  /** What there is the same amount of. */
  stuff: string;
  /** "the same amount of …". */
  amount: string;
  unit: readonly [one: string, many: string];
  add: string;
  take: string;
  /** Six each. */
  lures: readonly Lure[];
}

/** After Piaget's conservation tasks: number, length, liquid and mass, each with a stuff for training and one for exams. */
export const CHANGED_STUFFS: Readonly<Record<string, ChangedStuff>> = {
  coins: {
    task: 'number',
    stuff: 'coins',
    amount: 'number of coins',
    unit: ['coin', 'coins'],
    add: 'adds {n}',
    take: 'takes away {n}',
    lures: [
      ['makes the row wide', 1],
      ['makes the row long', 1],
      ['makes two rows of them', 1],
      ['makes the row short', -1],
      ['makes a hill of the row', -1],
      ['makes a pile of the row', -1],
    ],
  },
  string: {
    task: 'length',
    stuff: 'string',
    amount: 'amount of string',
    unit: ['inch', 'inches'],
    add: 'ties on {n}',
    take: 'cuts off {n}',
    lures: [
      ['pulls the string straight', 1],
      ['moves the string right', 1],
      ['hangs the string up', 1],
      ['makes a ball of it', -1],
      ['makes a ring of it', -1],
      ['folds the string', -1],
    ],
  },
  juice: {
    task: 'liquid',
    stuff: 'juice',
    amount: 'amount of juice',
    unit: ['spoon', 'spoons'],
    add: 'adds {n}',
    take: 'drinks {n}',
    lures: [
      ['uses a tall thin glass', 1],
      ['uses a small cup', 1],
      ['fills four cups with it', 1],
      ['uses a wide bowl', -1],
      ['uses a big jug', -1],
      ['uses a flat dish', -1],
    ],
  },
  clay: {
    task: 'mass',
    stuff: 'clay',
    amount: 'amount of clay',
    unit: ['lump', 'lumps'],
    add: 'adds {n}',
    take: 'takes off {n}',
    lures: [
      ['rolls a snake of it', 1],
      ['makes a cake of it', 1],
      ['makes small bits of it', 1],
      ['makes a ball of it', -1],
      ['makes a stick of it', -1],
      ['makes a block of it', -1],
    ],
  },
  shells: {
    task: 'number',
    stuff: 'shells',
    amount: 'number of shells',
    unit: ['shell', 'shells'],
    add: 'brings {n}',
    take: 'gives up {n}',
    lures: [
      ['puts them far apart', 1],
      ['puts them in a long line', 1],
      ['puts them in three lines', 1],
      ['puts them close together', -1],
      ['puts them on a plate', -1],
      ['puts them in a bag', -1],
    ],
  },
  rope: {
    task: 'length',
    stuff: 'rope',
    amount: 'amount of rope',
    unit: ['foot', 'feet'],
    add: 'joins {n} to it',
    take: 'burns off {n}',
    lures: [
      ['puts the rope out flat', 1],
      ['takes the rope to the left', 1],
      ['ties the rope to a tree', 1],
      ['rolls the rope up', -1],
      ['puts the rope in a bag', -1],
      ['makes a ring of it', -1],
    ],
  },
  milk: {
    task: 'liquid',
    stuff: 'milk',
    amount: 'amount of milk',
    unit: ['can', 'cans'],
    add: 'pours in {n}',
    take: 'pours out {n}',
    lures: [
      ['uses a high thin jar', 1],
      ['uses a small mug', 1],
      ['uses three pots for it', 1],
      ['uses a wide dish', -1],
      ['uses a big pan', -1],
      ['uses a flat tub', -1],
    ],
  },
  dough: {
    task: 'mass',
    stuff: 'dough',
    amount: 'amount of dough',
    unit: ['bit', 'bits'],
    add: 'gets {n}',
    take: 'eats {n}',
    lures: [
      ['pulls the dough long', 1],
      ['presses the dough flat', 1],
      ['makes six cakes of it', 1],
      ['rolls the dough up', -1],
      ['folds the dough small', -1],
      ['makes one cake of it', -1],
    ],
  },
};

/** Names of the stuffs by pool. */
export const STUFFS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('coins string juice clay'),
  exam: words('shells rope milk dough'),
};
