import { capital, withArticle } from './household.ts';
import { PARTS, WHOLES } from './everyday-parts.ts';
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

const ROWS = [...PARTS.training, ...PARTS.exam];
const WITH = new Map(ROWS.map(({ part, has }) => [part, new Set(has)]));

/** Whose thing has a wheel, a leaf, a wing? Just one of the things has the part; of none could one argue. */
export const partWhole = definePossession({
  name: 'part-whole',
  levels: LEVELS,
  things: [...WHOLES.training, ...WHOLES.exam],
  drawAsked(random, _knobs, pool) {
    const { part, has, arguable } = random.pick(PARTS[pool]);
    const lures = WHOLES[pool].filter((whole) => !has.includes(whole) && !arguable.includes(whole));
    return { asked: [part], right: random.pick(has), lures };
  },
  questions([part]) {
    const some = withArticle(part!);
    return [
      `Whose thing has ${some}?`,
      `One thing has ${some}. Whose?`,
      `Here is ${some}. Whose thing has one?`,
      `Look for ${some}. Whose thing?`,
      `Find ${some}. Whose thing has it?`,
      `${capital(some)}: whose thing has one?`,
    ];
  },
  examQuestions([part]) {
    const some = withArticle(part!);
    return [
      `Point to ${some}. Whose thing has it?`,
      `Say a name. Whose thing has ${some}?`,
      `You want ${some}. Whose thing has one?`,
    ];
  },
  fits: (thing, [part]) => WITH.get(part!)!.has(thing),
  reason: (thing, [part]) => `Of these things only the ${thing} has ${withArticle(part!)}.`,
  readQuestion(text) {
    const asked = new Set(text.toLowerCase().match(/[a-z]+/g));
    const rows = ROWS.filter(({ part }) => asked.has(part));
    return rows.length === 1 ? (thing) => rows[0]!.has.includes(thing) : undefined;
  },
  keys: ([part]) => [part!],
});
