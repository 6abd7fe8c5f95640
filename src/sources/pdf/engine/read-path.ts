import type { Box } from '../../../core/records/index.ts';
import type { PagePath } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';
import { applyX, applyY, type Matrix } from './page-frame.ts';
import { PathTracer } from './trace-path.ts';
import { clipBox } from './read-clip.ts';

/** Points of one path that are read; a scatter plot may have a million. Its box then stands for the points read. */
const MAX_POINTS = 100_000;
const SEGMENT = { line: 0, curve: 1, move: 2 };

/** A painted path as it is shown, or null where it paints nothing that can be seen. */
export function readPath(
  { call, heap }: Pdfium,
  object: number,
  matrix: Matrix,
  visible: Box,
): PagePath | null {
  const s = heap.scratch;
  const i = s >> 2;
  if (!call.FPDFPath_GetDrawMode(object, s, s + 4)) return null;
  let filled = heap.integers[i]! !== 0;
  let stroked = heap.integers[i + 1]! !== 0;
  if (!filled && !stroked) return null;

  let color = 0;
  if (stroked) {
    const stroke = readColor('FPDFPageObj_GetStrokeColor');
    stroked = (stroke & 0xff) !== 0;
    color = stroke;
  }
  if (filled) {
    const fill = readColor('FPDFPageObj_GetFillColor');
    filled = (fill & 0xff) !== 0;
    if (filled) color = fill;
  }
  if (!filled && !stroked) return null;

  let strokeWidth = 0;
  if (stroked && call.FPDFPageObj_GetStrokeWidth(object, s)) {
    const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    strokeWidth = heap.floats[i]! * scale;
  }

  const segments = Math.max(0, call.FPDFPath_CountSegments(object));
  const tracer = new PathTracer(stroked);
  const points = Math.min(segments, MAX_POINTS);
  const curve: number[] = [];
  for (let at = 0; at < points; at++) {
    const segment = call.FPDFPath_GetPathSegment(object, at);
    if (segment === 0 || !call.FPDFPathSegment_GetPoint(segment, s, s + 4)) continue;
    const floats = heap.floats;
    const x = applyX(matrix, floats[i]!, floats[i + 1]!);
    const y = applyY(matrix, floats[i]!, floats[i + 1]!);
    const type = call.FPDFPathSegment_GetType(segment);
    if (type === SEGMENT.move) tracer.moveTo(x, y);
    else if (type === SEGMENT.line) tracer.lineTo(x, y);
    else if (type === SEGMENT.curve) {
      curve.push(x, y);
      if (curve.length === 6) {
        tracer.curveTo(curve[0]!, curve[1]!, curve[2]!, curve[3]!, x, y);
        curve.length = 0;
      }
    }
    if (call.FPDFPathSegment_GetClose(segment)) tracer.close();
  }
  const traced = tracer.finish(strokeWidth / 2);
  if (traced === null) return null;
  const box = clipBox(traced.box, visible);
  if (box === null) return null;
  return {
    box,
    stroked,
    filled,
    strokeWidth,
    color,
    rules: clipRules(traced.rules, visible),
    segments,
  };

  function readColor(get: 'FPDFPageObj_GetFillColor' | 'FPDFPageObj_GetStrokeColor'): number {
    if (!call[get](object, s, s + 4, s + 8, s + 12)) return 0x000000ff;
    const [red, green, blue, alpha] = heap.integers.subarray(i, i + 4);
    return ((red! << 24) | (green! << 16) | (blue! << 8) | alpha!) >>> 0;
  }
}

function clipRules(rules: number[], visible: Box): number[] {
  const right = visible.x + visible.width;
  const bottom = visible.y + visible.height;
  const kept: number[] = [];
  for (let at = 0; at < rules.length; at += 4) {
    const x0 = Math.max(rules[at]!, visible.x);
    const y0 = Math.max(rules[at + 1]!, visible.y);
    const x1 = Math.min(rules[at + 2]!, right);
    const y1 = Math.min(rules[at + 3]!, bottom);
    if (x1 >= x0 && y1 >= y0 && (x1 > x0 || y1 > y0)) kept.push(x0, y0, x1, y1);
  }
  return kept;
}
