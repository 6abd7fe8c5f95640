// Compiles inner loops to WebAssembly: `node scripts/build-kernels.mjs` writes the committed files, and tests compile again
// and compare byte for byte.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main } from 'assemblyscript/asc';

export const KERNEL_FOLDERS = [
  'src/methods/curriculum/experiment/kernels',
  'src/methods/graph/gnn/kernels',
];
const OPTIONS =
  '--runtime stub --enable simd --importMemory --noAssert -O3 --converge --use abort= --initialMemory 1'.split(
    ' ',
  );

/** The module of a folder's `kernels.assembly`. */
export async function compileKernels(folder) {
  const path = join(import.meta.dirname, '..', folder, 'kernels.assembly');
  const source = readFileSync(path, 'utf8');
  let binary;
  const { error, stderr } = await main(['kernels.ts', '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'kernels.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${path} does not compile: ${stderr.toString()}`, { cause: error });
  return binary;
}

if (pathToFileURL(process.argv[1]).href === import.meta.url) {
  for (const folder of KERNEL_FOLDERS) {
    const binary = await compileKernels(folder);
    writeFileSync(join(import.meta.dirname, '..', folder, 'kernels.wasm'), binary);
    console.log(`${folder}/kernels.wasm: ${binary.length} bytes`);
  }
}
