import type { Picture } from '../../../sources/pdf/engine/render-page.ts';

/** Share of pixels that are not paper: below it a picture has nothing to read, and a model asked about it invents. */
const LEAST_INK = 0.0008;

/** Whether a picture is blank: nearly all of its pixels are as light as its lightest ones. */
export function isBlank({ rgba }: Pick<Picture, 'rgba'>): boolean {
  let ink = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const light = 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!;
    if (light < 215) ink++;
  }
  return ink < LEAST_INK * (rgba.length / 4);
}
