import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { MissingDependencyError } from '../../../core/errors/index.ts';
import type { PdfiumFunctions } from './pdfium-functions.ts';
import { PdfiumHeap } from './pdfium-heap.ts';

/** One instance of the engine with a memory of its own. An instance that trapped is dropped whole; nothing of it is trusted. */
export interface Pdfium {
  call: PdfiumFunctions;
  heap: PdfiumHeap;
}

type Imports = Record<string, Record<string, (...values: number[]) => number>>;
type WasmApi = {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Imports) => { exports: Record<string, unknown> };
};
/** The compiler's library has no WebAssembly without the DOM's types. */
const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

let compiled: Promise<object> | undefined;

/**
 * A fresh instance of pdfium (@embedpdf/pdfium), about 8 ms once the module is compiled. Its functions are called
 * without the package's wrappers, which cost more than most of the calls. Beyond `maxMemoryMb` an allocation fails, and
 * with it the call that asked for it.
 *
 * @throws MissingDependencyError where the package is not installed.
 */
export async function loadPdfium(maxMemoryMb: number): Promise<Pdfium> {
  const { init } = await importPackage();
  compiled ??= compile();
  const module = await compiled;
  let exports: Record<string, unknown> = {};
  await init({
    instantiateWasm(imports: Imports, receive: (instance: object) => void) {
      const { env } = imports;
      const grow = env!['emscripten_resize_heap']!;
      const limited = {
        ...imports,
        env: {
          ...env,
          emscripten_resize_heap: (bytes: number) =>
            // 0 refuses: the engine then takes its out-of-memory path, which ends the instance.
            bytes >>> 0 > maxMemoryMb * 2 ** 20 ? 0 : grow(bytes),
        },
      };
      const instance = new wasm.Instance(module, limited as Imports);
      exports = instance.exports;
      receive(instance);
      return exports;
    },
    print: () => {},
    printErr: () => {},
  } as never);
  const call = exports as unknown as PdfiumFunctions;
  call.PDFiumExt_Init();
  return { call, heap: new PdfiumHeap(call) };
}

async function compile(): Promise<object> {
  const file = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));
  return new wasm.Module(await readFile(file));
}

async function importPackage() {
  try {
    return await import('@embedpdf/pdfium');
  } catch (cause) {
    throw new MissingDependencyError('the PDF engine @embedpdf/pdfium could not be loaded', {
      hint: 'run `npm install` in the folder where wellspring is installed',
      cause,
    });
  }
}
