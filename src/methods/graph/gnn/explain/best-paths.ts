import type { MessageEdges, Numbers } from '../kernels/kernels.ts';

/** An edge of a path, in the direction in which it is walked: `type` is the relation, or the relation + relations where it is walked backwards. */
export interface PathStep {
  from: number;
  type: number;
  to: number;
}

export interface WeighedPath {
  steps: PathStep[];
  /** Mean, over its edges, of the gradient of the answer's score with respect to the edge's weight. */
  weight: number;
}

/** The edges of a layer, and the gradient of the score with respect to the weight of each. */
export interface LayerMessages {
  edges: MessageEdges;
  slopes: Numbers;
}

export const DEFAULTS = {
  /** Paths kept at every node of every length. */
  beam: 10,
  /** Paths given back. */
  paths: 10,
};

interface Arrival {
  sum: number;
  edge: number;
  from: number;
  /** Place among the arrivals at `from`, one layer before. */
  rank: number;
}

/**
 * The paths from `anchor` to `answer` that a score rests on most (NBFNet, section 3.4 and its code): beam search for the
 * largest sums of slopes, one layer an edge, lengths 1 to the number of layers, no edge leaving the answer.
 * Ranked by the mean over a path's edges. Empty where the answer is out of reach.
 */
export function bestPaths(
  messages: readonly LayerMessages[],
  anchor: number,
  answer: number,
  { beam, paths } = DEFAULTS,
): WeighedPath[] {
  const layers: (Arrival[] | undefined)[][] = [];
  const first: (Arrival[] | undefined)[] = [];
  first[anchor] = [{ sum: 0, edge: -1, from: -1, rank: -1 }];
  layers.push(first);
  for (const { edges, slopes } of messages) {
    const before = layers.at(-1)!;
    const now: (Arrival[] | undefined)[] = [];
    for (let node = 0; node < edges.nodes; node++) {
      const arrivals: Arrival[] = [];
      for (let edge = edges.starts[node]!; edge < edges.starts[node + 1]!; edge++) {
        const from = edges.sources[edge]!;
        if (from === answer) continue;
        for (const [rank, { sum }] of (before[from] ?? []).entries()) {
          arrivals.push({ sum: sum + slopes[edge]!, edge, from, rank });
        }
      }
      if (arrivals.length === 0) continue;
      arrivals.sort((a, b) => b.sum - a.sum || a.edge - b.edge || a.rank - b.rank);
      now[node] = arrivals.slice(0, beam);
    }
    layers.push(now);
  }
  const found = layers
    .slice(1)
    .flatMap((layer, at) =>
      (layer[answer] ?? []).map((_, rank) => trace(layers, at + 1, answer, rank, messages)),
    );
  const seen = new Set<string>();
  return found
    .toSorted((a, b) => b.weight - a.weight || a.steps.length - b.steps.length)
    .filter(({ steps }) => {
      const key = JSON.stringify(steps);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, paths);
}

function trace(
  layers: readonly (Arrival[] | undefined)[][],
  length: number,
  answer: number,
  rank: number,
  messages: readonly LayerMessages[],
): WeighedPath {
  const steps: PathStep[] = [];
  let [node, place] = [answer, rank];
  const { sum } = layers[length]![answer]![rank]!;
  for (let layer = length; layer > 0; layer--) {
    const { edge, from, rank: before } = layers[layer]![node]![place]!;
    steps.unshift({ from, type: messages[layer - 1]!.edges.edgeTypes[edge]!, to: node });
    [node, place] = [from, before];
  }
  return { steps, weight: sum / length };
}
