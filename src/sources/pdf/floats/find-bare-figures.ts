/** Pictures and drawings that no caption names. */
import type { Region } from '../layout/region.ts';
import { boxAround, insideOf, overlapOf } from '../tables/boxes.ts';
import type { PageState } from './propose-regions.ts';

export const DEFAULTS = {
  /** Least part of the page. */
  picture: 0.012,
  drawing: 0.03,
  /** Paths a drawing has at least. */
  parts: 12,
} as const;

export function findBareFigures(state: PageState, found: readonly Region[]): Region[] {
  const { page, graphics, kinds, blocks } = state;
  const { width, height } = page.content;
  return graphics.flatMap(({ box, flat, picture, parts }): Region[] => {
    const share = (box.width * box.height) / (width * height);
    if (
      flat ||
      share < (picture ? DEFAULTS.picture : DEFAULTS.drawing) ||
      (!picture && parts < DEFAULTS.parts)
    )
      return [];
    if (box.width < 20 || box.height < 20 || share > 0.8) return [];
    if (found.some((region) => overlapOf(region.box, box) > 0.15)) return [];
    if (blocks.some((block) => overlapOf(block, box) > 0.4)) return [];
    const inside = page.lines.flatMap((line, at) =>
      page.roles[at] === null && insideOf(line.box, box) > 0.6 ? [at] : [],
    );
    const body = inside.filter((at) => kinds[at] !== 'other').length;
    // Letterheads and feet.
    const isFurniture = box.y + box.height < 0.1 * height || box.y > 0.92 * height;
    if (body > 2 || isFurniture) return [];
    return [
      {
        kind: 'figure',
        page: page.content.page,
        box: boxAround([box, ...inside.map((at) => page.lines[at]!.box)]),
        lines: inside,
        caption: [],
        captionBox: null,
        label: null,
        number: null,
        confidence: picture ? 0.6 : 0.45,
        because: [picture ? 'a picture' : 'a drawing', 'no caption names it'],
      },
    ];
  });
}
