import type { Kernels, Norm, Numbers } from '../kernels/kernels.ts';
import { gatherFromAnchors, gatherFromAnchorsBack } from './first-layer.ts';
import { clearUnreached, edgesOf, type LayerNumbers, type Pass } from './pass.ts';

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
    run(pass) {
      const { batch, anchors, boundary, relations, period, layers } = pass;
      const width = batch * d;
      const most = edgesOf(pass, depth - 1).nodes * batch;
      if (roundUp(most) > mostRows) {
        throw new RangeError(`a pass of ${most} nodes and queries has no room`);
      }
      const start = states[0]!;
      start.fill(0, 0, roundUp(most) * d);
      for (let query = 0; query < anchors.length; query++) {
        const at = anchors[query]! * width + (query % batch) * d;
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
        const edges = edgesOf(pass, layer);
        const rows = edges.nodes * batch;
        if (layer > 0) x.fill(0, edgesOf(pass, layer - 1).nodes * width, roundUp(rows) * d);
        sum.set(start.subarray(0, roundUp(rows) * d));
        if (layer === 0) gatherFromAnchors(pass, d, relations[0]!, sum);
        else kernels.gather(edges, { width, period, x, relations: relations[layer]! }, sum);
        const product = { m: roundUp(rows), n: d, k: d, c: z };
        kernels.multiply({ ...product, a: x, b: learned.self });
        kernels.multiply({ ...product, a: sum, b: learned.message, accumulate: true });
        kernels.addToRows(rows, d, learned.bias, z);
        kernels.normalise(rows, d, normOf(layer, learned), x, out);
        clearUnreached(pass, layer, d, out);
      }
      return after(depth - 1);
    },

    back(pass, slope, into) {
      const { batch, anchors, relations, period, layers } = pass;
      if (scratch === undefined) throw new TypeError('the pass was not kept for the way back');
      const width = batch * d;
      const { product, sum: sumSlope } = scratch;
      for (let layer = depth - 1; layer >= 0; layer--) {
        const [x, sum] = [before(layer), kept(sums, layer)];
        const [learned, slopes] = [layers[layer]!, into.layers[layer]!];
        const edges = edgesOf(pass, layer);
        const rows = edges.nodes * batch;
        clearUnreached(pass, layer, d, slope);
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
        const slopesBefore = { relations: into.relations[layer]!, boundary: into.boundary };
        if (layer === 0) gatherFromAnchorsBack(pass, d, relations[0]!, sumSlope, slopesBefore);
        else kernels.gatherBack(edges, sent, sumSlope, { x: slope, ...slopesBefore });
      }
      addAtAnchors(slope, into.boundary);

      function addAtAnchors(from: Numbers, to: Numbers): void {
        for (let query = 0; query < anchors.length; query++) {
          const at = anchors[query]! * width + (query % batch) * d;
          for (let each = 0; each < d; each++) to[query * d + each]! += from[at + each]!;
        }
      }
    },
  };
}

/** Rows come in fours. */
const roundUp = (rows: number): number => Math.ceil(rows / 4) * 4;

const list = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
