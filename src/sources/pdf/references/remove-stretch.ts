import type { BoxedSpan } from '../../../core/records/index.ts';
import type { PaperElement, RaisedMark } from '../paper.ts';

/**
 * Takes code points out of an element's text and out of its boxes, which part where they stood. Returns where, with the box
 * of what was taken, and how many code points went: a space that would stand twice goes too.
 */
export function removeStretch(
  element: PaperElement,
  { start, end }: { start: number; end: number },
): RaisedMark & { removed: number } {
  const points = [...element.text];
  const text = points.slice(start, end).join('');
  const isSpaced =
    points[start - 1] === ' ' && (points[end] === undefined || /[\s.,;:)]/u.test(points[end]));
  const from = isSpaced ? start - 1 : start;
  const removed = end - from;
  const home = element.boxes.find((span) => span.start <= start && span.end > start);
  const edges = home?.edges?.slice(start - home.start, Math.min(end, home.end) - home.start + 1);
  const box = { ...(home?.box ?? element.box) };
  if (edges !== undefined) {
    box.x = Math.min(...edges);
    box.width = Math.max(...edges) - box.x;
  }
  element.text = [...points.slice(0, from), ...points.slice(end)].join('');
  element.boxes = element.boxes.flatMap((span) =>
    [
      cutSpan(span, span.start, Math.min(span.end, from), 0),
      cutSpan(span, Math.max(span.start, end), span.end, removed),
    ].filter((one) => one !== null),
  );
  return {
    at: from,
    text,
    page: home?.page ?? element.page,
    box,
    edges: edges ?? [box.x, box.x + box.width],
    removed,
  };
}

/** The span's code points `from` to `to`, `shift` further to the front. */
function cutSpan(span: BoxedSpan, from: number, to: number, shift: number): BoxedSpan | null {
  if (to <= from) return null;
  const place = { start: from - shift, end: to - shift, page: span.page };
  if (from === span.start && to === span.end) return { ...span, ...place };
  const { edges } = span;
  if (edges === undefined) return { ...place, box: span.box };
  const own = edges.slice(from - span.start, to - span.start + 1);
  const x = Math.min(...own);
  return { ...place, box: { ...span.box, x, width: Math.max(...own) - x }, edges: own };
}
