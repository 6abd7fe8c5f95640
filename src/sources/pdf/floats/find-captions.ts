/**
 * Captions of a document: lines that begin with a label, told from sentences that do by a vote over the document on how
 * labels are written (pdffigures2: Clark and Divvala 2016), then followed to their last line.
 */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import { boxAround } from '../tables/boxes.ts';
import { coverOf, type Rulings } from '../tables/collect-rulings.ts';
import { type CaptionLabel, readLabel } from './caption-label.ts';

export const DEFAULTS = {
  /** Lines of a caption stand no further apart than this many of its sizes. */
  leading: 1.5,
  most: 24,
} as const;

export interface Caption extends CaptionLabel {
  page: number;
  /** Indexes of the page's lines, in reading order. */
  lines: number[];
  box: Box;
  size: number;
  because: string[];
}

interface Candidate {
  page: number;
  line: number;
  label: CaptionLabel;
  bold: boolean;
  size: number;
  /** Higher is more like a caption. */
  weight: number;
}

export function findCaptions(
  pages: readonly PageLayout[],
  style: DocumentStyle,
  rulings: readonly Rulings[],
): Caption[][] {
  const candidates = pages.flatMap((page, index) => candidatesOf(page, index, style));
  const marks = vote(
    candidates,
    ({ label }) => `${label.kind} ${label.mark}`,
    ({ label }) => label.kind,
  );
  const words = vote(
    candidates,
    ({ label }) => `${label.kind} ${label.word}`,
    ({ label }) => label.kind,
  );
  const bold = vote(
    candidates,
    ({ label, bold: one }) => `${label.kind} ${one}`,
    ({ label }) => label.kind,
  );
  for (const one of candidates) {
    one.weight += marks(one) + 0.5 * words(one) + 0.5 * bold(one);
  }
  const best = new Map<string, Candidate>();
  const kept: Candidate[] = [];
  for (const one of candidates) {
    if (one.weight < 0.9) continue;
    const key = `${one.label.kind} ${one.label.number} ${one.label.word.replace('.', '').slice(0, 3)}`;
    const other = best.get(key);
    const isContinued = /^\W*\(?(?:continued|cont(?:['’]?d|\.))/i.test(
      textAfter(pages[one.page]!.lines[one.line]!, one.label),
    );
    if (isContinued) {
      kept.push(one);
      continue;
    }
    if (other !== undefined) {
      if (other.weight >= one.weight) continue;
      kept.splice(kept.indexOf(other), 1);
    }
    best.set(key, one);
    kept.push(one);
  }
  return pages.map((page, index) => {
    const here = kept.filter((one) => one.page === index);
    const starts = new Set(here.map(({ line }) => line));
    const claimed = new Set<number>();
    return here
      .toSorted((a, b) => page.lines[a.line]!.baseline - page.lines[b.line]!.baseline)
      .map((one) => followCaption(page, one, starts, claimed, style, rulings[index]!));
  });
}

const textAfter = (line: TextLine, label: CaptionLabel): string =>
  [...line.text].slice(label.length).join('');

/** How far a candidate's way of writing is that of most of its kind, 0 to 1. */
function vote(
  candidates: readonly Candidate[],
  key: (one: Candidate) => string,
  group: (one: Candidate) => string,
): (one: Candidate) => number {
  const counts = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const one of candidates) {
    const weight = Math.max(0.05, one.weight);
    counts.set(key(one), (counts.get(key(one)) ?? 0) + weight);
    totals.set(group(one), (totals.get(group(one)) ?? 0) + weight);
  }
  return (one) => counts.get(key(one))! / totals.get(group(one))!;
}

function candidatesOf(page: PageLayout, index: number, style: DocumentStyle): Candidate[] {
  const found: Candidate[] = [];
  page.lines.forEach((line, at) => {
    // A label alone at the top of several pages looks like a running head.
    if (Math.abs(line.angle) > 0.1) return;
    const label = readLabel(line.text);
    if (
      label === null ||
      (page.roles[at] === 'furniture' && [...line.text].length > label.length + 1)
    )
      return;
    // A label alone may have its words on the same baseline, in a line of their own.
    const isAlone = [...line.text].length <= label.length + 1;
    const run = line.runs[0]!;
    let weight = 0;
    if (label.mark !== '') weight += 0.6;
    if (label.runsOn) weight -= 1.2;
    if (run.bold && !page.lines.every(({ bold }) => bold)) weight += 0.5;
    if (Math.abs(line.size - style.bodySize) > 0.04 * style.bodySize) weight += 0.4;
    if (isAlone) weight += 0.3;
    const above = lineAbove(page, line);
    if (above !== null) {
      const step = line.baseline - above.baseline;
      const isTight = step < 1.15 * style.leading && Math.abs(above.size - line.size) < 0.3;
      const sameLeft = Math.abs(above.box.x - line.box.x) < 2.5 * line.size;
      const isOpen = !/[.:!?)\]”"]$/u.test(above.text) || above.text.split(' ').length < 2;
      const column = style.columns.find(
        ({ left, right }) => left <= line.box.x + 2 && right >= line.box.x,
      );
      const isFull =
        column !== undefined && above.box.x + above.box.width > column.right - 1.5 * style.bodySize;
      if (isTight && sameLeft && isFull && isOpen) weight -= 1.6;
      else if (isTight && sameLeft && isFull) weight -= 0.5;
      else weight += 0.4;
    } else weight += 0.4;
    found.push({ page: index, line: at, label, bold: run.bold, size: line.size, weight });
  });
  return found;
}

function lineAbove(page: PageLayout, line: TextLine): TextLine | null {
  let best: TextLine | null = null;
  for (const other of page.lines) {
    if (other === line || other.baseline >= line.baseline - 0.3 * line.size || other.angle !== 0)
      continue;
    if (other.box.x > line.box.x + line.box.width || other.box.x + other.box.width < line.box.x)
      continue;
    if (best === null || other.baseline > best.baseline) best = other;
  }
  return best;
}

function followCaption(
  page: PageLayout,
  start: Candidate,
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
function isLabelAlone(page: PageLayout, taken: readonly number[], { label }: Candidate): boolean {
  return taken.length === 1 && [...page.lines[taken[0]!]!.text].length <= label.length + 1;
}

/** Whether the caption ended with `last`: its line is short and closed, and what follows is set otherwise. */
function endsCaption(
  page: PageLayout,
  taken: readonly number[],
  last: TextLine,
  line: TextLine,
  first: TextLine,
  start: Candidate,
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
