import type { MessageEdges, Numbers } from '../kernels/kernels.ts';

/** Learned numbers of one layer; with the same shape, their gradients. Matrices are input × output. */
export interface LayerNumbers {
  /** d × d, over the state before. */
  self: Numbers;
  /** d × d, over the messages. */
  message: Numbers;
  bias: Numbers;
  gain: Numbers;
  shift: Numbers;
}

/** One pass for some queries. */
export interface Pass {
  /**
   * Of all layers, or of each: then a layer has the nodes of the one before, and after these its own new ones. A node that a layer has
   * not yet holds 0, so that no message is lost.
   */
  edges: MessageEdges | readonly MessageEdges[];
  /**
   * With edges of all layers: how many hops each node is from each query's anchor (nodes × batch). A node holds 0 until the layer of its
   * hops. Without it, nodes that no message reached are computed as well.
   */
  hops?: Uint8Array;
  /** Queries that a node has side by side: query q stands at place q % batch of its anchor. */
  batch: number;
  /** The node that each query starts from. */
  anchors: Int32Array;
  /** What each query starts with: queries × d. */
  boundary: Numbers;
  /** Of every layer, a vector for each edge type: types × period. */
  relations: readonly Numbers[];
  /** batch × d where each query has its own relations, d where they share them. */
  period: number;
  layers: readonly LayerNumbers[];
}

/** The edges of a layer. */
export function edgesOf({ edges }: Pass, layer: number): MessageEdges {
  return 'starts' in edges ? edges : edges[layer]!;
}

/** Sets to 0 what belongs to nodes that no message has reached by the end of a layer, where the pass counts hops. */
export function clearUnreached({ hops }: Pass, layer: number, d: number, states: Numbers): void {
  if (hops === undefined) return;
  for (let row = 0; row < hops.length; row++) {
    if (hops[row]! > layer + 1) states.fill(0, row * d, (row + 1) * d);
  }
}
