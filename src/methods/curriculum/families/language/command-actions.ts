import { z } from 'zod';
import type { Random } from '../../../../core/random.ts';
import { readFinal } from '../answer-text.ts';
import { defineFamily, type Pool, words } from '../family.ts';
import { knobsAt } from '../ladder.ts';
import { wrong } from './choice-claims.ts';

/** What the robot can do, each with the letter of its own; directions are closed by nature: left and right. */
const DEEDS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('jump walk run look sit kick'),
  exam: words('hop clap dance swim eat'),
};
const TURNS = { left: '<', right: '>' } as const;
const WAYS = ['plain', 'turned', 'opposite', 'around'] as const;
const TIMES = ['', 'twice', 'three times'] as const;
const JOINTS = ['and', 'after'] as const;

const Part = z.strictObject({
  /** A deed, or "turn". */
  deed: z.string(),
  way: z.enum(WAYS),
  side: z.enum(['left', 'right']),
  times: z.int().min(1).max(3),
});
const Scene = z.strictObject({
  /** Each sentence: one part, or two with what joins them. */
  commands: z
    .array(z.strictObject({ parts: z.array(Part).min(1).max(2), joint: z.enum(JOINTS) }))
    .min(1),
  letters: z.array(z.string()).min(2),
});
type Scene = z.infer<typeof Scene>;
type Part = z.infer<typeof Part>;

/** `sentences`: commands in turn; `ways`: plain, left, opposite, around; `times`: up to how often. */
const LEVELS = [
  { sentences: 1, ways: 3, times: 2 },
  { sentences: 1, ways: 3, times: 3 },
  { sentences: 1, ways: 4, times: 3 },
  { sentences: 2, ways: 4, times: 3 },
  { sentences: 3, ways: 4, times: 3 },
  { sentences: 4, ways: 4, times: 3 },
  { sentences: 5, ways: 4, times: 3 },
  { sentences: 6, ways: 4, times: 3 },
  { sentences: 8, ways: 4, times: 3 },
] as const;

/**
 * Commands to the signs of what is done, by the grammar of SCAN (Lake and Baroni 2018): "jump around left twice after
 * walk". "Thrice" is "three times" here. Exams ask for more commands in turn than training ever does.
 */
