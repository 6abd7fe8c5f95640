/**
 * Floats and displays of a document, stage by stage: captions by vote, equations, algorithms, then regions for the captions of figures
 * and tables, chosen together on each page; last, tables and pictures that no caption names. Lines found in a region get its role,
 * so that the body is read without them; running text is never claimed.
 */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { Region } from '../layout/region.ts';
import { insideOf, overlapOf } from '../tables/boxes.ts';
import { collectRulings } from '../tables/collect-rulings.ts';
import { detectTables } from '../tables/detect-tables.ts';
import { findRuledBlocks } from '../tables/find-ruled-blocks.ts';
import { joinContinued } from '../tables/join-continued.ts';
import { readTable } from '../tables/read-table.ts';
import { chooseRegions, voteSides } from './choose-regions.ts';
import { findAlgorithm } from './find-algorithms.ts';
import type { Caption } from './caption.ts';
import { findCaptions } from './find-captions.ts';
import { findEquations } from './find-equations.ts';
import { gatherGraphics } from './graphics.ts';
import { classifyLines } from './line-kinds.ts';
import { type PageState, type Proposal, proposeRegions } from './propose-regions.ts';
import { findBareFigures } from './find-bare-figures.ts';

export function findFloats(pages: PageLayout[], style: DocumentStyle): Region[][] {
  for (const page of pages) freeLabels(page, style);
  const rulings = pages.map(({ content }) => collectRulings(content.paths));
  const captions = findCaptions(pages, style, rulings);
  const found: Region[][] = pages.map(() => []);
  const states = pages.map((page, at): PageState => {
    const kinds = classifyLines(page, style);
    const graphics = gatherGraphics(page, style);
    const captionLines = new Set(captions[at]!.flatMap(({ lines }) => lines));
    // Backgrounds shade parts of a table only; strokes close it.
    const strokes = {
      horizontal: rulings[at]!.horizontal.filter(({ fill }) => !fill),
      vertical: rulings[at]!.vertical.filter(({ fill }) => !fill),
    };
    const blocks = [
      ...findRuledBlocks(page, strokes, 'grid'),
      ...findRuledBlocks(page, strokes, 'horizontal'),
    ];
    const fixed: Box[] = [];
    for (const caption of captions[at]!.filter(({ kind }) => kind === 'algorithm')) {
      const algorithm = findAlgorithm(caption, page, kinds, rulings[at]!, style, captions[at]!);
      if (algorithm === null) continue;
      fixed.push(algorithm.box);
      const region = asRegion(page, caption, algorithm.box, algorithm.lines, 0.85, [
        ...caption.because,
        algorithm.because,
      ]);
      found[at]!.push(region);
    }
    const inside = (line: number): boolean =>
      captionLines.has(line) ||
      fixed.some((box) => insideOf(page.lines[line]!.box, box) > 0.5) ||
      blocks.some((box) => insideOf(page.lines[line]!.box, box) > 0.5);
    for (const equation of findEquations(page, kinds, style, graphics, inside)) {
      fixed.push(equation.box);
      found[at]!.push({
        kind: 'equation',
        page: page.content.page,
        caption: [],
        captionBox: null,
        ...equation,
      });
    }
    return { page, kinds, graphics, captions: captions[at]!, fixed, blocks };
  });
  const open = states.map((state) =>
    state.captions
      .filter(
        (caption) =>
          !found.some((regions) =>
            regions.some(
              (region) => region.page === caption.page && region.caption === caption.lines,
            ),
          ),
      )
      .map((caption) => ({ caption, proposals: proposeRegions(caption, state, style) })),
  );
  const prior = voteSides(
    open
      .flat()
      .map(({ proposals }) => proposals)
      .filter((one) => one.length > 0),
  );
  states.forEach((state, at) => {
    const chosen = chooseRegions(
      open[at]!.map(({ proposals }) => proposals),
      prior,
    );
    open[at]!.forEach(({ caption }, index) => {
      const proposal = chosen[index] ?? null;
      found[at]!.push(
        proposal === null ? bareCaption(state.page, caption) : fromProposal(state.page, proposal),
      );
    });
    claim(state.page, found[at]!);
    for (const region of findBareFigures(state, found[at]!)) found[at]!.push(region);
    claim(state.page, found[at]!);
    const bare = detectTables(state.page).filter(
      (table) =>
        table.confidence >= (table.table.rules === 'none' ? 0.6 : 0.5) &&
        table.lines.filter((line) => state.kinds[line] === 'body').length <=
          0.2 * table.lines.length &&
        !found[at]!.some(({ box }) => overlapOf(box, table.box) > 0.1),
    );
    found[at]!.push(...bare);
    claim(state.page, found[at]!);
    found[at] = found[at]!.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  });
  joinContinued(found, (region, end) =>
    isOpenEnded(states[region.page - pages[0]!.content.page] ?? null, region, end),
  );
  return found;
}

