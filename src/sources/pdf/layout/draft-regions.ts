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
  const left = new Map<number, number>();
  for (const row of rows) {
    const page = row[0]!.page;
    left.set(page, Math.min(left.get(page) ?? Infinity, row[0]!.box.x));
  }
  const width = characterWidth(lines);
  const indents = rows.map((row) =>
    Math.max(0, Math.round((row[0]!.box.x - left.get(row[0]!.page)!) / width)),
  );
  return { rows, indents };
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
