import { type Prover, spanProver } from '../../../core/proof/index.ts';
import { Document, type SpanEvidence } from '../../../core/records/index.ts';
import { boxesOfSpan } from '../../../sources/pdf/layout/boxes-of-span.ts';
import { SPAN_PROVER } from '../kinds/texts/quote.ts';
import { fail } from './fail.ts';
import { faultOfQuote } from './page-text.ts';

/** A quotation of a paper holds when the stored document has it, in the boxes that it names, and the PDF's own bytes do too. */
export const paperSpanProver: Prover<SpanEvidence> = {
  name: SPAN_PROVER,
  kind: 'span',
  references: ({ document, file }) => ({
    records: [document],
    blobs: file === undefined ? [] : [file],
  }),
  async replay(evidence, sample, material) {
    const plain = await spanProver.replay(evidence, sample, material);
    if (plain.verdict !== 'pass') return plain;
    const { document: hash, file, boxes, block, start, end, quote } = evidence;
    if (file === undefined || boxes === undefined || boxes.length === 0)
      return fail('the quotation names no place on a page');
    const document = Document.parse(await material.record(hash));
    if (document.source.hash !== file)
      return fail('the document was not read from the file that the quotation names');
    const expected = boxesOfSpan(document.blocks[block]!.boxes ?? [], start, end);
    if (JSON.stringify(expected) !== JSON.stringify(boxes))
      return fail('the boxes are not those of the quoted characters');
    const reason = await faultOfQuote(quote, boxes, file, material);
    return reason === undefined ? { verdict: 'pass' } : fail(reason);
  },
};
