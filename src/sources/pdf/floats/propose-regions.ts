/**
 * Regions a caption could name: what lies above or below it (or beside it) up to the next running text, heading, caption or
 * equation (pdffigures2). Text belongs to it where it lies in or close to the drawing; a table reaches from rule to rule.
 */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import { boxAround, insideOf, overlapOf } from '../tables/boxes.ts';
import type { Caption } from './caption.ts';
import { findArea } from './find-area.ts';
import type { Graphic } from './graphics.ts';
import type { LineKind } from './line-kinds.ts';

export const DEFAULTS = {
  /** Text further from a drawing than this many sizes is not its own. */
  reach: 2.4,
  /** Nothing further from its caption than this many leadings is its float. */
  distance: 6,
  /** Ways to cut one space, the whole included. */
  cuts: 4,
} as const;

export type Side = 'above' | 'below' | 'left' | 'right';

export interface Proposal {
  caption: Caption;
  side: Side;
  box: Box;
  lines: number[];
  /** Points between caption and region. */
  gap: number;
  /** Share of the region's area that drawings cover. */
  drawn: number;
  parts: number;
  /** Height of what the space holds that the region takes. */
  share: number;
}

export interface PageState {
  page: PageLayout;
  kinds: readonly LineKind[];
  graphics: readonly Graphic[];
  captions: readonly Caption[];
  /** Regions found before: no float reaches into them. */
  fixed: readonly Box[];
  /** Regions that table rules close. */
  blocks: readonly Box[];
}

export function proposeRegions(
  caption: Caption,
  state: PageState,
  style: DocumentStyle,
): Proposal[] {
  const proposals: Proposal[] = [];
  for (const side of ['above', 'below', 'left', 'right'] as const) {
    if (side === 'left' || side === 'right') {
      if (proposals.length > 0) continue;
    }
    const block = caption.kind === 'table' ? proposeBlock(caption, side, state, style) : null;
    if (block !== null) proposals.push(block);
    else {
      const areas = proposeAreas(caption, side, state, style);
      // A frame with running text in it.
      const frame = areas.length > 0 ? null : proposeBlock(caption, side, state, style);
      proposals.push(...areas, ...(frame === null ? [] : [frame]));
    }
  }
  return proposals;
}

/** A table's region from the block of rules next to its caption. */
function proposeBlock(
  caption: Caption,
  side: Side,
  state: PageState,
  style: DocumentStyle,
): Proposal | null {
  if (side === 'left' || side === 'right') return null;
  const { box } = caption;
  const limit = 3.2 * style.leading;
  const beside = state.blocks
    .filter(
      (one) =>
        Math.min(one.x + one.width, box.x + box.width) - Math.max(one.x, box.x) >
        0.3 * Math.min(one.width, box.width),
    )
    .filter((one) => state.captions.every((other) => insideOf(other.box, one) < 0.5))
    .map((one) => ({
      one,
      gap: side === 'above' ? box.y - (one.y + one.height) : one.y - (box.y + box.height),
    }))
    .filter(({ gap }) => gap > -3 && gap < limit)
    .toSorted((a, b) => a.gap - b.gap);
  const nearest = beside[0];
  if (nearest === undefined) return null;
  const between = state.page.lines.some((line, at) => {
    const y = line.baseline - 0.3 * line.size;
    const [top, bottom] =
      side === 'above'
        ? [nearest.one.y + nearest.one.height, box.y]
        : [box.y + box.height, nearest.one.y];
    return (
      state.kinds[at] === 'body' &&
      !caption.lines.includes(at) &&
      y > top &&
      y < bottom &&
      line.box.x < box.x + box.width &&
      line.box.x + line.box.width > box.x
    );
  });
  if (between) return null;
  const lines = linesIn(state.page, nearest.one, caption);
  if (lines.length === 0) return null;
  const whole = boxAround([nearest.one, ...lines.map((at) => state.page.lines[at]!.box)]);
  return { caption, side, box: whole, lines, gap: nearest.gap, drawn: 1, parts: 4, share: 1 };
}

function linesIn(page: PageLayout, box: Box, caption: Caption): number[] {
  return page.lines.flatMap((line, at) =>
    page.roles[at] !== 'furniture' && !caption.lines.includes(at) && insideOf(line.box, box) > 0.5
      ? [at]
      : [],
  );
}

/** The space beside the caption, whole and cut where white space parts it: another caption's float may begin there. */
function proposeAreas(
  caption: Caption,
  side: Side,
  state: PageState,
  style: DocumentStyle,
): Proposal[] {
  const whole = findArea(caption, side, state, style);
  if (whole === null) return [];
  const all = proposeArea(caption, side, state, style, whole);
  if (all === null || side === 'left' || side === 'right') return all === null ? [] : [all];
  const proposals = [all];
  const bands = whiteBands(state, whole, caption, 0.85 * style.leading);
  if (side === 'above') bands.reverse();
  for (const y of bands) {
    if (proposals.length >= DEFAULTS.cuts) break;
    const area =
      side === 'above'
        ? { ...whole, y, height: whole.y + whole.height - y }
        : { ...whole, height: y - whole.y };
    const one = area.height < 10 ? null : proposeArea(caption, side, state, style, area);
    if (one === null || one.box.height > 0.97 * all.box.height) continue;
    one.share = one.box.height / all.box.height;
    proposals.push(one);
  }
  return proposals;
}

