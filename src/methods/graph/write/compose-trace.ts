import type { Random } from '../../../core/random.ts';
import type { QueryForm } from '../assign/query.ts';
import type { Entity, KnowledgeGraph } from '../knowledge-graph.ts';
import { sayStatement } from '../report/say-fact.ts';
import { stepOf } from './compose-question.ts';
import { entityOf } from './name-words.ts';
import { capitalise, fill } from './noun-phrase.ts';
import type { Hop } from './read-path.ts';

/** Where a hop is said: the number of the passage or statement, and the words of the passage. */
export interface Citation {
  number: number;
  /** Null where whole statements are shown. */
  quote: string | null;
}

/** A hop as a plain sentence without its full stop: `Ada Holm was born in Vik`. */
export function sayHop(graph: KnowledgeGraph, { edge }: Hop): string {
  const { statement } = stepOf(graph, edge.predicate).predicate;
  const [subject, object] = [entityOf(graph, edge.subject), entityOf(graph, edge.object)];
  return sayStatement({ statement: fitTime(statement, object) }, subject.name, object.name);
}

/** Things happen on a day, but in a month or a year. */
function fitTime(statement: string, { kind, name }: Entity): string {
  if (kind !== 'time') return statement;
  const isDay = /\p{L}/u.test(name) && /\b\d{1,2}\b/.test(name);
  return statement.replace(/ (?:on|in) \{object\}$/, ` ${isDay ? 'on' : 'in'} {object}`);
}

/** A sentence with a full stop, unless it has one already: `… of Acme Inc.` */
export const stop = (sentence: string): string =>
  /[.!?]["”]?$/.test(sentence) ? sentence : `${sentence}.`;

/** One line of a trace in our own words. Without a citation, as one who knows it by heart. */
export function composeHop(said: string, cited: Citation | undefined, random: Random): string {
  if (cited === undefined) return stop(said);
  const { number, quote } = cited;
  if (quote === null) {
    return random.pick([
      `Statement [${number}] says that ${stop(said)}`,
      `By [${number}], ${stop(said)}`,
      `${said} [${number}].`,
    ]);
  }
  return random.pick([
    `Passage [${number}] says: "${quote}" So ${stop(said)}`,
    `${said} [${number}]: "${quote}"`,
    `From [${number}]: "${quote}" This tells us that ${stop(said)}`,
    `By [${number}], ${said}: "${quote}"`,
  ]);
}

/** A hop that a model has put into words, with the words of the passage behind it. */
export const quoteHop = (sentence: string, quote: string): string => `${sentence} ("${quote}")`;

/** The line that says which step is missing. */
export function composeMissing(
  graph: KnowledgeGraph,
  hop: Hop,
  shown: Shown,
  random: Random,
): string {
  const sought = fill(stepOf(graph, hop.step).phrase, entityOf(graph, hop.from).name);
  const many = shown === 'passages' ? 'passages' : 'statements';
  return random.pick([
    `None of the ${many} says what is needed next: ${sought}.`,
    `The next step needs ${sought}, which the ${many} do not give.`,
    `What is missing is ${sought}: no ${many.slice(0, -1)} tells it.`,
  ]);
}

/** What is put before the reader of an open-book question. */
export type Shown = 'passages' | 'statements';

/** The last line of a trace; it ends with the answer. */
export function composeConclusion(form: QueryForm, value: string, random: Random): string {
  if (form === 'count') {
    return random.pick([
      stop(`That makes ${value}, so the answer is ${value}`),
      stop(`Counted together, the answer is ${value}`),
    ]);
  }
  const compared = ['more', 'less', 'most', 'least'].includes(form) ? 'Compared, ' : '';
  return random.pick([
    capitalise(stop(`${compared}the answer is ${value}`)),
    stop(`${compared === '' ? 'So the answer is' : 'Comparing these, the answer is'} ${value}`),
    stop(`${compared === '' ? 'That leads to' : 'Side by side, these give'} the answer: ${value}`),
  ]);
}

/** What is answered where the shown material does not say it. */
export function composeRefusal(shown: Shown, random: Random): string {
  return random.pick([
    `The ${shown} do not say.`,
    `This cannot be answered from the ${shown}.`,
    `The ${shown} do not contain the answer.`,
    `That is not stated in the ${shown}.`,
  ]);
}

/** A trace: its lines, plain or numbered. */
export function joinTrace(lines: readonly string[], random: Random): string {
  const isNumbered = lines.length > 2 && random.integer(3) === 0;
  return lines.map((line, at) => (isNumbered ? `${at + 1}. ${line}` : line)).join('\n');
}
