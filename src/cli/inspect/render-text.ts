import { type Message, messageText, type Sample } from '../../core/records/index.ts';
import type { Paint } from '../output/paint.ts';
import { plainLine, plainText, shorten } from '../output/plain-text.ts';
import { wrap } from '../output/table.ts';
import type { EvidenceView, QuoteView, SampleView } from './sample-view.ts';

/** Of a revision or a prompt's hash: enough to tell them apart. */
const REVISION_CHARACTERS = 24;

/** A sample with its evidence, for a terminal. Nothing in it can steer the terminal. */
export function renderSample(
  { sample, evidence }: SampleView,
  paint: Paint,
  width: number,
): string {
  const lines: string[] = [
    `${paint.bold(sample.id)}  ${plainLine(`${sample.method}/${sample.kind}`)} · ${sample.split} · voice: ${sample.voice}`,
  ];
  const tags = Object.entries(sample.tags).map(([name, value]) => `${name}=${value}`);
  if (tags.length > 0) lines.push(paint.dim(wrap(plainLine(tags.join(' · ')), width, '  ')));
  lines.push('');
  for (const message of sample.messages) lines.push(...turn(message, message.role, paint, width));
  for (const message of sample.chosen ?? [])
    lines.push(...turn(message, `${message.role}, chosen`, paint, width));
  for (const message of sample.rejected ?? [])
    lines.push(...turn(message, `${message.role}, rejected`, paint, width));
  if (sample.answer !== undefined) {
    lines.push(`${paint.cyan('answer')}, resting on: ${sample.answer.basis}`);
    lines.push(wrap(plainText(sample.answer.value), width, '  '), '');
  }
  for (const [index, view] of evidence.entries())
    lines.push(...proof(view, `evidence ${index + 1}`, paint, width), '');
  if (sample.context !== undefined && sample.context.length > 0) {
    const gold = sample.context.filter((passage) => passage.gold).length;
    lines.push(`${paint.cyan('passages')} ${sample.context.length}, ${gold} of them gold`, '');
  }
  lines.push(...checks(sample, paint, width), ...lineage(sample, paint, width));
  return lines.join('\n');
}

function turn(message: Message, label: string, paint: Paint, width: number): string[] {
  const lines = [paint.cyan(label)];
  if (message.reasoning !== undefined)
    lines.push(paint.dim(wrap(`(thinking) ${plainText(message.reasoning)}`, width, '  ')));
  const text = messageText(message);
  if (text !== '') lines.push(wrap(plainText(text), width, '  '));
  if (typeof message.content !== 'string') {
    for (const part of message.content)
      if (part.type === 'image')
        lines.push(plainLine(`  [image ${part.mediaType} ${part.blob.slice(0, 12)}]`));
  }
  for (const call of message.tool_calls ?? [])
    lines.push(
      wrap(plainText(`calls ${call.name}(${JSON.stringify(call.arguments)})`), width, '  '),
    );
  return [...lines, ''];
}

function proof(view: EvidenceView, label: string, paint: Paint, width: number): string[] {
  const lines = [`${paint.cyan(label)}  ${plainLine(view.prover)}`];
  for (const { label: name, value } of view.facts)
    lines.push(wrap(`${name}: ${plainText(value)}`, width, '  '));
  for (const quote of view.quotes) lines.push(...quotation(quote, paint, width));
  for (const problem of view.problems)
    lines.push(paint.yellow(wrap(plainText(problem), width, '  ')));
  return lines;
}

function quotation(quote: QuoteView, paint: Paint, width: number): string[] {
  const place = [
    `${quote.title} (${quote.uri})`,
    quote.page === null ? '' : `page ${quote.page}`,
    `block ${quote.block}`,
    quote.headings.length === 0 ? '' : `under ${quote.headings.join(' › ')}`,
  ];
  const text = `${shown(quote.before)}${OPEN}${shown(quote.stored)}${CLOSE}${shown(quote.after)}`;
  const lines = [
    paint.dim(wrap(plainLine(place.filter(Boolean).join(', ')), width, '  ')),
    paintMarks(wrap(text, width, '    '), paint),
  ];
  if (quote.claimed !== null) {
    lines.push(
      paint.red('  the sample quotes otherwise:'),
      wrap(plainText(quote.claimed), width, '    '),
    );
  }
  return lines;
}

function checks(sample: Sample, paint: Paint, width: number): string[] {
  if (sample.checks.length === 0) return [];
  const lines = [paint.cyan('checks')];
  for (const { name, basis, verdict, score, detail } of sample.checks) {
    const style = verdict === 'pass' ? paint.green : verdict === 'fail' ? paint.red : paint.yellow;
    const rest = [
      `${name}, ${basis}`,
      score === undefined ? '' : `score ${score}`,
      detail === undefined ? '' : JSON.stringify(detail),
    ];
    const [first, ...more] = wrap(plainLine(rest.filter(Boolean).join(', ')), width - 10).split(
      '\n',
    );
    lines.push(
      `  ${style(verdict.padEnd(7))} ${first}`,
      ...more.map((line) => `          ${line}`),
    );
  }
  return [...lines, ''];
}

function lineage({ lineage: line, licenses }: Sample, paint: Paint, width: number): string[] {
  const facts = [
    `${line.method}, part ${line.part}, recipe ${line.recipe.slice(0, 12)}, seed ${line.seed}`,
    `assignment ${line.assignment.slice(0, 12)}, candidate ${line.candidate}`,
    ...callLines(line.calls),
    ...(licenses.length > 0
      ? [`licences of the material: ${licenses.map((name) => name ?? 'unknown').join(', ')}`]
      : []),
  ];
  return [paint.cyan('lineage'), ...facts.map((fact) => wrap(plainLine(fact), width, '  '))];
}

/** Calls of one model, step and prompt on one line, with their number. */
function callLines(calls: Sample['lineage']['calls']): string[] {
  const lines = new Map<string, number>();
  for (const { role, model, revision, step, prompt } of calls) {
    const text = [
      `${role} ${model}${revision === null ? '' : ` at ${shorten(revision, REVISION_CHARACTERS)}`}`,
      `step ${step}`,
      prompt === null ? 'no prompt file' : `prompt ${shorten(prompt, REVISION_CHARACTERS)}`,
    ].join(', ');
    lines.set(text, (lines.get(text) ?? 0) + 1);
  }
  return [...lines].map(([text, count]) => (count === 1 ? text : `${text}, ${count} times`));
}

// Private-use characters stand for the ends of a mark while the text is wrapped; `shown` takes them out of the data.
const OPEN = '\uE000';
const CLOSE = '\uE001';

const shown = (text: string): string => plainText(text).replace(/[\uE000\uE001]/g, '\uFFFD');

/** Styles what stands between the two ends, line by line, so that margins stay bare. */
function paintMarks(text: string, paint: Paint): string {
  if (!paint.colour) return text.replace(OPEN, '«').replace(CLOSE, '»');
  let open = false;
  return text
    .split('\n')
    .map((line) => {
      const margin = line.match(/^ */)![0];
      const rest = line.slice(margin.length);
      const start = open ? 0 : rest.indexOf(OPEN);
      if (start < 0) return line;
      const end = rest.indexOf(CLOSE);
      open = end < 0;
      const marked = rest.slice(start, end < 0 ? undefined : end).replace(OPEN, '');
      const tail = end < 0 ? '' : rest.slice(end + 1);
      return margin + rest.slice(0, start) + paint.mark(marked) + tail;
    })
    .join('\n');
}
