import { SourceError } from '../../../core/errors/index.ts';
import type { Box } from '../../../core/records/index.ts';
import type { Pdfium } from './load-pdfium.ts';
import type { PageFrame } from './page-frame.ts';

export const DEFAULTS = {
  /** Of one picture: 40 million, 160 MB of RGBA. */
  maxPixels: 40_000_000,
};

/** Four bytes a pixel: red, green, blue, alpha (always opaque), rows from the top. */
export interface Picture {
  width: number;
  height: number;
  rgba: Uint8Array;
}

const BGRA = 4;
const BYTES_PER_PIXEL = 4;
const REVERSE_BYTE_ORDER = 0x10;
const WHITE = 0xffffffff | 0;

/**
 * A part of a loaded page as it is shown, on white, without annotations. `area` is in points, grown to whole pixels.
 *
 * @throws SourceError where the picture would have too many pixels.
 */
export function renderArea(
  { call, heap }: Pdfium,
  page: number,
  frame: PageFrame,
  area: Box,
  scale: number,
): Picture {
  const left = Math.floor(area.x * scale + 1e-6);
  const top = Math.floor(area.y * scale + 1e-6);
  const width = Math.max(1, Math.ceil((area.x + area.width) * scale - 1e-6) - left);
  const height = Math.max(1, Math.ceil((area.y + area.height) * scale - 1e-6) - top);
  checkSize(width, height, scale);
  const bitmap = call.FPDFBitmap_CreateEx(width, height, BGRA, 0, 0);
  if (bitmap === 0) throw tooLarge(width, height, scale);
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    const fullWidth = Math.max(1, Math.round(frame.width * scale));
    const fullHeight = Math.max(1, Math.round(frame.height * scale));
    call.FPDF_RenderPageBitmap(
      bitmap,
      page,
      -left,
      -top,
      fullWidth,
      fullHeight,
      0,
      REVERSE_BYTE_ORDER,
    );
    return { width, height, rgba: copyOut() };
  } finally {
    call.FPDFBitmap_Destroy(bitmap);
  }

  function copyOut(): Uint8Array {
    const from = call.FPDFBitmap_GetBuffer(bitmap);
    const stride = call.FPDFBitmap_GetStride(bitmap);
    const row = width * BYTES_PER_PIXEL;
    const memory = heap.bytes;
    if (stride === row) return memory.slice(from, from + row * height);
    const rgba = new Uint8Array(row * height);
    for (let y = 0; y < height; y++) {
      rgba.set(memory.subarray(from + y * stride, from + y * stride + row), y * row);
    }
    return rgba;
  }
}

function checkSize(width: number, height: number, scale: number): void {
  if (!(width * height <= DEFAULTS.maxPixels)) throw tooLarge(width, height, scale);
}

function tooLarge(width: number, height: number, scale: number): SourceError {
  const fitting = scale * Math.sqrt(DEFAULTS.maxPixels / (width * height));
  return new SourceError(`a picture of ${width} by ${height} pixels is more than can be drawn`, {
    reason: 'too-large',
    hint: `draw it with a scale of at most ${Number(fitting.toPrecision(2))}, or a smaller part of it`,
  });
}
