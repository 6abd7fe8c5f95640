import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Reading } from '../score/reading.ts';
import { readByPdftotext } from './pdftotext.ts';
import { readingOfPeer, runPymupdf4llm } from './pymupdf4llm.ts';
import { runWellspring } from './wellspring.ts';

export const READER_NAMES = ['wellspring', 'pdftotext', 'layout', 'pymupdf4llm'] as const;
export type ReaderName = (typeof READER_NAMES)[number];

export interface Measured {
  /** One a file; null where the reader failed. */
  readings: (Reading | null)[];
  /** Processor time of reading all files, start of the process not counted where there is one for all. */
  cpuMs: number;
  peakMiB: number | null;
  failures: string[];
}

/** Reads the files, each reader in a process of its own. Null where the reader is not installed, which is said. */
export async function readWith(
  name: ReaderName,
  files: readonly string[],
  python: string | undefined,
): Promise<Measured | null> {
  switch (name) {
    case 'wellspring':
      return runWellspring(files);
    case 'pdftotext':
    case 'layout': {
      const { cpuMs, result } = childTime(() =>
        files.map((file) => readByPdftotext(file, name === 'layout')),
      );
      return {
        readings: result,
        cpuMs,
        peakMiB: peakOfPdftotext(files, name === 'layout'),
        failures: [],
      };
    }
    case 'pymupdf4llm': {
      if (python === undefined) {
        process.stderr.write('skipped: pymupdf4llm, --peer names no Python that has it\n');
        return null;
      }
      const outputs = runPymupdf4llm(python, files);
      return {
        readings: outputs.map(readingOfPeer),
        cpuMs: outputs.reduce((sum, { cpu }) => sum + cpu * 1000, 0),
        peakMiB: Math.max(...outputs.map(({ peakMiB }) => peakMiB)),
        failures: [],
      };
    }
  }
}

/** Processor time of the children that `run` waits for, from /proc (Linux): user and system of waited-for children, in ticks. */
function childTime<T>(run: () => T): { cpuMs: number; result: T } {
  const before = waitedTicks();
  const result = run();
  return { cpuMs: (waitedTicks() - before) * 10, result };
}

function waitedTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

function peakOfPdftotext(files: readonly string[], layout: boolean): number | null {
  try {
    const script =
      'import resource,subprocess,sys\nfor f in sys.argv[2:]: subprocess.run(["pdftotext"]+([sys.argv[1]] if sys.argv[1] else [])+[f,"-"],stdout=subprocess.DEVNULL)\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)';
    return Number(
      execFileSync('python3', ['-c', script, layout ? '-layout' : '', ...files], {
        encoding: 'utf8',
      }),
    );
  } catch {
    // Without Python there is no figure, which the table shows as “–”.
    return null;
  }
}
