import { sha256 } from '../../../core/hash.ts';
import { type Prover, readStoredDocument } from '../../../core/proof/index.ts';
import type { FigureEvidence } from '../../../core/records/index.ts';
import { FIGURE_PROVER } from '../kinds/figures/figure-evidence.ts';
import { fail } from './fail.ts';
import { cropOfFile, textInBox } from './page-text.ts';

/** Blocks of which a sample may show the picture. */
const PICTURED: ReadonlySet<string> = new Set(['figure', 'table', 'equation']);

/** A figure holds when its picture, drawn again from the PDF, is the one that was shown, and its numbers stand in its region. */
export const figureProver: Prover<FigureEvidence> = {
  name: FIGURE_PROVER,
  kind: 'figure',
  references: ({ document, file, image }) => ({
    records: [document],
    blobs: [file, ...(image === null ? [] : [image])],
  }),
  async replay({ document: hash, file, page, box, image, scale, numbers }, _sample, material) {
    const stored = await readStoredDocument(hash, material);
    if ('reason' in stored) return fail(stored.reason);
    const { document } = stored;
    if (document.source.hash !== file)
      return fail('the document was not read from the file that the figure names');
    const isThere = document.blocks.some(
      (block) =>
        PICTURED.has(block.kind) &&
        block.page === page &&
        JSON.stringify(block.box) === JSON.stringify(box),
    );
    if (!isThere)
      return fail(`the document has nothing that is pictured in this box of page ${page}`);
    if (image !== null) {
      const png = await cropOfFile(page, box, { file, scale }, material);
      const drawn = sha256(png);
      if (drawn !== image) return fail('the picture is not what the file shows in this box');
    }
    const words = await textInBox(page, box, file, material);
    const missing = numbers.find((number) => !words.replace(/\s/gu, '').includes(number));
    return missing === undefined
      ? { verdict: 'pass' }
      : fail(`the number ${missing} does not stand in the figure`);
  },
};
