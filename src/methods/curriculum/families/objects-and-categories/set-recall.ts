import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { drawEven } from './even-draw.ts';
import { allOf, numbered, shortNames, THINGS } from './household.ts';
import { judgeNamed } from './judge-named.ts';

const KINDS = ['gone', 'new', 'kept'] as const;
type Kind = (typeof KINDS)[number];

const Scene = z.strictObject({
  /** What each person has at first and what now, in the order of telling. */
  people: z
    .array(
      z.strictObject({ name: z.string(), first: z.array(z.string()), now: z.array(z.string()) }),
    )
    .min(2),
  /** Place of the person who is asked about. */
  asked: z.int(),
  kind: z.enum(KINDS),
});
type Scene = z.infer<typeof Scene>;

const LEVELS = [
  { things: 3, people: 2, kinds: 2 },
  { things: 4, people: 2, kinds: 2 },
  { things: 4, people: 2, kinds: 3 },
  { things: 5, people: 2, kinds: 3 },
  { things: 5, people: 3, kinds: 3 },
  { things: 6, people: 3, kinds: 3 },
  { things: 7, people: 3, kinds: 3 },
  { things: 8, people: 4, kinds: 3 },
  { things: 10, people: 4, kinds: 3 },
] as const;

const SHORTCUTS: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'first of the first list': ({ people, asked }) => people[asked]!.first[0],
  'last of the first list': ({ people, asked }) => people[asked]!.first.at(-1),
  'first of the second list': ({ people, asked }) => people[asked]!.now[0],
  'last of the second list': ({ people, asked }) => people[asked]!.now.at(-1),
  'said most of all': (scene) => bySayings(scene, 1),
  'said least of all': (scene) => bySayings(scene, -1),
};

/** Which thing is on one list and not on the other, or on both? Other people's lists, of the same things, lie between. */
export const setRecall = defineFamily<Scene>({
  name: 'set-recall',
  version: 1,
  stage: 'objects-and-categories',
  skill: 'set-recall',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ people }) =>
    [
      ...people.map(({ name, first }) =>
        [`At first ${name} has:`, ...first.map((thing) => `- ${thing}`)].join('\n'),
      ),
      ...people.map(({ name, now }) =>
        [`Now ${name} has:`, ...now.map((thing) => `- ${thing}`)].join('\n'),
      ),
    ].join('\n'),
  questions({ people, asked, kind }) {
    const { name } = people[asked]!;
    return QUESTIONS[kind].map((question) => question.replace('{A}', name));
  },
  examQuestions({ people, asked, kind }) {
    const { name } = people[asked]!;
    return EXAM_QUESTIONS[kind].map((question) => question.replace('{A}', name));
  },
  solve({ people, asked, kind }) {
    const { first, now } = people[asked]!;
    if (kind === 'new') return now.filter((thing) => !first.includes(thing));
    return first.filter((thing) => now.includes(thing) === (kind === 'kept'));
  },
  solvePrompt,
  say: (answer) => `The ${answer}.`,
  explain(scene) {
    const { people, asked, kind } = scene;
    const { name, first, now } = people[asked]!;
    const [from, to] = kind === 'new' ? [now, first] : [first, now];
    const [one, other] = kind === 'new' ? ['now', 'at first'] : ['at first', 'now'];
    return [
      ...from.map(
        (thing) =>
          `${name} has the ${thing} ${one}; ${other}: ${to.includes(thing) ? 'yes' : 'no'}.`,
      ),
      `${kind}: the ${this.solve(scene)[0]}.`,
    ];
  },
  mistakes(scene) {
    const { first, now } = scene.people[scene.asked]!;
    const right = this.solve(scene)[0]!;
    return [...new Set([...first, ...now])].filter((thing) => thing !== right);
  },
  shortcuts: SHORTCUTS,
  verify: (response, scene): Verdict =>
    judgeNamed(response, setRecall.solve(scene)[0]!, allOf(THINGS)),
  structure({ people, asked, kind }) {
    // The same up to names; the easiest lists make so few forms that there the things' names count too.
    const rename = numbered();
    const form = people.map(({ first, now }) => [first.map(rename), now.map(rename)]);
    return {
      form,
      asked,
      kind,
      names: people[0]!.first.length <= 4 ? people[asked]!.first.toSorted() : [],
    };
  },
  vocabulary: ({ people, asked, kind }) => {
    const name = people[asked]!.name.toLowerCase();
    return {
      allowed: [name, ...words('thing one look find which now has have help'), ...KEYS[kind]],
      required: [[name], KEYS[kind]],
      odd: KEYS[kind],
      even: [],
    };
  },
});

