import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { nearNumbers } from './near-numbers.ts';
import { verifyNumber } from '../number-answer.ts';
import { solveStory } from './word-problem-text.ts';

const Person = z.int().nonnegative();
const Count = z.int().positive();
/** What holds at first. */
const Fact = z.union([
  /** `count` is absent where it is only said that there are some. `other` marks the things that nobody asks about. */
  z.strictObject({
    type: z.literal('has'),
    who: Person,
    count: Count.optional(),
    other: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('compare'),
    who: Person,
    to: Person,
    more: z.boolean(),
    count: Count,
  }),
  z.strictObject({ type: z.literal('times'), who: Person, to: Person, count: Count }),
]);
type Fact = z.infer<typeof Fact>;
const Change = z.union([
  z.strictObject({
    type: z.enum(['finds', 'loses']),
    who: Person,
    count: Count,
    other: z.boolean(),
  }),
  z.strictObject({ type: z.literal('buys'), who: Person, bags: Count, count: Count }),
]);
type Change = z.infer<typeof Change>;
const Scene = z.strictObject({
  people: z.array(z.string()).min(2),
  /** The things that are asked about, and others, as plurals. */
  things: z.tuple([z.string(), z.string()]),
  facts: z.array(Fact).min(1),
  changes: z.array(Change),
  /** How many `who` has in the end, where that is told because the start is asked. */
  end: z.strictObject({ who: Person, count: Count }).optional(),
  ask: z.union([
    z.strictObject({ type: z.enum(['now', 'first']), who: Person }),
    z.strictObject({ type: z.enum(['together', 'difference']), who: Person, other: Person }),
  ]),
});
type Scene = z.infer<typeof Scene>;

const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('apples books cards balls keys coins cakes pens shells flowers cups eggs'),
  exam: words('oranges buttons tickets stars nuts rings hats boxes'),
};

const LEVELS = [
  { steps: 1, extra: 2, kinds: 2, most: 12 },
  { steps: 2, extra: 2, kinds: 2, most: 15 },
  { steps: 2, extra: 2, kinds: 3, most: 20 },
  { steps: 3, extra: 2, kinds: 3, most: 20 },
  { steps: 3, extra: 2, kinds: 4, most: 30 },
  { steps: 4, extra: 2, kinds: 4, most: 40 },
  { steps: 5, extra: 2, kinds: 4, most: 60 },
  { steps: 6, extra: 3, kinds: 4, most: 90 },
  { steps: 8, extra: 3, kinds: 4, most: 90 },
] as const;

/**
 * Word problems of change, combination and comparison (Riley, Greeno and Heller 1983), in up to six steps. Some numbers
 * do not matter, and "more" may ask for taking away, where the one who has more is the one already known.
 */
