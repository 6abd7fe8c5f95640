import type { TextBlock } from './body-block.ts';
import type { HeadingNumber } from './heading-number.ts';
import type { HeadingStyle } from './heading-style.ts';

/** How many numbers a series may leave out (a heading that was not found). */
const MISSING = 2;

/** The numbers of headings so far: tells which reading of a number goes on, and how deep it lies. */
export class NumberSeries {
  private arabic: number[] = [];
  private roman = 0;
  private letter: number[] = [];
  private counter = 0;

  /** The reading that fits best, and whether it goes on from what came before. Null where there is no number. */
  choose(
    readings: HeadingNumber[],
    block: TextBlock,
    style: HeadingStyle,
  ): { reading: HeadingNumber; next: boolean } | null {
    const usable = readings.filter((reading) => isNumber(reading, block, style));
    const next = usable.find((reading) => this.goesOn(reading));
    if (next !== undefined) return { reading: next, next: true };
    return usable[0] === undefined ? null : { reading: usable[0], next: false };
  }

  take(reading: HeadingNumber): void {
    switch (reading.kind) {
      case 'arabic':
        this.arabic = reading.path;
        this.counter = 0;
        break;
      case 'roman':
        this.roman = reading.path[0]!;
        this.letter = [];
        this.counter = 0;
        break;
      case 'counter':
        this.counter = reading.path[0]!;
        break;
      default:
        this.letter = reading.path;
        this.counter = 0;
    }
  }

  /** Level of a number: its depth; under roman numbers letters are the second level and counters the third. */
  levelOf(reading: HeadingNumber): number {
    if (reading.kind === 'appendix') return reading.path.length;
    if (reading.kind === 'counter') return this.roman > 0 ? 3 : Math.max(2, this.arabic.length + 1);
    if (reading.kind === 'letter') return reading.path.length + (this.roman > 0 ? 1 : 0);
    return reading.path.length;
  }

  private goesOn({ kind, path }: HeadingNumber): boolean {
    switch (kind) {
      case 'arabic':
        return follows(this.arabic, path);
      case 'roman':
        return (
          path[0]! > this.roman && path[0]! <= this.roman + 1 + MISSING && this.arabic.length === 0
        );
      case 'appendix':
        return true;
      case 'counter':
        return path[0] === this.counter + 1 && (this.roman > 0 || this.arabic.length > 0);
      default:
        return (
          follows(this.letter, path) &&
          (path.length > 1 || this.roman > 0 || this.arabic.length > 0 || this.letter.length > 0)
        );
    }
  }
}

/** Whether a path comes next: one more at its depth, or a first child. */
function follows(last: number[], path: number[]): boolean {
  let shared = 0;
  while (shared < path.length && shared < last.length && path[shared] === last[shared]) shared++;
  if (shared === path.length) return false;
  const rest = path.slice(shared + 1);
  const from = last[shared] ?? 0;
  const part = path[shared]!;
  if (part <= from || part > from + 1 + MISSING)
    return part === 0 && from === 0 && path.length === 1;
  return rest.every((each) => each >= 0 && each <= 1 + MISSING);
}

/** A word such as "A" or a list's "1." is no number of a heading: the gap behind, a mark or the style must show it. */
function isNumber(reading: HeadingNumber, block: TextBlock, style: HeadingStyle): boolean {
  if (reading.kind === 'counter') return style.italic || style.bold;
  if (reading.marked) return true;
  const line = block.parts[0]!.line;
  const gap = (line.edges[reading.length] ?? 0) - (line.edges[reading.length - 1] ?? 0);
  const wide = gap > 0.45 * line.size;
  return reading.kind === 'letter' ? wide && style.distinct : wide || style.distinct;
}