export const commandActions = defineFamily<Scene>({
  name: 'command-actions',
  version: 1,
  stage: 'language',
  skill: 'command-actions',
  levels: LEVELS.slice(0, 8),
  transfer: LEVELS[8],
  scene: Scene,
  draw,
  render: ({ commands, letters }) =>
    [
      'A robot hears commands and writes signs.',
      ...letters.map((deed) => `${deed}: ${signOf(deed)}`),
      'turn left: <',
      'turn right: >',
      ...RULES,
      'The commands:',
      ...commands.map(({ parts, joint }) => `${parts.map(textOf).join(` ${joint} `)}.`),
    ].join('\n'),
  questions: () => [
    'What does the robot write?',
    'Which signs does the robot write?',
    'Write the signs of the robot.',
    'Tell me the signs that the robot writes.',
    'Give all signs of the robot in a row.',
    'Do what the robot does. Write its signs.',
  ],
  examQuestions: () => [
    'What are the signs of the robot?',
    'You are the robot. Write your signs.',
    'Find the signs that the robot must write.',
  ],
  solve: (scene) => [rowOf(scene)],
  solvePrompt,
  say: (answer) => answer,
  explain(scene) {
    return [
      ...scene.commands.flatMap(({ parts, joint }) =>
        (joint === 'after' ? parts.toReversed() : parts).map(
          (part) => `${textOf(part)}: ${signsOf(part).join(' ')}`,
        ),
      ),
      `In a row: ${this.solve(scene)[0]}`,
    ];
  },
  mistakes(scene) {
    const [right] = this.solve(scene) as [string];
    const changed = (change: (one: Scene) => Scene): string => rowOf(change(scene));
    return [
      ...new Set([
        changed(withoutAfter),
        changed((one) => eachPart(one, (part) => ({ ...part, times: 1 }))),
        changed((one) =>
          eachPart(one, (part) => ({ ...part, way: part.way === 'plain' ? 'plain' : 'turned' })),
        ),
        changed((one) =>
          eachPart(one, (part) => ({ ...part, side: part.side === 'left' ? 'right' : 'left' })),
        ),
      ]),
    ].filter((signs) => signs !== right);
  },
  shortcuts: {
    'in the order of the words': (scene) => rowOf(withoutAfter(scene)),
    'each deed once': (scene) => rowOf(eachPart(scene, (part) => ({ ...part, times: 1 }))),
    'every way is a plain turn': (scene) =>
      rowOf(
        eachPart(scene, (part) => ({ ...part, way: part.way === 'plain' ? 'plain' : 'turned' })),
      ),
  },
  verify(response, scene) {
    const [right] = this.solve(scene) as [string];
    const guarded = response
      .replaceAll('>', '→')
      .replaceAll('<', '←')
      .replaceAll(/←(\/?(?:think|thinking|reasoning|answer))→/gi, '<$1>');
    const read = readFinal(guarded);
    if ('refused' in read) return wrong(read.refused);
    if (
      /\b(?:or|maybe|perhaps|probably|possibly|not|never|either|guess|unsure|uncertain|could|might|may|but|except|doubt|wrong|false|incorrect|wait(?=,| it)|no)\b|\b(?:am|i'm|quite|so) sure\b|n't\b|\?/i.test(
        read.text,
      )
    ) {
      return wrong('hedged');
    }
    // Lines and sentences of signs; others are words around them.
    const runs = read.text
      .split(/[\n.:;!]/)
      .map((part) =>
        part
          .replaceAll(/[\s,|-]+/g, ' ')
          .trim()
          .toUpperCase(),
      )
      .filter(
        (part) =>
          /^(?:[A-Z←→] )*[A-Z←→]$/.test(part) ||
          (/^[A-Z←→]+$/.test(part) && /^[JWRLSKHCDE←→]+$/.test(part)),
      )
      .map((part) =>
        [...part.replaceAll(' ', '')].join(' ').replaceAll('←', '<').replaceAll('→', '>'),
      );
    const trailing = /((?:(?:^|(?<=\s))[A-Z←→](?:[\s,]+|[.!]*$)){2,})$/i.exec(read.text)?.[1];
    if (runs.length === 0 && trailing !== undefined) {
      runs.push(
        [...trailing.toUpperCase().replaceAll(/[\s,.!]+/g, '')]
          .join(' ')
          .replaceAll('←', '<')
          .replaceAll('→', '>'),
      );
    }
    if (runs.length === 0) return wrong('no-answer');
    // Rows of the parts, and then all of them in a row.
    const steps = runs.slice(0, -1);
    if (runs.length > 2 && steps.join(' ') === runs.at(-1)) runs.splice(0, steps.length);
    if (new Set(runs).size > 1) return wrong('several-answers');
    return runs[0] === right ? { correct: true } : wrong('wrong-answer');
  },
  structure: ({ commands }) => {
    // The same with other deeds, and with left and right changed over.
    const seen: string[] = [];
    const first = commands.flatMap(({ parts }) => parts).find(({ way }) => way !== 'plain')?.side;
    return commands.map(({ parts, joint }) => [
      parts.length > 1 ? joint : '',
      ...parts.map(({ deed, way, side, times }) => {
        if (deed !== 'turn' && !seen.includes(deed)) seen.push(deed);
        return [
          deed === 'turn' ? 'turn' : seen.indexOf(deed),
          way,
          way === 'plain' ? '' : side === first,
          times,
        ].join(' ');
      }),
      // Short commands make so few forms that there the deeds count too.
      commands.length === 1 ? parts.map(({ deed, side }) => `${deed} ${side}`).join() : '',
    ]);
  },
  vocabulary: () => ({
    allowed: words('robot signs sign write writes row commands give tell find say'),
    required: [['robot'], words('signs sign')],
    odd: ['robot'],
    even: [],
  }),
});

const RULES = [
  'A deed left means: turn left, then the deed.',
  'Opposite left means: turn left two times, then the deed.',
  'Around left means four times this: turn left, then the deed.',
  'With turn there is no deed, only the turns.',
  'Each command has two parts.',
  'Twice means two times, but only for its own part.',
  'With after, the last part comes first.',
  'Right works like left.',
];

function signOf(deed: string): string {
  return deed.charAt(0).toUpperCase();
}

function textOf({ deed, way, side, times }: Part): string {
  const where = way === 'plain' ? '' : way === 'turned' ? ` ${side}` : ` ${way} ${side}`;
  return `${deed}${where}${times === 1 ? '' : ` ${TIMES[times - 1]}`}`;
}

function signsOf({ deed, way, side, times }: Part): string[] {
  const turn = TURNS[side];
  const act = deed === 'turn' ? [] : [signOf(deed)];
  const once = {
    plain: act,
    turned: [turn, ...act],
    opposite: [turn, turn, ...act],
    around: Array.from({ length: 4 }, () => [turn, ...act]).flat(),
  }[way];
  return Array.from({ length: times }, () => once).flat();
}

function rowOf({ commands }: Pick<Scene, 'commands'>): string {
  return commands
    .flatMap(({ parts, joint }) =>
      (joint === 'after' ? parts.toReversed() : parts).flatMap(signsOf),
    )
    .join(' ');
}

function withoutAfter({ commands, letters }: Scene): Scene {
  return { letters, commands: commands.map(({ parts }) => ({ parts, joint: 'and' as const })) };
}

function eachPart({ commands, letters }: Scene, change: (part: Part) => Part): Scene {
  return {
    letters,
    commands: commands.map(({ parts, joint }) => ({ parts: parts.map(change), joint })),
  };
}

function draw(random: Random, level: number, pool: Pool): Scene {
  const { sentences, ways, times } = knobsAt(LEVELS, level);
  const letters = random.shuffle(DEEDS[pool]).slice(0, 4);
  const part = (): Part => {
    const way = WAYS[random.integer(ways)]!;
    const deed = way !== 'plain' && random.integer(6) === 0 ? 'turn' : random.pick(letters);
    return {
      deed,
      way,
      side: random.pick(['left', 'right'] as const),
      times: 1 + random.integer(times),
    };
  };
  for (;;) {
    const commands = Array.from({ length: sentences }, () => ({
      parts: [part(), part()],
      // Seldom "and": it asks for nothing but the order of the words.
      joint: JOINTS[random.integer(4) === 0 ? 0 : 1],
    }));
    const scene = { commands, letters };
    // Something must be there to be misread, and the order must matter.
    const parts = commands.flatMap((command) => command.parts);
    const misread = parts.some((one) => one.times > 1) && parts.some(({ way }) => way !== 'plain');
    const twisted = parts.some(({ way }) => way === 'opposite' || way === 'around');
    const order = commands.every(
      (command) => signsOf(command.parts[0]!).join() !== signsOf(command.parts[1]!).join(),
    );
    if (misread && twisted && order) return scene;
  }
}

/** Rewrites the words of the commands step by step, by the rules that the prompt states. */
function solvePrompt(prompt: string): string[] {
  const signs = new Map(
    [...prompt.matchAll(/^(\w+): ([A-Z])$/gm)].map(([, deed, sign]) => [deed!, sign!]),
  );
  const block = /The commands:\n((?:[a-z ]+\.\n?)+)/.exec(prompt)?.[1];
  if (block === undefined || signs.size === 0) return [];
  const row: string[] = [];
  for (const line of block.trim().split('\n')) {
    const phrases = line.replace('.', '').split(/ (?:and|after) /);
    if (line.includes(' after ')) phrases.reverse();
    for (const phrase of phrases) {
      const tokens = phrase.replace('three times', 'thrice').split(' ');
      let repeats = 1;
      if (tokens.at(-1) === 'twice') repeats = 2;
      if (tokens.at(-1) === 'thrice') repeats = 3;
      if (repeats > 1) tokens.pop();
      const own = tokens[0] === 'turn' ? '' : (signs.get(tokens[0]!) ?? '?');
      const turn = tokens.at(-1) === 'left' ? '<' : tokens.at(-1) === 'right' ? '>' : '';
      const middle = tokens.length === 3 ? tokens[1] : '';
      let once = `${turn}${own}`;
      if (middle === 'opposite') once = `${turn}${turn}${own}`;
      if (middle === 'around') once = once.repeat(4);
      row.push(...once.repeat(repeats));
    }
  }
  return row.includes('?') ? [] : [row.join(' ')];
}
