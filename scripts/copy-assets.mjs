// Copies what the code reads at run time and the compiler leaves behind (prompts, tables, kernels)
// from src/ to the same path in dist/.
import { chmodSync, cpSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const ASSETS = new Set(['.md', '.json', '.yaml', '.wasm', '.bin', '.html']);
const root = join(import.meta.dirname, '..');

/** Read by people in the source tree, not by the program. */
const isForReaders = (path) => basename(path) === 'README.md';

cpSync(join(root, 'src'), join(root, 'dist'), {
  recursive: true,
  filter: (path) =>
    statSync(path).isDirectory() || (ASSETS.has(extname(path)) && !isForReaders(path)),
});

// npx makes a program executable when it first links it, and not after it was built again.
chmodSync(join(root, 'dist', 'cli', 'main.js'), 0o755);
