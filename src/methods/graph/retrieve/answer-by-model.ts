import { z } from 'zod';
import { ItemRejectedError } from '../../../core/errors/item-rejected-error.ts';
import { codePointLength } from '../../../core/text/code-points.ts';
import { splitSentences } from '../../../core/text/sentences.ts';
import { oneLine, promptMessages } from '../../../core/run/prompts.ts';
import type { Prompt, RoleCaller } from '../../../core/run/method.ts';
import { findForeign } from '../communities/find-foreign.ts';
import type { Answer } from './answer.ts';
import type { AnswerMaterial } from './answer-by-template.ts';
import { quoteSource } from './quote-source.ts';
import type { Retrieved } from './retriever.ts';

const PointedAnswer = z.strictObject({ sentences: z.array(z.number()), answer: z.string() });

export interface AnswerPorts {
  caller: RoleCaller;
  /** `prompts/answer.md`, `points.md` or `overview.md`, or the user's. */
  prompt(name: 'answer' | 'points' | 'overview'): Prompt;
  /** Whether a word, folded, is part of any name of the graph. */
  isNameWord(word: string): boolean;
}

/** A sentence before the model, in code points of its block. */
interface NumberedSentence {
  passage: number;
  start: number;
  end: number;
  text: string;
}

/** Code points of sentences put before a model, and tokens of its answer. */
const MOST_LETTERS = 8000;
const MAX_OUTPUT_TOKENS = 800;

/**
 * Answers from the passages that were found: the model points at numbered sentences, the program quotes them. Its wording
 * is kept where every name and number in it stands in these sentences or in the question, else it is dropped and counted. No sentence that it can
 * point at: nothing is found. A reply that cannot be used is no answer either, and is counted.
 */
export async function answerByModel(
  question: string,
  retrieved: Retrieved,
  material: AnswerMaterial,
  { caller, prompt, isNameWord }: AnswerPorts,
): Promise<Answer> {
  const answer: Answer = {
    mode: retrieved.mode,
    voice: 'model',
    isFound: false,
    text: null,
    statements: [],
    dropped: {},
  };
  const sentences = await numberSentences(retrieved, material);
  if (sentences.length === 0) return answer;
  const asked = prompt('answer');
  const lines = sentences.map(({ text }, i) => `${i + 1}. ${oneLine(text)}`).join('\n');
  let pointed: z.infer<typeof PointedAnswer>;
  try {
    ({ value: pointed } = await caller.object({
      step: 'answer',
      messages: promptMessages(asked.render({ sentences: lines, question: oneLine(question) })),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      temperature: 0,
      prompt: asked,
      schema: PointedAnswer,
      schemaName: 'answer',
    }));
  } catch (error) {
    if (!(error instanceof ItemRejectedError)) throw error;
    return { ...answer, dropped: { [error.reason]: 1 } };
  }
  const kept = [...new Set(pointed.sentences)].flatMap((number) => sentences[number - 1] ?? []);
  const isNowhere = new Set(pointed.sentences).size - kept.length;
  if (isNowhere > 0) answer.dropped['no-such-sentence'] = isNowhere;
  if (kept.length === 0) return answer;
  for (const sentence of kept) {
    const { passage, start, end, text } = sentence;
    const source = { passage, start, end, subject: NOWHERE, object: NOWHERE, cue: null };
    answer.statements.push({
      text,
      quotations: [await quoteSource(source, material.graph, material.passageText)],
    });
  }
  const text = oneLine(pointed.answer);
  const foreign = findForeign(text, [...kept.map((one) => one.text), question], isNameWord);
  if (foreign !== undefined) answer.dropped[foreign.kind] = 1;
  return { ...answer, isFound: true, text: text === '' || foreign !== undefined ? null : text };
}

const NOWHERE: [number, number] = [0, 0];

async function numberSentences(
  { passages }: Retrieved,
  { graph, passageText }: AnswerMaterial,
): Promise<NumberedSentence[]> {
  const numbered: NumberedSentence[] = [];
  let letters = 0;
  for (const { index } of passages) {
    const offset = graph.passages[index]!.start;
    for (const { start, end, text } of splitSentences(await passageText(index))) {
      letters += codePointLength(text);
      if (letters > MOST_LETTERS && numbered.length > 0) return numbered;
      numbered.push({ passage: index, start: start + offset, end: end + offset, text });
    }
  }
  return numbered;
}
