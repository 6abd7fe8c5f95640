import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { verifyChoice } from './choice-claims.ts';

/** How a word ends, which decides how its endings are written. */
const SHAPES = ['cluster', 'hiss', 'silent-e', 'short', 'y'] as const;
type Shape = (typeof SHAPES)[number];
const KINDS = ['plural', 'past', 'ing', 'more'] as const;
type Kind = (typeof KINDS)[number];

const Scene = z.strictObject({
  /** Words whose forms are shown, of all shapes for the asked kind. */
  examples: z.array(z.strictObject({ kind: z.enum(KINDS), stem: z.string() })).min(3),
  ask: z.strictObject({ kind: z.enum(KINDS), stem: z.string() }),
});
type Scene = z.infer<typeof Scene>;

/** `kinds`: plural, past, "-ing", "-er"; `extra`: examples of other kinds; `syllables` of the longest word. */
const LEVELS = [
  { kinds: 1, extra: 0, syllables: 1 },
  { kinds: 2, extra: 0, syllables: 1 },
  { kinds: 2, extra: 2, syllables: 1 },
  { kinds: 3, extra: 2, syllables: 1 },
  { kinds: 3, extra: 3, syllables: 2 },
  { kinds: 4, extra: 4, syllables: 2 },
  { kinds: 4, extra: 6, syllables: 2 },
  { kinds: 4, extra: 8, syllables: 2 },
  { kinds: 4, extra: 12, syllables: 3 },
] as const;

/**
 * Endings on words that nobody has ever heard (the wug test, Berko 1958). Which ending a word takes, and how it is
 * written, shows in the examples: one of every shape of word.
 */
export const wordForms = defineFamily<Scene>({
  name: 'word-forms',
  version: 1,
  stage: 'language',
  skill: 'word-forms',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ examples, ask }) =>
    [
      'Here are some new words.',
      ...examples.map(({ kind, stem }) => lineOf(kind, stem, formOf(kind, stem))),
      lineOf(ask.kind, ask.stem, '___'),
    ].join('\n'),
  questions: () => [
    'Which word goes in the gap?',
    'What is the missing word?',
    'Fill the gap with the right word.',
    'Find the word for the gap.',
    'One word is missing. Which word is it?',
    'What do you write in the gap?',
  ],
  examQuestions: () => [
    'Say the missing word.',
    'Which word must stand in the gap?',
    'Look at the gap. What word is right there?',
  ],
  coined: ({ examples, ask }) => [
    ...new Set([
      ...examples.flatMap(({ kind, stem }) => [stem, formOf(kind, stem)]),
      ask.stem,
      ...spellingsOf(ask.kind, ask.stem),
    ]),
  ],
  solve: ({ ask: { kind, stem } }) => [formOf(kind, stem)],
  solvePrompt,
  say: (answer) => `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`,
  explain(scene) {
    const { kind, stem } = scene.ask;
    const shape = shapeOf(stem);
    const like = scene.examples.find((one) => one.kind === kind && shapeOf(one.stem) === shape)!;
    return [
      `"${stem}" ends like "${like.stem}".`,
      `"${like.stem}" becomes "${formOf(kind, like.stem)}".`,
      `So "${stem}" becomes "${formOf(kind, stem)}".`,
    ];
  },
  mistakes({ ask: { kind, stem } }) {
    const right = formOf(kind, stem);
    const others = spellingsOf(kind, stem).filter((form) => form !== right);
    return [stem, ...others.slice(0, -1)];
  },
  shortcuts: {
    'the bare ending': ({ ask: { kind, stem } }) => stem + ENDINGS[kind],
    'always doubled': ({ ask: { kind, stem } }) =>
      stem + (kind === 'plural' ? 'es' : stem.at(-1)! + ENDINGS[kind]),
    'like the last example': ({ examples, ask: { kind, stem } }) => {
      const last = examples.findLast((one) => one.kind === kind)!;
      const at = spellingsOf(kind, last.stem).indexOf(formOf(kind, last.stem));
      return spellingsOf(kind, stem)[at];
    },
  },
  verify(response, scene) {
    const { kind, stem } = scene.ask;
    const line = lineOf(kind, stem, '___').toLowerCase().split('___')[0]!.trim();
    return verifyChoice(
      response,
      this.solve(scene),
      [stem, ...spellingsOf(kind, stem), `${stem}en`],
      {
        given: [
          line,
          line.split('. ')[0]!,
          line.split('. ').at(-1)!,
          `${stem} becomes`,
          'two',
          'before',
          'now',
          'that is',
          'i am',
        ],
      },
    );
  },
  structure: ({ examples, ask }) => ({
    ask,
    shown: examples.map(({ kind, stem }) => `${kind} ${shapeOf(stem)}`).toSorted(),
  }),
  vocabulary: () => ({
    allowed: words('word gap missing find fill write right goes say'),
    required: [words('word write'), words('gap missing')],
    odd: words('gap missing'),
    even: [],
  }),
});

const ENDINGS: Readonly<Record<Kind, string>> = { plural: 's', past: 'ed', ing: 'ing', more: 'er' };

/** Beginnings that no English word of these endings has. */
const ONSETS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('gw kl zw vl fw sr zm'),
  exam: words('kr vr zl pw zn vw'),
};
const VOWELS = [...'aeiou'];
const CODAS: Readonly<Record<Shape, readonly string[]>> = {
  cluster: words('ft mp nk lk rn sk ld'),
  hiss: words('ss sh tch x zz'),
  'silent-e': words('be de ge ke me ne pe te'),
  short: words('b d g m p t'),
  y: words('by dy fy my py ty ly'),
};

