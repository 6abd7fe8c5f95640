import { isImported } from '../knowledge-graph.ts';
import type { RetrievalIndexes } from './retrieval-indexes.ts';

/** Nodes with less of the walk, and nodes with more arcs, are passed over: little flows over each of their edges. */
const LEAST_SHARE = 1e-4;
const MOST_ARCS = 100_000;

/** How much of a walk goes over each edge of the graph, either way. `shares` is looked up by node. */
export function measureFlows(
  entities: Int32Array,
  shares: Float64Array,
  factorOf: (edge: number) => number,
  { network }: RetrievalIndexes,
): Map<number, number> {
  const flows = new Map<number, number>();
  for (const entity of entities) {
    const [from, to] = [network.start[entity]!, network.start[entity + 1]!];
    if (shares[entity]! < LEAST_SHARE || to - from > MOST_ARCS) continue;
    let whole = 0;
    for (let at = from; at < to; at++) whole += weightOf(at);
    for (let at = from; at < to; at++) {
      const edge = network.edge[at]!;
      if (edge < 0) continue;
      flows.set(edge, (flows.get(edge) ?? 0) + (shares[entity]! * weightOf(at)) / whole);
    }
  }
  return flows;

  function weightOf(at: number): number {
    const edge = network.edge[at]!;
    return edge < 0 ? network.weight[at]! : network.weight[at]! * factorOf(edge);
  }
}

/** What flows over the edges that each passage says. An edge that several passages say counts in equal parts for them. */
export function flowsOfPassages(
  flows: ReadonlyMap<number, number>,
  { graph }: RetrievalIndexes,
): Map<number, number> {
  const { edges, facts } = graph;
  const sums = new Map<number, number>();
  for (const [edge, flow] of flows) {
    const said = new Set<number>();
    for (let at = edges.factStart[edge]!; at < edges.factStart[edge + 1]!; at++) {
      const { source } = facts[edges.facts[at]!]!;
      if (!isImported(source)) said.add(source.passage);
    }
    for (const passage of said) sums.set(passage, (sums.get(passage) ?? 0) + flow / said.size);
  }
  return sums;
}
