import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, type Verdict, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { readSentences, wrong } from './choice-claims.ts';

/** Kinds of words about a thing, in the order in which English puts them before the noun; the noun is the last. */
const KINDS = ['size', 'look', 'colour', 'noun'] as const;
const WORDS: Readonly<Record<Pool, Readonly<Record<(typeof KINDS)[number], readonly string[]>>>> = {
  training: {
    size: words('big small tall'),
    look: words('clean wet new'),
    colour: words('red blue green yellow'),
    noun: words('ball box cup hat bag book drum'),
  },
  exam: {
    size: words('long short wide'),
    look: words('dirty dry old'),
    colour: words('black white brown pink'),
    noun: words('plate shoe lamp rock shell brush pillow'),
  },
};

const Thing = z.array(z.string()).length(4);
const Scene = z.strictObject({
  things: z.array(Thing).min(2),
  target: z.int().nonnegative(),
});
type Scene = z.infer<typeof Scene>;

/** `things`: how many; `values`: words of a kind in use; `need`: the most words that are needed. */
const LEVELS = [
  { things: 4, values: 2, need: 1 },
  { things: 5, values: 2, need: 1 },
  { things: 5, values: 2, need: 2 },
  { things: 6, values: 2, need: 2 },
  { things: 7, values: 3, need: 2 },
  { things: 8, values: 3, need: 2 },
  { things: 9, values: 3, need: 3 },
  { things: 11, values: 3, need: 3 },
  { things: 14, values: 3, need: 3 },
] as const;

/**
 * The fewest words that fit one thing and no other: a listener who hears them can pick only the right one (the referential
 * game of Frank and Goodman 2012, without their probabilities). Worlds are drawn so that only one choice of words is
 * the shortest.
 */
export const shortDescription = defineFamily<Scene>({
  name: 'short-description',
  version: 1,
  stage: 'language',
  skill: 'short-description',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ things, target }) =>
    [
      'These things are here:',
      ...things.map((thing, at) => `${at + 1}. ${thing.join(' ')}`),
      `You want number ${target + 1}.`,
      'A friend sees the things, but no numbers.',
      'Use only words from the list.',
    ].join('\n'),
  questions: () => [
    'Which words are enough? Use as few as you can.',
    'Say the fewest words that fit only this thing.',
    'What do you say? Use the fewest words.',
    'Find the fewest words for it. No other thing may fit.',
    'Tell your friend which thing. Use the fewest words.',
    'Name it with the fewest words that are enough.',
  ],
  examQuestions: () => [
    'What are the fewest words that fit just this one?',
    'Ask for it with the fewest words.',
    'Give the fewest words, so that your friend takes the right one.',
  ],
  solve: ({ things, target }) => {
    const wanted = things[target]!;
    for (let length = 1; length <= KINDS.length; length++) {
      const enough = subsets(length).filter(
        (kinds) =>
          things.filter((thing) => kinds.every((kind) => thing[kind] === wanted[kind])).length ===
          1,
      );
      if (enough.length > 0)
        return enough.map((kinds) => kinds.map((kind) => wanted[kind]).join(' '));
    }
    return [];
  },
  solvePrompt,
  say: (answer) => `The ${answer}${NOUNS.has(answer.split(' ').at(-1)!) ? '' : ' one'}.`,
  explain(scene) {
    const { things, target } = scene;
    const wanted = things[target]!;
    const [answer] = this.solve(scene) as [string];
    return [
      ...wanted.map((word) => `"${word}" fits: ${numbersOf(scene, [word]).join(', ')}.`),
      ...(answer.includes(' ') ? [`No word alone fits only number ${target + 1}.`] : []),
      `"${answer}" fits only: ${numbersOf(scene, answer.split(' ')).join(', ')}.`,
    ];
  },
  mistakes(scene) {
    const wanted = scene.things[scene.target]!;
    const [right] = this.solve(scene) as [string];
    const length = right.split(' ').length;
    // Other words, as many: they fit more things.
    return subsets(length)
      .map((kinds) => kinds.map((kind) => wanted[kind]).join(' '))
      .filter((answer) => answer !== right);
  },
  shortcuts: {
    'all its words': ({ things, target }) => things[target]!.join(' '),
    'its first word': ({ things, target }) => things[target]![0],
    'its name': ({ things, target }) => things[target]![3],
    // For one word this is no shortcut but the task.
    'its rarest words': (scene) => rarestWords(scene),
  },
  verify(response, scene): Verdict {
    const read = readSentences(response);
    if ('refused' in read) return wrong(read.refused);
    const [right] = this.solve(scene) as [string];
    const said = new Set<string>();
    for (const sentence of read.sentences) {
      // "Sure!" describes nothing.
      if (!/\d/.test(sentence) && !sentence.split(/[^a-z]+/).some((word) => LISTED.has(word)))
        continue;
      for (const [word] of sentence.matchAll(/[a-z]+/g)) {
        if (LISTED.has(word)) said.add(word);
        else if (/^(?:number|\d+)$/.test(word) === false && !FILLERS.has(word))
          return wrong('other-words');
      }
      const numbers = sentence.match(/\d+/g) ?? [];
      if (numbers.some((digits) => Number(digits) !== scene.target + 1))
        return wrong('wrong-answer');
    }
    if (said.size === 0) return wrong('no-answer');
    // The listener picks what fits, and counts the words.
    const fits = numbersOf(scene, [...said]);
    if (fits.length !== 1 || fits[0] !== scene.target + 1) return wrong('wrong-answer');
    return said.size === right.split(' ').length ? { correct: true } : wrong('too-long');
  },
  structure: ({ things, target }) => {
    const names = KINDS.map((_, kind) => [
      ...new Set([things[target]!, ...things].map((thing) => thing[kind])),
    ]);
    const coded = things.map((thing) =>
      thing.map((word, kind) => names[kind]!.indexOf(word)).join(''),
    );
    const few = things.length < 6 ? things[target] : [];
    return { few, wanted: coded[target], all: coded.toSorted() };
  },
  vocabulary: () => ({
    allowed: words(
      'fewest words word thing use say find tell name friend list fits enough short shortest',
    ),
    required: [words('fewest few shortest'), words('words word')],
    odd: words('fewest few shortest'),
    even: [],
  }),
});

