import type { KnowledgeGraph } from '../knowledge-graph.ts';

/**
 * A weighted undirected network without loops, each tie stored at both ends (CSR). Neighbours of node i:
 * `neighbours[start[i]]` to `neighbours[start[i + 1] - 1]`.
 */
export interface Network {
  nodes: number;
  start: Int32Array;
  neighbours: Int32Array;
  weights: Float64Array;
}

/**
 * The graph without direction and predicates: two entities are tied as strongly as they have edges between them. A value
 * (a date, a number) that many things share says little about any of them, so all ties of a value together weigh 1.
 */
export function projectGraph(graph: KnowledgeGraph): Network {
  const { edges, entities, outStart, inStart, inEdges } = graph;
  const nodes = entities.length;
  const valueShare = new Float64Array(nodes).fill(1);
  for (let node = 0; node < nodes; node++) {
    if (entities[node]!.range === null) continue;
    const degree = outStart[node + 1]! - outStart[node]! + inStart[node + 1]! - inStart[node]!;
    if (degree > 0) valueShare[node] = 1 / degree;
  }
  const start = new Int32Array(nodes + 1);
  const neighbours = new Int32Array(2 * edges.subject.length);
  const weights = new Float64Array(2 * edges.subject.length);
  const weightTo = new Float64Array(nodes);
  let length = 0;
  for (let node = 0; node < nodes; node++) {
    const first = length;
    const tie = (other: number): void => {
      if (other === node) return;
      if (weightTo[other] === 0) neighbours[length++] = other;
      weightTo[other]! += valueShare[node]! * valueShare[other]!;
    };
    for (let edge = outStart[node]!; edge < outStart[node + 1]!; edge++) tie(edges.object[edge]!);
    for (let at = inStart[node]!; at < inStart[node + 1]!; at++) tie(edges.subject[inEdges[at]!]!);
    neighbours.subarray(first, length).sort();
    for (let at = first; at < length; at++) {
      weights[at] = weightTo[neighbours[at]!]!;
      weightTo[neighbours[at]!] = 0;
    }
    start[node + 1] = length;
  }
  return {
    nodes,
    start,
    neighbours: neighbours.slice(0, length),
    weights: weights.slice(0, length),
  };
}

/**
 * The part of a network between some of its nodes, in their order. `place` is scratch of one entry for each node of the
 * whole, filled with -1, and left so.
 */
export function takeSubnetwork(network: Network, nodes: Int32Array, place: Int32Array): Network {
  for (let i = 0; i < nodes.length; i++) place[nodes[i]!] = i;
  const start = new Int32Array(nodes.length + 1);
  let length = 0;
  for (let i = 0; i < nodes.length; i++) {
    for (let at = network.start[nodes[i]!]!; at < network.start[nodes[i]! + 1]!; at++) {
      if (place[network.neighbours[at]!]! >= 0) length++;
    }
    start[i + 1] = length;
  }
  const neighbours = new Int32Array(length);
  const weights = new Float64Array(length);
  let next = 0;
  for (const node of nodes) {
    for (let at = network.start[node]!; at < network.start[node + 1]!; at++) {
      const other = place[network.neighbours[at]!]!;
      if (other < 0) continue;
      neighbours[next] = other;
      weights[next++] = network.weights[at]!;
    }
  }
  for (const node of nodes) place[node] = -1;
  return { nodes: nodes.length, start, neighbours, weights };
}

/** Sum of the weights of each node's ties. */
export function strengthsOf({ nodes, start, weights }: Network): Float64Array {
  const strengths = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    for (let at = start[node]!; at < start[node + 1]!; at++) strengths[node]! += weights[at]!;
  }
  return strengths;
}

/**
 * Newman's modularity of a partition (Newman, Girvan 2004; doi:10.1103/PhysRevE.69.026113), -0.5 to 1; 0 for a network
 * without ties. Communities are numbered from 0.
 */
export function modularityOf(network: Network, membership: Int32Array, resolution = 1): number {
  const strengths = strengthsOf(network);
  let total = 0;
  let within = 0;
  const sums = new Map<number, number>();
  for (let node = 0; node < network.nodes; node++) {
    total += strengths[node]!;
    const own = membership[node]!;
    sums.set(own, (sums.get(own) ?? 0) + strengths[node]!);
    for (let at = network.start[node]!; at < network.start[node + 1]!; at++) {
      if (membership[network.neighbours[at]!] === own) within += network.weights[at]!;
    }
  }
  if (total === 0) return 0;
  let expected = 0;
  for (const sum of sums.values()) expected += (sum / total) ** 2;
  return within / total - resolution * expected;
}
