import type { Passage, SpanEvidence } from '../../../core/records/index.ts';
import type { OpenPage } from '../prepare/open-page.ts';
import type { UsableSentence } from '../prepare/usable-sentences.ts';

export const WEB_SPAN = 'span/web@1';

/** A quotation. Of a page whose archive record is stored, it names that record: the proof goes down to its bytes. */
export function evidenceOf(
  { hash, document }: OpenPage,
  { block, start, end, text }: UsableSentence,
): SpanEvidence {
  const record = document.source.warc?.record;
  return {
    kind: 'span',
    prover: record === undefined ? 'span@1' : WEB_SPAN,
    document: hash,
    block,
    start,
    end,
    quote: text,
    ...(record !== undefined && { file: record }),
  };
}

export function passageOf(
  { hash }: OpenPage,
  { block, start, end, text }: UsableSentence,
  gold: boolean,
): Passage {
  return { document: hash, block, start, end, text, gold };
}
