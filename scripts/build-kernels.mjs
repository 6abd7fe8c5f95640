// Compiles the student's inner loops to WebAssembly: `node scripts/build-kernels.mjs` writes the committed file, and a test
// compiles again and compares byte for byte.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main } from 'assemblyscript/asc';

const folder = join(import.meta.dirname, '..', 'src/methods/curriculum/experiment/kernels');
const OPTIONS =
  '--runtime stub --enable simd --importMemory --noAssert -O3 --converge --use abort= --initialMemory 1'.split(
    ' ',
  );

export async function compileKernels() {
  const source = readFileSync(join(folder, 'kernels.assembly'), 'utf8');
  let binary;
  const { error, stderr } = await main(['kernels.ts', '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'kernels.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernels do not compile: ${stderr.toString()}`, { cause: error });
  return binary;
}

if (pathToFileURL(process.argv[1]).href === import.meta.url) {
  const binary = await compileKernels();
  writeFileSync(join(folder, 'kernels.wasm'), binary);
  console.log(`kernels.wasm: ${binary.length} bytes`);
}
