import type { Box } from '../../../core/records/index.ts';
import type { LinePart } from './compose-element.ts';
import type { Region } from './region.ts';
import type { TextLine } from './text-line.ts';

/** Lines that belong together before anybody has said what they are. */
export interface TextBlock {
  type: 'text';
  parts: LinePart[];
  /** Edges of the column that holds it. */
  column: { left: number; right: number };
  /** Space from the baseline above in the same column, in points; Infinity at a column's top. */
  above: number;
  below: number;
  /** A list item's mark. */
  mark: ListMark | null;
  /** x where the text of a list item starts, or a paragraph's lines go on. */
  textLeft: number;
}

export interface RegionBlock {
  type: 'region';
  region: Region;
  box: Box;
}

export type BodyBlock = TextBlock | RegionBlock;

export interface ListMark {
  /** As printed: `•`, `(a)`, `3.` */
  text: string;
  /** Code points of the mark and the space behind it. */
  length: number;
  number: string | null;
}

/** Whether every run with words of its own is bold (or italic, or monospace). */
export function isWholly(line: TextLine, face: 'bold' | 'italic' | 'monospace'): boolean {
  const points = [...line.text];
  const counts = face === 'monospace' ? /\S/u : /[\p{L}\p{N}]/u;
  let inside = 0;
  for (const run of line.runs) {
    const letters = points.slice(run.start, run.end).filter((point) => counts.test(point)).length;
    if (letters === 0) continue;
    if (run[face]) inside += letters;
    else if (!run.mathematics && run.script === null) return false;
  }
  return inside > 0;
}

export function rightOf(line: TextLine): number {
  return line.box.x + line.box.width;
}

/** Capitals throughout, small ones included. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const upper = letters.filter((letter) => letter !== letter.toLowerCase()).length;
  return letters.length >= 4 && upper >= 0.9 * letters.length;
}

/** Size of a line's font; of small capitals, that of the capitals among them. */
export function fullSize(line: TextLine): number {
  if (!isCapitals(line.text)) return line.size;
  return Math.max(line.size, ...line.runs.map((run) => (run.script === null ? run.size : 0)));
}