export const wordProblem = defineFamily<Scene>({
  name: 'word-problem',
  version: 1,
  stage: 'abstract-reasoning',
  skill: 'word-problem',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render,
  questions(scene) {
    const plain = questionOf(scene);
    return [
      plain,
      `Read the story. ${plain}`,
      `Find the number. ${plain}`,
      `Can you work it out? ${plain}`,
      `Think about each step. ${plain}`,
      `Here is a story with numbers. ${plain}`,
    ];
  },
  examQuestions(scene) {
    const plain = questionOf(scene);
    return [
      `Count with care. ${plain}`,
      `Not all numbers matter. ${plain}`,
      `Give one number. ${plain}`,
    ];
  },
  solve: (scene) => {
    const answer = answerOf(scene);
    return answer === undefined ? [] : [String(answer)];
  },
  solvePrompt: solveStory,
  say: (answer, { people, things: [things], ask }) => {
    const name = people[ask.who]!;
    if (ask.type === 'together') return `They have ${answer} ${things}.`;
    if ('other' in ask) return `${name} has ${answer} more ${things} than ${people[ask.other]}.`;
    return ask.type === 'first'
      ? `${name} had ${answer} ${things}.`
      : `${name} has ${answer} ${things}.`;
  },
  explain(scene) {
    const { people, changes, ask } = scene;
    const steps: string[] = [];
    const start = startOf(scene, (line) => steps.push(line));
    const asked = 'other' in ask ? [ask.who, ask.other] : [ask.who];
    const ends = asked.map((who) => {
      let value = start.get(who)!;
      for (const change of changes) {
        const by = gainOf(change, who);
        if (by === 0) continue;
        steps.push(
          `${people[who]}: ${value} ${by < 0 ? '-' : '+'} ${Math.abs(by)} = ${value + by}.`,
        );
        value += by;
      }
      return value;
    });
    if (ask.type === 'together')
      steps.push(`Together: ${ends[0]} + ${ends[1]} = ${ends[0]! + ends[1]!}.`);
    if (ask.type === 'difference')
      steps.push(`The difference: ${ends[0]} - ${ends[1]} = ${ends[0]! - ends[1]!}.`);
    return [...steps, `The answer is ${answerOf(scene)}.`];
  },
  mistakes: (scene) =>
    nearNumbers(
      answerOf(scene)!,
      Object.values(SLIPS).map((slip) => slip(numbersOf(scene), scene)),
      0,
    ),
  shortcuts: {
    'add all': (scene) => SLIPS.all(numbersOf(scene)).toString(),
    'add the first two': (scene) => SLIPS.firstTwo(numbersOf(scene)).toString(),
    'add the last two': (scene) => SLIPS.lastTwo(numbersOf(scene)).toString(),
    'take the first from the second': (scene) => SLIPS.gap(numbersOf(scene)).toString(),
    'the last number': (scene) => String(numbersOf(scene).at(-1)),
    'the greatest number': (scene) => String(Math.max(...numbersOf(scene))),
    'go by the words': (scene) => SLIPS.words(numbersOf(scene), scene).toString(),
  },
  verify: (response, scene) => verifyNumber(response, answerOf(scene)!),
  structure: ({ facts, changes, end, ask }) => ({ facts, changes, end: end ?? 'open', ask }),
  vocabulary: ({ people, things, ask }) => ({
    allowed: words(
      'story number numbers step think read find work out have has had now first together more than',
    ),
    required: [
      ...('other' in ask ? [ask.who, ask.other] : [ask.who]).map((who) => [
        people[who]!.toLowerCase(),
      ]),
      [things[0]],
    ],
    odd: words('many'),
    even: [],
  }),
});

/** What a reader does with the numbers who does not follow the story. */
const SLIPS = {
  all: (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0),
  firstTwo: (numbers: readonly number[]): number => numbers[0]! + (numbers[1] ?? 0),
  lastTwo: (numbers: readonly number[]): number => numbers.at(-1)! + (numbers.at(-2) ?? 0),
  gap: (numbers: readonly number[]): number => Math.abs(numbers[0]! - (numbers[1] ?? 0)),
  words: (_numbers: readonly number[], scene: Scene): number =>
    [...render(scene).matchAll(/(\w+) (\d+)( (?:more|fewer)\b)?/g)].reduce(
      (sum, [, verb, number, kind]) =>
        sum + (verb === 'loses' || kind === ' fewer' ? -Number(number) : Number(number)),
      0,
    ),
};

function numbersOf(scene: Scene): number[] {
  return (render(scene).match(/\d+/g) ?? []).map(Number);
}

