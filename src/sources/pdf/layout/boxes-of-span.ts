import type { Box, BoxedSpan } from '../../../core/records/index.ts';

/** Where code points `start` to `end` of an element's text stand: one box a line, exact where the line has edges. */
export function boxesOfSpan(
  boxes: readonly BoxedSpan[],
  start: number,
  end: number,
): { page: number; box: Box }[] {
  const found: { page: number; box: Box }[] = [];
  for (const span of boxes) {
    const from = Math.max(start, span.start);
    const to = Math.min(end, span.end);
    if (from >= to) continue;
    const { page, box, edges } = span;
    if (edges === undefined || edges.length !== span.end - span.start + 1) {
      found.push({ page, box });
      continue;
    }
    // Scripts above each other make edges go back: the span is as wide as its outermost ones.
    const inside = edges.slice(from - span.start, to - span.start + 1);
    const x = Math.min(...inside);
    found.push({ page, box: { ...box, x, width: Math.max(...inside) - x } });
  }
  return found;
}