/** "One gwamp. Two gwamps." and the like. */
function lineOf(kind: Kind, stem: string, form: string): string {
  if (kind === 'plural') return `One ${stem}. Two ${form}.`;
  if (kind === 'past') return `I ${stem} now. Before, I ${form}.`;
  if (kind === 'ing') return `I can ${stem}. Now I am ${form}.`;
  return `This is ${stem}. That is ${form}.`;
}

function shapeOf(stem: string): Shape {
  if (/(?:ss|sh|tch|x|zz)$/.test(stem)) return 'hiss';
  if (/[^aeiou]y$/.test(stem)) return 'y';
  if (/[^aeiou]e$/.test(stem)) return 'silent-e';
  return /[aeiou][bdgmpt]$/.test(stem) ? 'short' : 'cluster';
}

/** The form by the rules of English spelling. */
function formOf(kind: Kind, stem: string): string {
  const shape = shapeOf(stem);
  const cut = stem.slice(0, -1);
  if (kind === 'plural') {
    if (shape === 'hiss') return `${stem}es`;
    return shape === 'y' ? `${cut}ies` : `${stem}s`;
  }
  const ending = ENDINGS[kind];
  if (shape === 'silent-e') return `${cut}${ending}`;
  if (shape === 'short') return `${stem}${stem.at(-1)}${ending}`;
  return shape === 'y' && kind !== 'ing' ? `${cut}i${ending}` : `${stem}${ending}`;
}

/** All ways to write the ending, right for one word or another. */
function spellingsOf(kind: Kind, stem: string): string[] {
  const cut = stem.slice(0, -1);
  const ending = ENDINGS[kind];
  if (kind === 'plural') return [`${stem}s`, `${stem}es`, `${cut}ies`];
  const all = [`${stem}${ending}`, `${cut}${ending}`, `${stem}${stem.at(-1)}${ending}`];
  return kind === 'ing' ? all : [...all, `${cut}i${ending}`];
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { kinds, extra, syllables } = knobsAt(LEVELS, level);
  const used = new Set<string>();
  const coin = (shape: Shape): string => {
    for (;;) {
      // Two syllables never before a letter that would have to be doubled: there the stress decides.
      const longer = shape === 'short' ? 0 : random.integer(syllables);
      const before = Array.from(
        { length: longer },
        () => `${random.pick([...'bdflmp'])}${random.pick(VOWELS)}`,
      ).join('');
      const stem = `${before}${random.pick(ONSETS[pool])}${random.pick(VOWELS)}${random.pick(CODAS[shape])}`;
      if (used.has(stem)) continue;
      used.add(stem);
      return stem;
    }
  };
  const kind = KINDS[random.integer(kinds)]!;
  // The way of writing first, each alike, and then a shape of word that takes it.
  const byWay = Map.groupBy(SHAPES, (shape) => {
    const stem = `zlu${CODAS[shape][0]}`;
    return spellingsOf(kind, stem).indexOf(formOf(kind, stem));
  });
  const shape = random.pick(random.pick([...byWay.values()]));
  const examples: Scene['examples'] = SHAPES.map((one) => ({ kind, stem: coin(one) }));
  for (let at = 0; at < extra; at++) {
    examples.push({ kind: KINDS[random.integer(kinds)]!, stem: coin(random.pick(SHAPES)) });
  }
  return { examples: random.shuffle(examples), ask: { kind, stem: coin(shape) } };
}

function vowel(letter: string | undefined): boolean {
  return 'aeiou'.includes(letter ?? ' ');
}

/** By analogy alone: finds the example whose end is most like the word's, and does to the word what was done to it. */
function solvePrompt(prompt: string): string[] {
  const frames = [
    /^One (\w+)\. Two (\w+)\.$/,
    /^I (\w+) now\. Before, I (\w+)\.$/,
    /^I can (\w+)\. Now I am (\w+)\.$/,
    /^This is (\w+)\. That is (\w+)\.$/,
  ];
  const shown: { frame: RegExp; stem: string; form: string }[] = [];
  for (const line of prompt.split('\n')) {
    for (const frame of frames) {
      const [, stem, form] = frame.exec(line) ?? [];
      if (stem !== undefined) shown.push({ frame, stem, form: form! });
    }
  }
  const gap = shown.find(({ form }) => form === '___');
  if (gap === undefined) return [];
  const look = (word: string): string => {
    const [third, second, last] = word.slice(-3);
    if (last === 'y' || last === 'e') return `${last}${vowel(second)}`;
    if (last === 'x' || `${second}${last}` === 'sh' || `${second}${last}` === 'ch')
      return 'hissing';
    if (second === last && (last === 's' || last === 'z')) return 'hissing';
    return `${vowel(third)} ${vowel(second)}`;
  };
  const like = shown.find(
    ({ frame, stem, form }) =>
      frame === gap.frame && form !== '___' && look(stem) === look(gap.stem),
  );
  if (like === undefined) return [];
  // What is common to stem and form stays; a doubled letter is doubled in the new word too.
  let common = 0;
  while (common < like.stem.length && like.stem[common] === like.form[common]) common++;
  const lost = like.stem.length - common;
  let added = like.form.slice(common);
  if (lost === 0 && added.length > 2 && added[0] === like.stem.at(-1) && !vowel(added[0])) {
    added = gap.stem.at(-1)! + added.slice(1);
  }
  return [gap.stem.slice(0, gap.stem.length - lost) + added];
}
