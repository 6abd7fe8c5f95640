import type { Box } from '../../../core/records/index.ts';
import type { PaperElement } from '../paper.ts';

/** A stretch of one element's text, or the place of a raised mark. Offsets count code points. */
export interface Stretch {
  element: PaperElement;
  start: number;
  end: number;
  /** What is printed there. */
  text: string;
}

/**
 * The text that lies under a box of a page: the characters whose centres are inside. A box that touches several elements
 * gives the one with most characters under it.
 */
export function coveredText(
  elements: readonly PaperElement[],
  page: number,
  box: Box,
): Stretch | null {
  let best: Omit<Stretch, 'text'> | null = null;
  for (const element of elements) {
    let start = -1;
    let end = -1;
    for (const line of element.boxes) {
      if (line.page !== page || line.edges === undefined) continue;
      const middle = line.box.y + line.box.height / 2;
      if (middle < box.y - 1 || middle > box.y + box.height + 1) continue;
      for (let at = 0; at + 1 < line.edges.length; at++) {
        const centre = (line.edges[at]! + line.edges[at + 1]!) / 2;
        if (centre < box.x || centre > box.x + box.width) continue;
        if (start < 0) start = line.start + at;
        end = line.start + at + 1;
      }
    }
    if (start >= 0 && (best === null || end - start > best.end - best.start))
      best = { element, start, end };
  }
  return best === null
    ? coveredMark(elements, page, box)
    : { ...best, text: [...best.element.text].slice(best.start, best.end).join('') };
}

function coveredMark(elements: readonly PaperElement[], page: number, box: Box): Stretch | null {
  for (const element of elements) {
    for (const mark of element.marks ?? []) {
      if (mark.page !== page) continue;
      // Its line's box: the mark itself stands in its upper part.
      if (box.y > mark.box.y + mark.box.height || box.y + box.height < mark.box.y) continue;
      const isUnder = mark.edges.slice(1).some((edge, index) => {
        const centre = (mark.edges[index]! + edge) / 2;
        return centre >= box.x && centre <= box.x + box.width;
      });
      if (isUnder) return { element, start: mark.at, end: mark.at, text: mark.text };
    }
  }
  return null;
}
