import { TOOLS, USES } from './everyday-uses.ts';
import { capital } from './household.ts';
import { definePossession } from './possessions.ts';

const LEVELS = [
  { people: 3, swaps: 0 },
  { people: 4, swaps: 0 },
  { people: 4, swaps: 1 },
  { people: 5, swaps: 1 },
  { people: 5, swaps: 2 },
  { people: 6, swaps: 2 },
  { people: 6, swaps: 3 },
  { people: 7, swaps: 4 },
  { people: 8, swaps: 6 },
] as const;

const ROWS = [...USES.training, ...USES.exam];
const GOOD = new Map(ROWS.map(({ use, good }) => [use, new Set(good)]));

/** Who has the thing with which one can sweep, read, go over water? Just one of the things is any good for it. */
export const everydayUse = definePossession({
  name: 'everyday-use',
  levels: LEVELS,
  things: [...TOOLS.training, ...TOOLS.exam],
  drawAsked(random, _knobs, pool) {
    const { use, good, arguable } = random.pick(USES[pool]);
    const lures = TOOLS[pool].filter((tool) => !good.includes(tool) && !arguable.includes(tool));
    return { asked: [use], right: random.pick(good), lures };
  },
  questions: ([use]) => [
    `You want to ${use}. Whose thing helps?`,
    `${capital(use!)}! Whose thing is good?`,
    `You can ${use}. With whose thing?`,
    `Now ${use}. Whose thing do you take?`,
    `You want to ${use}. Who can help?`,
    `You need to ${use}. Who helps?`,
  ],
  examQuestions: ([use]) => [
    `We want to ${use}. Whose thing helps?`,
    `Please ${use}. Whose thing do you need?`,
    `I want to ${use}. Who helps?`,
  ],
  fits: (thing, [use]) => GOOD.get(use!)!.has(thing),
  reason: (thing, [use]) => `Of these things only the ${thing} is there to ${use}.`,
  readQuestion(text) {
    const rows = ROWS.filter(({ use }) => new RegExp(`\\b${use}\\b`, 'i').test(text));
    return rows.length === 1 ? (thing) => rows[0]!.good.includes(thing) : undefined;
  },
  keys: ([use]) => use!.split(' '),
});
