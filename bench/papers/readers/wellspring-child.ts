/** Reads the PDFs named on standard input and appends one JSON line each to the file named first. A process of its own, so that its memory is its own. */
import { appendFileSync, readFileSync } from 'node:fs';
import { resourceUsage } from 'node:process';
import { createInterface } from 'node:readline';
import { readPaper } from '../../../src/sources/pdf/read-paper.ts';

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const bytes = new Uint8Array(readFileSync(line.trim()));
  const before = process.cpuUsage();
  let paper: unknown = null;
  let error: string | null = null;
  try {
    paper = await readPaper(bytes);
  } catch (cause) {
    error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  }
  const { user, system } = process.cpuUsage(before);
  const peakMiB = resourceUsage().maxRSS / 1024;
  appendFileSync(
    process.argv[2]!,
    `${JSON.stringify({ paper, error, cpuMs: (user + system) / 1000, peakMiB })}\n`,
  );
}
process.exit(0);
