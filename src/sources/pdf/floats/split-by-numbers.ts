/** A display into its equations: rows with numbers of their own are told apart. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import { boxAround } from '../tables/boxes.ts';
import { NUMBER, NUMBER_FIRST } from './is-display.ts';
import { columnOf } from './line-kinds.ts';

export interface Equation {
  box: Box;
  lines: number[];
  label: string | null;
  number: string | null;
  confidence: number;
  because: string[];
}

/** Rows of a display that bear numbers of their own are equations of their own. */
export function splitByNumbers(
  group: number[],
  page: PageLayout,
  style: DocumentStyle,
  lone: readonly boolean[],
): Equation[] {
  const marks: { y: number; number: string }[] = [];
  for (const at of group) {
    const line = page.lines[at]!;
    const column = columnOf(line.box, style);
    if (column === null) continue;
    const atRight = line.box.x + line.box.width > column.right - 2 * style.bodySize;
    const match = atRight
      ? NUMBER.exec(line.text)
      : lone[at] === true
        ? NUMBER_FIRST.exec(line.text)
        : null;
    if (match !== null) marks.push({ y: line.baseline, number: match[1]! });
  }
  marks.sort((a, b) => a.y - b.y);
  const parts: { lines: number[]; number: string | null }[] =
    marks.length < 2
      ? [{ lines: group, number: marks[0]?.number ?? null }]
      : marks.map(({ number }) => ({ lines: [], number }));
  if (marks.length >= 2) {
    for (const at of group) {
      const { box } = page.lines[at]!;
      const y = box.y + box.height / 2;
      let nearest = 0;
      marks.forEach((mark, index) => {
        if (Math.abs(mark.y - y) < Math.abs(marks[nearest]!.y - y)) nearest = index;
      });
      parts[nearest]!.lines.push(at);
    }
  }
  return parts
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines, number }) => {
      const sorted = lines.toSorted((a, b) => page.lines[a]!.order - page.lines[b]!.order);
      return {
        box: boxAround(sorted.map((at) => page.lines[at]!.box)),
        lines: sorted,
        label: number === null ? null : `(${number})`,
        number,
        confidence: number === null ? 0.7 : 0.9,
        because: [
          'mathematics set off from the text',
          ...(number === null ? [] : [`the number (${number}) stands at the margin`]),
        ],
      };
    });
}
