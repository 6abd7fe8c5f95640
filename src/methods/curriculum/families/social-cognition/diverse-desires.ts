import { z } from 'zod';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { namesOf } from '../people.ts';
import { judgeChoice } from './choice-answer.ts';
import { counterBalanced, type Shortcut, weigh } from './counter-balance.ts';

const FOODS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('apple pear carrot cookie banana peach lemon cake egg tomato potato'),
  exam: words('plum orange muffin onion melon cherry pancake grape radish bean'),
};
const EVERY_FOOD = [...FOODS.training, ...FOODS.exam];

const DesireScene = z.strictObject({
  /** One of each kind lies on the table. */
  foods: z.array(z.string()).min(2),
  /** What is gone before the first takes. */
  gone: z.array(z.string()),
  /** Who takes one when, and what each likes, from the most liked to the least. */
  turns: z.array(z.strictObject({ who: z.string(), likes: z.array(z.string()) })).min(1),
  /** The order in which the text tells of the likings: places in `turns`. */
  told: z.array(z.int().nonnegative()),
  /** What "you", the reader, like most. */
  own: z.string(),
  asked: z.string(),
});
type DesireScene = z.infer<typeof DesireScene>;

// oxfmt-ignore
const LEVELS = [
  { people: 2, foods: 4, gone: 1, shuffled: 0 },
  { people: 2, foods: 5, gone: 1, shuffled: 0 },
  { people: 3, foods: 5, gone: 1, shuffled: 0 },
  { people: 3, foods: 5, gone: 1, shuffled: 1 },
  { people: 4, foods: 6, gone: 1, shuffled: 1 },
  { people: 4, foods: 7, gone: 2, shuffled: 1 },
  { people: 5, foods: 8, gone: 2, shuffled: 1 },
  { people: 5, foods: 9, gone: 2, shuffled: 1 },
  { people: 6, foods: 10, gone: 2, shuffled: 1 },
] as const;

const askedOf = ({ turns, asked }: DesireScene): string[] =>
  turns.find(({ who }) => who === asked)!.likes;

const SHORTCUTS: Readonly<Record<string, Shortcut<DesireScene>>> = {
  'what you like': ({ own }) => own,
  'what the asked one likes best of all': (scene) => askedOf(scene)[0],
  'what the asked one likes next': (scene) => askedOf(scene)[1],
  'the best liked that is not gone at first': (scene) =>
    askedOf(scene).find((food) => !scene.gone.includes(food)),
  'what the asked one likes least': (scene) => askedOf(scene).at(-1),
  'what the first to take likes best': ({ turns }) => turns[0]!.likes[0],
  'the first thing of the table': ({ foods }) => foods[0],
  'the best liked that is not the best of one before': (scene) => {
    const { turns, asked } = scene;
    const before = turns.slice(
      0,
      turns.findIndex(({ who }) => who === asked),
    );
    const taken = [...scene.gone, ...before.map(({ likes }) => likes[0]!)];
    // With one before, who finds the best gone takes the next, this is mostly right, and rightly so.
    return before.length < 2 ? undefined : askedOf(scene).find((food) => !taken.includes(food));
  },
};

/** Fitted so that no shortcut pays at any level. */
const WEIGHTS = weigh(SHORTCUTS, {
  'what you like': 0.3,
  'what the asked one likes best of all': 0.5,
  'what the asked one likes next': 1.6,
  'the first thing of the table': 0.4,
  'the best liked that is not gone at first': 2.3,
  'the best liked that is not the best of one before': 1.3,
});

const CANDIDATES = { candidates: 12, draws: 5_000 };

