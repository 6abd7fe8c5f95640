/** Algorithms and listings: from their caption to the rule that closes them, or down through lines set as code. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import { boxAround } from '../tables/boxes.ts';
import type { Rulings } from '../tables/collect-rulings.ts';
import type { Caption } from './caption.ts';
import type { LineKind } from './line-kinds.ts';

const STEP =
  /^(?:\d{1,3}\s*[:.]?\s|(?:require|ensure|input|output|data|result|initiali[sz]e|procedure|function|repeat|until|while|for(?:all|each)?|if|else|end|return|begin|do|let|set|print)\b)/iu;

/** The region under (or, for listings, above) an algorithm's caption; null where nothing there looks like steps. */
export function findAlgorithm(
  caption: Caption,
  page: PageLayout,
  kinds: readonly LineKind[],
  { horizontal }: Rulings,
  style: DocumentStyle,
  captions: readonly Caption[],
): { box: Box; lines: number[]; because: string } | null {
  const { box } = caption;
  const across = horizontal
    .filter(({ from, to }) => from < box.x + box.width && to > box.x && to - from > 60)
    .toSorted((a, b) => a.at - b.at);
  const above = across.findLast(({ at }) => at <= box.y + 2 && at > box.y - 1.6 * style.leading);
  const under = across.find(
    ({ at }) => at >= box.y + box.height - 4 && at < box.y + box.height + 1.2 * style.leading,
  );
  const inner = (top: number, bottom: number, left: number, right: number): number[] =>
    page.lines.flatMap((line, at) => {
      const y = line.baseline - 0.3 * line.size;
      return page.roles[at] === null &&
        line.angle === 0 &&
        !captions.some(({ lines }) => lines.includes(at)) &&
        y > top &&
        y < bottom &&
        line.box.x >= left - 12 &&
        line.box.x + line.box.width / 2 <= right
        ? [at]
        : [];
    });
  if (under !== undefined) {
    const end = across.find(
      ({ at, from, to }) =>
        at > under.at + 6 && Math.abs(from - under.from) < 8 && Math.abs(to - under.to) < 8,
    );
    const rule = end ?? null;
    if (rule !== null) {
      const lines = inner(under.at, rule.at, under.from, under.to);
      if (lines.length > 0)
        return {
          box: boxAround(lines.map((at) => page.lines[at]!.box)),
          lines,
          because: 'rules close it',
        };
    }
  }
  // A caption at the foot of a block between two rules, or in a frame.
  const closing = across.findLast(({ at }) => at <= box.y + 2 && at > box.y - 2.5 * style.leading);
  if (closing !== undefined && under === undefined) {
    const opening = across.findLast(
      ({ at, from, to }) =>
        at < closing.at - 12 && Math.abs(from - closing.from) < 8 && Math.abs(to - closing.to) < 8,
    );
    if (opening !== undefined) {
      const lines = inner(opening.at, closing.at, closing.from, closing.to);
      if (
        lines.length > 0 &&
        lines.filter((at) => kinds[at] === 'body').length < 0.6 * lines.length
      )
        return {
          box: boxAround(lines.map((at) => page.lines[at]!.box)),
          lines,
          because: 'rules close it',
        };
    }
  }
  const bottomRule =
    above !== undefined && under === undefined
      ? across.find(
          ({ at, from, to }) =>
            at > box.y + box.height + 6 &&
            Math.abs(from - above.from) < 8 &&
            Math.abs(to - above.to) < 8,
        )
      : undefined;
  if (bottomRule !== undefined) {
    const lines = inner(box.y + box.height, bottomRule.at, bottomRule.from, bottomRule.to);
    if (lines.length > 0)
      return {
        box: boxAround(lines.map((at) => page.lines[at]!.box)),
        lines,
        because: 'rules close it',
      };
  }
  const below = followSteps(caption, page, kinds, style, 1, captions);
  const over = followSteps(caption, page, kinds, style, -1, captions);
  const lines = below.length >= over.length ? below : over;
  if (lines.length < 2) return null;
  return {
    box: boxAround(lines.map((at) => page.lines[at]!.box)),
    lines,
    because: 'lines are numbered, indented or of one width',
  };
}

function followSteps(
  caption: Caption,
  page: PageLayout,
  kinds: readonly LineKind[],
  style: DocumentStyle,
  way: 1 | -1,
  captions: readonly Caption[],
): number[] {
  const { box } = caption;
  const order = page.lines
    .map((line, at) => ({ line, at }))
    .filter(
      ({ line, at }) =>
        page.roles[at] === null &&
        line.angle === 0 &&
        !captions.some(({ lines }) => lines.includes(at)) &&
        line.box.x < box.x + Math.max(box.width, 120) &&
        line.box.x + line.box.width > box.x - 12,
    )
    .filter(({ line }) => (way > 0 ? line.baseline > box.y + box.height : line.baseline < box.y))
    .toSorted((a, b) => way * (a.line.baseline - b.line.baseline));
  const taken: number[] = [];
  let edge = way > 0 ? box.y + box.height : box.y;
  for (const { line, at } of order) {
    const gap = way > 0 ? line.box.y - edge : edge - (line.box.y + line.box.height);
    if (gap > 1.4 * style.leading) break;
    const isCode = line.runs.every(({ monospace }) => monospace);
    const isStep = STEP.test(line.text);
    const starts = order.find((one) => one.at === at)!.line;
    if (kinds[at] === 'heading') break;
    if (kinds[at] === 'body' && !isCode && !isStep) break;
    taken.push(at);
    edge = way > 0 ? starts.box.y + starts.box.height : starts.box.y;
  }
  const clear = taken.filter(
    (at) =>
      STEP.test(page.lines[at]!.text) || page.lines[at]!.runs.every(({ monospace }) => monospace),
  ).length;
  return clear >= 0.4 * taken.length ? taken : [];
}
