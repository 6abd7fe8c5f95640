import type { PdfiumFunctions } from './pdfium-functions.ts';

const SCRATCH_BYTES = 4096;
const MAX_TEXT_BYTES = 1 << 20;

const utf16 = new TextDecoder('utf-16le');
const utf8 = new TextDecoder();

/**
 * The engine's memory, and one scratch buffer in it for results. Views are made anew when the memory has grown, which
 * any call may cause: fetch them after the call, never before.
 */
export class PdfiumHeap {
  readonly scratch: number;
  readonly #call: PdfiumFunctions;
  #bytes = new Uint8Array(0);
  #floats = new Float32Array(0);
  #doubles = new Float64Array(0);
  #integers = new Int32Array(0);

  constructor(call: PdfiumFunctions) {
    this.#call = call;
    this.scratch = call.malloc(SCRATCH_BYTES);
  }

  /** Bytes that the engine holds: it only ever grows. */
  get size(): number {
    return this.#call.memory.buffer.byteLength;
  }

  get bytes(): Uint8Array {
    this.#refresh();
    return this.#bytes;
  }

  /** Index with `pointer >> 2`. */
  get floats(): Float32Array {
    this.#refresh();
    return this.#floats;
  }

  /** Index with `pointer >> 3`. */
  get doubles(): Float64Array {
    this.#refresh();
    return this.#doubles;
  }

  /** Index with `pointer >> 2`. */
  get integers(): Int32Array {
    this.#refresh();
    return this.#integers;
  }

  /** A string that a call of the form `fill(buffer, bytes) → bytes needed` gives, without the closing zero. */
  readUtf16(fill: (buffer: number, bytes: number) => number): string {
    return this.#readText(fill, (bytes) => utf16.decode(bytes).replace(/\0.*$/su, ''));
  }

  readUtf8(fill: (buffer: number, bytes: number) => number): string {
    return this.#readText(fill, (bytes) => utf8.decode(bytes).replace(/\0.*$/su, ''));
  }

  /** Copies bytes in; free the pointer. 0 where memory does not suffice. */
  copyIn(bytes: Uint8Array): number {
    const pointer = this.#call.malloc(Math.max(1, bytes.length));
    if (pointer !== 0) this.bytes.set(bytes, pointer);
    return pointer;
  }

  #readText(
    fill: (buffer: number, bytes: number) => number,
    decode: (bytes: Uint8Array) => string,
  ): string {
    const needed = fill(this.scratch, SCRATCH_BYTES);
    if (needed <= 0) return '';
    if (needed <= SCRATCH_BYTES)
      return decode(this.bytes.slice(this.scratch, this.scratch + needed));
    const size = Math.min(needed, MAX_TEXT_BYTES);
    const buffer = this.#call.malloc(size);
    if (buffer === 0) return '';
    const written = fill(buffer, size);
    const text = written > size ? '' : decode(this.bytes.slice(buffer, buffer + written));
    this.#call.free(buffer);
    return text;
  }

  #refresh(): void {
    const { buffer } = this.#call.memory;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#floats = new Float32Array(buffer);
    this.#doubles = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }
}
