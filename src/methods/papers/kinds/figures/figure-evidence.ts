import { sha256 } from '../../../../core/hash.ts';
import type { FigureEvidence } from '../../../../core/records/index.ts';
import type { PaperElement } from '../../../../sources/pdf/paper.ts';
import type { OpenPaper } from '../../material.ts';

export const FIGURE_PROVER = 'figure/papers@1';

/** The region that a picture shows, and the numbers that must stand in it. */
export function figureEvidence(
  { hash, paper }: OpenPaper,
  { page, box }: PaperElement,
  picture: { bytes: Uint8Array },
  scale: number,
  numbers: string[],
): FigureEvidence {
  return {
    kind: 'figure',
    prover: FIGURE_PROVER,
    document: hash,
    file: paper.file,
    page,
    box,
    image: sha256(picture.bytes),
    scale,
    numbers,
  };
}
