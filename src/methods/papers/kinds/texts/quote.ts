import type { Passage, SpanEvidence } from '../../../../core/records/index.ts';
import { codePointLength, sliceCodePoints } from '../../../../core/text/code-points.ts';
import { boxesOfSpan } from '../../../../sources/pdf/layout/boxes-of-span.ts';
import type { OpenPaper } from '../../material.ts';

export const SPAN_PROVER = 'span/papers@1';

/** A quotation of an element: its words, its place in the document, and the boxes on its pages. */
export function quote(paper: OpenPaper, id: string, start: number, end: number): SpanEvidence {
  const { block, element } = paper.byId.get(id)!;
  return {
    kind: 'span',
    prover: SPAN_PROVER,
    document: paper.hash,
    block,
    start,
    end,
    quote: sliceCodePoints(element.text, start, end),
    file: paper.paper.file,
    boxes: boxesOfSpan(element.boxes, start, end),
  };
}

/** A whole element as a passage. */
export function passageOf(paper: OpenPaper, id: string, gold: boolean): Passage {
  const { block, element } = paper.byId.get(id)!;
  const { text } = element;
  return { document: paper.hash, block, start: 0, end: codePointLength(text), text, gold };
}
