import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1 << 18;

/**
 * Writes JSON lines to a new file. Synchronous on purpose: a full disk stops the writer at the line that it cannot
 * write, and memory stays flat however slow the disk.
 */
export interface LineWriter {
  write(value: unknown): void;
  flush(): void;
  close(): void;
}

export function openLineWriter(path: string, options: { append?: boolean } = {}): LineWriter {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, options.append ? 'a' : 'w');
  let lines: string[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (bytes === 0) return;
    const buffer = Buffer.from(lines.join(''));
    for (let written = 0; written < buffer.length;) written += writeSync(file, buffer, written);
    lines = [];
    bytes = 0;
  };
  return {
    write(value) {
      const line = `${JSON.stringify(value)}\n`;
      lines.push(line);
      bytes += line.length;
      if (bytes >= BUFFER_BYTES) flush();
    },
    flush,
    close() {
      flush();
      closeSync(file);
    },
  };
}
