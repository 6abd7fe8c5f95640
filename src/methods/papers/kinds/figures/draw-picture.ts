import type { ProofMaterial } from '../../../../core/proof/index.ts';
import type { PaperElement } from '../../../../sources/pdf/paper.ts';
import type { OpenPaper } from '../../material.ts';
import { withStoredPdf } from '../../prove/page-text.ts';
import type { Shown } from '../paper-kind.ts';

/** The region of an element on its page, as PNG. */
export async function drawPicture(
  { paper }: OpenPaper,
  { page, box }: PaperElement,
  scale: number,
  stored: ProofMaterial,
): Promise<Extract<Shown, { type: 'image' }>> {
  const bytes = await withStoredPdf(paper.file, stored, (pdf) =>
    pdf.renderCrop(page, box, { scale }),
  );
  return { type: 'image', bytes, mediaType: 'image/png' };
}
