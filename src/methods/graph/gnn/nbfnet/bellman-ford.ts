import type { Kernels, MessageEdges, Norm, Numbers } from '../kernels/kernels.ts';

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

/** One pass for a batch of queries. */
export interface Pass {
  edges: MessageEdges;
  batch: number;
  /** The node that each query starts from. */
  anchors: Int32Array;
  /** What each query starts with: batch × d. */
  boundary: Numbers;
  /** Of every layer, a vector for each edge type: types × period. */
  relations: readonly Numbers[];
  /** batch × d where each query has its own relations, d where they share them. */
  period: number;
  layers: readonly LayerNumbers[];
}

/** Where {@link BellmanFord.back} adds gradients; edge weights only where asked for. */
export interface PassSlopes {
  layers: readonly LayerNumbers[];
  relations: readonly Numbers[];
  boundary: Numbers;
  /** Of every layer, by edge: the gradient with respect to a weight of 1 that each message is multiplied with. */
  edges?: readonly Numbers[];
}

/**
 * The generalised Bellman–Ford iteration of NBFNet (Zhu et al. 2021, arXiv 2106.06935) with DistMult messages and sum
 * aggregation: h⁰ is the boundary at the anchor and 0 elsewhere; hᵗ = ReLU(LayerNorm(hᵗ⁻¹ S + (h⁰ + Σ wᵣ ⊙ hᵗ⁻¹) M + b)) + hᵗ⁻¹.
 * Gradients are derived by hand.
 */
export interface BellmanFord {
  /** The last state, nodes × batch × d: valid until the next pass. */
  run(pass: Pass): Numbers;
  /** The way back of the last pass, which must have been kept: `slope` is the gradient of its result, and is overwritten. */
  back(pass: Pass, slope: Numbers, into: PassSlopes): void;
}

/**
 * Room for passes of at most `nodes` nodes and `batch` queries. `keeps` keeps what the way back needs: 3 states a layer;
 * without it, 4 in all.
 */
export function createBellmanFord(
  kernels: Kernels,
  size: { dimension: number; layers: number; nodes: number; batch: number; keeps: boolean },
): BellmanFord {
  const { dimension: d, layers: depth, keeps } = size;
  const mostRows = roundUp(size.nodes * size.batch);
  const state = (): Numbers => kernels.numbers(mostRows * d);
  const states = list(keeps ? depth + 1 : 3, state);
  const sums = list(keeps ? depth : 1, state);
  const products = list(keeps ? depth : 1, state);
  const stats = list(keeps ? depth : 1, () => kernels.numbers(2 * mostRows));
  const scratch = keeps ? { product: state(), sum: state() } : undefined;

  const before = (layer: number): Numbers =>
    states[keeps || layer === 0 ? layer : 1 + ((layer - 1) % 2)]!;
  const after = (layer: number): Numbers => states[keeps ? layer + 1 : 1 + (layer % 2)]!;
  const kept = <T>(items: readonly T[], layer: number): T => items[keeps ? layer : 0]!;
  const normOf = (layer: number, { gain, shift }: LayerNumbers): Norm => ({
    z: kept(products, layer),
    gain,
    shift,
    stats: kept(stats, layer),
  });

  return {
    run({ edges, batch, anchors, boundary, relations, period, layers }) {
      const width = batch * d;
      const rows = edges.nodes * batch;
      if (edges.nodes > size.nodes || batch > size.batch) {
        throw new RangeError(`a pass of ${edges.nodes} nodes and ${batch} queries has no room`);
      }
      const start = states[0]!;
      start.fill(0, 0, roundUp(rows) * d);
      for (let query = 0; query < batch; query++) {
        const at = anchors[query]! * width + query * d;
        start.set(boundary.subarray(query * d, (query + 1) * d), at);
      }
      for (let layer = 0; layer < depth; layer++) {
        const [x, out, sum, z] = [
          before(layer),
          after(layer),
          kept(sums, layer),
          kept(products, layer),
        ];
        const learned = layers[layer]!;
        sum.set(start.subarray(0, roundUp(rows) * d));
        kernels.gather(edges, { width, period, x, relations: relations[layer]! }, sum);
        const product = { m: roundUp(rows), n: d, k: d, c: z };
        kernels.multiply({ ...product, a: x, b: learned.self });
        kernels.multiply({ ...product, a: sum, b: learned.message, accumulate: true });
        kernels.addToRows(rows, d, learned.bias, z);
        kernels.normalise(rows, d, normOf(layer, learned), x, out);
      }
      return after(depth - 1);
    },

    back({ edges, batch, anchors, relations, period, layers }, slope, into) {
      if (scratch === undefined) throw new TypeError('the pass was not kept for the way back');
      const width = batch * d;
      const rows = edges.nodes * batch;
      const { product, sum: sumSlope } = scratch;
      for (let layer = depth - 1; layer >= 0; layer--) {
        const [x, sum] = [before(layer), kept(sums, layer)];
        const [learned, slopes] = [layers[layer]!, into.layers[layer]!];
        kernels.normaliseBack(rows, d, normOf(layer, learned), slope, {
          z: product,
          gain: slopes.gain,
          shift: slopes.shift,
        });
        kernels.addRows(rows, d, product, slopes.bias);
        kernels.addOuter({ rows, k: d, n: d, a: x, b: product, c: slopes.self });
        kernels.addOuter({ rows, k: d, n: d, a: sum, b: product, c: slopes.message });
        const turned = { m: roundUp(rows), n: d, k: d, a: product, transposed: true };
        kernels.multiply({ ...turned, b: learned.message, c: sumSlope });
        // The residual's gradient is the slope itself.
        kernels.multiply({ ...turned, b: learned.self, c: slope, accumulate: true });
        const sent = { width, period, x, relations: relations[layer]! };
        if (into.edges) kernels.edgeSlopes(edges, sent, sumSlope, into.edges[layer]!);
        addAtAnchors(sumSlope, into.boundary);
        kernels.gatherBack(edges, sent, sumSlope, { x: slope, relations: into.relations[layer]! });
      }
      addAtAnchors(slope, into.boundary);

      function addAtAnchors(from: Numbers, to: Numbers): void {
        for (let query = 0; query < batch; query++) {
          const at = anchors[query]! * width + query * d;
          for (let each = 0; each < d; each++) to[query * d + each]! += from[at + each]!;
        }
      }
    },
  };
}

/** Rows come in fours. */
const roundUp = (rows: number): number => Math.ceil(rows / 4) * 4;

const list = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
