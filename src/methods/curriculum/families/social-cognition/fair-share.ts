import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { verifyNumber } from '../number-answer.ts';

const GOODS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('nuts rocks beads buttons crayons shells marbles eggs'),
  exam: words('pins corks feathers nails seeds grapes'),
};

/** Ways to share that are fair, each in its own sense. */
const RULES = ['equal', 'work', 'need', 'start', 'helper'] as const;
type Rule = (typeof RULES)[number];

const ShareScene = z.strictObject({
  goods: z.string(),
  total: z.int().positive(),
  people: z
    .array(
      z.strictObject({ who: z.string(), hours: z.int().positive(), has: z.int().nonnegative() }),
    )
    .min(2),
  rule: z.enum(RULES),
  /** What each gets first (start), or the first of the list for the help (helper). */
  first: z.int().positive(),
  asked: z.string(),
});
type ShareScene = z.infer<typeof ShareScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 2, rules: 3, hours: 3, most: 12 },
  { people: 2, rules: 3, hours: 4, most: 20 },
  { people: 3, rules: 3, hours: 4, most: 24 },
  { people: 3, rules: 3, hours: 5, most: 36 },
  { people: 3, rules: 4, hours: 6, most: 48 },
  { people: 4, rules: 4, hours: 6, most: 60 },
  { people: 4, rules: 5, hours: 8, most: 80 },
  { people: 5, rules: 5, hours: 9, most: 100 },
  { people: 6, rules: 5, hours: 10, most: 150 },
] as const;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** What the asked one gets under a rule; undefined where it is no whole number or less than none. */
function shareUnder(rule: Rule, { people, total, first, asked }: ShareScene): number | undefined {
  const one = people.find(({ who }) => who === asked)!;
  const hours = sum(people.map((person) => person.hours));
  const count = people.length;
  const share = {
    equal: total / count,
    work: (total * one.hours) / hours,
    need: (total + sum(people.map(({ has }) => has))) / count - one.has,
    start: first + ((total - first * count) * one.hours) / hours,
    helper: (total - first) / count + (one === people[0] ? first : 0),
  }[rule];
  return Number.isInteger(share) && share >= 0 ? share : undefined;
}

const text = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const SHORTCUTS: Readonly<Record<string, (scene: ShareScene) => string | undefined>> = {
  'always equal': (scene) => text(shareUnder('equal', scene)),
  'always by work': (scene) => text(shareUnder('work', scene)),
  'always by need': (scene) => text(shareUnder('need', scene)),
  'the hours': ({ people, asked }) => text(people.find(({ who }) => who === asked)!.hours),
  'what one has': ({ people, asked }) => text(people.find(({ who }) => who === asked)!.has),
  'the whole': ({ total }) => text(total),
};

/** How much somebody gets when a stated rule is fair: equal, by work, by need (Damon 1975). */
export const fairShare = defineFamily<ShareScene>({
  name: 'fair-share',
  version: 1,
  stage: 'social-cognition',
  skill: 'fair-share',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: ShareScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const names = random.shuffle(namesOf(pool)).slice(0, plan.people);
    const goods = random.pick(GOODS[pool]);
    const rule = RULES[random.integer(plan.rules)]!;
    for (let turn = 0; turn < 20_000; turn++) {
      const scene = attempt(random, plan, names, goods, rule);
      if (scene !== undefined) return scene;
    }
    throw new Error(`no share at level ${level}`);
  },
  render(scene) {
    const { goods, total, people, rule, first } = scene;
    const lines = people.map(
      ({ who, hours, has }) =>
        `${who} worked for ${hours} ${hours === 1 ? 'hour' : 'hours'}. ${who} has ${has} ${numbered(goods, has)} at home.`,
    );
    const names = people.map(({ who }) => who);
    return [
      `${names.slice(0, -1).join(', ')} and ${names.at(-1)} share ${total} ${goods}.`,
      ...lines,
      {
        equal: 'They share like this. All get the same number now.',
        work: 'They share like this. Each hour of work is paid the same.',
        need: `They share like this. In the end, all have the same number, with those at home.`,
        start: `They share like this. First, each gets ${first}. For the rest, each hour of work is paid the same.`,
        helper: `They share like this. First, ${names[0]} gets ${first} as thanks for help. Then all get the same number of the rest.`,
      }[rule],
      'Nothing is left over.',
    ].join('\n');
  },
  questions: ({ asked, goods }) => [
    `How many ${goods} does ${asked} get?`,
    `How many of the ${goods} are for ${asked}?`,
    `What is a fair number of ${goods} for ${asked} to get?`,
    `Say how many ${goods} ${asked} gets.`,
    `How many ${goods} will ${asked} be given?`,
    `By this rule, how many ${goods} does ${asked} get?`,
  ],
  examQuestions: ({ asked, goods }) => [
    `How many ${goods} go to ${asked}?`,
    `Count the share of ${asked}. How many ${goods} is it?`,
    `When they share like this, how many ${goods} does ${asked} take?`,
  ],
  solve: (scene) => [text(shareUnder(scene.rule, scene))].filter((share) => share !== undefined),
  solvePrompt,
  say: (answer, { asked, goods }) => `${asked} gets ${answer} ${numbered(goods, Number(answer))}.`,
  explain(scene) {
    const { total, people, rule, first, asked } = scene;
    const hours = sum(people.map((person) => person.hours));
    const has = sum(people.map((person) => person.has));
    const count = people.length;
    const one = people.find(({ who }) => who === asked)!;
    const share = shareUnder(rule, scene)!;
    const rest = total - first * count;
    return [
      ...{
        equal: [`${total} for ${count} people: ${total} / ${count} = ${share}.`],
        work: [
          `All hours: ${hours}. Each hour is worth ${total} / ${hours}.`,
          `${one.hours} hours: ${share}.`,
        ],
        need: [
          `All together: ${total} + ${has} = ${total + has}. Each must end with ${(total + has) / count}.`,
          `${(total + has) / count} - ${one.has} = ${share}.`,
        ],
        start: [
          `After ${first} for each, ${rest} are left for ${hours} hours.`,
          `${first} + ${rest} * ${one.hours} / ${hours} = ${share}.`,
        ],
        helper: [
          `After ${first} for ${people[0]!.who}, ${total - first} are left: ${(total - first) / count} each.`,
        ],
      }[rule],
      `${asked} gets ${share}.`,
    ];
  },
  mistakes: mistakesOf,
  verify: (response, scene) => verifyNumber(response, shareUnder(scene.rule, scene)!),
  structure: ({ total, people, rule, first, asked }) => ({
    total,
    rule,
    first,
    people: people.map(({ hours, has }) => [hours, has]),
    asked: people.findIndex(({ who }) => who === asked),
  }),
  vocabulary: ({ asked, goods }) => ({
    allowed: words('number many gets get given fair share rule take takes').concat(goods),
    required: [[asked.toLowerCase(), `${asked.toLowerCase()}'s`], [goods]],
    odd: [goods],
    even: [],
  }),
});

