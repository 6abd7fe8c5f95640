import type { Adjacency } from './frontier.ts';
import type { MessageEdges } from './kernels.ts';

export const DEFAULTS = {
  /**
   * Share of a graph's messages up to which following the frontier is the cheaper way: so followed, a message costs 3.7 times
   * what it costs among those of all nodes (measured: UMLS, share .69, 2.5 times the whole; CoDEx-S, .42, 1.6 times; WN18RR with
   * six layers, .04, a fiftieth).
   */
  mostShare: 0.25,
  /** Nodes from which the share is taken: ends of evenly spaced triples, so that it depends on the graph alone. */
  anchors: 32,
};

/**
 * Whether queries of `depth` hops reach so little of a graph that it pays to compute that alone. The same graph and depth
 * always give the same answer.
 */
export function reachesLittle(
  adjacency: Adjacency,
  triples: Int32Array,
  depth: number,
  { mostShare, anchors } = DEFAULTS,
): boolean {
  const count = triples.length / 3;
  if (count === 0) return true;
  const most = Math.min(anchors, count);
  let sent = 0;
  for (let at = 0; at < most; at++) {
    const triple = Math.floor(((at + 0.5) * count) / most);
    sent += messagesFrom(adjacency, triples[3 * triple + 2 * (at % 2)]!, depth);
  }
  return sent / most <= mostShare * depth * adjacency.targets.length;
}

/** Messages that a query sends in all its layers: in each, along every edge that leaves a node reached before. */
function messagesFrom({ nodes, starts, targets }: Adjacency, anchor: number, depth: number) {
  const isReached = new Uint8Array(nodes);
  isReached[anchor] = 1;
  let front = [anchor];
  let [leaving, sum] = [0, 0];
  for (let layer = 0; layer < depth; layer++) {
    const next: number[] = [];
    for (const node of front) {
      leaving += starts[node + 1]! - starts[node]!;
      for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
        const target = targets[edge]!;
        if (isReached[target] === 0) next.push(target);
        isReached[target] = 1;
      }
    }
    sum += leaving;
    front = next;
  }
  return sum;
}

/** Of nodes × queries, how many hops each is from its query's anchor; {@link FAR} above `depth`. */
export function hopsFrom(edges: MessageEdges, anchors: Int32Array, depth: number): Uint8Array {
  const { starts, sources: targets } = edges.reversed;
  const batch = anchors.length;
  const hops = new Uint8Array(edges.nodes * batch).fill(FAR);
  for (const [query, anchor] of anchors.entries()) {
    hops[anchor * batch + query] = 0;
    let front = [anchor];
    for (let hop = 1; hop <= depth && front.length > 0; hop++) {
      const next: number[] = [];
      for (const node of front) {
        for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
          const at = targets[edge]! * batch + query;
          if (hops[at] !== FAR) continue;
          hops[at] = hop;
          next.push(targets[edge]!);
        }
      }
      front = next;
    }
  }
  return hops;
}

/** Further away than layers go. */
export const FAR = 255;
