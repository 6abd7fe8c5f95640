import { type ExecuteOptions, executeQuery } from '../assign/execute-query.ts';
import type { GraphQuery } from '../assign/query.ts';
import { isImported, type FactSpan, type KnowledgeGraph } from '../knowledge-graph.ts';

/** Indices of the facts of an edge, most confident first. */
export function factsOf({ edges }: KnowledgeGraph, edge: number): number[] {
  return [...edges.facts.subarray(edges.factStart[edge], edges.factStart[edge + 1])];
}

/** Where the texts say an edge, most confident first; empty where it was imported. */
export function spansOf(graph: KnowledgeGraph, edge: number): FactSpan[] {
  return factsOf(graph, edge).flatMap((fact) => {
    const { source } = graph.facts[fact]!;
    return isImported(source) ? [] : [source];
  });
}

const saidBy = new WeakMap<KnowledgeGraph, Map<number, Int32Array>>();

/** The edges that a passage says, ascending. Numbered once a graph. */
export function edgesSaidIn(graph: KnowledgeGraph, passage: number): Int32Array {
  let lists = saidBy.get(graph);
  if (lists === undefined) {
    const found = new Map<number, Set<number>>();
    for (let edge = 0; edge < graph.edges.subject.length; edge++) {
      for (const span of spansOf(graph, edge)) {
        const set = found.get(span.passage);
        if (set === undefined) found.set(span.passage, new Set([edge]));
        else set.add(edge);
      }
    }
    lists = new Map([...found].map(([at, edges]) => [at, Int32Array.from(edges)]));
    saidBy.set(graph, lists);
  }
  return lists.get(passage) ?? new Int32Array();
}

/** The edges that can be learnt from what is shown. */
export interface ShownEdges {
  /** Shown passages, or null where statements are shown. */
  passages: readonly number[] | null;
  statements: readonly number[];
}

export function edgesOf(graph: KnowledgeGraph, { passages, statements }: ShownEdges): Set<number> {
  if (passages === null) return new Set(statements);
  return new Set(passages.flatMap((passage) => [...edgesSaidIn(graph, passage)]));
}

/** Proofs looked at before a query over so few edges is called too rich to judge. */
const MOST_PROOFS = 256;

/**
 * What the shown edges prove besides the path: edges of another answer or of another way to the same, proof by proof; a
 * path that they do not prove at all is `isProved: false`.
 */
export function proofsWithin(
  graph: KnowledgeGraph,
  query: GraphQuery,
  shown: ReadonlySet<number>,
  path: ReadonlySet<number>,
): { others: number[][]; answers: number; isProved: boolean } {
  const options: ExecuteOptions = { usable: (edge) => shown.has(edge), mostProofs: MOST_PROOFS };
  const { answers, count, proofs, hasAllProofs } = executeQuery(graph, query, options);
  // A count or a comparison has one proof of many edges: each more than the path is another answer.
  const others = proofs
    .map(({ edges }) => edges)
    .filter((edges) => edges.some((edge) => !path.has(edge)));
  if (!hasAllProofs) others.push([...shown].filter((edge) => !path.has(edge)));
  const isProved = [...path].every((edge) => proofs.some(({ edges }) => edges.includes(edge)));
  return { others, answers: count ?? answers.length, isProved };
}
