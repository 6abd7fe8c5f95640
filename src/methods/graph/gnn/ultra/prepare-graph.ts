import { messageEdges } from '../kernels/message-edges.ts';
import type { Kernels, MessageEdges } from '../kernels/kernels.ts';
import type { TripleSet } from '../triples.ts';
import { buildRelationGraph } from './relation-graph.ts';

/** A graph as a model reads it. Nodes are filled up to multiples of four, which the kernels ask for, with ones that no edge touches. */
export interface PreparedGraph {
  entities: number;
  /** Relations and their inverses. */
  relations: number;
  edges: MessageEdges;
  relationEdges: MessageEdges;
}

/** A graph with its relation graph, before it is laid out for the kernels. */
export interface GraphPlan {
  graph: TripleSet;
  meetings: TripleSet;
}

/** The relation graph of a graph; triples whose number is in `without` are left out of both. */
export function planGraph(graph: TripleSet, without?: ReadonlySet<number>): GraphPlan {
  const left = without === undefined || without.size === 0 ? graph : leaveOut(graph, without);
  return { graph: left, meetings: buildRelationGraph(left) };
}

/** Puts both graphs where the kernels can read them. */
export function layOut(
  { graph, meetings }: GraphPlan,
  kernels: Pick<Kernels, 'integers'>,
): PreparedGraph {
  return {
    entities: graph.entities,
    relations: 2 * graph.relations,
    edges: messageEdges({ ...graph, entities: fillUp(graph.entities) }, kernels.integers),
    relationEdges: meetingEdges(meetings, kernels.integers),
  };
}

export function prepareGraph(graph: TripleSet, kernels: Pick<Kernels, 'integers'>): PreparedGraph {
  return layOut(planGraph(graph), kernels);
}

const fillUp = (count: number): number => Math.ceil(count / 4) * 4;

function leaveOut({ triples, ...rest }: TripleSet, without: ReadonlySet<number>): TripleSet {
  const left = new Int32Array(triples.length - 3 * without.size);
  let to = 0;
  for (let triple = 0; triple < triples.length / 3; triple++) {
    if (without.has(triple)) continue;
    left.set(triples.subarray(3 * triple, 3 * triple + 3), to);
    to += 3;
  }
  return { ...rest, triples: left };
}

/** Edges of a relation graph: from `b` to `a` for every triple (a, kind, b), one way, since kinds have no inverses. */
function meetingEdges(
  { entities, relations: types, triples }: TripleSet,
  integers: Kernels['integers'],
): MessageEdges {
  const nodes = fillUp(entities);
  const columns = [0, 1, 2].map((column) =>
    Int32Array.from({ length: triples.length / 3 }, (_, i) => triples[3 * i + column]!),
  ) as [Int32Array, Int32Array, Int32Array];
  const [targets, kinds, sources] = columns;
  const sorted = (keys: Int32Array, length: number, first: Int32Array, second: Int32Array) => {
    const starts = integers(length + 1).fill(0);
    for (const key of keys) starts[key + 1]!++;
    for (let key = 0; key < length; key++) starts[key + 1]! += starts[key]!;
    const next = starts.slice();
    const [a, b] = [integers(keys.length), integers(keys.length)];
    for (let i = 0; i < keys.length; i++) {
      const place = next[keys[i]!]!++;
      a[place] = first[i]!;
      b[place] = second[i]!;
    }
    return { starts, a, b };
  };
  const reached = sorted(targets, nodes, kinds, sources);
  const left = sorted(sources, nodes, kinds, targets);
  const typed = sorted(kinds, types, sources, targets);
  return {
    nodes,
    types,
    starts: reached.starts,
    edgeTypes: reached.a,
    sources: reached.b,
    reversed: { starts: left.starts, edgeTypes: left.a, sources: left.b },
    byType: { starts: typed.starts, sources: typed.a, targets: typed.b },
  };
}
