import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RecipeError } from '../core/errors/index.ts';
import { MANIFEST_FILE } from './manifest.ts';

/** A folder that is filled beside the one it will replace. */
export interface FolderReplacement {
  /** Write here. */
  dir: string;
  /** Puts it in the place of the old folder, which stays until then. */
  commit(): Promise<void>;
  /** Throws it away; the old folder is untouched. */
  abandon(): Promise<void>;
}

/**
 * Begins to replace a folder as a whole, and mends what a killed predecessor left. A folder cannot be swapped in one
 * step everywhere, so a process killed between the two renames leaves the old one beside, and the next begin puts it back.
 * Raises RecipeError where `target` holds other things than what is named by its `mark`.
 */
export async function beginFolder(
  target: string,
  mark: string = MANIFEST_FILE,
): Promise<FolderReplacement> {
  const path = resolve(target);
  const sibling = (suffix: string): string => join(dirname(path), `.${basename(path)}.${suffix}`);
  const incoming = sibling('incoming');
  const outgoing = sibling('outgoing');
  if (existsSync(outgoing)) {
    if (existsSync(path)) await rm(outgoing, { recursive: true });
    else await rename(outgoing, path);
  }
  await refuseForeignFolder(path, mark);
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  return {
    dir: incoming,
    async commit() {
      for (const folder of await foldersBelow(incoming)) await syncPath(folder);
      if (existsSync(path)) await rename(path, outgoing);
      await rename(incoming, path);
      await syncPath(dirname(path));
      await rm(outgoing, { recursive: true, force: true });
    },
    abandon: () => rm(incoming, { recursive: true, force: true }),
  };
}

async function refuseForeignFolder(path: string, mark: string): Promise<void> {
  if (!existsSync(path) || existsSync(join(path, mark))) return;
  const entries = await readdir(path);
  if (entries.length === 0) return;
  throw new RecipeError(`${path} holds ${entries[0]} and no ${mark}, so it is not replaced`, {
    hint: 'Name a folder that is new or empty, or move what is in it.',
  });
}

async function foldersBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory());
  return [dir, ...below.map((entry) => join(entry.parentPath, entry.name))];
}

/** Waits until a file or folder is on the disk. Systems that cannot sync a folder are left to their own ways. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'EINVAL' && code !== 'EISDIR') throw error;
  } finally {
    await handle.close();
  }
}
