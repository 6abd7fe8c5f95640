/** A caption from its first line to its last: words after the label, then lines below until the setting changes. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import { boxAround } from '../tables/boxes.ts';
import { coverOf, type Rulings } from '../tables/collect-rulings.ts';
import type { Caption, CaptionCandidate } from './caption.ts';

export const DEFAULTS = {
  /** Lines of a caption stand no further apart than this many of its sizes. */
  leading: 1.5,
  most: 24,
} as const;

export function followCaption(
  page: PageLayout,
  start: CaptionCandidate,
  starts: ReadonlySet<number>,
  claimed: Set<number>,
  style: DocumentStyle,
  rulings: Rulings,
): Caption {
  const first = page.lines[start.line]!;
  const taken = [start.line];
  claimed.add(start.line);
  const isFree = (at: number): boolean =>
    page.roles[at] === null && !starts.has(at) && !claimed.has(at) && page.lines[at]!.angle === 0;
  const extend = (baseline: number, left: number, right: number): void => {
    // Words on the same baseline: after the label, or after a wide space.
    let isMore = true;
    let [from, to] = [left, right];
    while (isMore) {
      isMore = false;
      page.lines.forEach((line, at) => {
        if (!isFree(at) || Math.abs(line.baseline - baseline) > 0.25 * line.size) return;
        const gap = line.box.x >= to ? line.box.x - to : from - (line.box.x + line.box.width);
        const isAfter = line.box.x >= to;
        const [before, after] = isAfter ? [to, line.box.x] : [line.box.x + line.box.width, from];
        if (
          gap > (isLabelAlone(page, taken, start) ? 2.2 : 0.8) * line.size ||
          gap < -1 ||
          crossesGutter(before, after, style)
        )
          return;
        taken.push(at);
        claimed.add(at);
        from = Math.min(from, line.box.x);
        to = Math.max(to, line.box.x + line.box.width);
        isMore = true;
      });
    }
  };
  extend(first.baseline, first.box.x, first.box.x + first.box.width);
  let step: number | null = null;
  let size = first.size;
  let last = first;
  while (taken.length < DEFAULTS.most) {
    const box = boxAround(taken.map((at) => page.lines[at]!.box));
    const next = nextLine(page, last, box, isFree);
    if (next === null) break;
    const line = page.lines[next]!;
    const distance = line.baseline - last.baseline;
    const isAlone = isLabelAlone(page, taken, start);
    const limit = isAlone
      ? 2.1 * first.size
      : step === null
        ? DEFAULTS.leading * first.size
        : Math.min(DEFAULTS.leading * first.size, 1.18 * step);
    if (distance > limit || Math.abs(line.size - size) > (isAlone ? 0.3 : 0.06) * size) break;
    if (
      coverOf(
        rulings.horizontal,
        (last.baseline + 0.25 * last.size + line.baseline - 0.75 * line.size) / 2,
        box.x,
        box.x + box.width,
        0.55 * distance,
      ) >
      0.5 * box.width
    )
      break;
    if (endsCaption(page, taken, last, line, first, start, style, distance, step)) break;
    if (isAlone) size = line.size;
    else step ??= distance;
    taken.push(next);
    claimed.add(next);
    extend(line.baseline, line.box.x, line.box.x + line.box.width);
    last = line;
  }
  const sorted = taken.toSorted((a, b) => {
    const [one, two] = [page.lines[a]!, page.lines[b]!];
    return Math.abs(one.baseline - two.baseline) < 0.3 * one.size
      ? one.box.x - two.box.x
      : one.baseline - two.baseline;
  });
  return {
    ...start.label,
    page: page.content.page,
    lines: sorted,
    box: boxAround(sorted.map((at) => page.lines[at]!.box)),
    size: first.size,
    because: [`a line begins with ${start.label.label}${start.label.mark}`],
  };
}

/** Whether white space between two columns lies between the two stretches. */
function crossesGutter(right: number, left: number, { columns }: DocumentStyle): boolean {
  return columns.some(
    (column, at) => at > 0 && right <= columns[at - 1]!.right + 4 && left >= column.left - 4,
  );
}

function nextLine(
  page: PageLayout,
  last: TextLine,
  box: Box,
  isFree: (at: number) => boolean,
): number | null {
  let best: number | null = null;
  page.lines.forEach((line, at) => {
    if (line.baseline <= last.baseline + 0.4 * last.size || !isFree(at)) return;
    const overlap =
      Math.min(line.box.x + line.box.width, box.x + box.width) - Math.max(line.box.x, box.x);
    if (overlap < 0.5 * Math.min(line.box.width, box.width)) return;
    if (
      best === null ||
      line.baseline < page.lines[best]!.baseline - 0.3 * line.size ||
      (Math.abs(line.baseline - page.lines[best]!.baseline) <= 0.3 * line.size &&
        line.box.x < page.lines[best]!.box.x)
    )
      best = at;
  });
  return best;
}

/** The label fills a line of its own; the words follow below. */
function isLabelAlone(
  page: PageLayout,
  taken: readonly number[],
  { label }: CaptionCandidate,
): boolean {
  return taken.length === 1 && [...page.lines[taken[0]!]!.text].length <= label.length + 1;
}

/** Whether the caption ended with `last`: its line is short and closed, and what follows is set otherwise. */
function endsCaption(
  page: PageLayout,
  taken: readonly number[],
  last: TextLine,
  line: TextLine,
  first: TextLine,
  start: CaptionCandidate,
  style: DocumentStyle,
  distance: number,
  step: number | null,
): boolean {
  const right = Math.max(...taken.map((at) => page.lines[at]!.box.x + page.lines[at]!.box.width));
  if (isLabelAlone(page, taken, start)) return distance > 2.1 * first.size;
  const word = line.edges[[...line.text].indexOf(' ')] ?? line.box.x + line.box.width;
  const need = word - line.box.x + 0.3 * line.size;
  const column = style.columns.find(
    ({ left, right: edge }) => first.box.x >= left - 3 && right <= edge + 3,
  );
  const limit =
    taken.length === 1 && column !== undefined
      ? Math.max(right, Math.min(column.right, first.box.x + first.box.width + 40))
      : right;
  const isShort = last.box.x + last.box.width + need < limit - 0.5 * line.size;
  const isCentred =
    Math.abs(line.box.x + line.box.width / 2 - (first.box.x + first.box.width / 2)) < 2 &&
    Math.abs(line.box.x - first.box.x) > 2;
  if (isCentred) return false;
  const isClosed = /[.!?)]$/u.test(last.text);
  const isBodySize = Math.abs(first.size - style.bodySize) < 0.04 * style.bodySize;
  if (isShort && isClosed) return true;
  if (isShort && step !== null && distance > 1.05 * step) return true;
  // Body text that starts a column's width under a caption of its own size.
  if (isBodySize && step !== null && distance > 1.1 * step) return true;
  const fontOf = (one: TextLine): string => page.content.fonts[one.font]?.name ?? '';
  return isShort && fontOf(line) !== fontOf(last) && line.bold !== last.bold;
}
