import { encode } from 'fast-png';
import type { Picture } from './picture.ts';
import { rasterise } from './rasterise.ts';

/** A picture as PNG. Pixels and compression are both computed in JavaScript: the same bytes on every machine. */
export function toPng(picture: Picture): Uint8Array {
  const { width, height } = picture;
  return encode({ width, height, data: rasterise(picture), channels: 4, depth: 8 });
}
