import { ItemRejectedError } from '../../../core/errors/index.ts';
import { contentWords } from '../../../core/text/content-words.ts';
import { choosePassageSentence } from './choose-sentence.ts';
import type { Move } from './moves.ts';
import {
  fixed,
  type PersonaDraft,
  type PersonaKind,
  type Scene,
  type Turn,
} from './persona-kind.ts';
import { textOfPage } from '../prepare/open-page.ts';
import { askOf } from './words/ask-of.ts';
import { falsify, type Variant } from './words/falsify.ts';
import { fill } from './words/frames.ts';
import { quotesOf, sourceOf, titleOf } from './words/quote-of.ts';

/** What has been said so far. */
interface Talk extends Scene {
  turns: Turn[];
  /** Sentences quoted in answers, in order; those that were doubted or said back since. */
  told: number[];
  doubted: Set<number>;
  variants: Variant['form'][];
}

/** A plan of moves over one passage: each reply quotes it, each doubt is a false variant of what was quoted. */
export const conversation: PersonaKind = {
  name: 'conversation',
  suits: () => true,
  draft(scene): PersonaDraft {
    const talk: Talk = { ...scene, turns: [], told: [], doubted: new Set(), variants: [] };
    const { moves } = scene.plan;
    for (let at = 0; at < moves.length; at += 2) {
      const [move, reply] = [moves[at]!, moves[at + 1]!];
      if (reply === 'summarise') sumUp(talk);
      else if (move === 'challenge') challenge(talk);
      else if (move === 'teach-back') teachBack(talk);
      else ask(talk, move);
    }
    const last = talk.turns.at(-1)!;
    const value = last.cited.map((sentence) => talk.passage[sentence]!.text).join(' ');
    return {
      shown: talk.passage,
      turns: talk.turns,
      answer: { value, basis: 'quotation' },
      tags: {
        plan: moves.join(' '),
        turns: moves.length,
        ...(talk.variants.length > 0 && { variants: talk.variants.join(' ') }),
      },
    };
  },
  requires: ['span'],
};

function ask(talk: Talk, move: Move): void {
  const { plan, passage, page, frames, random, told } = talk;
  const { language } = page.document;
  const about = told.length === 0 ? plan.focus : choosePassageSentence(talk, move, told);
  const others = passage.filter((_, at) => at !== about).map(({ text }) => text);
  const isFurther = move === 'follow-up';
  const asked = askOf(
    {
      sentence: passage[about]!.text,
      others,
      pageText: textOfPage(page),
      language,
      frames,
      isFurther,
    },
    random,
  );
  if (asked === undefined)
    throw new ItemRejectedError(
      'no-question',
      `nothing sets “${passage[about]!.text}” apart from its neighbours`,
    );
  const lead =
    move === 'apply' ? fill(random.pick(frames.apply), { d: plan.reader.description }) : '';
  talk.turns.push(
    {
      role: 'user',
      move,
      lead,
      body: asked.question,
      tail: '',
      slot: { as: 'question', about },
      cited: [],
    },
    answer(talk, about),
  );
  told.push(about);
}

function answer({ passage, page }: Talk, about: number): Turn {
  const says = passage[about]!.text;
  return {
    role: 'assistant',
    move: 'answer',
    lead: '',
    body: quotesOf([says]),
    tail: sourceOf(page.document),
    slot: { as: 'statement', says },
    cited: [about],
  };
}

/** The reader doubts what was quoted last, with one thing changed; the page is quoted against it. */
function challenge(talk: Talk): void {
  const { told, doubted, frames, random } = talk;
  for (const about of told.toReversed()) {
    if (doubted.has(about)) continue;
    const variant = variantOf(talk, about);
    if (variant === undefined) continue;
    doubted.add(about);
    talk.variants.push(variant.form);
    const [lead, tail] = around(random.pick(frames.challenge));
    talk.turns.push(
      { role: 'user', move: 'challenge', lead, body: variant.text, tail, slot: null, cited: [] },
      replyWith(talk, 'correct', [about], frames.correct),
    );
    return;
  }
  throw new ItemRejectedError(
    'nothing-to-doubt',
    'no variant of what was quoted is false to the page',
  );
}

/** The reader says something back, in half of all cases wrong: it is confirmed or corrected by its quotation. */
function teachBack(talk: Talk): void {
  const { told, doubted, frames, random, passage } = talk;
  const about = random.pick(told.filter((sentence) => !doubted.has(sentence)));
  doubted.add(about);
  const variant = random.next() < 0.5 ? variantOf(talk, about) : undefined;
  const says = variant?.text ?? passage[about]!.text;
  talk.variants.push(...(variant === undefined ? [] : [variant.form]));
  const [lead, tail] = around(random.pick(frames.teachBack));
  talk.turns.push(
    {
      role: 'user',
      move: 'teach-back',
      lead,
      body: says,
      tail,
      slot: { as: 'statement', says },
      cited: [],
    },
    replyWith(talk, 'correct', [about], variant === undefined ? frames.confirm : frames.correct),
  );
}

function sumUp(talk: Talk): void {
  const { frames, random, told } = talk;
  talk.turns.push(
    fixed('user', 'ask', random.pick(frames.sumUp)),
    replyWith(talk, 'summarise', [...told], frames.summary),
  );
}

function replyWith(talk: Talk, move: Move, cited: number[], replies: readonly string[]): Turn {
  const q = quotesOf(cited.map((sentence) => talk.passage[sentence]!.text));
  return fixed(
    'assistant',
    move,
    fill(talk.random.pick(replies), { q, t: titleOf(talk.page.document) }),
    cited,
  );
}

function variantOf({ passage, page, random }: Talk, about: number): Variant | undefined {
  const { document } = page;
  const text = textOfPage(page);
  const others = passage.filter((_, at) => at !== about).map((sentence) => sentence.text);
  const variants = falsify(
    passage[about]!.text,
    { language: document.language, text, others },
    random,
  );
  const lasting = variants.filter((one) => contentWords(one.text, document.language).size > 0);
  return lasting.length === 0 ? undefined : random.pick(lasting);
}

function around(frame: string): [lead: string, tail: string] {
  const [lead = '', tail = ''] = frame.split('{x}');
  return [lead, tail];
}