/** Middles of the bands across the area in which nothing stands. */
function whiteBands(
  { page, graphics }: PageState,
  area: Box,
  caption: Caption,
  least: number,
): number[] {
  const spans = [
    ...graphics.filter(({ box }) => insideOf(box, area) > 0.6).map(({ box }) => box),
    ...page.lines.flatMap((line, at) =>
      !caption.lines.includes(at) && insideOf(line.box, area) > 0.6 ? [line.box] : [],
    ),
  ].toSorted((a, b) => a.y - b.y);
  const bands: number[] = [];
  let bottom = spans[0]?.y ?? 0;
  for (const { y, height } of spans) {
    if (y - bottom > least) bands.push((y + bottom) / 2);
    bottom = Math.max(bottom, y + height);
  }
  return bands;
}

function proposeArea(
  caption: Caption,
  side: Side,
  state: PageState,
  style: DocumentStyle,
  area: Box,
): Proposal | null {
  const { page, kinds } = state;
  const isTable = caption.kind === 'table';
  const graphics = state.graphics.filter(
    ({ box, flat }) =>
      insideOf(box, area) > 0.6 && (isTable || !flat || isInside(box, state, area)),
  );
  const other = page.lines.flatMap((line, at) =>
    page.roles[at] === null &&
    !caption.lines.includes(at) &&
    insideOf(line.box, area) > 0.6 &&
    state.captions.every(({ lines }) => !lines.includes(at))
      ? [at]
      : [],
  );
  let boxes: Box[] = graphics.map(({ box }) => box);
  const lines: number[] = [];
  if (boxes.length > 0) {
    let grown = boxAround(boxes);
    let isMore = true;
    while (isMore) {
      isMore = false;
      for (const at of other) {
        const line = page.lines[at]!;
        if (lines.includes(at) || (kinds[at] === 'heading' && insideOf(line.box, grown) < 0.5))
          continue;
        const apart = Math.max(
          grown.y - (line.box.y + line.box.height),
          line.box.y - (grown.y + grown.height),
        );
        const aside = Math.max(
          grown.x - (line.box.x + line.box.width),
          line.box.x - (grown.x + grown.width),
        );
        if (apart > DEFAULTS.reach * line.size * 0.6 || aside > 3 * DEFAULTS.reach * line.size)
          continue;
        lines.push(at);
        grown = boxAround([grown, line.box]);
        isMore = true;
      }
    }
    boxes = [grown];
  } else {
    if (caption.kind === 'figure' && other.length < 2) return null;
    const near = textNextTo(caption, side, other, page, style);
    lines.push(...near);
    boxes = near.map((at) => page.lines[at]!.box);
  }
  if (boxes.length === 0) return null;
  const box = boxAround(boxes);
  if (box.width < 12 || box.height < 5) return null;
  const gap = gapOf(caption.box, box, side);
  if (gap > DEFAULTS.distance * style.leading || gap < -4) return null;
  const drawn =
    graphics.reduce((sum, one) => sum + (one.flat ? 0 : one.box.width * one.box.height), 0) /
    (box.width * box.height);
  return {
    caption,
    side,
    box,
    lines,
    gap,
    drawn: Math.min(1, drawn),
    parts: graphics.reduce((sum, { parts }) => sum + parts, 0),
    share: 1,
  };
}

/** A flat rule counts to a figure only among other drawings. */
function isInside(box: Box, { graphics }: PageState, area: Box): boolean {
  return graphics.some(
    (one) =>
      !one.flat &&
      insideOf(one.box, area) > 0.6 &&
      overlapOf({ ...box, height: Math.max(1, box.height) }, one.box) > 0.3,
  );
}

function gapOf(caption: Box, box: Box, side: Side): number {
  if (side === 'above') return caption.y - (box.y + box.height);
  if (side === 'below') return box.y - (caption.y + caption.height);
  return side === 'left' ? caption.x - (box.x + box.width) : box.x - (caption.x + caption.width);
}

/** Lines without drawings: those that follow the caption closely. */
function textNextTo(
  caption: Caption,
  side: Side,
  other: readonly number[],
  page: PageLayout,
  style: DocumentStyle,
): number[] {
  const sorted = [...other].toSorted((a, b) => page.lines[a]!.baseline - page.lines[b]!.baseline);
  if (side === 'above') sorted.reverse();
  const near: number[] = [];
  let edge = side === 'above' ? caption.box.y : caption.box.y + caption.box.height;
  for (const at of sorted) {
    const { box } = page.lines[at]!;
    const gap = side === 'above' ? edge - (box.y + box.height) : box.y - edge;
    if (gap > 2.2 * style.leading) break;
    near.push(at);
    edge = side === 'above' ? Math.min(edge, box.y) : Math.max(edge, box.y + box.height);
  }
  return near;
}
