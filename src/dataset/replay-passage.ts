import { type ProofMaterial, readStoredDocument, type Replay } from '../core/proof/index.ts';
import type { Passage } from '../core/records/index.ts';
import { sliceCodePoints } from '../core/text/code-points.ts';

/** A passage holds when it is exactly the code points of the stored document's block that it names. */
export async function replayPassage(passage: Passage, material: ProofMaterial): Promise<Replay> {
  const stored = await readStoredDocument(passage.document, material);
  if ('reason' in stored) return { verdict: 'fail', reason: stored.reason };
  const { uri, blocks } = stored.document;
  const { block, start, end, text } = passage;
  const found = blocks[block];
  if (found === undefined)
    return { verdict: 'fail', reason: `document ${uri} has no block ${block}` };
  const slice = sliceCodePoints(found.text, start, end);
  if (slice === text && end > start) return { verdict: 'pass' };
  return {
    verdict: 'fail',
    reason: `passage differs at ${uri} block ${block} [${start}, ${end}): stored "${slice}", quoted "${text}"`,
  };
}
