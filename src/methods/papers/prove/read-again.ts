import { hashRecord } from '../../../core/hash.ts';
import type { ProofMaterial, Replay } from '../../../core/proof/index.ts';
import type { Paper } from '../../../sources/pdf/paper.ts';
import { READER, readPaper } from '../../../sources/pdf/read-paper.ts';

const PASS: Replay = { verdict: 'pass' };

/**
 * Whether a stored layout is what the reader finds in the stored file: captions, headings, links, tables and boxes are read again
 * from the PDF's bytes. The language, which a recipe may give, is taken as it stands. A paper with recognised scans is held to its
 * scans alone: recognition is an optional package.
 */
export async function readAgain(stored: Paper, material: ProofMaterial): Promise<Replay> {
  if (stored.reader !== READER)
    return {
      verdict: 'unknown',
      reason: `the layout was read by ${stored.reader}, and this build has ${READER}`,
    };
  const found = await readPaper(new Uint8Array(await material.blob(stored.file)), {
    ocr: 'off',
    language: stored.language,
    maxPages: Math.max(1, stored.pages.length),
  });
  const scans = stored.pages.filter(({ text }) => text === 'ocr');
  const noScan = scans.find(({ page }) => found.pages[page - 1]?.text !== 'none');
  if (noScan !== undefined)
    return {
      verdict: 'fail',
      reason: `page ${noScan.page} is no scan: its text was not recognised`,
    };
  if (scans.length > 0) return PASS;
  for (const part of ['title', 'authors', 'elements', 'links'] as const) {
    if (hashRecord(found[part]) === hashRecord(stored[part])) continue;
    return {
      verdict: 'fail',
      reason: `the layout's ${part} are not what the reader finds in the file`,
    };
  }
  return PASS;
}