function render(scene: Scene): string {
  const { people, things, facts, changes, end } = scene;
  const name = (who: number): string => people[who]!;
  const [thing, otherThing] = things;
  const lines = facts.map((fact) => {
    if (fact.type === 'has')
      return `At first, ${name(fact.who)} has ${fact.count ?? 'some'} ${fact.other ? otherThing : thing}.`;
    if (fact.type === 'times') {
      return `At first, ${name(fact.who)} has ${fact.count} times as many ${thing} as ${name(fact.to)}.`;
    }
    return `At first, ${name(fact.who)} has ${fact.count} ${fact.more ? 'more' : 'fewer'} ${thing} than ${name(fact.to)}.`;
  });
  for (const change of changes) {
    const who = name(change.who);
    if (change.type === 'buys')
      lines.push(`Then ${who} buys ${change.bags} bags with ${change.count} ${thing} each.`);
    else
      lines.push(
        `Then ${who} ${change.type} ${change.count} ${change.other ? otherThing : thing}.`,
      );
  }
  if (end !== undefined) lines.push(`In the end, ${name(end.who)} has ${end.count} ${thing}.`);
  return lines.join('\n');
}

function questionOf({ people, things: [things], ask }: Scene): string {
  const name = people[ask.who]!;
  if (ask.type === 'first') return `How many ${things} did ${name} have at first?`;
  if (!('other' in ask)) return `How many ${things} does ${name} have in the end?`;
  const other = people[ask.other]!;
  if (ask.type === 'together')
    return `How many ${things} do ${name} and ${other} have together in the end?`;
  return `How many more ${things} does ${name} have than ${other} in the end?`;
}

function gainOf(change: Change, who: number): number {
  if (change.who !== who) return 0;
  if (change.type === 'buys') return change.bags * change.count;
  if (change.other) return 0;
  return change.type === 'finds' ? change.count : -change.count;
}

/** What each has at first: told outright, by comparison with one already known, or back from the end. */
function startOf(
  { people, facts, changes, end }: Scene,
  note: (line: string) => void = () => {},
): Map<number, number> {
  const start = new Map<number, number>();
  const set = (who: number, value: number, how: string): void => {
    start.set(who, value);
    note(`${people[who]} at first: ${how}${value}.`);
  };
  for (const fact of facts) {
    if (fact.type === 'has' && fact.count !== undefined && !fact.other)
      set(fact.who, fact.count, '');
  }
  if (end !== undefined) {
    const gains = changes.map((change) => gainOf(change, end.who)).filter((gain) => gain !== 0);
    const back = gains.toReversed().map((gain) => `${gain < 0 ? '+' : '-'} ${Math.abs(gain)} `);
    set(
      end.who,
      gains.reduce((value, gain) => value - gain, end.count),
      `${end.count} ${back.join('')}= `,
    );
  }
  for (let grown = true; grown;) {
    grown = false;
    for (const fact of facts) {
      if (fact.type === 'has' || start.has(fact.who) === start.has(fact.to)) continue;
      grown = true;
      const forth = start.has(fact.to);
      const [from, unknown] = forth ? [fact.to, fact.who] : [fact.who, fact.to];
      const value = start.get(from)!;
      if (fact.type === 'times') {
        set(
          unknown,
          forth ? value * fact.count : value / fact.count,
          `${value} ${forth ? '*' : '/'} ${fact.count} = `,
        );
      } else {
        const plus = fact.more === forth;
        set(
          unknown,
          plus ? value + fact.count : value - fact.count,
          `${value} ${plus ? '+' : '-'} ${fact.count} = `,
        );
      }
    }
  }
  return start;
}