function mistakesOf(scene: ShareScene): string[] {
  const right = shareUnder(scene.rule, scene);
  const others = RULES.map((rule) => shareUnder(rule, scene));
  return [...new Set(others)].flatMap((share) =>
    share === undefined || share === right ? [] : String(share),
  );
}

/** A scene in which every rule gives whole numbers, and the simple ones differ for the asked one. */
function attempt(
  random: Random,
  plan: (typeof LEVELS)[number],
  names: readonly string[],
  goods: string,
  rule: Rule,
): ShareScene | undefined {
  const people = names.map((who) => ({
    who,
    hours: 1 + random.integer(plan.hours),
    has: random.integer(plan.hours + 2),
  }));
  const hours = sum(people.map((person) => person.hours));
  const count = people.length;
  const step = (hours * count) / divisor(hours, count);
  if (step > plan.most) return undefined;
  const total = step * (1 + random.integer(Math.floor(plan.most / step)));
  const first = 1 + random.integer(Math.max(1, Math.floor(total / count) - 1));
  const scene = { goods, total, people, rule, first, asked: random.pick(names) };
  const everybody = people.map(({ who }) => ({ ...scene, asked: who }));
  const needed: Rule[] = ['equal', 'work', 'need', rule];
  if (needed.some((kind) => everybody.some((each) => !shareUnder(kind, each)))) return undefined;
  const simple = new Set(needed.map((kind) => shareUnder(kind, scene)));
  return simple.size === new Set(needed).size ? scene : undefined;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function numbered(goods: string, count: number): string {
  return count === 1 ? goods.replace(/s$/, '') : goods;
}

/** Gives out round by round, as children share, and works out the hours of work in one step. */
function solvePrompt(prompt: string): string[] {
  const people = [...prompt.matchAll(/^(\w+) worked for (\d+) hours?\. \w+ has (\d+) /gm)].map(
    ([, who, hours, has]) => ({ who: who!, hours: Number(hours), got: 0, has: Number(has) }),
  );
  const question = prompt
    .split('\n\n')
    .filter((part) => !part.includes('They share like this.'))
    .join(' ');
  const asked = people.find(({ who }) => new RegExp(`\\b${who}\\b`).test(question));
  const whole = Number(/ share (\d+) /.exec(prompt)?.[1] ?? Number.NaN);
  if (asked === undefined || !(whole > 0)) return [];
  const each = /First, each gets (\d+)\./.exec(prompt);
  if (each !== null) for (const person of people) person.got += Number(each[1]);
  const thanks = /First, (\w+) gets (\d+) as thanks/.exec(prompt);
  for (const person of people) if (person.who === thanks?.[1]) person.got += Number(thanks[2]);
  const left = whole - people.reduce((all, { got }) => all + got, 0);
  if (/each hour of work is paid the same/i.test(prompt)) {
    const hours = people.reduce((all, person) => all + person.hours, 0);
    asked.got += (left * asked.hours) / hours;
  } else {
    const atHome = prompt.includes('with those at home');
    for (let given = 0; given < left; given++) {
      // The next one goes to who has least; without those at home, round and round.
      const least = Math.min(...people.map(({ got, has }) => (atHome ? got + has : 0)));
      const next = people.findIndex(({ got, has }) => got + has === least);
      people[atHome ? next : given % people.length]!.got++;
    }
  }
  return Number.isInteger(asked.got) ? [String(asked.got)] : [];
}
