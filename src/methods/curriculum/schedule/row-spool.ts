import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Rows kept on disk and read again in any order, so that memory holds no more than their places. */
export interface RowSpool {
  add(line: string): Promise<void>;
  read(row: number): Promise<string>;
  close(): Promise<void>;
}

const FLUSH_BYTES = 1 << 20;

/** Opens an empty spool in a temporary folder, which `close` removes. */
export async function openRowSpool(): Promise<RowSpool> {
  const dir = await mkdtemp(join(tmpdir(), 'wellspring-schedule-'));
  const file: FileHandle = await open(join(dir, 'rows'), 'w+');
  const starts: number[] = [0];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const bytes = Buffer.concat(waiting);
    await file.write(bytes, 0, bytes.length, starts.at(-1)! - bytes.length);
    waiting = [];
    waitingBytes = 0;
  };
  return {
    async add(line) {
      const bytes = Buffer.from(line, 'utf8');
      waiting.push(bytes);
      waitingBytes += bytes.length;
      starts.push(starts.at(-1)! + bytes.length);
      if (waitingBytes >= FLUSH_BYTES) await flush();
    },
    async read(row) {
      await flush();
      const start = starts[row]!;
      const bytes = Buffer.alloc(starts[row + 1]! - start);
      await file.read(bytes, 0, bytes.length, start);
      return bytes.toString('utf8');
    },
    async close() {
      await file.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
