import { isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import { executeQuery } from './execute-query.ts';
import type { EdgeIds, GraphQuery, QueryForm } from './query.ts';

/** What a context shows: passages by index, and of imported files facts by index. */
export interface Shown {
  passages: ReadonlySet<number>;
  facts: ReadonlySet<number>;
}

/** What must stay out of a context so that a question has no answer in it. */
export type Withheld = { passages: Set<number>; facts: Set<number> };

/**
 * Forms whose answer falls with one edge. Of what is counted or compared for a superlative a context that lacks an edge
 * may still give another answer, and `1p` has nothing in between.
 */
export const TWIN_FORMS: ReadonlySet<QueryForm> = new Set([
  '2p',
  '3p',
  '4p',
  '2i',
  '3i',
  'pi',
  'ip',
  'more',
  'less',
]);

/** The index of an edge by ids, or undefined. */
export function findEdge(graph: KnowledgeGraph, { subject, predicate, object }: EdgeIds) {
  const [s, p, o] = [
    graph.entityById.get(subject),
    graph.predicateById.get(predicate),
    graph.entityById.get(object),
  ];
  if (s === undefined || p === undefined || o === undefined) return undefined;
  const { edges, outStart } = graph;
  let low = outStart[s]!;
  let high = outStart[s + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges.predicate[middle]! - p || edges.object[middle]! - o) < 0) low = middle + 1;
    else high = middle;
  }
  const isFound = low < outStart[s + 1]! && edges.predicate[low] === p && edges.object[low] === o;
  return isFound ? low : undefined;
}

/** Whether a query has no answer without one edge: then hiding what says this edge makes it unanswerable. */
export function fallsWithout(graph: KnowledgeGraph, query: GraphQuery, edge: number): boolean {
  const usable = (one: number): boolean => one !== edge;
  const { answers, count } = executeQuery(graph, query, { usable, mostProofs: 1 });
  return answers.length === 0 && count === null;
}

/**
 * Everything that must be kept out of the context of a question whose edge `withheld` is missing: all passages and
 * imported facts that say this edge, and, as long as the query still has an answer, those that say the last edge of
 * another proof. Passages that overlap such a span are kept out too. Whatever else is shown, {@link answersWithin} is then
 * false. Throws RangeError where the graph has no such edge.
 */
export function withhold(graph: KnowledgeGraph, query: GraphQuery, withheld: EdgeIds): Withheld {
  const first = findEdge(graph, withheld);
  if (first === undefined) throw new RangeError('the edge to withhold is not in the graph');
  const hidden = new Set([first]);
  const usable = (edge: number): boolean => !hidden.has(edge);
  for (;;) {
    const [proof] = executeQuery(graph, query, { usable, mostProofs: 1 }).proofs;
    if (proof === undefined) break;
    // First what says the same of the same two things, the other way round; then whatever ends the proof.
    const same = proof.edges.filter((edge) => isReverse(graph, edge, first));
    const others = proof.answer === null ? proof.edges : proof.edges.slice(-1);
    for (const edge of same.length > 0 ? same : others) hidden.add(edge);
  }
  const out: Withheld = { passages: new Set(), facts: new Set() };
  const { factStart, facts } = graph.edges;
  for (const edge of hidden) {
    for (let at = factStart[edge]!; at < factStart[edge + 1]!; at++) {
      const { source } = graph.facts[facts[at]!]!;
      if (isImported(source)) out.facts.add(facts[at]!);
      else for (const passage of passagesOf(graph, source)) out.passages.add(passage);
    }
  }
  return out;
}

function isReverse({ edges }: KnowledgeGraph, a: number, b: number): boolean {
  return (
    edges.predicate[a] === edges.predicate[b] &&
    edges.subject[a] === edges.object[b] &&
    edges.object[a] === edges.subject[b]
  );
}

/** The passage of a span, and others of the same block that overlap it. */
function passagesOf(
  { passages }: KnowledgeGraph,
  { passage, start, end }: { passage: number; start: number; end: number },
): number[] {
  const { document, block } = passages[passage]!;
  const isOfBlock = (index: number): boolean =>
    passages[index]?.document === document && passages[index].block === block;
  let first = passage;
  let last = passage;
  while (isOfBlock(first - 1)) first--;
  while (isOfBlock(last + 1)) last++;
  const found = [passage];
  for (let index = first; index <= last; index++) {
    const { start: from, end: to } = passages[index]!;
    if (index !== passage && from < end && start < to) found.push(index);
  }
  return found;
}

/**
 * Whether a query has an answer by what a context shows: edges of which a shown passage holds a fact's whole span, or a
 * shown fact says it. An edge that is denied anywhere in the graph counts as denied. For an unanswerable question this
 * must be false.
 */
export function answersWithin(graph: KnowledgeGraph, query: GraphQuery, shown: Shown): boolean {
  const { factStart, facts } = graph.edges;
  const holds = new Map<number, boolean>();
  const isShown = (edge: number): boolean => {
    for (let at = factStart[edge]!; at < factStart[edge + 1]!; at++) {
      const { source } = graph.facts[facts[at]!]!;
      if (isImported(source)) {
        if (shown.facts.has(facts[at]!)) return true;
        continue;
      }
      const whole = passagesOf(graph, source).filter((index) => {
        const { start, end } = graph.passages[index]!;
        return start <= source.start && source.end <= end;
      });
      if (whole.some((index) => shown.passages.has(index))) return true;
    }
    return false;
  };
  const usable = (edge: number): boolean => {
    let held = holds.get(edge);
    if (held === undefined) {
      held = isShown(edge);
      holds.set(edge, held);
    }
    return held;
  };
  const { answers, count } = executeQuery(graph, query, { usable, mostProofs: 1 });
  return answers.length > 0 || count !== null;
}