function answerOf(scene: Scene): number | undefined {
  const { changes, ask } = scene;
  const start = startOf(scene);
  const endOf = (who: number): number =>
    changes.reduce((value, change) => value + gainOf(change, who), start.get(who) ?? Number.NaN);
  let answer = ask.type === 'first' ? (start.get(ask.who) ?? Number.NaN) : endOf(ask.who);
  if ('other' in ask) answer += ask.type === 'together' ? endOf(ask.other) : -endOf(ask.other);
  return Number.isInteger(answer) && answer >= 0 ? answer : undefined;
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { steps, extra, kinds, most } = knobsAt(LEVELS, level);
  const upTo = (bound: number): number => 1 + random.integer(bound);
  for (;;) {
    const people = random.shuffle(namesOf(pool)).slice(0, 8);
    const things = random.shuffle(THINGS[pool]).slice(0, 2) as [string, string];
    const facts: Fact[] = [];
    const changes: Change[] = [];
    let left = steps;
    let met = 1;
    const backwards = kinds >= 4 && random.integer(3) === 0;
    const both = !backwards && steps > 1 && random.integer(2) === 0;
    if (both) left--;
    facts.push({ type: 'has', who: 0, other: false, ...(backwards ? {} : { count: upTo(most) }) });
    const relate = (who: number, to: number): Fact => {
      if (kinds >= 3 && random.integer(3) === 0) {
        const [one, other] = random.integer(2) === 0 ? [who, to] : [to, who];
        return { type: 'times', who: one, to: other, count: 1 + upTo(3) };
      }
      // Half the time the one already known is the one compared.
      const [one, other] = random.integer(2) === 0 ? [who, to] : [to, who];
      return {
        type: 'compare',
        who: one,
        to: other,
        more: random.integer(2) === 0,
        count: upTo(most),
      };
    };
    const chain = backwards ? 0 : Math.min(left, random.integer(3));
    for (; met <= chain; met++) facts.push(relate(met, met - 1));
    left -= chain;
    const asked = met - 1;
    let second = asked - 1;
    if (both && second < 0) {
      second = met++;
      facts.push({ type: 'has', who: second, count: upTo(most), other: false });
    }
    for (; left > 0; left--) {
      const who = both && random.integer(2) === 0 ? second : asked;
      const type = random.pick(
        kinds >= 3 ? (['finds', 'loses', 'buys'] as const) : (['finds', 'loses'] as const),
      );
      if (type === 'buys') changes.push({ type, who, bags: 1 + upTo(4), count: 1 + upTo(5) });
      else changes.push({ type, who, count: upTo(most), other: false });
    }
    for (let more = 0; more < extra; more++) {
      const kind = random.integer(3);
      const stranger = met + more;
      if (kind === 0) facts.push({ type: 'has', who: stranger, count: upTo(most), other: false });
      else if (kind === 1) facts.push({ type: 'has', who: asked, count: upTo(most), other: true });
      else
        changes.push({
          type: random.pick(['finds', 'loses']),
          who: asked,
          count: upTo(most),
          other: true,
        });
    }
    const [a, b] = random.shuffle([asked, second]) as [number, number];
    const ask: Scene['ask'] = backwards
      ? { type: 'first', who: 0 }
      : both
        ? { type: random.pick(['together', 'difference']), who: a, other: b }
        : { type: 'now', who: asked };
    const scene: Scene = {
      people,
      things,
      facts: random.shuffle(facts),
      changes: random.shuffle(changes),
      ask,
    };
    const told = backwards ? { ...scene, end: { who: 0, count: upTo(most * 2) } } : scene;
    if (isGood(told)) return told;
  }
}

/** Whether nobody ever has less than one thing, all of every kind, and the numbers stay small. */
function isGood(scene: Scene): boolean {
  const { facts, changes } = scene;
  const start = startOf(scene);
  for (const [who, first] of start) {
    let value = first;
    for (const change of [undefined, ...changes]) {
      if (change !== undefined) value += gainOf(change, who);
      if (!Number.isInteger(value) || value < 2 || value > 999) return false;
    }
  }
  const others = new Map<number, number>();
  for (const fact of facts) {
    if (fact.type !== 'has' || !fact.other) continue;
    if (others.has(fact.who)) return false;
    others.set(fact.who, fact.count!);
  }
  for (const change of changes) {
    if (change.type === 'buys' || !change.other) continue;
    const have =
      (others.get(change.who) ?? 1_000) + (change.type === 'finds' ? change.count : -change.count);
    if (have < 1) return false;
    others.set(change.who, have);
  }
  const counts = [...facts, ...changes].map((line) => line.count ?? 2);
  return counts.every((count) => count > 1) && (answerOf(scene) ?? 0) > 1;
}
