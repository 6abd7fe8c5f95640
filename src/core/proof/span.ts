import type { SpanEvidence } from '../records/index.ts';
import { sliceCodePoints } from '../text/code-points.ts';
import type { Prover } from './prover.ts';
import { readStoredDocument } from './stored-document.ts';

/** A quotation holds when the stored document is what its id says and the span's code points are the quote. */
export const spanProver: Prover<SpanEvidence> = {
  name: 'span@1',
  kind: 'span',
  references: (evidence) => ({ records: [evidence.document], blobs: [] }),
  async replay(evidence, _sample, material) {
    const stored = await readStoredDocument(evidence.document, material);
    if ('reason' in stored) return { verdict: 'fail', reason: stored.reason };
    const { document } = stored;
    const block = document.blocks[evidence.block];
    if (block === undefined) {
      return { verdict: 'fail', reason: `document ${document.uri} has no block ${evidence.block}` };
    }
    const found = sliceCodePoints(block.text, evidence.start, evidence.end);
    if (evidence.end <= evidence.start || found !== evidence.quote) {
      return {
        verdict: 'fail',
        reason: `quote differs at ${document.uri} block ${evidence.block} [${evidence.start}, ${evidence.end}): stored "${found}", quoted "${evidence.quote}"`,
      };
    }
    return { verdict: 'pass' };
  },
};
