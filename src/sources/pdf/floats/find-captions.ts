/**
 * Captions of a document: lines that begin with a label, told from sentences that do by a vote over the document on how
 * labels are written (pdffigures2: Clark and Divvala 2016), then followed to their last line.
 */
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import type { Rulings } from '../tables/collect-rulings.ts';
import type { Caption, CaptionCandidate as Candidate } from './caption.ts';
import { type CaptionLabel, readLabel } from './caption-label.ts';
import { followCaption } from './follow-caption.ts';

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
