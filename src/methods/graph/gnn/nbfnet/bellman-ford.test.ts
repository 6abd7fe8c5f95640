import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { Kernels, Numbers } from '../kernels/kernels.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { createPlainKernels } from '../kernels/plain-kernels.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { createBellmanFord } from './bellman-ford.ts';
import { edgesOf, type LayerNumbers, type Pass } from './pass.ts';

const [nodes, d, depth, batch, relationCount] = [9, 8, 3, 3, 2];
const random = createRandom('bellman-ford');
const drawn = (length: number, scale = 0.5): number[] =>
  Array.from({ length }, () => (random.next() * 2 - 1) * scale);

const GRAPH = {
  entities: nodes,
  relations: relationCount,
  triples: Int32Array.from(
    Array.from({ length: 20 }, () => [
      random.integer(nodes),
      random.integer(2),
      random.integer(nodes),
    ]).flat(),
  ),
};
const NUMBERS = {
  boundary: drawn(batch * d),
  relations: Array.from({ length: depth }, () => drawn(2 * relationCount * batch * d)),
  layers: Array.from({ length: depth }, () => ({
    self: drawn(d * d),
    message: drawn(d * d),
    bias: drawn(d),
    gain: drawn(d, 1),
    shift: drawn(d),
  })),
};
const SLOPE = drawn(nodes * batch * d);

function passOf(kernels: Kernels, numbers: typeof NUMBERS): Pass {
  const put = (values: readonly number[]): Numbers => {
    const array = kernels.numbers(values.length);
    array.set(values);
    return array;
  };
  return {
    edges: messageEdges(GRAPH, kernels.integers),
    batch,
    anchors: Int32Array.of(2, 5, 5),
    boundary: put(numbers.boundary),
    relations: numbers.relations.map(put),
    period: batch * d,
    layers: numbers.layers.map((layer) => ({
      self: put(layer.self),
      message: put(layer.message),
      bias: put(layer.bias),
      gain: put(layer.gain),
      shift: put(layer.shift),
    })),
  };
}

const build = (kernels: Kernels, keeps = true) =>
  createBellmanFord(kernels, { dimension: d, layers: depth, nodes, batch, keeps });

function lossOf(numbers: typeof NUMBERS): number {
  const kernels = createPlainKernels();
  const state = build(kernels).run(passOf(kernels, numbers));
  return SLOPE.reduce((sum, slope, at) => sum + slope * state[at]!, 0);
}

describe('the Bellman–Ford iteration', () => {
  it('has the gradients that finite differences give, of all that is learned and of every edge', () => {
    const kernels = createPlainKernels();
    const pass = passOf(kernels, NUMBERS);
    const stack = build(kernels);
    stack.run(pass);
    const slope = kernels.numbers(nodes * batch * d + 4 * d);
    slope.set(SLOPE);
    const zero = (length: number): Numbers => kernels.numbers(length);
    const slopes = {
      boundary: zero(batch * d),
      relations: NUMBERS.relations.map(({ length }) => zero(length)),
      layers: NUMBERS.layers.map((): LayerNumbers => ({
        self: zero(d * d),
        message: zero(d * d),
        bias: zero(d),
        gain: zero(d),
        shift: zero(d),
      })),
      edges: NUMBERS.layers.map(() => zero(40)),
    };
    stack.back(pass, slope, slopes);
    const difference = (change: (numbers: typeof NUMBERS, by: number) => void): number => {
      const moved = (by: number): number => {
        const numbers = structuredClone(NUMBERS);
        change(numbers, by);
        return lossOf(numbers);
      };
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    };
    for (const at of [0, 7, 13]) {
      expect(slopes.boundary[at]).toBeCloseTo(
        difference((n, by) => (n.boundary[at]! += by)),
        5,
      );
      for (let layer = 0; layer < depth; layer++) {
        expect(slopes.relations[layer]![at]).toBeCloseTo(
          difference((n, by) => (n.relations[layer]![at]! += by)),
          5,
        );
        for (const name of ['self', 'message', 'bias', 'gain', 'shift'] as const) {
          const place = at % NUMBERS.layers[layer]![name].length;
          expect(slopes.layers[layer]![name][place]).toBeCloseTo(
            difference((n, by) => (n.layers[layer]![name][place]! += by)),
            5,
          );
        }
      }
    }
    // A message's weight acts like its relation: what all edges of a type weigh is the relation's own gradient.
    const { starts, edgeTypes } = edgesOf(pass, 0);
    for (let layer = 0; layer < depth; layer++) {
      const byWeight = new Float64Array(2 * relationCount);
      for (let edge = 0; edge < starts[nodes]!; edge++) {
        byWeight[edgeTypes[edge]!]! += slopes.edges[layer]![edge]!;
      }
      for (let type = 0; type < 2 * relationCount; type++) {
        const from = type * batch * d;
        const dot = Array.from({ length: batch * d }, (_, at) => from + at).reduce(
          (sum, at) => sum + NUMBERS.relations[layer]![at]! * slopes.relations[layer]![at]!,
          0,
        );
        expect(byWeight[type]).toBeCloseTo(dot, 8);
      }
    }
  });

  it('is the same in WebAssembly, kept for the way back or not', () => {
    const plain = createPlainKernels();
    const wanted = [...build(plain).run(passOf(plain, NUMBERS))].slice(0, nodes * batch * d);
    for (const keeps of [true, false]) {
      const wasm = createWasmKernels(1 << 22);
      const got = build(wasm, keeps).run(passOf(wasm, NUMBERS));
      for (const [at, value] of wanted.entries()) expect(got[at]).toBeCloseTo(value, 4);
    }
  });

  it('reaches no further than its layers', () => {
    const kernels = createPlainKernels();
    const line = {
      entities: nodes,
      relations: 1,
      triples: Int32Array.from(
        Array.from({ length: nodes - 1 }, (_, at) => [at, 0, at + 1]).flat(),
      ),
    };
    const numbers = {
      ...NUMBERS,
      layers: NUMBERS.layers.map((layer) => ({
        ...layer,
        bias: layer.bias.map(() => 0),
        shift: layer.shift.map(() => 0),
      })),
    };
    const pass = {
      ...passOf(kernels, numbers),
      edges: messageEdges(line, kernels.integers),
      anchors: Int32Array.of(0, 0, 0),
    };
    const state = build(kernels).run(pass);
    const lengthOf = (node: number): number =>
      Math.hypot(...Array.from(state.subarray(node * batch * d, (node + 1) * batch * d)));
    expect(lengthOf(depth)).toBeGreaterThan(0);
    expect(lengthOf(depth + 1)).toBe(0);
  });
});
