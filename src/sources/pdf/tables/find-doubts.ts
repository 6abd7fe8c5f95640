/** What shows that cells were merged or cut: no good sign makes up for one of these. */
import type { Headers } from './find-headers.ts';
import type { TableCell } from './table-grid.ts';

const NUMBERS = /^[−–+-]?\d[\d.,]*[\p{L}%]?(?:\s+[−–+-]?\d[\d.,]*[\p{L}%]?)+$/u;
const THOUSANDS = /^[−–+-]?\d{1,3}(?:\s\d{3})+$/u;
/** `3.3 ·`, `0.5 ±`, and what stood behind it. */
const TORN = /\S\s*[·×±=]$|^[·×=]\s*\S/u;

const SIGNS: readonly (readonly [string, (text: string) => boolean])[] = [
  ['several numbers in one cell', (text) => NUMBERS.test(text) && !THOUSANDS.test(text)],
  ['a number torn in two', (text) => TORN.test(text)],
  ['a bracket that its cell does not close', isUnbalanced],
];

/** Reasons to doubt a grid whose heads are known; none where it may be read as it stands. */
export function findDoubts(
  cells: readonly TableCell[],
  heads: Pick<Headers, 'rows' | 'columns'>,
): string[] {
  const body = cells.filter(({ row }) => row >= heads.rows);
  const doubts = SIGNS.flatMap(([doubt, holds]) =>
    body.some(({ text }) => holds(text.trim())) ? [doubt] : [],
  );
  return hasUnnamedRows(body, Math.max(1, heads.columns))
    ? [...doubts, 'rows without a name']
    : doubts;
}

function isUnbalanced(text: string): boolean {
  const count = (sign: string): number => text.split(sign).length;
  return count('(') !== count(')') || count('[') !== count(']');
}

/** A label that stands once beside several rows is none of theirs for sure. */
function hasUnnamedRows(body: readonly TableCell[], columns: number): boolean {
  const named = new Set<number>();
  const filled = new Set<number>();
  for (const { row, rowSpan, column, text } of body) {
    if (text.trim() === '') continue;
    for (let at = row; at < row + rowSpan; at++) (column < columns ? named : filled).add(at);
  }
  return [...filled].some((row) => !named.has(row));
}
