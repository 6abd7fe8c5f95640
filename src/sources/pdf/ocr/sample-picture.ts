import type { Picture } from '../engine/render-page.ts';

/**
 * A part of a picture, scaled by bilinear sampling to `width` × `height`, as three planes (red, green, blue) normalised by
 * `(value / 255 − mean) / deviation`.
 */
export function samplePicture(
  { width: fullWidth, height: fullHeight, rgba }: Picture,
  from: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
  mean: readonly [number, number, number],
  deviation: readonly [number, number, number],
): Float32Array {
  const planes = new Float32Array(3 * width * height);
  const stepX = from.width / width;
  const stepY = from.height / height;
  for (let y = 0; y < height; y++) {
    const sourceY = Math.min(fullHeight - 1, Math.max(0, from.y + (y + 0.5) * stepY - 0.5));
    const y0 = Math.floor(sourceY);
    const y1 = Math.min(fullHeight - 1, y0 + 1);
    const fy = sourceY - y0;
    for (let x = 0; x < width; x++) {
      const sourceX = Math.min(fullWidth - 1, Math.max(0, from.x + (x + 0.5) * stepX - 0.5));
      const x0 = Math.floor(sourceX);
      const x1 = Math.min(fullWidth - 1, x0 + 1);
      const fx = sourceX - x0;
      for (let plane = 0; plane < 3; plane++) {
        const value =
          (1 - fy) *
            ((1 - fx) * rgba[4 * (y0 * fullWidth + x0) + plane]! +
              fx * rgba[4 * (y0 * fullWidth + x1) + plane]!) +
          fy *
            ((1 - fx) * rgba[4 * (y1 * fullWidth + x0) + plane]! +
              fx * rgba[4 * (y1 * fullWidth + x1) + plane]!);
        planes[plane * width * height + y * width + x] =
          (value / 255 - mean[plane]!) / deviation[plane]!;
      }
    }
  }
  return planes;
}
