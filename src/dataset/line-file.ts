import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Hash } from '../core/hash.ts';

/** A new file that grows line by line, is hashed as it grows, and reaches the disk before `close` resolves. */
export interface LineFile {
  readonly bytes: number;
  /** Appends a line feed to the text. */
  add(line: string): Promise<void>;
  close(): Promise<{ sha256: Hash; bytes: number }>;
  /** Lets go of the file as it is. Harmless after `close`. */
  abandon(): Promise<void>;
}

const FLUSH_BYTES = 2 ** 20;

/** Opens a file that must not exist yet, with its folder. */
export async function openLineFile(path: string): Promise<LineFile> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  const digest = createHash('sha256');
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const block = Buffer.concat(pending, pendingBytes);
    pending = [];
    pendingBytes = 0;
    digest.update(block);
    await file.writeFile(block);
  };
  return {
    get bytes() {
      return bytes;
    },
    async add(line) {
      const buffer = Buffer.from(`${line}\n`, 'utf8');
      bytes += buffer.length;
      pendingBytes += buffer.length;
      pending.push(buffer);
      if (pendingBytes >= FLUSH_BYTES) await flush();
    },
    async close() {
      try {
        await flush();
        await file.sync();
      } finally {
        await file.close();
      }
      return { sha256: digest.digest('hex'), bytes };
    },
    abandon: () => file.close(),
  };
}
