import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { Kernels, Numbers } from './kernels.ts';
import { messageEdges } from './message-edges.ts';
import { createPlainKernels } from './plain-kernels.ts';
import { createWasmKernels } from './wasm-kernels.ts';

const random = createRandom('kernels');
const drawn = (length: number): number[] => Array.from({ length }, () => random.next() * 2 - 1);

const GRAPH = {
  entities: 23,
  relations: 3,
  triples: Int32Array.from(
    Array.from({ length: 90 }, () => [
      random.integer(23),
      random.integer(3),
      random.integer(23),
    ]).flat(),
  ),
};

/**
 * Carries something out on both kinds of kernels with the same numbers, and gives the largest relative difference of what comes
 * out; infinite where something comes out as nothing but zeros.
 */
function differenceOf(
  run: (kernels: Kernels, put: (values: number[]) => Numbers) => Numbers[],
): number {
  const [plain, wasm] = [createPlainKernels(), createWasmKernels(1 << 22)].map((kernels) => {
    const put = (values: number[]): Numbers => {
      const numbers = kernels.numbers(values.length);
      numbers.set(values);
      return numbers;
    };
    return run(kernels, put).map((numbers) => [...numbers]);
  });
  return Math.max(
    ...wasm!.map((numbers, index) =>
      numbers.every((value) => value === 0)
        ? Infinity
        : Math.max(
            ...numbers.map(
              (value, at) => Math.abs(value - plain![index]![at]!) / (1 + Math.abs(value)),
            ),
          ),
    ),
  );
}

describe.each([
  ['its own relations for each query', 40, 40],
  ['relations that queries share', 64, 8],
  ['a long period', 128, 64],
])('message passing with %s', (_, width, period) => {
  const x = drawn(GRAPH.entities * width);
  const relations = drawn(2 * GRAPH.relations * period);
  const slope = drawn(GRAPH.entities * width);
  const weights = drawn(180);

  it('is the same in both kinds of kernels, forth and back, with edge weights and without', () => {
    const difference = differenceOf((kernels, put) => {
      const edges = messageEdges(GRAPH, kernels.integers);
      const state = { width, period, x: put(x), relations: put(relations) };
      const out = put(slope);
      kernels.gather(edges, state, out);
      const weighted = kernels.numbers(x.length);
      kernels.gather(edges, state, weighted, put(weights));
      const back = { x: kernels.numbers(x.length), relations: put(relations) };
      kernels.gatherBack(edges, state, put(slope), back);
      const slopes = kernels.numbers(180);
      kernels.edgeSlopes(edges, state, put(slope), slopes);
      return [out, weighted, back.x, back.relations, slopes];
    });
    expect(difference).toBeLessThan(2e-5);
  });

  it('has the gradients that finite differences give', () => {
    const kernels = createPlainKernels();
    const edges = messageEdges(GRAPH, kernels.integers);
    const value = (changed: { x?: number[]; relations?: number[]; weights?: number[] }): number => {
      const state = {
        width,
        period,
        x: Float64Array.from(changed.x ?? x),
        relations: Float64Array.from(changed.relations ?? relations),
      };
      const out = kernels.numbers(x.length);
      kernels.gather(edges, state, out, Float64Array.from(changed.weights ?? weights.map(() => 1)));
      return [...out].reduce((sum, each, at) => sum + each * slope[at]!, 0);
    };
    const back = { x: kernels.numbers(x.length), relations: kernels.numbers(relations.length) };
    const slopes = kernels.numbers(180);
    const state = {
      width,
      period,
      x: Float64Array.from(x),
      relations: Float64Array.from(relations),
    };
    kernels.gatherBack(edges, state, Float64Array.from(slope), back);
    kernels.edgeSlopes(edges, state, Float64Array.from(slope), slopes);
    const difference = (
      name: 'x' | 'relations' | 'weights',
      values: number[],
      at: number,
    ): number => {
      const moved = (by: number): number => value({ [name]: values.with(at, values[at]! + by) });
      return (moved(1e-4) - moved(-1e-4)) / 2e-4;
    };
    for (const at of [0, 5, period - 1]) {
      expect(back.x[at]).toBeCloseTo(difference('x', x, at), 6);
      expect(back.relations[at + period]).toBeCloseTo(
        difference('relations', relations, at + period),
        6,
      );
      expect(slopes[at]).toBeCloseTo(
        difference(
          'weights',
          weights.map(() => 1),
          at,
        ),
        6,
      );
    }
  });
});

