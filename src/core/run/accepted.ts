import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Sample } from '../records/index.ts';
import { type LineWriter, openLineWriter } from '../store/line-writer.ts';

/** Rows of `accepted/` in one file. */
const ROWS_IN_FILE = 100_000;

/** `accepted/00000.jsonl`, `accepted/00001.jsonl` …, opened as they are needed. */
export function openAccepted(dir: string): { write(sample: Sample): void; close(): void } {
  let rows = 0;
  let file: LineWriter | undefined;
  return {
    write(sample) {
      if (rows % ROWS_IN_FILE === 0) {
        file?.close();
        file = openLineWriter(join(dir, `${String(rows / ROWS_IN_FILE).padStart(5, '0')}.jsonl`));
      }
      file!.write(sample);
      rows++;
    },
    close: () => file?.close(),
  };
}

/** The accepted samples of a run, in commit order. */
export async function* readAccepted(dir: string): AsyncGenerator<Sample> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    // A run that accepted nothing has written nothing.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.jsonl')).toSorted();
  for (const name of files) {
    const lines = createInterface({
      input: createReadStream(join(dir, name)),
      crlfDelay: Infinity,
    });
    for await (const line of lines) if (line !== '') yield JSON.parse(line) as Sample;
  }
}
