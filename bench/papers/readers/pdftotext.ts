import { execFileSync } from 'node:child_process';
import type { ReadChunk, Reading } from '../score/reading.ts';

/**
 * poppler's text: one chunk a line, so that headings can be found, and words that a hyphen parts at the line's end joined,
 * as every user of it does. It names no kinds.
 */
export function readByPdftotext(pdf: string, layout: boolean): Reading {
  const text = execFileSync('pdftotext', [...(layout ? ['-layout'] : []), pdf, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return {
    reader: layout ? 'pdftotext -layout' : 'pdftotext',
    answers: new Set(),
    links: [],
    chunks: chunksOf(text),
  };
}

export function chunksOf(text: string): ReadChunk[] {
  return text.split('\f').flatMap((page, index) =>
    page
      .replaceAll(/(\p{Ll})-\n\s*(\p{Ll})/gu, '$1$2')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): ReadChunk => ({ kind: 'text', text: line, page: index + 1, regions: [] })),
  );
}
