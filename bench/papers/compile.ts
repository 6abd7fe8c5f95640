import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from './draft/draft-paper.ts';
import { parseMarks } from './draft/marks.ts';

export interface Compiled {
  pdf: string;
  labels: Map<string, string>;
  marks: ReturnType<typeof parseMarks> | null;
}

/** Runs pdflatex until the references stand, in `folder`. The same draft gives the same bytes. Throws with the log's error. */
export function compileDraft(draft: Draft, folder: string, marks = true): Compiled {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'paper.tex'), draft.source(marks));
  for (const { name, bytes } of draft.images) writeFileSync(join(folder, name), bytes);
  for (let pass = 0; pass < 3; pass++) runLatex(folder);
  const aux = readFileSync(join(folder, 'paper.aux'), 'utf8');
  return {
    pdf: join(folder, 'paper.pdf'),
    labels: readLabels(aux),
    marks: marks ? parseMarks(readFileSync(join(folder, 'paper.pos'), 'utf8')) : null,
  };
}

function runLatex(folder: string): void {
  try {
    execFileSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'paper.tex'], {
      cwd: folder,
      // The date printed nowhere, and none in the file.
      env: {
        ...process.env,
        SOURCE_DATE_EPOCH: '1700000000',
        FORCE_SOURCE_DATE: '1',
        max_print_line: '1000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const log = readFileSync(join(folder, 'paper.log'), 'latin1');
    const at = log.search(/^!/m);
    throw new Error(`pdflatex failed in ${folder}:\n${log.slice(at, at + 600)}`, { cause: error });
  }
}

/** `\newlabel{12}{{3.2}{7}…}`: what `\ref{12}` prints. */
export function readLabels(aux: string): Map<string, string> {
  const labels = new Map<string, string>();
  for (const [, id, rest] of aux.matchAll(/^\\newlabel\{(\d+)\}\{\{(.*)$/gm)) {
    let depth = 1;
    let end = 0;
    while (end < rest!.length && depth > 0) {
      if (rest![end] === '{') depth++;
      else if (rest![end] === '}') depth--;
      end++;
    }
    labels.set(
      id!,
      rest!
        .slice(0, end - 1)
        .replaceAll(/\\[,;:! ]/g, ' ')
        .replaceAll(/\\[a-zA-Z@]+\s?|[{}]/g, '')
        .trim(),
    );
  }
  return labels;
}
