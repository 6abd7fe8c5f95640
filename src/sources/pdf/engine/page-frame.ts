import type { Box } from '../../../core/records/index.ts';
import type { Pdfium } from './load-pdfium.ts';

/** Rows of `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, as PDF writes them. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** From a page's user space (y up, any origin) to the page as it is shown (y down from the top left corner). */
export interface PageFrame {
  width: number;
  height: number;
  matrix: Matrix;
}

/** What pdfium takes where a page has no usable box: US letter. */
const FALLBACK = { left: 0, bottom: 0, right: 612, top: 792 };
const MEDIA_BOX = 0;
const CROP_BOX = 1;

/** `quarters`: turns of 90° clockwise. */
export function makeFrame(
  left: number,
  bottom: number,
  right: number,
  top: number,
  quarters: number,
): PageFrame {
  const width = right - left;
  const height = top - bottom;
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return { width: height, height: width, matrix: [0, 1, 1, 0, -bottom, -left] };
    case 2:
      return { width, height, matrix: [-1, 0, 0, 1, right, -bottom] };
    case 3:
      return { width: height, height: width, matrix: [0, -1, -1, 0, top, right] };
    default:
      return { width, height, matrix: [1, 0, 0, -1, -left, top] };
  }
}

/** The frame of a loaded page. */
export function frameOfPage({ call, heap }: Pdfium, page: number): PageFrame {
  const quarters = call.FPDFPage_GetRotation(page);
  if (!call.FPDF_GetPageBoundingBox(page, heap.scratch)) {
    return makeFrame(FALLBACK.left, FALLBACK.bottom, FALLBACK.right, FALLBACK.top, quarters);
  }
  const at = heap.scratch >> 2;
  const [left, top, right, bottom] = heap.floats.subarray(at, at + 4);
  return makeFrame(left!, bottom!, right!, top!, quarters);
}

/** The frame of a page that is not loaded (as the target of a link), by its 0-based index. */
export function frameByIndex(pdfium: Pdfium, document: number, index: number): PageFrame {
  const media = readBox(pdfium, document, index, MEDIA_BOX) ?? FALLBACK;
  const crop = readBox(pdfium, document, index, CROP_BOX) ?? media;
  const left = Math.max(media.left, crop.left);
  const right = Math.min(media.right, crop.right);
  const bottom = Math.max(media.bottom, crop.bottom);
  const top = Math.min(media.top, crop.top);
  const quarters = pdfium.call.EPDF_GetPageRotationByIndex(document, index);
  return right > left && top > bottom
    ? makeFrame(left, bottom, right, top, quarters)
    : makeFrame(media.left, media.bottom, media.right, media.top, quarters);
}

function readBox({ call, heap }: Pdfium, document: number, index: number, kind: number) {
  call.EPDF_GetPageBoxByIndex(document, index, kind, heap.scratch);
  const at = heap.scratch >> 2;
  const [x0, y0, x1, y1] = heap.floats.subarray(at, at + 4);
  const left = Math.min(x0!, x1!);
  const right = Math.max(x0!, x1!);
  const bottom = Math.min(y0!, y1!);
  const top = Math.max(y0!, y1!);
  return right > left && top > bottom ? { left, bottom, right, top } : null;
}

/** `first`, then `second`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [
    a * A + b * C,
    a * B + b * D,
    c * A + d * C,
    c * B + d * D,
    e * A + f * C + E,
    e * B + f * D + F,
  ];
}

export function applyX(m: Matrix, x: number, y: number): number {
  return m[0] * x + m[2] * y + m[4];
}

export function applyY(m: Matrix, x: number, y: number): number {
  return m[1] * x + m[3] * y + m[5];
}

/** The upright box around a box that was moved by a matrix. */
export function moveBox(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const xs = [applyX(m, x0, y0), applyX(m, x1, y0), applyX(m, x0, y1), applyX(m, x1, y1)];
  const ys = [applyY(m, x0, y0), applyY(m, x1, y0), applyY(m, x0, y1), applyY(m, x1, y1)];
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
