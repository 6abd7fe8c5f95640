import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { listWarcFiles, scanWarc } from './scan-warc.ts';
import type { WarcIndex } from './warc-index.ts';

/** Names of the files that we write. */
export const OWN_FILE = /^pages-(\d+)\.warc\.gz$/;

/**
 * Brings files and index together after a crash: the torn end of a file of ours is cut, and what the index missed is read in. Says
 * what was cut.
 */
export function recoverArchive(
  dir: string,
  index: WarcIndex,
): { file: string; bytes: number } | null {
  let recovered: { file: string; bytes: number } | null = null;
  for (const file of listWarcFiles(dir)) {
    const path = join(dir, file);
    const { size } = statSync(path);
    // The index knows more than the file holds: the system went down before the file was on disk.
    if (index.indexedTo(file) > size) index.forget(file);
    if (index.indexedTo(file) === size) continue;
    index.together(() => {
      const scan = scanWarc(path, index.indexedTo(file));
      for (;;) {
        const next = scan.next();
        if (next.done) {
          // Another program's file is left as it is; what it holds whole is read.
          if (next.value < size && OWN_FILE.test(file)) {
            truncateSync(path, next.value);
            recovered = { file, bytes: size - next.value };
          }
          return;
        }
        index.add(file, next.value);
      }
    });
  }
  return recovered;
}
