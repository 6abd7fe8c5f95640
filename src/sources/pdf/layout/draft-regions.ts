import { wholeLine } from './compose-element.ts';
import type { Draft } from './draft.ts';
import type { PageLayout } from './page-layout.ts';
import type { Region } from './region.ts';
import type { TextLine } from './text-line.ts';

/** A float's drafts: itself and its caption, in the order in which they stand. */
export function draftRegion(region: Region, page: PageLayout): Draft[] {
  // Its rows and its place stand with the part before it.
  if (region.continues === true) return [];
  const draft: Draft = {
    kind: region.kind,
    parts: region.lines.map((at) => wholeLine(page.lines[at]!)),
    label: region.label,
    number: region.number,
    confidence: region.confidence,
    because: region.because,
    region,
  };
  if (region.caption.length === 0) return [draft];
  const caption: Draft = {
    kind: 'caption',
    parts: region.caption.map((at) => wholeLine(page.lines[at]!)),
    label: region.label,
    number: region.number,
    confidence: region.confidence,
    because: ['label of a float'],
    captionOf: draft,
  };
  const above = region.captionBox !== null && region.captionBox.y < region.box.y;
  return above ? [caption, draft] : [draft, caption];
}

/** Lines of code to rows: pieces on one baseline are one row. With the columns of white space that each starts with. */
export function indentRows(lines: TextLine[]): { rows: TextLine[][]; indents: number[] } {
  const rows: TextLine[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const level =
      row !== undefined &&
      row[0]!.page === line.page &&
      Math.abs(row[0]!.baseline - line.baseline) < 0.4 * line.size;
    if (level) row.push(line);
    else rows.push([line]);
  }
  for (const row of rows) row.sort((a, b) => a.box.x - b.box.x);
  const numbered = rows.map(startAfterNumber);
  const isNumbered = numbered.filter((x) => x !== null).length > LEAST_NUMBERED * rows.length;
  // Steps and what stands above them (`Require:`) have margins of their own.
  const starts = rows.map((row, at) => ({
    x: (isNumbered ? numbered[at] : null) ?? row[0]!.box.x,
    margin: `${row[0]!.page} ${isNumbered && numbered[at] !== null}`,
  }));
  const left = new Map<string, number>();
  for (const { x, margin } of starts) left.set(margin, Math.min(left.get(margin) ?? Infinity, x));
  const width = characterWidth(lines);
  const indents = starts.map(({ x, margin }) =>
    Math.max(0, Math.round((x - left.get(margin)!) / width)),
  );
  return { rows, indents };
}

/** Share of the rows of code that begin with a number, from which these are the numbers of its lines. */
const LEAST_NUMBERED = 0.6;

/** Where a row goes on behind the number of its line (`7:`), or null. */
function startAfterNumber(row: TextLine[]): number | null {
  const [first, second] = row;
  const found = /^\d{1,3}[:.]?(?=\s|$)\s*/u.exec(first!.text);
  if (found === null) return null;
  const at = found[0].length;
  return at < [...first!.text].length ? first!.edges[at]! : (second?.box.x ?? null);
}

/** Width of a character of the code: of monospace ones, else half the size. */
function characterWidth(lines: TextLine[]): number {
  const widths: number[] = [];
  for (const line of lines) {
    for (const run of line.runs) {
      if (!run.monospace) continue;
      for (let at = run.start; at + 1 < run.end; at++)
        widths.push(line.edges[at + 1]! - line.edges[at]!);
    }
  }
  widths.sort((a, b) => a - b);
  const middle = widths[widths.length >> 1];
  return middle !== undefined && middle > 0 ? middle : 0.5 * (lines[0]?.size ?? 10);
}

/** How often each glyph stands in a display, blanks not counted. */
export function countSymbols(lines: TextLine[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { text } of lines)
    for (const point of text) if (point !== ' ') counts[point] = (counts[point] ?? 0) + 1;
  return { ...counts };
}