describe('messages along edges', () => {
  it('travel both ways, and not along those that are left out', () => {
    const graph = { entities: 3, relations: 1, triples: Int32Array.of(0, 0, 1, 1, 0, 2) };
    const edges = messageEdges(graph, (length) => new Int32Array(length), new Set([1]));
    expect([...edges.starts]).toEqual([0, 1, 2, 2]);
    expect([...edges.sources]).toEqual([1, 0]);
    expect([...edges.edgeTypes]).toEqual([1, 0]);
    expect([...edges.byType.sources]).toEqual([0, 1]);
  });
});

describe('the other kernels', () => {
  it('give what plain loops give', () => {
    const [a, b, wide, gain, shift] = [
      drawn(24 * 16),
      drawn(16 * 8),
      drawn(24 * 8),
      drawn(8),
      drawn(8),
    ];
    const difference = differenceOf((kernels, put) => {
      const product = kernels.numbers(24 * 8);
      kernels.multiply({ m: 24, n: 8, k: 16, a: put(a), b: put(b), c: product });
      const turned = put(wide);
      kernels.multiply({
        m: 24,
        n: 8,
        k: 16,
        a: put(a),
        b: put(b),
        c: turned,
        transposed: true,
        accumulate: true,
      });
      const outer = kernels.numbers(16 * 8);
      kernels.addOuter({ rows: 24, k: 16, n: 8, a: put(a), b: put(wide), c: outer });
      const sum = kernels.numbers(8);
      kernels.addRows(24, 8, put(wide), sum);
      const rows = put(wide);
      kernels.addToRows(24, 8, put(gain), rows);
      const norm = { z: put(wide), gain: put(gain), shift: put(shift), stats: kernels.numbers(48) };
      const out = kernels.numbers(24 * 8);
      kernels.normalise(24, 8, norm, put(a.slice(0, 192)), out);
      const back = { z: kernels.numbers(192), gain: kernels.numbers(8), shift: kernels.numbers(8) };
      kernels.normaliseBack(24, 8, norm, put(a.slice(0, 192)), back);
      const positive = put(wide);
      kernels.rectify(192, positive);
      const held = put(a.slice(0, 192));
      kernels.rectifyBack(192, positive, held);
      kernels.add(192, positive, held);
      const moments = {
        parameter: put(b),
        slope: put(a.slice(0, 128)),
        first: put(b),
        second: put(b.map((x) => x * x)),
      };
      kernels.adam(128, moments, 0.01, 3);
      return [
        product,
        turned,
        outer,
        sum,
        rows,
        out,
        back.z,
        back.gain,
        back.shift,
        held,
        moments.parameter,
      ];
    });
    expect(difference).toBeLessThan(2e-5);
  });

  it('differentiate the normal form as finite differences do', () => {
    const kernels = createPlainKernels();
    const [z, gain, shift, slope] = [drawn(32), drawn(8), drawn(8), drawn(32)];
    const value = (moved: { z?: number[]; gain?: number[]; shift?: number[] }): number => {
      const out = kernels.numbers(32);
      const norm = {
        z: Float64Array.from(moved.z ?? z),
        gain: Float64Array.from(moved.gain ?? gain),
        shift: Float64Array.from(moved.shift ?? shift),
        stats: kernels.numbers(8),
      };
      kernels.normalise(4, 8, norm, kernels.numbers(32), out);
      return [...out].reduce((sum, each, at) => sum + each * slope[at]!, 0);
    };
    const norm = {
      z: Float64Array.from(z),
      gain: Float64Array.from(gain),
      shift: Float64Array.from(shift),
      stats: kernels.numbers(8),
    };
    kernels.normalise(4, 8, norm, kernels.numbers(32), kernels.numbers(32));
    const back = { z: kernels.numbers(32), gain: kernels.numbers(8), shift: kernels.numbers(8) };
    kernels.normaliseBack(4, 8, norm, Float64Array.from(slope), back);
    for (const [name, values] of [
      ['z', z],
      ['gain', gain],
      ['shift', shift],
    ] as const) {
      for (const at of [0, 3, 7]) {
        const moved = (by: number): number => value({ [name]: values.with(at, values[at]! + by) });
        expect(back[name][at]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
      }
    }
  });

  it('say when their memory is full', () => {
    expect(() => createWasmKernels(1 << 16).numbers(1 << 20)).toThrow('memory');
  });
});

it('kernels.wasm is what its source compiles to, byte for byte', async () => {
  const script = new URL('../../../../../scripts/build-kernels.mjs', import.meta.url).href;
  const { compileKernels } = (await import(script)) as {
    compileKernels(folder: string): Promise<Uint8Array>;
  };
  const committed = readFileSync(new URL('kernels.wasm', import.meta.url));
  expect(Buffer.from(await compileKernels('src/methods/graph/gnn/kernels')).equals(committed)).toBe(
    true,
  );
});
