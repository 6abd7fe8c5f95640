import type { Picture } from './render-page.ts';

/** PNG, 8 bits, red green blue. The same picture gives the same bytes. */
export async function encodePicture({ width, height, rgba }: Picture): Promise<Uint8Array> {
  const { encode } = await import('fast-png');
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    data[to] = rgba[from]!;
    data[to + 1] = rgba[from + 1]!;
    data[to + 2] = rgba[from + 2]!;
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}
