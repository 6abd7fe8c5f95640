import type { ProofMaterial } from '../../../../core/proof/index.ts';
import type { PaperElement } from '../../../../sources/pdf/paper.ts';
import type { OpenPaper } from '../../material.ts';
import { cropOfFile } from '../../prove/page-text.ts';
import type { Shown } from '../paper-kind.ts';

/** The region of an element on its page, as PNG. */
export async function drawPicture(
  { paper }: OpenPaper,
  { page, box }: PaperElement,
  scale: number,
  stored: ProofMaterial,
): Promise<Extract<Shown, { type: 'image' }>> {
  const bytes = await cropOfFile(page, box, { file: paper.file, scale }, stored);
  return { type: 'image', bytes, mediaType: 'image/png' };
}