const KEYS: Readonly<Record<Kind, readonly string[]>> = {
  gone: words('gone'),
  new: words('new'),
  kept: words('keep keeps kept stay stays'),
};
const QUESTIONS: Readonly<Record<Kind, readonly string[]>> = {
  gone: [
    'What is gone from {A}?',
    'Look at {A}. What is gone?',
    'One thing is gone from {A}. Which one?',
    'What is gone? Look at {A}.',
    'One thing of {A} is gone. Which one?',
    'See {A}. Which thing is gone?',
  ],
  new: [
    'What is new for {A}?',
    'Look at {A}. What is new?',
    '{A} has one new thing. Which one?',
    'What is new? Look at {A}.',
    'One thing of {A} is new. Which one?',
    'What new thing does {A} have?',
  ],
  kept: [
    'What does {A} keep?',
    'Look at {A}. What stays?',
    '{A} keeps one thing. Which one?',
    'What stays? Look at {A}.',
    'One thing of {A} stays. Which one?',
    'Which thing does {A} keep?',
  ],
};
const EXAM_QUESTIONS: Readonly<Record<Kind, readonly string[]>> = {
  gone: [
    '{A}: which thing is gone?',
    'Help {A}. What is gone now?',
    'Now {A} looks. What is gone?',
  ],
  new: ['{A}: which thing is new?', 'Help {A}. What is new now?', 'Now {A} looks. What is new?'],
  kept: ['{A}: which thing stays?', 'Help {A}. What stays now?', 'Now {A} looks. What stays?'],
};

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: size, people: count, kinds } = knobsAt(LEVELS, level);
  const kind = random.pick(KINDS.slice(0, kinds));
  const names = random.shuffle(shortNames(pool)).slice(0, count);
  const asked = random.integer(count);
  return drawEven<Scene>(random, {
    options: kind === 'kept' ? 2 * size - 1 : size + 1,
    shortcuts: SHORTCUTS,
    answerOf: (scene) => setRecall.solve(scene)[0]!,
    draw() {
      // All lists are of few things, so that what one person gets another may lose.
      const things = random.shuffle(THINGS[pool]).slice(0, Math.min(THINGS[pool].length, 2 * size));
      const people = names.map((name, index) => {
        const own = index === asked ? kind : random.pick(KINDS.slice(0, kinds));
        const first = random.shuffle(things).slice(0, size);
        const rest = random.shuffle(things.filter((thing) => !first.includes(thing)));
        const [goes, comes] = {
          gone: [1, random.integer(3)],
          new: [random.integer(3), 1],
          kept: [size - 1, Math.max(1, size - 1 - random.integer(2))],
        }[own] as [number, number];
        const now = random.shuffle([...first.slice(goes), ...rest.slice(0, comes)]);
        return { name, first: random.shuffle(first), now };
      });
      return { people, asked, kind };
    },
  });
}

/** The thing of the asked person's lists that all lists together name most (or, with -1, least) often. */
function bySayings({ people, asked }: Scene, sign: 1 | -1): string {
  const counts = new Map<string, number>();
  for (const { first, now } of people) {
    for (const thing of [...first, ...now]) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  const { first, now } = people[asked]!;
  return [...new Set([...first, ...now])]
    .toSorted()
    .reduce((best, thing) => (sign * (counts.get(thing)! - counts.get(best)!) > 0 ? thing : best));
}

/** Strikes out, in the text, what stands on both lists of the person whom the question names. */
function solvePrompt(prompt: string): string[] {
  const lists = [...prompt.matchAll(/^(At first|Now) (\w+) has:\n((?:- \w+(?:\n|$))+)/gm)];
  const question = lists.reduce((text, [whole]) => text.replace(whole, '\n'), prompt);
  const name = lists
    .map(([, , person]) => person!)
    .find((person) => new RegExp(`\\b${person}\\b`).test(question));
  const [before, after] = ['At first', 'Now'].map((time) => {
    const list = lists.find(([, when, person]) => when === time && person === name)?.[3] ?? '';
    return new Set(list.match(/\w+/g));
  }) as [Set<string>, Set<string>];
  if (/\bnew\b/.test(question)) return [...after].filter((thing) => !before.has(thing));
  if (/\b(?:keeps?|stays)\b/.test(question)) return [...before].filter((thing) => after.has(thing));
  return /\bgone\b/.test(question) ? [...before].filter((thing) => !after.has(thing)) : [];
}
