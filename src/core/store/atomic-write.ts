import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const TEMPORARY = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Replaces a file as a whole: a reader, or a process killed half-way, sees the old content or the new. */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Removes what processes killed in the middle of {@link writeFileAtomic} left in `dir`. The caller alone writes there. */
export async function sweepTemporaries(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    if (TEMPORARY.test(name)) await rm(join(dir, name), { force: true });
  }
}
