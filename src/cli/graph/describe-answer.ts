import type { Answer } from '../../methods/graph/retrieve/answer.ts';
import type { Quotation } from '../../methods/graph/retrieve/quote-source.ts';
import type { Retrieved } from '../../methods/graph/retrieve/retriever.ts';
import type { KnowledgeGraph } from '../../methods/graph/knowledge-graph.ts';
import type { Paint } from '../output/paint.ts';
import { plainLine, shorten } from '../output/plain-text.ts';

const QUOTE_LETTERS = 400;

/** An answer for people: each statement with what says so. */
export function describeAnswer(answer: Answer, paint: Paint): string {
  const dropped = Object.entries(answer.dropped);
  const lines: string[] = [];
  if (!answer.isFound) lines.push('nothing found');
  if (answer.text !== null) lines.push(paint.bold(plainLine(answer.text)), '');
  for (const [i, { text, quotations }] of answer.statements.entries()) {
    lines.push(`${i + 1}. ${plainLine(shorten(text, 2 * QUOTE_LETTERS))}`);
    for (const quotation of quotations) lines.push(`   ${sayQuotation(quotation, text, paint)}`);
  }
  if (dropped.length > 0) {
    const reasons = dropped.map(([reason, times]) => `${reason} ${times}`).join(', ');
    lines.push('', paint.dim(`of what the model wrote, dropped: ${plainLine(reasons)}`));
  }
  return `${lines.join('\n')}\n`;
}

function sayQuotation(quotation: Quotation, statement: string, paint: Paint): string {
  if (!('quote' in quotation)) return paint.dim(`${plainLine(quotation.uri)}:${quotation.line}`);
  const { quote, title, uri, block, start, end } = quotation;
  const place = paint.dim(
    `${plainLine(title)} (${plainLine(uri)}, block ${block}, ${start}–${end})`,
  );
  return quote === statement ? place : `"${plainLine(shorten(quote, QUOTE_LETTERS))}" — ${place}`;
}

/** Why each passage came. */
export function describeReasons(
  { passages, entities }: Retrieved,
  graph: KnowledgeGraph,
  texts: readonly string[],
): string {
  const lines = ['', 'entities:'];
  for (const { entity, because } of entities) {
    lines.push(`  ${plainLine(graph.entities[entity]!.name)}: ${plainLine(because)}`);
  }
  lines.push('', 'passages:');
  for (const [i, { index, score, because }] of passages.entries()) {
    const title = graph.documents[graph.passages[index]!.document]?.title ?? '';
    lines.push(
      `  ${i + 1}. ${plainLine(title)}, ${score.toPrecision(3)}: ${plainLine(shorten(texts[i]!, 160))}`,
      ...because.map((reason) => `     ${plainLine(shorten(reason, QUOTE_LETTERS))}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