/** Whether only furniture, notes and captions stand between a table and the page's end. */
function isOpenEnded(
  state: PageState | null,
  { box, lines, caption }: Region,
  end: 'top' | 'bottom',
): boolean {
  if (state === null) return false;
  return state.page.lines.every((line, at) => {
    const role = state.page.roles[at];
    if (role === 'furniture' || role === 'footnote' || lines.includes(at) || caption.includes(at))
      return true;
    if (line.box.x > box.x + box.width || line.box.x + line.box.width < box.x) return true;
    const isBeyond =
      end === 'top'
        ? line.box.y + line.box.height / 2 < box.y
        : line.box.y + line.box.height / 2 > box.y + box.height;
    return (
      !isBeyond ||
      (role === null && state.kinds[at] === 'other' && line.text.split(' ').length < 12)
    );
  });
}

/** Words in a drawing, and turned ones beside it, are its own, though they look like what repeats at the page's edge. */
function freeLabels(page: PageLayout, style: DocumentStyle): void {
  const claimed = page.lines.flatMap((_, at) => (page.roles[at] === 'furniture' ? [at] : []));
  if (claimed.length === 0) return;
  const drawings = gatherGraphics(page, style).filter(
    ({ flat, parts, picture }) => !flat && (parts > 3 || picture),
  );
  for (const at of claimed) {
    const { box, size, angle } = page.lines[at]!;
    const isLabel = drawings.some((one) => {
      if (one.parts > 3 && one.box.height > 2 * size && insideOf(box, one.box) > 0.8) return true;
      if (Math.abs(angle) < 0.1) return false;
      const inY =
        box.y > one.box.y - box.height * 0.5 &&
        box.y + box.height < one.box.y + one.box.height + box.height * 0.5;
      const apart = Math.max(one.box.x - (box.x + box.width), box.x - (one.box.x + one.box.width));
      return inY && apart < 5 * size && box.height <= 1.5 * one.box.height;
    });
    if (isLabel) page.roles[at] = null;
  }
}

function asRegion(
  page: PageLayout,
  caption: Caption,
  box: Box,
  lines: number[],
  confidence: number,
  because: string[],
): Region {
  return {
    kind: caption.kind,
    page: page.content.page,
    box,
    lines: inOrder(page, lines),
    caption: caption.lines,
    captionBox: caption.box,
    label: caption.label,
    number: caption.number,
    confidence,
    because,
  };
}

function fromProposal(
  page: PageLayout,
  { caption, box, lines, side, drawn, gap }: Proposal,
): Region {
  const isNear = gap < 3 * caption.size;
  let confidence = caption.kind === 'figure' ? 0.6 + 0.3 * Math.min(1, drawn * 2) : 0.75;
  if (!isNear) confidence -= 0.2;
  const because = [
    ...caption.because,
    `the region stands ${side} of its caption`.replace(/(above|below) of/, '$1'),
  ];
  const region = asRegion(page, caption, box, lines, confidence, because);
  if (caption.kind === 'table') {
    const inside = new Set(lines);
    const grid = readTable(
      page,
      { x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4 },
      { skip: (line) => !inside.has(line) },
    );
    if (grid !== null) {
      region.table = grid;
      region.confidence = Math.min(0.95, (confidence + grid.confidence) / 2 + 0.1);
      region.because.push(...grid.because);
    }
  }
  region.confidence = Number(region.confidence.toFixed(3));
  return region;
}

/** A caption whose float was not found still is a caption: a region of its own size would lie. */
function bareCaption(page: PageLayout, caption: Caption): Region {
  const { x, y, width } = caption.box;
  return asRegion(page, caption, { x, y, width, height: 0 }, [], 0.2, [
    ...caption.because,
    'nothing was found that it could name',
  ]);
}

function inOrder(page: PageLayout, lines: readonly number[]): number[] {
  return [...new Set(lines)].toSorted((a, b) => page.lines[a]!.order - page.lines[b]!.order);
}

function claim(page: PageLayout, regions: readonly Region[]): void {
  for (const region of regions) {
    for (const at of region.caption) page.roles[at] = 'caption';
    for (const at of region.lines) page.roles[at] ??= region.kind;
  }
}
