import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Paper } from '../../../src/sources/pdf/paper.ts';
import { readingOfPaper } from './from-paper.ts';
import type { Measured } from './read-with.ts';

/** Reads the files with `readPaper`, in a child. */
export function runWellspring(files: readonly string[]): Measured {
  const child = new URL('wellspring-child.ts', import.meta.url).pathname;
  const folder = mkdtempSync(join(tmpdir(), 'read-'));
  const out = join(folder, 'papers.jsonl');
  let text: string;
  try {
    const { status, error } = spawnSync(process.execPath, [child, out], {
      input: files.join('\n'),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    if (error !== undefined || status !== 0)
      throw new Error(`the reader's process ended with ${status}`, { cause: error });
    text = readFileSync(out, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const measured: Measured = { readings: [], cpuMs: 0, peakMiB: 0, failures: [] };
  const lines = text.split('\n').filter((line) => line !== '');
  lines.forEach((line, index) => {
    const {
      paper,
      error: failure,
      cpuMs,
      peakMiB,
    } = JSON.parse(line) as {
      paper: unknown;
      error: string | null;
      cpuMs: number;
      peakMiB: number;
    };
    measured.cpuMs += cpuMs;
    measured.peakMiB = Math.max(measured.peakMiB ?? 0, peakMiB);
    if (failure !== null) measured.failures.push(`${files[index]}: ${failure}`);
    measured.readings.push(failure === null ? readingOfPaper(Paper.parse(paper)) : null);
  });
  return measured;
}
