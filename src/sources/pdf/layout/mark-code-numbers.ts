import { isWholly } from './body-block.ts';
import type { TextLine } from './text-line.ts';

const NUMBER = /^\d{1,4}$/u;
/** Of the line's size: how far a number of a line stands before it at most. */
const REACH = 4;

/** Gives the numbers of lines of code, often set small and in the text's own face, the face of the line that they stand before. */
export function markCodeNumbers(lines: readonly TextLine[]): void {
  const code = lines.filter((line) => line.angle === 0 && isWholly(line, 'monospace'));
  if (code.length === 0) return;
  for (const line of lines) {
    if (line.angle !== 0 || !NUMBER.test(line.text)) continue;
    const right = line.box.x + line.box.width;
    const isBefore = code.some(
      (other) =>
        other !== line &&
        Math.abs(other.baseline - line.baseline) < 0.2 * other.size &&
        other.box.x > right &&
        other.box.x - right < REACH * other.size,
    );
    if (isBefore) for (const run of line.runs) run.monospace = true;
  }
}