const NOUNS = new Set(Object.values(WORDS).flatMap(({ noun }) => noun));
const LISTED = new Set(Object.values(WORDS).flatMap((kinds) => Object.values(kinds).flat()));
const FILLERS = new Set(
  words(
    'the a an one it is its this that i you say said want take give me please thing word words answer so just only clearly and enough are of number',
  ),
);

function subsets(length: number): number[][] {
  const all = Array.from({ length: 1 << KINDS.length }, (_, bits) =>
    KINDS.map((_kind, kind) => kind).filter((kind) => (bits >> kind) & 1),
  );
  return all.filter((kinds) => kinds.length === length);
}

/** The numbers of the things that all words fit. */
function numbersOf({ things }: Scene, said: readonly string[]): number[] {
  return things.flatMap((thing, at) =>
    said.every((word) => thing.includes(word)) ? [at + 1] : [],
  );
}

/** As many of its words as are needed, those that the fewest things share. */
function rarestWords(scene: Scene): string | undefined {
  const wanted = scene.things[scene.target]!;
  const need = shortDescription.solve(scene)[0]!.split(' ').length;
  if (need === 1) return undefined;
  const count = (word: string): number => numbersOf(scene, [word]).length;
  const rare = wanted.toSorted((a, b) => count(a) - count(b)).slice(0, need);
  return wanted.filter((word) => rare.includes(word)).join(' ');
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { things: count, values, need } = knobsAt(LEVELS, level);
  for (;;) {
    const lists = KINDS.map((kind) =>
      random.shuffle(WORDS[pool][kind]).slice(0, kind === 'noun' ? values + 1 : values),
    );
    const wanted = lists.map((list) => list[0]!);
    const key = random.pick(subsets(need));
    const things = new Map<string, string[]>([[wanted.join(), wanted]]);
    for (let tries = 0; things.size < count && tries < 400; tries++) {
      // Mostly like the wanted thing, but never in all the words that are the key.
      const thing = wanted.map((word, kind) =>
        random.integer(5) < 2 ? word : random.pick(lists[kind]!),
      );
      if (key.every((kind) => thing[kind] === wanted[kind])) continue;
      things.set(thing.join(), thing);
    }
    if (things.size < count) continue;
    const shuffled = random.shuffle([...things.values()]);
    const scene = { things: shuffled, target: shuffled.indexOf(wanted) };
    const answers = shortDescription.solve(scene);
    if (answers.length !== 1 || answers[0]!.split(' ').length !== need) continue;
    // Mostly the rarest words are not the answer: else they would be a good guess.
    if (need === 1 || rarestWords(scene) !== answers[0] || random.integer(12) === 0) return scene;
  }
}

/** Strikes out of the list, for each choice of the wanted thing's words, every line that has them. */
function solvePrompt(prompt: string): string[] {
  const lines = [...prompt.matchAll(/^(\d+)\. ([a-z ]+)$/gm)].map(([, number, text]) => ({
    number,
    text: ` ${text} `,
  }));
  const wanted = /You want number (\d+)\./.exec(prompt)?.[1];
  const target = lines
    .find(({ number }) => number === wanted)
    ?.text.trim()
    .split(' ');
  if (target === undefined) return [];
  let choices: string[][] = [[]];
  for (const word of target) choices = [...choices, ...choices.map((choice) => [...choice, word])];
  const enough = choices.filter(
    (choice) =>
      choice.length > 0 &&
      lines.filter(({ text }) => choice.every((word) => text.includes(` ${word} `))).length === 1,
  );
  const least = Math.min(...enough.map(({ length }) => length));
  return enough.filter(({ length }) => length === least).map((choice) => choice.join(' '));
}
