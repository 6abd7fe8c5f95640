import type { Box } from '../../../core/records/index.ts';
import type { Pdfium } from './load-pdfium.ts';
import { applyX, applyY, type Matrix } from './page-frame.ts';

/** Clip paths of more points than this are taken as they stand, unclipped: their box is not worth the calls. */
const MAX_POINTS = 64;

/** What of `outer` an object's clip paths leave, as a box; null where nothing is left. */
export function readClip(
  { call, heap }: Pdfium,
  object: number,
  toPage: Matrix,
  outer: Box,
): Box | null {
  const clip = call.FPDFPageObj_GetClipPath(object);
  if (clip === 0) return outer;
  const paths = call.FPDFClipPath_CountPaths(clip);
  let visible: Box | null = outer;
  for (let path = 0; path < paths && visible !== null; path++) {
    const points = call.FPDFClipPath_CountPathSegments(clip, path);
    if (points <= 0 || points > MAX_POINTS) continue;
    let x0 = Infinity;
    let y0 = Infinity;
    let x1 = -Infinity;
    let y1 = -Infinity;
    for (let point = 0; point < points; point++) {
      const segment = call.FPDFClipPath_GetPathSegment(clip, path, point);
      if (!call.FPDFPathSegment_GetPoint(segment, heap.scratch, heap.scratch + 4)) continue;
      const at = heap.scratch >> 2;
      const x = heap.floats[at]!;
      const y = heap.floats[at + 1]!;
      const px = applyX(toPage, x, y);
      const py = applyY(toPage, x, y);
      x0 = Math.min(x0, px);
      y0 = Math.min(y0, py);
      x1 = Math.max(x1, px);
      y1 = Math.max(y1, py);
    }
    if (x1 >= x0) visible = clipBox({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, visible);
  }
  return visible;
}

/** What two boxes share; null where they do not touch. A line has no width and is kept. */
export function clipBox(box: Box, by: Box): Box | null {
  const x = Math.max(box.x, by.x);
  const y = Math.max(box.y, by.y);
  const width = Math.min(box.x + box.width, by.x + by.width) - x;
  const height = Math.min(box.y + box.height, by.y + by.height) - y;
  return width >= 0 && height >= 0 ? { x, y, width, height } : null;
}
