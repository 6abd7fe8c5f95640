/** Ruling lines of a page: pieces on one line merged, double rules taken as one, edges of coloured backgrounds added. */
import type { Box } from '../../../core/records/index.ts';
import type { PagePath } from '../engine/page-content.ts';

/** A horizontal (`at` is y) or vertical (`at` is x) stroke. */
export interface Ruling {
  at: number;
  from: number;
  to: number;
  /** The edge of a coloured background, not a stroke. */
  fill: boolean;
}

export interface Rulings {
  horizontal: Ruling[];
  vertical: Ruling[];
}

export const DEFAULTS = {
  /** Strokes this near each other, in points, are one line (double rules too). */
  sameLine: 2.6,
  /** Gaps up to this many points are closed (dots, dashes, corners). */
  gap: 4,
  /** Shorter lines, in points, rule nothing. */
  shortest: 6,
} as const;

export function collectRulings(paths: readonly PagePath[], box?: Box): Rulings {
  const horizontal: Ruling[] = [];
  const vertical: Ruling[] = [];
  const add = (x0: number, y0: number, x1: number, y1: number, fill = false): void => {
    const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0];
    const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0];
    if (box !== undefined) {
      if (right < box.x - 3 || left > box.x + box.width + 3) return;
      if (bottom < box.y - 3 || top > box.y + box.height + 3) return;
    }
    if (right - left >= bottom - top) {
      horizontal.push({ at: (top + bottom) / 2, from: left, to: right, fill });
    } else vertical.push({ at: (left + right) / 2, from: top, to: bottom, fill });
  };
  for (const path of paths) {
    if (path.stroked && path.strokeWidth > 6) continue;
    if (!isVisible(path)) continue;
    for (let index = 0; index + 3 < path.rules.length; index += 4) {
      add(
        path.rules[index]!,
        path.rules[index + 1]!,
        path.rules[index + 2]!,
        path.rules[index + 3]!,
      );
    }
    if (path.rules.length > 0 || !isBackground(path)) continue;
    const { x, y, width, height } = path.box;
    add(x, y, x + width, y, true);
    add(x, y + height, x + width, y + height, true);
    add(x, y, x, y + height, true);
    add(x + width, y, x + width, y + height, true);
  }
  return { horizontal: settle(horizontal), vertical: settle(vertical) };
}

/** Where strokes rule, backgrounds only repeat them, or are inset. */
function settle(pieces: Ruling[]): Ruling[] {
  const strokes = mergeRulings(pieces.filter(({ fill }) => !fill));
  return strokes.length >= 3 ? strokes : mergeRulings(pieces);
}

/** White on the bare page shows nothing. */
function isVisible({ color }: PagePath): boolean {
  const [red, green, blue, alpha] = [24, 16, 8, 0].map((shift) => (color >>> shift) & 255);
  return alpha! > 8 && Math.min(red!, green!, blue!) < 250;
}

/** A filled rectangle: the colour of a cell, a row or a column. */
function isBackground({ filled, segments, box }: PagePath): boolean {
  return filled && segments <= 6 && box.width > 3 && box.height > 3;
}

export function mergeRulings(pieces: Ruling[]): Ruling[] {
  const sorted = [...pieces].toSorted((a, b) => a.at - b.at);
  const bunches: Ruling[][] = [];
  for (const piece of sorted) {
    const bunch = bunches.at(-1);
    if (bunch === undefined || piece.at - bunch.at(-1)!.at > DEFAULTS.sameLine)
      bunches.push([piece]);
    else bunch.push(piece);
  }
  const merged: Ruling[] = [];
  for (const all of bunches) {
    // Strokes count; edges of backgrounds along them add nothing.
    const strokes = all.filter(({ fill }) => !fill);
    const bunch = strokes.length > 0 ? strokes : all;
    const fill = strokes.length === 0;
    bunch.sort((a, b) => a.from - b.from);
    let weight = 0;
    let at = 0;
    for (const { at: one, from, to } of bunch) {
      at += one * (to - from + 0.01);
      weight += to - from + 0.01;
    }
    at /= weight;
    let open: Ruling | null = null;
    for (const { from, to } of bunch) {
      if (open !== null && from <= open.to + DEFAULTS.gap) open.to = Math.max(open.to, to);
      else {
        open = { at, from, to, fill };
        merged.push(open);
      }
    }
  }
  return merged.filter(({ from, to }) => to - from >= DEFAULTS.shortest);
}

/** Length of `from`–`to` that rulings within `near` points of `at` cover. */
export function coverOf(
  rulings: readonly Ruling[],
  at: number,
  from: number,
  to: number,
  near = 2.5,
): number {
  let cover = 0;
  for (const ruling of rulings) {
    if (Math.abs(ruling.at - at) > near) continue;
    cover += Math.max(0, Math.min(to, ruling.to) - Math.max(from, ruling.from));
  }
  return Math.min(cover, to - from);
}
