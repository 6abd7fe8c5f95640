/** Lines in reading order to blocks: a block ends at a gap, a change of size or weight, an indent, a list's mark, a short line. */
import { codePointLength } from '../../../core/text/code-points.ts';
import {
  type BodyBlock,
  fullSize,
  isCapitals,
  isWholly,
  rightOf,
  type TextBlock,
} from './body-block.ts';
import { wholeLine } from './compose-element.ts';
import { readHeadingNumber } from './heading-number.ts';
import { readListMark } from './list-marks.ts';
import type { DocumentStyle } from './page-layout.ts';
import type { Region } from './region.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Of the usual step from line to line. */
  gap: 1.28,
  /** The same where tall formulas push lines apart. */
  tallGap: 1.75,
  /** The same in code, where empty lines stand between others. */
  codeGap: 2.3,
  /** Part of the size by which neighbours may differ. */
  size: 0.07,
  /** In sizes: an indent, or a return from one. */
  indent: 0.55,
} as const;

export interface OrderedUnit {
  line: TextLine | null;
  region: Region | null;
  column: { left: number; right: number };
}

/** The blocks of one page. Regions stand between them where they lie in the order. */
export function groupBlocks(
  units: OrderedUnit[],
  style: DocumentStyle,
  options: typeof DEFAULTS = DEFAULTS,
): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  const rights = measureRights(units, style);
  let open: TextBlock | null = null;
  let last: TextLine | null = null;
  units.forEach((unit, at) => {
    const { line, region } = unit;
    if (line === null) {
      if (open !== null && last !== null && region !== null)
        open.below = Math.max(0, region.box.y - last.baseline);
      open = null;
      last = null;
      blocks.push({ type: 'region', region: region!, box: region!.box });
      return;
    }
    const next = units[at + 1]?.line ?? null;
    if (open !== null && last !== null && continues(open, last, line, next, rights[at - 1]!)) {
      if (open.parts.length === 1 && movesMargin(open, line)) open.textLeft = line.box.x;
      open.parts.push(wholeLine(line));
    } else {
      const step = last === null ? Infinity : line.baseline - last.baseline;
      const above = step > 0 ? step : Infinity;
      if (open !== null) (open as TextBlock).below = above;
      open = startBlock(line, unit.column, above, next);
      blocks.push(open);
    }
    last = line;
  });
  return blocks;

  /** The second line shows where a block's lines begin; a list item's may go back to the margin, or hang less far. */
  function movesMargin(block: TextBlock, line: TextLine): boolean {
    if (block.mark === null) return true;
    const first = block.parts[0]!.line.box.x;
    const shift = options.indent * line.size;
    return line.box.x > first + shift || line.box.x < first - shift;
  }

  function startBlock(
    line: TextLine,
    column: { left: number; right: number },
    above: number,
    next: TextLine | null,
  ): TextBlock {
    const found = readListMark(line);
    let textLeft = line.box.x;
    let mark = null;
    if (found !== null) {
      const inner = line.edges[found.mark.length] ?? line.box.x;
      const indented = line.box.x > column.left + options.indent * line.size;
      const hangs =
        next !== null &&
        next.baseline > line.baseline &&
        Math.abs(next.box.x - inner) < 0.8 * line.size &&
        next.baseline - line.baseline < 1.6 * style.leading;
      const isTitle = isWholly(line, 'bold') || isCapitals(line.text);
      if ((found.sure || indented || hangs) && !isTitle) {
        mark = found.mark;
        textLeft = inner;
      }
    }
    return {
      type: 'text',
      parts: [wholeLine(line)],
      column,
      above,
      below: Infinity,
      mark,
      textLeft,
    };
  }

  function continues(
    block: TextBlock,
    before: TextLine,
    line: TextLine,
    next: TextLine | null,
    right: number,
  ): boolean {
    const size = Math.max(before.size, line.size);
    const step = line.baseline - before.baseline;
    if (line.page !== before.page || step < -0.6 * size) return false;
    // Parts of one printed line that the line builder told apart.
    if (Math.abs(step) < 0.35 * size && line.box.x >= rightOf(before) - size) return true;
    const odd = Math.min(line.text.length, before.text.length) < 4;
    if (!odd && Math.abs(fullSize(line) - fullSize(before)) > options.size * size) return false;
    const usual = usualStep(block, size);
    if (isWholly(before, 'monospace') && isWholly(line, 'monospace'))
      return step < options.codeGap * usual;
    const tall = line.box.height > 1.45 * line.size || before.box.height > 1.45 * before.size;
    if (step > (tall ? options.tallGap : options.gap) * usual) return false;
    if (isWholly(before, 'monospace') !== isWholly(line, 'monospace') && !odd) return false;
    const full = endsFull(before, line, right);
    if (isWholly(before, 'bold') !== isWholly(line, 'bold') && !odd) {
      const runsOn = line.runs[0]?.bold === true && before.runs.at(-1)?.bold === true && full;
      if (!runsOn) return false;
    }
    if (
      isCapitals(before.text) &&
      !isCapitals(line.text) &&
      !odd &&
      block.parts.every((part) => isCapitals(part.line.text))
    )
      return false;
    const found = readListMark(line);
    const shift = line.box.x - block.textLeft;
    const away = Math.abs(shift) > options.indent * size;
    if (
      found !== null &&
      (found.sure || (away && !isWholly(line, 'bold') && (block.mark !== null || !full)))
    )
      return false;
    if (isHeadingOn(block, before, line, step)) return true;
    if (!full) return false;
    if (block.mark !== null)
      return (
        shift > -options.indent * size ||
        (block.parts.length === 1 && full && next !== null && Math.abs(next.box.x - line.box.x) < 2)
      );
    if (block.parts.length > 1) return !away;
    if (shift > options.indent * size) {
      // An indented line after one line: a paragraph, unless the next ones hang with it.
      const hangs =
        next !== null && next.page === line.page && Math.abs(next.box.x - line.box.x) < 2;
      const isIndent = style.indent > 0 && Math.abs(shift - style.indent) < 0.3 * size;
      // So does the one line after a bold term.
      return (hangs || startsBold(before)) && !isIndent;
    }
    return true;
  }

  /** A heading in ragged lines: large or bold throughout, tightly set, aligned with its start or its words, no new number. */
  function isHeadingOn(block: TextBlock, before: TextLine, line: TextLine, step: number): boolean {
    if (block.parts.length > 3 || block.mark !== null) return false;
    const isLarge = Math.min(line.size, before.size) >= 1.06 * style.bodySize;
    const isBold = isWholly(before, 'bold') && isWholly(line, 'bold');
    const isCaps = isCapitals(before.text) && isCapitals(line.text) && before.font === line.font;
    if (!isLarge && !isBold && !isCaps) return false;
    if (
      line.font !== before.font ||
      step > 1.4 * fullSize(line) ||
      readHeadingNumber(line.text).length > 0
    )
      return false;
    const first = block.parts[0]!.line;
    const words = readHeadingNumber(first.text)[0]?.length ?? 0;
    const axis = Math.abs(line.box.x + rightOf(line) - first.box.x - rightOf(first)) / 2;
    const starts = [first.box.x, first.edges[words] ?? first.box.x];
    const near = starts.some((start) => Math.abs(line.box.x - start) < 0.4 * line.size);
    return (
      axis < 0.4 * line.size ||
      (near &&
        rightOf(before) - block.column.left > 0.55 * (block.column.right - block.column.left))
    );
  }

  function usualStep(block: TextBlock, size: number): number {
    if (block.parts.length >= 3) {
      const steps = block.parts
        .slice(1)
        .map((part, at) => part.line.baseline - block.parts[at]!.line.baseline);
      const sorted = steps.filter((step) => step > 0.5 * size).toSorted((a, b) => a - b);
      const middle = sorted[sorted.length >> 1];
      if (middle !== undefined) return middle;
    }
    return style.leading * Math.max(0.8, size / style.bodySize);
  }
}

