import type { Random } from '../../../core/random.ts';
import {
  type Citation,
  composeConclusion,
  composeHop,
  composeMissing,
  joinTrace,
  quoteHop,
  sayHop,
} from '../write/compose-trace.ts';
import { findEdge } from '../assign/unanswerable.ts';
import { edgesSaidIn, factsOf, spansOf } from '../write/gold-edges.ts';
import { entityOf, nameIn, wordsOf } from '../write/name-words.ts';
import type { Hop } from '../write/read-path.ts';
import { predicateOf } from '../write/read-path.ts';
import {
  ADDRESS,
  contentOf,
  DENIALS,
  SCAFFOLDING,
  senseOf,
  vocabularyOf,
} from './question-words.ts';
import { faultOfDirection } from './hop-direction.ts';
import type { Reading } from './read-claim.ts';

/** What a trace is drawn from. */
export type Traced = Pick<
  Reading,
  | 'graph'
  | 'query'
  | 'told'
  | 'missing'
  | 'value'
  | 'shown'
  | 'isOpen'
  | 'passages'
  | 'statements'
  | 'quoteOf'
> & { random(label: string): Random };

/** Where a told hop is shown: the surest of its spans that stands in a shown passage. Undefined where nothing is shown. */
export function citationOf(reading: Traced, hop: Hop): Citation | undefined {
  const { graph, isOpen, passages, statements, quoteOf } = reading;
  if (!isOpen) return undefined;
  const edge = findEdge(graph, hop.edge)!;
  if (passages === null) return { number: statements.indexOf(edge) + 1, quote: null };
  const span = spansOf(graph, edge).find(({ passage }) => passages.includes(passage));
  if (span === undefined) return { number: 0, quote: null };
  return {
    number: passages.indexOf(span.passage) + 1,
    quote: quoteOf(span)!.replaceAll(/\s+/gu, ' ').trim(),
  };
}

/** The lines of a trace in our own words; a model may have said the hops (all but the last line) otherwise. */
export function templateLines(reading: Traced): string[] {
  const { graph, query, told, missing, value, shown, random } = reading;
  const lines = told.map((hop, at) =>
    composeHop(sayHop(graph, hop), citationOf(reading, hop), random(`hop/${at}`)),
  );
  const last =
    missing === undefined
      ? composeConclusion(query.form, value, random('conclusion'))
      : composeMissing(graph, missing, shown, random('missing'));
  return [...lines, last];
}

export const traceOf = (lines: readonly string[], reading: Traced): string =>
  joinTrace(lines, reading.random('trace'));

/**
 * Whether the trace says each hop in its order, citing a shown place that says it, in our own words letter by letter, or,
 * in a model's voice, in words that the place bears out, and ends with the answer or with what is missing.
 */
export function faultOfTrace(reading: Reading): string | undefined {
  const { claim, told, graph } = reading;
  const reasoning = claim.messages.at(-1)!.reasoning!;
  const expected = templateLines(reading);
  for (const hop of reading.isOpen ? told : []) {
    const { number } = citationOf(reading, hop)!;
    if (number === 0) return `nothing shown says that ${sayHop(graph, hop)}`;
  }
  if (reasoning === traceOf(expected, reading)) return undefined;
  if (claim.voice !== 'model' || !reading.isOpen)
    return 'the trace is not what its path and seed say';
  const lines = reasoning.split('\n');
  if (lines.length !== expected.length) {
    return `the trace has ${lines.length} lines, and its path gives ${expected.length}`;
  }
  // Numbering is the template's affair: whatever it puts before a line stands there.
  const framed = traceOf(expected, reading).split('\n');
  for (const [at, line] of lines.entries()) {
    const frame = framed[at]!.slice(0, framed[at]!.length - expected[at]!.length);
    if (!line.startsWith(frame)) return `line ${at + 1} of the trace is put otherwise`;
    const said = line.slice(frame.length);
    if (said === expected[at]) continue;
    const hop = told[at];
    if (hop === undefined) return 'the trace does not end as its path does';
    const fault = faultOfHop(said, hop, reading);
    if (fault !== undefined) return `line ${at + 1} of the trace ${fault}`;
  }
  return undefined;
}

export const HOP_LIMITS = { mostWords: 60 };

/** Whether a model's line says its hop: a sentence with the number of the passage, and the quotation behind it. */
function faultOfHop(line: string, hop: Hop, reading: Reading): string | undefined {
  const cited = citationOf(reading, hop)!;
  const ending = cited.quote === null ? '' : quoteHop('', cited.quote);
  if (!line.endsWith(ending) || line.length <= ending.length) return 'does not quote its passage';
  return faultOfSentence(line.slice(0, line.length - ending.length), hop, cited, reading);
}

/** Why a model's sentence does not say a hop, or undefined. */
export function faultOfSentence(
  sentence: string,
  hop: Hop,
  cited: Citation,
  { graph }: Pick<Traced, 'graph'>,
): string | undefined {
  if (sentence !== sentence.trim() || /[\n\r\t]/.test(sentence)) return 'is more than one line';
  const numbers = [...sentence.matchAll(/\[([^\]]*)\]/g)].map(([, inside]) => inside);
  if (numbers.length !== 1 || numbers[0] !== String(cited.number)) {
    return `does not cite [${cited.number}] once`;
  }
  const text = sentence.replace(/\s*\[[^\]]*\]/, '');
  if (/["“”<>{}*_|#?]/u.test(text)) return 'has quotation marks, markup or a question';
  const [from, to] = [entityOf(graph, hop.from), entityOf(graph, hop.to)];
  const names = [nameIn(text, from), nameIn(text, to)];
  if (names.includes(undefined)) {
    return `does not name "${(names[0] === undefined ? from : to).name}"`;
  }
  const predicate = graph.predicates[graph.predicateById.get(predicateOf(hop.step))!]!;
  const facts = factsOf(graph, findEdge(graph, hop.edge)!);
  const vocabulary = vocabularyOf(graph, predicate, facts);
  const words = wordsOf(text);
  if (words.length > HOP_LIMITS.mostWords) return 'is too long';
  const nameWords = new Set((names as string[]).flatMap((name) => wordsOf(name)));
  const quoted = new Set(wordsOf(cited.quote ?? ''));
  const quotedSenses = contentOf(cited.quote ?? '');
  let speaks = vocabulary.size === 0;
  for (const word of words) {
    if (DENIALS.has(word)) return `denies: "${word}"`;
    const sense = senseOf(word);
    if (vocabulary.has(sense) && !SCAFFOLDING.has(word)) speaks = true;
    const isKnown =
      nameWords.has(word) ||
      quoted.has(word) ||
      (SCAFFOLDING.has(word) && !ADDRESS.has(word)) ||
      vocabulary.has(sense) ||
      quotedSenses.has(sense);
    if (!isKnown) return `brings in "${word}"`;
  }
  if (!speaks) return `does not say "${predicate.label}"`;
  const isForward = hop.edge.subject === hop.from;
  const [subject, object] = (isForward ? names : names.toReversed()) as [string, string];
  return faultOfDirection(text, { subject, object }, predicate, vocabulary);
}

/** Whether a passage says an edge. */
export const isSaidIn = (reading: Pick<Traced, 'graph'>, passage: number, edge: number): boolean =>
  edgesSaidIn(reading.graph, passage).includes(edge);
