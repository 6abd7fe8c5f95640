import type { Random } from '../../../core/random.ts';
import type { Candidate, PathEvidence, QueryEvidence } from '../../../core/records/index.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import type { EdgeIds, GraphQuery } from '../assign/query.ts';
import type { FactSpan, KnowledgeGraph } from '../knowledge-graph.ts';
import { layOut, putQuestion, showPassage, takeQuestion } from '../write/compose-prompt.ts';
import { composeQuestion, sayAnswers } from '../write/compose-question.ts';
import { type Shown, stop } from '../write/compose-trace.ts';
import { isStated, shownAs } from '../write/gather-context.ts';
import { findEdge } from '../assign/unanswerable.ts';
import { faultOfShape, type Hop, isSameEdge, readPath, stopAt } from '../write/read-path.ts';
import { sayTriple } from '../report/say-fact.ts';
import { CHECKS } from './checks.ts';

/** A candidate or a sample, and what its wording was drawn from. */
export interface Claim extends Candidate {
  /** A stream of the assignment's chance. */
  random(label: string): Random;
}

/** A sample as it tells of itself, read with the graph that it names. */
export interface Reading {
  claim: Claim;
  graph: KnowledgeGraph;
  stored: { graph: string; snapshot: string };
  query: GraphQuery;
  answers: string[];
  /** The answers as they are said. */
  value: string;
  hops: Hop[];
  /** Hops that the sample states, and the one that it says is missing. */
  told: Hop[];
  missing: Hop | undefined;
  withheld: EdgeIds | null;
  /** Path edges by index, and of them those that are told. */
  path: number[];
  toldEdges: number[];
  /** How the graph is told: by passages or by statements; and whether anything is shown at all. */
  shown: Shown;
  isOpen: boolean;
  /** Passages shown, by index; null without passages. */
  passages: number[] | null;
  statements: number[];
  question: string;
  /** The question in our own words, from the same query and seed. */
  template: string;
  random(label: string): Random;
  /** Words of a span of a shown passage; of another, undefined. */
  quoteOf(span: FactSpan): string | undefined;
}

export const KINDS = {
  single: 'single-hop',
  multi: 'multi-hop',
  closed: 'closed-book',
  unanswerable: 'unanswerable',
} as const;

/** What a sample of a query must be called. */
export function kindOf(query: GraphQuery, isOpen: boolean, withheld: EdgeIds | null): string {
  if (withheld !== null) return KINDS.unanswerable;
  if (!isOpen) return KINDS.closed;
  return query.form === '1p' ? KINDS.single : KINDS.multi;
}

/** Reads a claim, and holds its parts together: evidence, messages and what is shown. Gives the fault where they do not fit. */
export function readClaim(claim: Claim, graph: KnowledgeGraph): Reading | { fault: string } {
  const evidence = readEvidence(claim);
  if ('fault' in evidence) return evidence;
  const { path: proof, query: asked } = evidence;
  const query = {
    form: asked.form,
    anchors: asked.anchors,
    predicates: asked.predicates,
  } as GraphQuery;
  const shape = faultOfShape(graph, query);
  if (shape !== undefined) return { fault: shape };
  const unknown =
    query.form === 'count' ? undefined : asked.answers.find((id) => !graph.entityById.has(id));
  if (unknown !== undefined) return { fault: `the graph has no entity "${unknown}"` };
  const edges = proof.edges.map(({ subject, predicate, object }) => ({
    subject,
    predicate,
    object,
  }));
  const path: number[] = [];
  for (const edge of edges) {
    const found = findEdge(graph, edge);
    if (found === undefined) return { fault: `the graph has no edge ${sayEdge(edge)}` };
    path.push(found);
  }
  const read = readPath(graph, query, edges);
  if ('fault' in read) return read;
  const withheld = withheldOf(claim, edges);
  if (withheld !== null && 'fault' in withheld) return withheld;
  const { told, missing } = stopAt(read.hops, query.anchors, withheld);
  const toldEdges = told.map(({ edge }) => findEdge(graph, edge)!);
  const shown = shownAs(graph, path);
  if (shown === undefined)
    return { fault: 'the path is told partly by passages, partly by statements' };
  const isOpen = claim.kind !== KINDS.closed;
  const items = readShown(claim, graph, shown, isOpen);
  if ('fault' in items) return items;

  const { random } = claim;
  const template = composeQuestion(graph, query, random('question'));
  if (template === undefined) return { fault: 'an anchor has no name of its own' };
  const question = readQuestion(claim, isOpen, shown, items.items, random);
  if (typeof question !== 'string') return question;
  return {
    claim,
    graph,
    stored: { graph: proof.graph, snapshot: proof.snapshot },
    query,
    answers: asked.answers,
    value: sayAnswers(graph, query, asked.answers),
    hops: read.hops,
    told,
    missing,
    withheld,
    path,
    toldEdges,
    shown,
    isOpen,
    passages: items.passages,
    statements: items.statements,
    question,
    template,
    random: (label) => random(label),
    quoteOf(span) {
      const at = items.passages?.indexOf(span.passage) ?? -1;
      if (at < 0) return undefined;
      const { start } = graph.passages[span.passage]!;
      return sliceCodePoints(claim.context![at]!.text, span.start - start, span.end - start);
    },
  };
}