/** A bold start that does not fill its line: a term, or a heading that runs in. */
function startsBold({ runs }: TextLine): boolean {
  return runs[0]?.bold === true && runs.some(({ bold }) => !bold);
}

/** Whether the margin moves at a line and stays moved: where a quotation begins or ends. */
function isInset(units: OrderedUnit[], at: number): boolean {
  const lineAt = (index: number): TextLine | null => units[index]?.line ?? null;
  const before = lineAt(at - 1);
  const line = lineAt(at);
  if (before === null || line === null) return false;
  const shift = line.box.x - before.box.x;
  if (Math.abs(shift) <= 0.9 * line.size) return false;
  // Outwards, two lines must have stood inwards: one alone is a paragraph's first line.
  const peer = shift > 0 ? lineAt(at + 1) : lineAt(at - 2);
  return (
    peer !== null && Math.abs(peer.box.x - (shift > 0 ? line : before).box.x) < 0.3 * line.size
  );
}

/** The right edge that each line's stretch of text reaches: the column's, or nearer where all lines keep off it. */
function measureRights(units: OrderedUnit[], style: DocumentStyle): number[] {
  const rights: number[] = units.map((unit) => unit.column.right);
  let start = 0;
  for (let at = 1; at <= units.length; at++) {
    const line = units[at]?.line;
    const before = units[at - 1]!.line;
    const goesOn =
      line != null &&
      before !== null &&
      Math.abs(line.size - before.size) < 0.07 * line.size &&
      line.baseline > before.baseline &&
      line.baseline - before.baseline < 1.5 * style.leading &&
      !isInset(units, at);
    if (goesOn) continue;
    if (at - start >= 3) {
      const reached = Math.max(
        ...units.slice(start, at).map((unit) => (unit.line === null ? 0 : rightOf(unit.line))),
      );
      for (let each = start; each < at; each++) rights[each] = reached;
    }
    start = at;
  }
  return rights;
}

/** Whether the next line's first word would not have fitted behind the line. */
function endsFull(line: TextLine, next: TextLine, right: number): boolean {
  const space = next.text.indexOf(' ');
  const length = codePointLength(space < 0 ? next.text : next.text.slice(0, space));
  const word = (next.edges[length] ?? rightOf(next)) - next.edges[0]!;
  return right - rightOf(line) < Math.min(word, 0.5 * (right - line.box.x)) + 0.6 * line.size;
}
