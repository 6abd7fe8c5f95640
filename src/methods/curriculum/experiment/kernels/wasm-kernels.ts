import { readFileSync } from 'node:fs';
import type { Kernels } from './kernels.ts';

export const DEFAULTS = {
  /** All memory of one student, in bytes: fixed, since growing would detach every array. */
  memoryBytes: 48 * 1024 * 1024,
};

const PAGE = 65_536;
/** Room for one packed panel: 512 × 8 floats. */
const PANEL_BYTES = 512 * 8 * 4;

interface Exports {
  multiply(
    ...numbers: [
      ...size: [m: number, n: number, k: number],
      ...a: [at: number, row: number, column: number],
      ...b: [at: number, row: number],
      ...c: [at: number, row: number],
      panel: number,
      accumulate: boolean,
    ]
  ): void;
  forwardGates(...numbers: number[]): void;
  backwardGates(...numbers: number[]): void;
}

/** The part of the standard global that is used; the compiler's libraries have it only for browsers. */
interface Engine {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: object };
}

const { Module, Memory, Instance } = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
let compiled: object | undefined;

/** The kernels in WebAssembly SIMD, single precision. Throws RangeError when the arrays asked for do not fit in memory. */
export function createWasmKernels({ memoryBytes } = DEFAULTS): Kernels {
  compiled ??= new Module(readFileSync(new URL('kernels.wasm', import.meta.url)));
  const pages = Math.ceil(memoryBytes / PAGE);
  const memory = new Memory({ initial: pages, maximum: pages });
  const wasm = new Instance(compiled, { env: { memory } }).exports as Exports;
  // The first kilobyte stays free: address 0 is nobody's.
  const panel = 1024;
  let free = panel + PANEL_BYTES;
  const take = (bytes: number): number => {
    const at = free;
    free = Math.ceil((at + bytes) / 64) * 64;
    if (free > memoryBytes)
      throw new RangeError(`the kernels' memory of ${memoryBytes} bytes is full`);
    return at;
  };
  return {
    name: 'wasm',
    numbers: (length) => new Float32Array(memory.buffer, take(length * 4), length),
    integers: (length) => new Int32Array(memory.buffer, take(length * 4), length),
    multiply({ m, n, k, a, b, c, transposed = false, accumulate = false }) {
      const [row, column] = transposed ? [4, m * 4] : [k * 4, 4];
      const from = [a.byteOffset, row, column, b.byteOffset, n * 4] as const;
      wasm.multiply(m, n, k, ...from, c.byteOffset, n * 4, panel, accumulate);
    },
    forwardGates({ rows, hidden, tokens, table, before, gates, candidates, after }) {
      const places = [tokens, table, before, gates, candidates, after];
      wasm.forwardGates(rows, hidden, ...places.map(({ byteOffset }) => byteOffset));
    },
    backwardGates({ rows, hidden, tokens, tableSlope, before, gates, candidates, slope }) {
      const places = [tokens, tableSlope, before, gates, candidates, slope];
      wasm.backwardGates(rows, hidden, ...places.map(({ byteOffset }) => byteOffset));
    },
  };
}
