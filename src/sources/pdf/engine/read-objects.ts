import type { Box } from '../../../core/records/index.ts';
import type { PageImage, PagePath } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';
import { IDENTITY, type Matrix, moveBox, multiply, type PageFrame } from './page-frame.ts';
import { readPath } from './read-path.ts';
import { clipBox, readClip } from './read-clip.ts';

export const DEFAULTS = {
  /** Forms within forms; pdfium itself stops at about 40. */
  maxFormDepth: 24,
  /** Paths and images of a page; what comes after is dropped, and said. */
  maxObjects: 200_000,
};

const TYPE = { path: 2, image: 3, shading: 4, form: 5 };

export interface ReadObjects {
  paths: PagePath[];
  images: PageImage[];
  faults: string[];
}

/** Paths and images of a loaded page, forms unfolded, clipped by the boxes of their clip paths. What is not seen is left out. */
export function readObjects(pdfium: Pdfium, page: number, frame: PageFrame): ReadObjects {
  const { call } = pdfium;
  const found: ReadObjects = { paths: [], images: [], faults: [] };
  const shown: Box = { x: 0, y: 0, width: frame.width, height: frame.height };
  let left = DEFAULTS.maxObjects;
  visit(
    IDENTITY,
    shown,
    call.FPDFPage_CountObjects(page),
    (at) => call.FPDFPage_GetObject(page, at),
    0,
  );
  if (left < 0)
    found.faults.push(`more than ${DEFAULTS.maxObjects} drawn objects: the rest was not read`);
  return found;

  function visit(
    container: Matrix,
    clip: Box,
    count: number,
    get: (at: number) => number,
    depth: number,
  ): void {
    const toPage = multiply(container, frame.matrix);
    for (let at = 0; at < count && left >= 0; at++) {
      const object = get(at);
      if (object === 0) continue;
      const type = call.FPDFPageObj_GetType(object);
      if (type < TYPE.path) continue;
      if (--left < 0) return;
      const visible = readClip(pdfium, object, toPage, clip);
      if (visible === null) continue;
      if (type === TYPE.form) {
        if (depth >= DEFAULTS.maxFormDepth) {
          found.faults.push(`forms nested deeper than ${DEFAULTS.maxFormDepth}`);
          continue;
        }
        const inner = multiply(readMatrix(pdfium, object), container);
        const members = call.FPDFFormObj_CountObjects(object);
        visit(
          inner,
          visible,
          members,
          (member) => call.FPDFFormObj_GetObject(object, member),
          depth + 1,
        );
      } else if (type === TYPE.path) {
        const path = readPath(
          pdfium,
          object,
          multiply(readMatrix(pdfium, object), toPage),
          visible,
        );
        if (path !== null) found.paths.push(path);
      } else if (type === TYPE.image) {
        const image = readImage(
          pdfium,
          object,
          multiply(readMatrix(pdfium, object), toPage),
          visible,
        );
        if (image !== null) found.images.push(image);
      } else if (type === TYPE.shading) {
        const shading = readShading(pdfium, object, toPage, visible);
        if (shading !== null) found.paths.push(shading);
      }
    }
  }
}

function readMatrix({ call, heap }: Pdfium, object: number): Matrix {
  if (!call.FPDFPageObj_GetMatrix(object, heap.scratch)) return IDENTITY;
  const at = heap.scratch >> 2;
  return [...heap.floats.subarray(at, at + 6)] as unknown as Matrix;
}

function readImage(
  { call, heap }: Pdfium,
  object: number,
  matrix: Matrix,
  visible: Box,
): PageImage | null {
  const box = clipBox(moveBox(matrix, 0, 0, 1, 1), visible);
  if (box === null) return null;
  const known = call.FPDFImageObj_GetImagePixelSize(object, heap.scratch, heap.scratch + 4);
  const at = heap.scratch >> 2;
  const [width, height] = known ? heap.integers.subarray(at, at + 2) : [0, 0];
  return { box, width: Math.max(0, width!), height: Math.max(0, height!) };
}

/** A gradient: painted, of no one colour. */
function readShading(
  { call, heap }: Pdfium,
  object: number,
  toPage: Matrix,
  visible: Box,
): PagePath | null {
  const s = heap.scratch;
  if (!call.FPDFPageObj_GetBounds(object, s, s + 4, s + 8, s + 12)) return null;
  const [left, bottom, right, top] = heap.floats.subarray(s >> 2, (s >> 2) + 4);
  const box = clipBox(moveBox(toPage, left!, bottom!, right!, top!), visible);
  if (box === null) return null;
  return {
    box,
    stroked: false,
    filled: true,
    strokeWidth: 0,
    color: 0x808080ff,
    rules: [],
    segments: 0,
  };
}
