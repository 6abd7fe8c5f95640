/** A table of contents repeats headings with their pages: it is taken out of the text, or every heading would stand twice. */
import { readHeadingNumber } from './heading-number.ts';
import type { PageLayout } from './page-layout.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Entries in a row that make a table of contents: under its heading, or with leaders; and without either. */
  least: 2,
  leastAlone: 4,
  /** In sizes: how far entries may lie apart. */
  step: 4,
  /** Points: how far apart the right edges of the page numbers lie. */
  edge: 3,
} as const;

const HEADING = /^(?:table of )?contents$|^inhalt(?:sverzeichnis)?$|^table des matières$/i;
const LEADER = /(?:\s?[.·]){4,}\s*\d{1,4}$/;

interface Row {
  lines: { line: TextLine; at: number }[];
  text: string;
  value: number | null;
  right: number;
  baseline: number;
}

export function markContents(pages: PageLayout[], options: typeof DEFAULTS = DEFAULTS): void {
  for (const page of pages) {
    const rows = gatherRows(page);
    let start = 0;
    while (start < rows.length) {
      if (rows[start]!.value === null) {
        start++;
        continue;
      }
      const end = findEnd(rows, start, options);
      const run = rows.slice(start, end);
      const entries = run.filter(({ value }) => value !== null);
      const above = rows[start - 1];
      const headed = above !== undefined && HEADING.test(above.text);
      const led = entries.filter(({ text }) => LEADER.test(text)).length >= entries.length / 2;
      const numbered =
        entries.filter(({ text }) => readHeadingNumber(text).length > 0).length >=
        0.7 * entries.length;
      const enough = headed || led ? options.least : numbered ? options.leastAlone : Infinity;
      if (entries.length >= enough) {
        const claimed = headed ? [above, ...run] : run;
        for (const { lines } of claimed) for (const { at } of lines) page.roles[at] = 'furniture';
      }
      start = Math.max(end, start + 1);
    }
  }
}

/** Free lines by height, as printed rows; a row's value is the page number at its right end. */
function gatherRows(page: PageLayout): Row[] {
  const free = page.lines
    .map((line, at) => ({ line, at }))
    .filter(({ line, at }) => page.roles[at] === null && line.angle === 0)
    .toSorted((a, b) => a.line.baseline - b.line.baseline);
  const rows: Row[] = [];
  for (const entry of free) {
    const row = rows.at(-1);
    if (row !== undefined && entry.line.baseline - row.baseline < 2) row.lines.push(entry);
    else
      rows.push({ lines: [entry], text: '', value: null, right: 0, baseline: entry.line.baseline });
  }
  for (const row of rows) {
    row.lines.sort((a, b) => a.line.box.x - b.line.box.x);
    row.text = row.lines.map(({ line }) => line.text).join(' ');
    const last = row.lines.at(-1)!.line;
    row.right = last.box.x + last.box.width;
    const parted = row.lines.length > 1 && /^\d{1,4}$/.test(last.text);
    if ((parted || LEADER.test(row.text)) && /\p{L}{2}/u.test(row.text))
      row.value = Number(/(\d+)$/.exec(row.text)![1]);
  }
  return rows;
}

/** One past the last entry of a run: page numbers under each other that never fall, with at most a cut line between. */
function findEnd(rows: Row[], start: number, options: typeof DEFAULTS): number {
  const first = rows[start]!;
  let end = start + 1;
  let value = first.value!;
  let last = first;
  for (let at = start + 1; at < Math.min(rows.length, end + 2); at++) {
    const row = rows[at]!;
    const size = row.lines[0]!.line.size;
    if (row.baseline - last.baseline > options.step * size * (at - end + 1)) break;
    if (row.value === null) continue;
    if (row.value < value || Math.abs(row.right - first.right) > options.edge) break;
    value = row.value;
    last = row;
    end = at + 1;
  }
  return end;
}
