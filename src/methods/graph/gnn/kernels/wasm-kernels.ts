import { readFileSync } from 'node:fs';
import { ADAM, type Kernels } from './kernels.ts';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Room for one packed panel: 512 × 8 floats. */
const PANEL_BYTES = 512 * 8 * 4;

type Exports = Record<
  | 'gather'
  | 'gatherTypes'
  | 'edgeSlopes'
  | 'multiply'
  | 'addOuter'
  | 'addRows'
  | 'addToRows'
  | 'normalise'
  | 'normaliseBack'
  | 'add'
  | 'rectify'
  | 'rectifyBack'
  | 'adam',
  (...numbers: number[]) => void
>;

/** The part of the standard global that is used; the compiler's libraries have it only for browsers. */
interface Engine {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: object };
}

const { Module, Memory, Instance } = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
let compiled: object | undefined;

/**
 * The kernels in WebAssembly SIMD, single precision, with a memory of their own of `memoryBytes` (4 GiB at the most; pages
 * that nothing was written to cost nothing). Throws RangeError when the arrays asked for do not fit.
 */
export function createWasmKernels(memoryBytes: number): Kernels {
  compiled ??= new Module(readFileSync(new URL('kernels.wasm', import.meta.url)));
  const pages = Math.min(MOST_PAGES, Math.ceil((memoryBytes + PANEL_BYTES) / PAGE) + 1);
  const memory = new Memory({ initial: pages, maximum: pages });
  const wasm = new Instance(compiled, { env: { memory } }).exports as Exports;
  // The first kilobyte stays free: address 0 is nobody's.
  const panel = 1024;
  let free = panel + PANEL_BYTES;
  const take = (bytes: number): number => {
    const at = free;
    free = Math.ceil((at + bytes) / 64) * 64;
    if (free > pages * PAGE)
      throw new RangeError(`the kernels' memory of ${pages * PAGE} bytes is full`);
    return at;
  };

  return {
    name: 'wasm',
    numbers(length) {
      const array = new Float32Array(memory.buffer, take(length * 4), length);
      return array.fill(0);
    },
    integers: (length) => new Int32Array(memory.buffer, take(length * 4), length),
    mark: () => free,
    release: (mark) => void (free = mark),
    gather(edges, { width, period, x, relations }, out, weights) {
      const { nodes, starts, edgeTypes, sources } = edges;
      wasm.gather(
        nodes,
        at(starts),
        at(edgeTypes),
        at(sources),
        at(weights),
        width * 4,
        period * 4,
        at(x),
        at(relations),
        at(out),
      );
    },
    gatherBack({ nodes, types, reversed, byType }, { width, period, x, relations }, slope, back) {
      const { starts, edgeTypes, sources } = reversed;
      wasm.gather(
        nodes,
        at(starts),
        at(edgeTypes),
        at(sources),
        0,
        width * 4,
        period * 4,
        at(slope),
        at(relations),
        at(back.x),
      );
      wasm.gatherTypes(
        types,
        at(byType.starts),
        at(byType.sources),
        at(byType.targets),
        width * 4,
        period * 4,
        at(x),
        at(slope),
        at(back.relations),
      );
    },
    edgeSlopes({ nodes, starts, edgeTypes, sources }, { width, period, x, relations }, slope, out) {
      wasm.edgeSlopes(
        nodes,
        at(starts),
        at(edgeTypes),
        at(sources),
        width * 4,
        period * 4,
        at(x),
        at(relations),
        at(slope),
        at(out),
      );
    },
    multiply({ m, n, k, a, b, c, transposed = false, accumulate = false }) {
      const [row, column] = transposed ? [4, k * 4] : [n * 4, 4];
      wasm.multiply(m, n, k, at(a), at(b), row, column, at(c), panel, Number(accumulate));
    },
    addOuter: ({ rows, k, n, a, b, c }) => wasm.addOuter(rows, k, n, at(a), at(b), at(c)),
    addRows: (rows, width, from, to) => wasm.addRows(rows, width * 4, at(from), at(to)),
    addToRows: (rows, width, row, to) => wasm.addToRows(rows, width * 4, at(row), at(to)),
    normalise(rows, width, { z, gain, shift, stats }, residual, out) {
      wasm.normalise(rows, width * 4, at(z), at(gain), at(shift), at(residual), at(out), at(stats));
    },
    normaliseBack(rows, width, { z, gain, shift, stats }, slope, back) {
      wasm.normaliseBack(
        rows,
        width * 4,
        at(z),
        at(gain),
        at(shift),
        at(stats),
        at(slope),
        at(back.z),
        at(back.gain),
        at(back.shift),
      );
    },
    add: (length, from, to) => wasm.add(length * 4, at(from), at(to)),
    rectify: (length, to) => wasm.rectify(length * 4, at(to)),
    rectifyBack: (length, value, slope) => wasm.rectifyBack(length * 4, at(value), at(slope)),
    adam(length, { parameter, slope, first, second }, rate, step) {
      const { beta1, beta2, epsilon } = ADAM;
      wasm.adam(
        length * 4,
        at(parameter),
        at(slope),
        at(first),
        at(second),
        rate / (1 - beta1 ** step),
        beta1,
        beta2,
        1 / (1 - beta2 ** step),
        epsilon,
      );
    },
  } satisfies Kernels;
}

const at = (array: { byteOffset: number } | undefined): number => array?.byteOffset ?? 0;