/** What somebody picks by an own liking that is not yours (diverse desires; Repacholi and Gopnik 1997). */
export const diverseDesires = defineFamily<DesireScene>({
  name: 'diverse-desires',
  version: 1,
  stage: 'social-cognition',
  skill: 'diverse-desires',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  shortcuts: SHORTCUTS,
  scene: DesireScene,
  draw(random, level, pool) {
    const plan = knobsAt(LEVELS, level);
    const foods = random.shuffle(FOODS[pool]).slice(0, plan.foods);
    const people = random.shuffle(namesOf(pool)).slice(0, plan.people);
    const attempt = (): DesireScene => {
      // Tastes are alike enough that what one wants is often gone.
      const trend = random.shuffle(foods);
      const turns = people.map((who) => {
        const likes = [...trend];
        for (let swap = 0; swap < plan.foods * 2; swap++) {
          const at = random.integer(plan.foods - 1);
          [likes[at], likes[at + 1]] = [likes[at + 1]!, likes[at]!];
        }
        return { who, likes };
      });
      const order = people.map((_, at) => at);
      return {
        foods: random.shuffle(foods),
        gone: random.shuffle(trend.slice(0, plan.gone + 2)).slice(0, plan.gone),
        turns,
        told: plan.shuffled === 1 ? random.shuffle(order) : order,
        own: random.pick(foods),
        asked: people[1 + random.integer(plan.people - 1)]!,
      };
    };
    return counterBalanced(random, attempt, pickOf, WEIGHTS, CANDIDATES);
  },
  render({ foods, gone, turns, told, own }) {
    const lines = told.map(
      (at) => `${turns[at]!.who} likes these, best first: ${turns[at]!.likes.join(', ')}.`,
    );
    const queue = turns.map(({ who }) => who);
    return [
      `There are ${foods.length} things on the table: ${listing(foods)}.`,
      `You like the ${own} best of all.`,
      `Before anybody takes one, the ${gone.join(' and the ')} ${gone.length === 1 ? 'is' : 'are'} gone.`,
      ...lines,
      `Each takes one thing, in this order: ${listing(queue)}.`,
      'You take nothing. Each takes what they like best of what is still there.',
    ].join('\n');
  },
  questions: ({ asked }) => [
    `What does ${asked} take?`,
    `Which thing will ${asked} take?`,
    `It is ${asked}'s turn. What does ${asked} choose?`,
    `Say what ${asked} takes from the table.`,
    `What will ${asked} get in the end?`,
    `Which of the things does ${asked} choose?`,
  ],
  examQuestions: ({ asked }) => [
    `What does ${asked} go away with?`,
    `Look at ${asked}. What will that person pick?`,
    `Name the thing that ${asked} picks.`,
  ],
  solve: (scene) => [pickOf(scene)],
  solvePrompt(prompt) {
    const likes = new Map<string, string[]>();
    for (const [, who, told] of prompt.matchAll(
      /^([A-Z][a-z]+) likes these, best first: (.+)\.$/gm,
    )) {
      likes.set(who!, told!.split(', '));
    }
    const queue = /in this order: ([^.]+)\./.exec(prompt)?.[1]?.split(/, | and /);
    const question = prompt
      .split('\n\n')
      .filter((part) => !part.includes('in this order'))
      .join(' ');
    const asked = queue?.find((who) => new RegExp(`\\b${who}\\b`).test(question));
    if (queue === undefined || asked === undefined) return [];
    // Backwards: somebody takes a thing unless an earlier one does.
    const lost =
      /^Before anybody takes one, the (.+) (?:is|are) gone\.$/m
        .exec(prompt)?.[1]
        ?.split(' and the ') ?? [];
    const taken = (at: number): string | undefined =>
      likes
        .get(queue[at]!)
        ?.find(
          (food) =>
            !lost.includes(food) && !queue.slice(0, at).some((_, other) => taken(other) === food),
        );
    const got = taken(queue.indexOf(asked));
    return got === undefined ? [] : [got];
  },
  say: (answer, { asked }) => `${asked} takes the ${answer}.`,
  explain(scene) {
    const taken = picksOf(scene);
    const before = scene.turns.findIndex(({ who }) => who === scene.asked);
    return scene.turns
      .slice(0, before + 1)
      .map(({ who }, at) => `${who} takes the ${taken[at]}: it is the best liked that is left.`);
  },
  mistakes: (scene) => scene.foods.filter((food) => food !== pickOf(scene)),
  verify: (response, scene) =>
    judgeChoice(response, pickOf(scene), [...EVERY_FOOD, ...scene.foods]),
  structure: ({ foods, gone, turns, told, own, asked }) => {
    // Foods are numbered by the first one's liking, people by their turn.
    const rank = turns[0]!.likes;
    return {
      turns: turns.map(({ likes }) => likes.map((food) => rank.indexOf(food))),
      told,
      table: foods.map((food) => rank.indexOf(food)),
      gone: gone.map((food) => rank.indexOf(food)).toSorted(),
      own: rank.indexOf(own),
      asked: turns.findIndex(({ who }) => who === asked),
    };
  },
  vocabulary: ({ asked }) => ({
    allowed: words('thing things table turn get choose take takes pick end name say tell'),
    required: [
      [asked.toLowerCase(), `${asked.toLowerCase()}'s`],
      words('get choose take takes pick picks chooses gets'),
    ],
    odd: words('get choose take takes pick picks chooses gets'),
    even: [],
  }),
});

/** What each takes, in the order of the turns. */
function picksOf({ turns, gone: lost }: DesireScene): string[] {
  const gone = new Set(lost);
  return turns.map(({ likes }) => {
    const food = likes.find((liked) => !gone.has(liked))!;
    gone.add(food);
    return food;
  });
}

function pickOf(scene: DesireScene): string {
  return picksOf(scene)[scene.turns.findIndex(({ who }) => who === scene.asked)]!;
}

function listing(items: readonly string[]): string {
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
