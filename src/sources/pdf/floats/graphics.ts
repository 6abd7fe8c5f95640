/** What is drawn on a page, gathered: boxes of paths and pictures that lie together. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import { boxAround } from '../tables/boxes.ts';

export interface Graphic {
  box: Box;
  /** Paths and pictures in it. */
  parts: number;
  /** Rules across alone: of tables, of footnotes, between float and text. */
  flat: boolean;
  picture: boolean;
}

export const DEFAULTS = {
  /** Parts this near, in points, belong together. */
  near: 9,
  /** A rule across belongs to a drawing that it comes this near to. */
  touch: 2,
  /** Larger than this part of the page is its background. */
  background: 0.85,
  /** In leadings: a rule between columns is at least this high. */
  columnRule: 5,
} as const;

export function gatherGraphics({ content }: PageLayout, style: DocumentStyle): Graphic[] {
  const { width, height } = content;
  const boxes = [...content.paths, ...content.images].map(({ box }) => box);
  const parts: Graphic[] = [];
  const add = (box: Box, picture: boolean, flat: boolean): void => {
    const x = Math.max(0, box.x);
    const y = Math.max(0, box.y);
    const cut = {
      x,
      y,
      width: Math.min(width, box.x + box.width) - x,
      height: Math.min(height, box.y + box.height) - y,
    };
    if (cut.width < 0 || cut.height < 0 || (cut.width < 1.5 && cut.height < 1.5 && !picture))
      return;
    if (cut.width * cut.height > DEFAULTS.background * width * height) return;
    parts.push({ box: cut, parts: 1, flat, picture });
  };
  for (const path of content.paths) {
    if ((path.color & 255) < 8) continue;
    const isWhite = path.filled && !path.stroked && path.color >>> 8 === 0xffffff;
    if (isWhite || isColumnRule(path.box, boxes, style)) continue;
    add(path.box, false, path.box.height < 3 && path.box.width > 18);
  }
  for (const image of content.images)
    if (image.box.width > 4 && image.box.height > 4) add(image.box, true, false);
  return mergeParts(parts);
}

/** A rule down the gutter, which nothing crosses: it parts columns, and no drawing reaches along it. */
function isColumnRule(rule: Box, boxes: readonly Box[], style: DocumentStyle): boolean {
  if (rule.width > 3 || rule.height < DEFAULTS.columnRule * style.leading) return false;
  const middle = rule.x + rule.width / 2;
  const isBetween = style.columns.some(
    ({ left }, at) => at > 0 && middle > style.columns[at - 1]!.right && middle < left,
  );
  return (
    isBetween &&
    !boxes.some(
      ({ x, y, width, height }) =>
        x < middle - 3 && x + width > middle + 3 && y < rule.y + rule.height && y + height > rule.y,
    )
  );
}

/** Sweeps downwards, joining what lies within reach; repeated until nothing joins. */
function mergeParts(parts: Graphic[]): Graphic[] {
  let current = parts;
  for (let round = 0; round < 8; round++) {
    const sorted = [...current].toSorted((a, b) => a.box.y - b.box.y);
    const open: Graphic[] = [];
    const done: Graphic[] = [];
    let joined = false;
    for (const part of sorted) {
      for (let at = open.length - 1; at >= 0; at--) {
        if (open[at]!.box.y + open[at]!.box.height < part.box.y - DEFAULTS.near)
          done.push(...open.splice(at, 1));
      }
      let home = part;
      for (let at = open.length - 1; at >= 0; at--) {
        const other = open[at]!;
        const apart = Math.max(
          other.box.x - (home.box.x + home.box.width),
          home.box.x - (other.box.x + other.box.width),
        );
        const above = Math.max(
          other.box.y - (home.box.y + home.box.height),
          home.box.y - (other.box.y + other.box.height),
        );
        // Arrows and the sides of frames touch what they belong to; the rules of tables do not.
        const reach = other.flat === home.flat ? DEFAULTS.near : DEFAULTS.touch;
        if (apart > reach || above > reach) continue;
        home = {
          box: boxAround([other.box, home.box]),
          parts: other.parts + home.parts,
          flat: other.flat && home.flat,
          picture: other.picture || home.picture,
        };
        open.splice(at, 1);
        joined = true;
      }
      open.push(home);
    }
    current = [...done, ...open];
    if (!joined) break;
  }
  return current;
}
