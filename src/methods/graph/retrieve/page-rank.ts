import type { Ranked } from './select-top.ts';
import type { WalkNetwork } from './walk-network.ts';

export interface PageRankOptions {
  /** Chance that the walk goes on rather than start anew. HippoRAG 2 takes 0.5: what is near counts. */
  damping: number;
  /** What may stay undistributed at a node, for each of its arcs, of a whole of 1. */
  epsilon: number;
}

/** A smaller epsilon found no more of what was looked for, and took longer (`bench/retrieval.ts`). */
export const PAGE_RANK_DEFAULTS: PageRankOptions = { damping: 0.5, epsilon: 3e-5 };

/** Personalised PageRank over one network: its scratch is used again by every call. */
export type PageRank = (
  seeds: readonly Ranked[],
  /** Factor of each arc's weight by its edge; absent: 1. */
  factorOf?: (edge: number) => number,
) => {
  /** Nodes that the walk reached. */
  nodes: Int32Array;
  /** Of every node its share of the walk; valid until the next call. */
  scores: Float64Array;
};

/**
 * By forward push (Andersen, Chung, Lang 2006; doi:10.1109/FOCS.2006.44): only what is near the seeds is visited, at a cost
 * that does not grow with the network. Seeds are nodes with weights above 0; they are taken in proportion. Deterministic.
 */
export function createPageRank(
  network: WalkNetwork,
  options: Partial<PageRankOptions> = {},
): PageRank {
  const { damping, epsilon } = { ...PAGE_RANK_DEFAULTS, ...options };
  if (!(damping >= 0 && damping < 1)) {
    throw new RangeError(`pageRank: damping must be from 0 to below 1, got ${damping}`);
  }
  if (!(epsilon > 0)) throw new RangeError(`pageRank: epsilon must be above 0, got ${epsilon}`);
  const { nodes, start, target, edge, weight } = network;
  const scores = new Float64Array(nodes);
  const left = new Float64Array(nodes);
  const total = new Float64Array(nodes);
  const isQueued = new Uint8Array(nodes);
  const isTouched = new Uint8Array(nodes);
  let touched: number[] = [];

  return (seeds, factorOf) => {
    for (const node of touched) {
      scores[node] = left[node] = total[node] = isQueued[node] = isTouched[node] = 0;
    }
    touched = [];
    const queue: number[] = [];
    const whole = seeds.reduce((sum, { score }) => sum + score, 0);
    const receive = (node: number, amount: number): void => {
      if (isTouched[node] === 0) {
        isTouched[node] = 1;
        touched.push(node);
      }
      left[node]! += amount;
      if (isQueued[node] === 1) return;
      const arcs = start[node + 1]! - start[node]!;
      if (left[node]! <= epsilon * Math.max(1, arcs)) return;
      isQueued[node] = 1;
      queue.push(node);
    };
    for (const { index, score } of seeds) if (score > 0) receive(index, score / whole);
    for (let head = 0; head < queue.length; head++) {
      const node = queue[head]!;
      isQueued[node] = 0;
      const amount = left[node]!;
      left[node] = 0;
      const [from, to] = [start[node]!, start[node + 1]!];
      // Where there is nowhere to go, the walk ends.
      scores[node]! += from === to ? amount : amount * (1 - damping);
      if (from === to) continue;
      if (total[node] === 0) {
        let sum = 0;
        for (let at = from; at < to; at++) sum += weightOf(at, factorOf);
        total[node] = sum;
      }
      const each = (amount * damping) / total[node]!;
      for (let at = from; at < to; at++) receive(target[at]!, each * weightOf(at, factorOf));
    }
    return { nodes: Int32Array.from(touched), scores };
  };

  function weightOf(at: number, factorOf: ((edge: number) => number) | undefined): number {
    return factorOf === undefined || edge[at]! < 0
      ? weight[at]!
      : weight[at]! * factorOf(edge[at]!);
  }
}
