import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1 << 18;

/**
 * Writes JSON lines to a new file, or behind those of one: a last line that a crash or a full disk tore is cut off. Synchronous on purpose: a full disk stops the writer at the line that it cannot
 * write, and memory stays flat however slow the disk.
 */
export interface LineWriter {
  write(value: unknown): void;
  flush(): void;
  close(): void;
}

export function openLineWriter(path: string, options: { append?: boolean } = {}): LineWriter {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, options.append ? 'a+' : 'w');
  if (options.append) cutTornLine(file);
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

function cutTornLine(file: number): void {
  const { size } = fstatSync(file);
  const block = Buffer.alloc(Math.min(size, BUFFER_BYTES));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - block.length);
    const read = readSync(file, block, 0, end - start, start);
    const whole = start + block.subarray(0, read).lastIndexOf('\n') + 1;
    if (whole > start || start === 0) {
      if (whole < size) ftruncateSync(file, whole);
      return;
    }
    end = start;
  }
}
