import type { ProofMaterial } from '../../../core/proof/index.ts';
import {
  Document,
  type Message,
  type Sample,
  type SpanEvidence,
} from '../../../core/records/index.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { composeAnswer, titleOf } from '../write/compose-answer.ts';

/** A conversation as its sample tells it: what was shown, asked and quoted. */
export interface Conversation {
  document: Document;
  /** The sentences of the passage. */
  shown: string[];
  /** Each turn's question and the shown sentences that its answer quotes. */
  turns: { question: string; cited: number[] }[];
}

/**
 * Reads a sample as a conversation over one stored document, and holds every part of it to that document: passages,
 * the wording of the answers, which passages are gold, answer, labels. Gives the contradiction where there is one.
 */
export async function readConversation(
  sample: Sample,
  material: ProofMaterial,
): Promise<Conversation | { contradiction: string }> {
  const { context = [], messages } = sample;
  const spans = sample.evidence.filter((evidence) => evidence.kind === 'span');
  const record = spans[0]?.document;
  if (record === undefined || spans.length !== sample.evidence.length) {
    return { contradiction: 'a conversation rests on quotations and nothing else' };
  }
  if ([...spans, ...context].some(({ document }) => document !== record)) {
    return { contradiction: 'quotations and passages are of more than one document' };
  }
  const document = Document.parse(await material.record(record));
  for (const { block, start, end, text } of context) {
    const stored = sliceCodePoints(document.blocks[block]?.text ?? '', start, end);
    if (stored !== text) return { contradiction: `the passage "${text}" is stored as "${stored}"` };
  }

  const turns: Conversation['turns'] = [];
  let next = 0;
  for (let index = 0; index < messages.length; index += 2) {
    const question = plainText(messages[index], 'user');
    const answer = plainText(messages[index + 1], 'assistant');
    if (question === undefined || answer === undefined) {
      return { contradiction: 'the messages are not plain questions and answers in turn' };
    }
    const quotes = quotesOf(answer, spans.slice(next), titleOf(document));
    if (quotes === undefined) {
      return { contradiction: `the answer is not its quotations: "${answer}"` };
    }
    next += quotes.length;
    const cited = quotes.map((quote) => context.findIndex((passage) => isSame(passage, quote)));
    if (cited.includes(-1)) return { contradiction: 'an answer quotes what was not shown' };
    turns.push({ question, cited });
  }
  if (next !== spans.length) return { contradiction: 'a quotation is in no answer' };

  const gold = new Set(turns.flatMap(({ cited }) => cited));
  if (context.some((passage, index) => passage.gold !== gold.has(index))) {
    return { contradiction: 'the passages called gold are not the quoted ones' };
  }
  const shown = context.map(({ text }) => text);
  return labelFault(sample, document, turns, shown) ?? { document, shown, turns };
}

function labelFault(
  sample: Sample,
  document: Document,
  turns: Conversation['turns'],
  shown: readonly string[],
): { contradiction: string } | undefined {
  const value = turns
    .at(-1)!
    .cited.map((index) => shown[index])
    .join(' ');
  if (sample.answer?.value !== value || sample.answer.basis !== 'quotation') {
    return { contradiction: 'the answer is not the last quotation, on the basis of a quotation' };
  }
  const { tags } = sample;
  if (
    sample.kind !== 'conversation' ||
    sample.method !== 'personas' ||
    sample.voice !== 'model' ||
    sample.tools !== undefined ||
    sample.chosen !== undefined ||
    sample.rejected !== undefined
  ) {
    return { contradiction: 'it is not a conversation in a model’s voice' };
  }
  if (
    Object.keys(tags).length !== TAGS ||
    tags['document'] !== document.uri ||
    tags['language'] !== document.language ||
    tags['turns'] !== turns.length ||
    tags['plan'] !== planOf(turns.length)
  ) {
    return { contradiction: 'the tags are not those of the document and the turns' };
  }
  if (sample.licenses.length !== 1 || sample.licenses[0] !== document.license) {
    return { contradiction: `the licence is not the document's: ${document.license ?? 'unknown'}` };
  }
  return sample.groups.length === 1 && sample.groups[0] === document.id
    ? undefined
    : { contradiction: 'the group is not the document' };
}

/** Persona, document, language, plan and number of turns. */
const TAGS = 5;

export function planOf(turns: number): 'ask' | 'ask-follow-up' {
  return turns === 1 ? 'ask' : 'ask-follow-up';
}

/** How many of the next quotations, put together, are the answer; undefined where none are. */
function quotesOf(
  answer: string,
  spans: readonly SpanEvidence[],
  title: string,
): SpanEvidence[] | undefined {
  for (let count = 1; count <= spans.length; count++) {
    const quotes = spans.slice(0, count);
    const composed = composeAnswer(
      quotes.map(({ quote }) => quote),
      title,
    );
    if (composed === answer) return quotes;
  }
  return undefined;
}

function plainText(message: Message | undefined, role: Message['role']): string | undefined {
  if (message?.role !== role || typeof message.content !== 'string') return undefined;
  return Object.keys(message).length === 2 ? message.content : undefined;
}

function isSame(
  a: { block: number; start: number; end: number },
  b: { block: number; start: number; end: number },
): boolean {
  return a.block === b.block && a.start === b.start && a.end === b.end;
}