export const sayEdge = ({ subject, predicate, object }: EdgeIds): string =>
  `(${subject}, ${predicate}, ${object})`;

function readEvidence(
  claim: Claim,
): { path: PathEvidence; query: QueryEvidence } | { fault: string } {
  const paths = claim.evidence.filter((one) => one.kind === 'path');
  const queries = claim.evidence.filter((one) => one.kind === 'query');
  const [path] = paths;
  const [query] = queries;
  if (path === undefined || query === undefined || paths.length + queries.length !== 2) {
    return { fault: 'it does not rest on one path and one query' };
  }
  if (path.graph !== query.graph || path.snapshot !== query.snapshot) {
    return { fault: 'its path and its query are of two graphs' };
  }
  return { path, query };
}

function withheldOf(claim: Claim, path: readonly EdgeIds[]): EdgeIds | null | { fault: string } {
  const check = claim.checks.find(({ name }) => name === CHECKS.unanswerable);
  if ((claim.kind === KINDS.unanswerable) !== (check !== undefined)) {
    return {
      fault: `a sample of the kind ${claim.kind} is ${check ? '' : 'not '}said to be unanswerable`,
    };
  }
  if (check === undefined) return null;
  const said = check.detail?.['withheld'] as Partial<EdgeIds> | undefined;
  const found = path.find((edge) => said !== undefined && isSameEdge(edge, said as EdgeIds));
  return found ?? { fault: 'the withheld edge is not on the path' };
}

interface Items {
  passages: number[] | null;
  statements: number[];
  items: string[];
}

/** What is shown, as passages or statements of the graph. */
function readShown(
  claim: Claim,
  graph: KnowledgeGraph,
  shown: Shown,
  isOpen: boolean,
): Items | { fault: string } {
  const { context } = claim;
  const stated = statementsOf(claim);
  if ((context !== undefined) !== (isOpen && shown === 'passages')) {
    return { fault: `it ${context === undefined ? 'lacks' : 'has'} passages` };
  }
  if ((stated !== undefined) !== (isOpen && shown === 'statements')) {
    return { fault: `it ${stated === undefined ? 'lacks' : 'has'} statements` };
  }
  if (context !== undefined) {
    const passages: number[] = [];
    const items: string[] = [];
    for (const { document, block, start, end, text } of context) {
      const at = passageNumbers(graph).get(`${document} ${block} ${start} ${end}`);
      if (at === undefined) return { fault: `a shown text is no passage of the graph: "${text}"` };
      if (passages.includes(at)) return { fault: 'a passage is shown twice' };
      passages.push(at);
      items.push(showPassage(graph.documents[graph.passages[at]!.document]!.title, text));
    }
    return { passages, statements: [], items };
  }
  const statements: number[] = [];
  for (const edge of stated ?? []) {
    const at = findEdge(graph, edge);
    if (at === undefined || !isStated(graph, at) || statements.includes(at)) {
      return { fault: `a statement is none of the graph's, or comes twice: ${sayEdge(edge)}` };
    }
    statements.push(at);
  }
  return {
    passages: null,
    statements,
    items: statements.map((edge) => sayStatementOf(graph, edge)),
  };
}

/** A shown statement, as its edge is said. */
export function sayStatementOf(graph: KnowledgeGraph, edge: number): string {
  const { subject, predicate, object } = graph.edges;
  const said = sayTriple(graph, {
    subject: subject[edge]!,
    predicate: predicate[edge]!,
    object: object[edge]!,
  });
  return stop(said);
}

function statementsOf(claim: Claim): EdgeIds[] | undefined {
  const detail = claim.checks.find(({ name }) => name === CHECKS.context)?.detail;
  const list = detail?.['statements'];
  return Array.isArray(list) ? (list as unknown as EdgeIds[]) : undefined;
}

const numbered = new WeakMap<KnowledgeGraph, Map<string, number>>();

/** Passages by where they stand in which stored document. */
function passageNumbers(graph: KnowledgeGraph): Map<string, number> {
  let numbers = numbered.get(graph);
  if (numbers === undefined) {
    numbers = new Map(
      graph.passages.map(({ document, block, start, end }, at) => [
        `${graph.documents[document]!.record} ${block} ${start} ${end}`,
        at,
      ]),
    );
    numbered.set(graph, numbers);
  }
  return numbers;
}

function readQuestion(
  { messages }: Claim,
  isOpen: boolean,
  shown: Shown,
  items: readonly string[],
  random: (label: string) => Random,
): string | { fault: string } {
  const [user, assistant] = messages;
  const isPlain =
    messages.length === 2 &&
    user!.role === 'user' &&
    assistant!.role === 'assistant' &&
    typeof user!.content === 'string' &&
    typeof assistant!.content === 'string' &&
    Object.keys(user!).length === 2 &&
    Object.keys(assistant!).length === 3 &&
    typeof assistant!.reasoning === 'string';
  if (!isPlain) return { fault: 'the messages are not one question and one reasoned answer' };
  const content = user!.content as string;
  if (!isOpen) return content;
  const layout = layOut(shown, items, random('layout'));
  const question = takeQuestion(layout, content);
  return question !== undefined && putQuestion(layout, question) === content
    ? question
    : { fault: 'the question is not put with what is shown, word for word' };
}
