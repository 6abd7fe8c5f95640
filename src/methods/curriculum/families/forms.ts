import { createRandom, type Random } from '../../../core/random.ts';
import { STAGES, type Stage } from '../stages/stages.ts';
import type { Item } from './family.ts';
import { namesOf } from './people.ts';

/**
 * How a world is put before the pupil. The question is the same in all, and so is the answer; a picture takes the place
 * of the rendering, for families that can be drawn.
 */
export const FORMS = ['bare', 'dialogue', 'story', 'picture'] as const;
export type Form = (typeof FORMS)[number];

/** What stands around the question: a prompt is `before`, the question, `after`. */
export interface Shell {
  before: string;
  after: string;
}

type FormItem = Pick<Item, 'world' | 'template' | 'rendering' | 'beside'>;

/** Everything of a prompt but its question. A pure function of item and form. */
export function shellOf(item: FormItem, form: Form): Shell {
  const { template } = item;
  const rendering = form === 'picture' ? item.beside : item.rendering;
  if (rendering === undefined) {
    throw new TypeError(`${item.world.generator} has no picture`);
  }
  if (form === 'bare' || form === 'picture') {
    return template.questionFirst
      ? { before: '', after: `\n\n${rendering}` }
      : { before: `${rendering}\n\n`, after: '' };
  }
  const { generator, level, seed, stage } = item.world;
  const random = createRandom(`${generator}/${level}/${seed}/${form}`);
  const free = namesOf('training').filter((name) => !rendering.includes(name));
  const [first, second] = random.shuffle(free) as [string, string];
  const frame = frameOf(stage as Stage, form, random);
  const fill = (text: string): string => text.replaceAll('{A}', first).replaceAll('{B}', second);
  if (form === 'dialogue' && template.questionFirst) {
    return {
      before: fill(`${frame.open}\n{A}: `),
      after: fill(`\n{B}: ${frame.reply}\n{A}: ${frame.show}\n\n${rendering}`),
    };
  }
  return {
    before: fill(
      `${frame.open}\n${form === 'dialogue' ? `{A}: ${frame.show}` : frame.show}\n\n${rendering}\n\n${frame.turn}`,
    ),
    after: '',
  };
}

/** Of some forms those that an item can take: not every world can be drawn. */
export function formsOf(item: FormItem, forms: readonly Form[]): readonly Form[] {
  return forms.filter((form) => form !== 'picture' || item.beside !== undefined);
}

/** The prompt of an item in a form, with a question in place of the template's where one is given. */
export function composePrompt(
  item: FormItem,
  form: Form,
  question = item.template.question,
): string {
  const { before, after } = shellOf(item, form);
  return `${before}${question}${after}`;
}

/** The question that stands in a prompt of this item and form; undefined where anything else is not word for word. */
export function questionOf(prompt: string, item: FormItem, form: Form): string | undefined {
  const { before, after } = shellOf(item, form);
  const length = prompt.length - before.length - after.length;
  if (length < 0 || !prompt.startsWith(before) || !prompt.endsWith(after)) return undefined;
  return prompt.slice(before.length, before.length + length);
}

interface Frame {
  open: string;
  /** Before the rendering. */
  show: string;
  /** Between rendering and question. */
  turn: string;
  /** What the other says to a question that comes first. */
  reply: string;
}

/** Sentences of at most four words up to the second stage, nine up to the fourth, and longer ones after it. */
const PARTS: readonly {
  upTo: Stage;
  story: { open: readonly string[]; show: readonly string[]; turn: readonly string[] };
  dialogue: {
    open: readonly string[];
    reply: readonly string[];
    show: readonly string[];
    turn: readonly string[];
  };
}[] = [
  {
    upTo: 'objects-and-categories',
    story: {
      open: [
        '{A} plays. {B} looks.',
        'It is day. {A} plays.',
        '{B} sees {A}. They play.',
        'Look at {A}. {A} plays.',
      ],
      show: ['{A} sees this.', '{A} made this.', 'Look at this.', 'This is here.'],
      turn: ['{B} looks.\n', 'Now you look.\n', '{B} sees it.\n'],
    },
    dialogue: {
      open: [
        '{A}: Look here.\n{B}: Yes?',
        '{A}: Come, look.\n{B}: I look.',
        '{B}: Play with me.\n{A}: Yes.',
      ],
      reply: ['I look.', 'I can not see.', 'Yes?'],
      show: ['Look at this.', 'This is it.', 'See this.'],
      turn: ['{B}: I see it.\n{A}: ', '{B}: I look.\n{A}: ', '{B}: Yes.\n{A}: '],
    },
  },
  {
    upTo: 'language',
    story: {
      open: [
        'It rains all day. {A} and {B} play at home.',
        '{A} likes to play with {B}. Today they have a new game.',
        '{B} has a day off. {A} has a game for {B}.',
        '{A} and {B} sit at the table. {A} has a game.',
      ],
      show: [
        '{A} shows this to {B}.',
        '{A} says this.',
        'This is what {A} says.',
        '{B} gets this from {A}.',
      ],
      turn: [
        '{B} looks at it for a long time. Help {B}.\n',
        'Now {B} asks for help.\n',
        '{B} has to say this.\n',
      ],
    },
    dialogue: {
      open: [
        '{A}: Do you want to play?\n{B}: Yes, I do.',
        '{B}: What do you have there?\n{A}: It is a game.',
        '{A}: I have a game for you.\n{B}: Show me.',
      ],
      reply: ['Tell me more.', 'Show me that.', 'What do you have?'],
      show: ['Look at this.', 'This is all you get.', 'Here it is.'],
      turn: ['{B}: I see.\n{A}: ', '{B}: And now?\n{A}: ', '{B}: What do you ask me?\n{A}: '],
    },
  },
  {
    upTo: 'abstract-reasoning',
    story: {
      open: [
        'It was a long and rainy day. {A} wrote a puzzle, and {B} wanted to find the answer.',
        '{B} liked puzzles more than any other game. So {A} wrote a new puzzle for {B}.',
        'The train was late again. To pass the time, {A} told {B} a puzzle.',
        '{A} had a puzzle on a piece of paper. {A} gave it to {B}.',
      ],
      show: [
        'It went like this.',
        'This is what {B} read.',
        'This was the puzzle.',
        '{A} read it out.',
      ],
      turn: [
        '{B} read it again.\n',
        '{B} took some time for it.\n',
        'This is what {B} had to find out.\n',
      ],
    },
    dialogue: {
      open: [
        '{A}: Would you like to try a puzzle?\n{B}: Yes, I would.',
        '{B}: Have you got a good puzzle?\n{A}: I have.',
        '{A}: I have a puzzle for you.\n{B}: Then let me hear it.',
      ],
      reply: ['Tell me what you have.', 'I need to hear more.', 'Give me the rest of it.'],
      show: ['This is what we have.', 'Here it is.', 'Read this.'],
      turn: [
        '{B}: I have read it. What do you ask?\n{A}: ',
        '{B}: All right.\n{A}: ',
        '{B}: And the question?\n{A}: ',
      ],
    },
  },
];

function frameOf(stage: Stage, form: 'dialogue' | 'story', random: Random): Frame {
  const parts = PARTS.find(({ upTo }) => STAGES.indexOf(stage) <= STAGES.indexOf(upTo))!;
  const { open, show, turn, reply = [''] } = { reply: undefined, ...parts[form] };
  return {
    open: random.pick(open),
    show: random.pick(show),
    turn: random.pick(turn),
    reply: random.pick(reply),
  };
}
