import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const FLUSH_CHARACTERS = 2 ** 20;

/** Replaces a file with lines as they come, none of them kept: a reader sees the old content or the whole of the new. */
export async function writeLinesAtomic(
  path: string,
  lines: AsyncIterable<string>,
): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  let count = 0;
  try {
    const file = await open(temporary, 'wx');
    try {
      let pending = '';
      for await (const line of lines) {
        pending += `${line}\n`;
        count++;
        if (pending.length < FLUSH_CHARACTERS) continue;
        await file.writeFile(pending);
        pending = '';
      }
      await file.writeFile(pending);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return count;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
