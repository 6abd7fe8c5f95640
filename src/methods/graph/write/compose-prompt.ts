import type { Random } from '../../../core/random.ts';
import type { Shown } from './compose-trace.ts';

/** What stands around a question. */
export interface Layout {
  before: string;
  after: string;
}

/**
 * Lays out what is shown, numbered from 1, and where the question goes. Nothing in the layout depends on whether the shown
 * material gives the answer.
 */
export function layOut(shown: Shown, items: readonly string[], random: Random): Layout {
  const list = items.map((item, at) => `[${at + 1}] ${item}`).join('\n\n');
  return random.pick<Layout>([
    {
      before: `Answer the question from the ${shown} below. If they do not give the answer, say so.\n\n${list}\n\nQuestion: `,
      after: '',
    },
    { before: `${capital(shown)}:\n\n${list}\n\n`, after: '' },
    { before: '', after: `\n\nUse these ${shown}:\n\n${list}` },
  ]);
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export const putQuestion = ({ before, after }: Layout, question: string): string =>
  `${before}${question}${after}`;

/** The question that a message asks in this layout, or undefined where the message is laid out otherwise. */
export function takeQuestion({ before, after }: Layout, content: string): string | undefined {
  const fits =
    content.startsWith(before) &&
    content.endsWith(after) &&
    content.length > before.length + after.length;
  return fits ? content.slice(before.length, content.length - after.length) : undefined;
}

/** A passage as it is shown: under its document's title, without which `he` and `the firm` may mean anyone. */
export const showPassage = (title: string, text: string): string => {
  const plain = title.replaceAll(/\s+/gu, ' ').trim();
  return plain === '' ? text : `${plain}: ${text}`;
};
