import { sliceCodePoints } from '../../../../core/text/code-points.ts';
import { isImported, type KnowledgeGraph } from '../../knowledge-graph.ts';
import { sayTriple } from '../say-fact.ts';
import type { GraphPath } from './find-paths.ts';

/** Quotations shown for one edge at most. */
const MOST_QUOTES = 2;

/** Where a fact stands: the sentences that say it, or the line of the file that it was imported from. */
export type Quote = { text: string; title: string; uri: string } | { file: string; line: number };

export interface ExplainedEdge {
  /** Ids, in the direction in which the graph holds the edge. */
  subject: string;
  predicate: string;
  object: string;
  label: string;
  /** The edge in words. */
  statement: string;
  /** False where the path follows it from object to subject. */
  forward: boolean;
  confidence: number;
  /** Most confident first, at most two; `moreQuotes` counts the rest. */
  quotes: Quote[];
  moreQuotes: number;
}

export interface ExplainedPath {
  /** Ids of the entities in order, one more than edges. */
  entities: string[];
  edges: ExplainedEdge[];
  /** The weight that the model gave it; null for paths that were searched for. */
  weight: number | null;
}

/** How two entities hang together, as far as the graph knows. */
export interface Explanation {
  from: string;
  to: string;
  /** Predicates that were to be followed, `^` before those against their direction; empty where any connection was asked. */
  predicates: string[];
  /** `query`: the predicates were followed. `search`: the shortest paths. `model`: what a link predictor's score rests on. */
  method: 'query' | 'search' | 'model';
  /** `no-evidence`: the answer cannot be reached within the hops allowed. */
  verdict: 'evidence' | 'no-evidence';
  maxHops: number;
  paths: ExplainedPath[];
  /** True where the search ended before it had seen all. */
  isCut: boolean;
  /** Where a link predictor ranks the answer among all entities, the edge itself hidden; null where none was asked. */
  rank: { rank: number; entities: number } | null;
  /** What the texts deny of the two. */
  denials: { statement: string; quote: Quote }[];
}

/** What an explanation is made of, by index. */
export interface ExplainedQuestion {
  from: number;
  to: number;
  predicates: readonly string[];
  method: Explanation['method'];
  maxHops: number;
  paths: readonly GraphPath[];
  weights?: readonly number[];
  rank?: { rank: number; entities: number };
  isCut: boolean;
}

/** Text of a passage: code points `start` to `end` of its block. */
export type PassageText = (passage: number) => Promise<string>;

/** Puts the paths that were found into ids, words and quotations. Every edge names the places that say it. */
export async function explainAnswer(
  graph: KnowledgeGraph,
  question: ExplainedQuestion,
  passageText: PassageText,
): Promise<Explanation> {
  const { from, to, predicates, method, maxHops, isCut } = question;
  const paths: ExplainedPath[] = [];
  for (const [index, { edges }] of question.paths.entries()) {
    const weight = question.weights?.[index] ?? null;
    paths.push({ ...(await explainPath(graph, from, edges, passageText)), weight });
  }
  return {
    from: graph.entities[from]!.id,
    to: graph.entities[to]!.id,
    predicates: [...predicates],
    method,
    verdict: paths.length > 0 ? 'evidence' : 'no-evidence',
    maxHops,
    paths,
    isCut,
    rank: question.rank ?? null,
    denials: await findDenials(graph, question, passageText),
  };
}

async function explainPath(
  graph: KnowledgeGraph,
  from: number,
  edges: readonly number[],
  passageText: PassageText,
): Promise<Omit<ExplainedPath, 'weight'>> {
  const entities = [graph.entities[from]!.id];
  const explained: ExplainedEdge[] = [];
  let at = from;
  for (const edge of edges) {
    const forward = graph.edges.subject[edge] === at;
    at = forward ? graph.edges.object[edge]! : graph.edges.subject[edge]!;
    entities.push(graph.entities[at]!.id);
    explained.push({ ...(await explainEdge(graph, edge, passageText)), forward });
  }
  return { entities, edges: explained };
}

async function explainEdge(
  graph: KnowledgeGraph,
  edge: number,
  passageText: PassageText,
): Promise<Omit<ExplainedEdge, 'forward'>> {
  const { edges, entities, predicates } = graph;
  const [subject, object] = [edges.subject[edge]!, edges.object[edge]!];
  const predicate = edges.predicate[edge]!;
  const facts = edges.facts.subarray(edges.factStart[edge], edges.factStart[edge + 1]);
  const quotes: Quote[] = [];
  for (const fact of facts.subarray(0, MOST_QUOTES))
    quotes.push(await quoteFact(graph, fact, passageText));
  return {
    subject: entities[subject]!.id,
    predicate: predicates[predicate]!.id,
    object: entities[object]!.id,
    label: predicates[predicate]!.label,
    statement: sayTriple(graph, { subject, predicate, object }),
    // Stored as a 32-bit float: shown as it was written.
    confidence: graph.facts[facts[0]!]!.confidence,
    quotes,
    moreQuotes: facts.length - quotes.length,
  };
}

/** The words or the line that a fact rests on. */
export async function quoteFact(
  { facts, files, passages, documents }: KnowledgeGraph,
  fact: number,
  passageText: PassageText,
): Promise<Quote> {
  const { source } = facts[fact]!;
  if (isImported(source)) return { file: files[source.file]!.uri, line: source.line };
  const passage = passages[source.passage]!;
  const { title, uri } = documents[passage.document]!;
  const text = await passageText(source.passage);
  return {
    text: sliceCodePoints(text, source.start - passage.start, source.end - passage.start),
    title,
    uri,
  };
}

async function findDenials(
  graph: KnowledgeGraph,
  { from, to, predicates }: ExplainedQuestion,
  passageText: PassageText,
): Promise<Explanation['denials']> {
  const denials: Explanation['denials'] = [];
  const asked = new Set(predicates.map((step) => graph.predicateById.get(step.replace(/^\^/, ''))));
  for (const [index, fact] of graph.facts.entries()) {
    if (!fact.negated || (asked.size > 0 && !asked.has(fact.predicate))) continue;
    const joins =
      (fact.subject === from && fact.object === to) ||
      (fact.subject === to && fact.object === from);
    if (!joins) continue;
    const quote = await quoteFact(graph, index, passageText);
    denials.push({ statement: sayTriple(graph, fact), quote });
  }
  return denials;
}
