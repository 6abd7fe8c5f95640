import type { Box } from '../../src/core/records/index.ts';
import type { Compiled } from './compile.ts';
import type { Draft } from './draft/draft-paper.ts';
import { inlinesToText } from './draft/inline.ts';
import type { BoxMark, PageMeasures, PointMark } from './draft/marks.ts';
import type { DraftElement } from './draft/pen.ts';
import type { PageInk } from './ink.ts';
import type { Truth, TruthElement } from './truth.ts';

type Region = TruthElement['regions'][number];

/** Joins what the draft says with the numbers and places that the compiler gave it. Throws where a mark or label is missing. */
export function resolveTruth(
  draft: Draft,
  compiled: Compiled,
  ink: readonly PageInk[],
  file: string,
): Truth {
  const { labels } = compiled;
  const marks = compiled.marks!;
  const { measures, points, boxes } = marks;
  const numberOf = (id: string): string => {
    const number = labels.get(id);
    if (number === undefined) throw new Error(`${file}: label ${id} has no number`);
    return number;
  };
  let page = 1;
  const elements = draft.elements.map((element, index): TruthElement => {
    const { inlines, numbered, id, ...rest } = element;
    const isLines = element.kind === 'code' || element.kind === 'algorithm';
    const { text, spans } = isLines
      ? { text: inlines.join(''), spans: [] }
      : inlinesToText(inlines, draft.citations, numberOf);
    const regions = regionsOf(element);
    page =
      points.get(id)?.at(-1)?.page ??
      regions[0]?.page ??
      (element.runIn ? points.get(draft.elements[index + 1]!.id)?.[0]?.page : undefined) ??
      page;
    const carries = [
      'heading',
      'equation',
      'figure',
      'table',
      'algorithm',
      'caption',
      'theorem',
    ].includes(element.kind);
    return {
      ...rest,
      id,
      text: isLines ? text : text.replaceAll(/\s+/g, ' ').trim(),
      spans,
      page,
      regions,
      ...(carries ? { number: numbered ? numberOf(element.of ?? id) : null } : {}),
    };
  });
  return {
    seed: draft.seed,
    file,
    style: draft.style.name,
    traits: {
      columns: draft.style.columns,
      hyperref: draft.draw.hyperref,
      citations: draft.draw.citations,
      lineNumbers: draft.draw.lineNumbers,
      fontPoints: draft.draw.points,
      font: draft.draw.font,
    },
    pages: ink.map(() => ({ width: measures.width, height: measures.height })),
    title: draft.title,
    authors: draft.authors,
    elements,
    furniture: draft.furniture,
  };

  function regionsOf(element: DraftElement): Region[] {
    const { id, kind } = element;
    if (kind === 'caption')
      return captionRegion(
        id,
        element.of!,
        element.floatKind === 'table' && draft.style.name === 'ieee',
      );
    if (kind === 'table' && element.table?.style === 'long')
      return longTableRegions(id, draft.elements.find(({ of }) => of === id)!.id);
    if (!['figure', 'table', 'algorithm', 'equation'].includes(kind)) return [];
    const placed = boxes.get(id);
    if (placed === undefined) throw new Error(`${file}: ${kind} ${id} has no box`);
    return [...Map.groupBy(placed, (box) => box.page)].map(([at, parts]) =>
      shrink(at, grow(unite(parts), 1)),
    );
  }

  function captionRegion(id: string, of: string, hasLabelLine: boolean): Region[] {
    const from = points.get(id)?.[0];
    const to = points.get(`${id}.1`)?.[0];
    if (from === undefined || to === undefined)
      throw new Error(`${file}: caption ${id} has no place`);
    const column = columnOf(from, measures);
    const float = boxes.get(of)?.[0];
    // In a minipage: as wide as its lines, around the middle of what it holds.
    const isNarrow = float !== undefined && from.lineWidth < column.width * 0.7;
    const { x, width } = isNarrow
      ? { x: float.x + float.width / 2 - from.lineWidth / 2 - 2, width: from.lineWidth + 4 }
      : column;
    const top = from.y - from.size * 0.78 - (hasLabelLine ? from.leading : 0);
    return [shrink(from.page, { x, y: top, width, height: to.y + to.size * 0.26 - top })];
  }

  function longTableRegions(id: string, caption: string): Region[] {
    const rows = [...points]
      .filter(([mark]) => mark.startsWith(`${id}.`))
      .flatMap(([, all]) => all);
    const captionEnd = points.get(`${caption}.1`)?.[0];
    return [...Map.groupBy(rows, (row) => row.page)].map(([at, each]) => {
      const first = each.reduce((a, b) => (a.y < b.y ? a : b));
      const last = each.reduce((a, b) => (a.y > b.y ? a : b));
      const { x, width } = columnOf(first, measures, true);
      const above = captionEnd?.page === at ? captionEnd.y + captionEnd.size * 0.3 : 0;
      // The head of the page's part: a rule, a line, a rule.
      const top = Math.max(above, first.y - first.size * 0.8 - first.leading - 12);
      return shrink(at, { x, y: top, width, height: last.y + last.size * 0.3 + 7 - top });
    });
  }

  function shrink(at: number, box: Box): Region {
    const tight = ink[at - 1]!.within(box);
    if (tight === null) throw new Error(`${file}: no ink in a region on page ${at}`);
    return { page: at, box: tight };
  }
}

/** Left edge and width of the column that a point stands in. */
function columnOf(
  point: PointMark,
  measures: PageMeasures,
  whole = false,
): { x: number; width: number } {
  const left = point.page % 2 === 1 ? measures.left.odd : measures.left.even;
  const isWide =
    whole ||
    measures.columnWidth > measures.textWidth * 0.6 ||
    point.lineWidth > measures.columnWidth * 1.2;
  if (isWide) return { x: left - 2, width: measures.textWidth + 4 };
  const second = left + measures.columnWidth + measures.columnSeparation;
  return {
    x: (point.x < second - measures.columnSeparation / 2 ? left : second) - 2,
    width: measures.columnWidth + 4,
  };
}

function unite(boxes: readonly BoxMark[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

const grow = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});
