/** Display equations: lines of mathematics set off from the text, with their numbers; rows with numbers of their own are told apart. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import { boxAround, insideOf } from '../tables/boxes.ts';
import type { Graphic } from './graphics.ts';
import { isDisplay, isLoneNumber, isPiece, NUMBER, plainWords } from './is-display.ts';
import { columnOf, type LineKind } from './line-kinds.ts';
import { type Equation, splitByNumbers } from './split-by-numbers.ts';

export const DEFAULTS = {
  /** Lines of one display stand no further apart than this part of the leading. */
  apart: 0.55,
} as const;

export function findEquations(
  page: PageLayout,
  kinds: readonly LineKind[],
  style: DocumentStyle,
  graphics: readonly Graphic[],
  isTaken: (line: number) => boolean,
): Equation[] {
  const drawings = graphics.filter(
    ({ flat, parts, box, picture }) =>
      !flat && (parts > 2 || picture) && box.height > 2 * style.bodySize,
  );
  // Words in a typewriter's font are mathematics where a number stands at the end of their line.
  const isNumbered = (at: number): boolean => {
    const { baseline, size, box, text } = page.lines[at]!;
    return (
      NUMBER.test(text) ||
      page.lines.some(
        (other) =>
          Math.abs(other.baseline - baseline) < 0.5 * size &&
          other.box.x > box.x + box.width &&
          columnOf(other.box, style) === columnOf(box, style) &&
          isLoneNumber(other, style),
      )
    );
  };
  const isFree = (at: number): boolean => {
    const line = page.lines[at]!;
    return (
      page.roles[at] === null &&
      !isTaken(at) &&
      line.angle === 0 &&
      kinds[at] !== 'heading' &&
      !(isCode(line) && !isNumbered(at)) &&
      !drawings.some(({ box }) => insideOf(line.box, box) > 0.6)
    );
  };
  // Bits of a line of text that mathematics in it broke up.
  const isBroken = (at: number): boolean => {
    const { baseline, size, box } = page.lines[at]!;
    return page.lines.some(
      (other, index) =>
        kinds[index] === 'body' &&
        Math.abs(other.baseline - baseline) < 0.3 * size &&
        other.box.x < box.x + box.width + 1.5 * size &&
        other.box.x + other.box.width > box.x - 1.5 * size &&
        columnOf(other.box, style) === columnOf(box, style),
    );
  };
  const seeds = page.lines.map(
    (line, at) => isFree(at) && kinds[at] !== 'body' && isDisplay(line, style) && !isBroken(at),
  );
  const numbers = page.lines.map((line, at) =>
    isFree(at) && kinds[at] !== 'body' ? isLoneNumber(line, style) : false,
  );
  const groups: number[][] = [];
  const order = page.lines
    .map((_, at) => at)
    .filter((at) => seeds[at] === true)
    .toSorted((a, b) => page.lines[a]!.box.y - page.lines[b]!.box.y);
  for (const at of order) {
    const line = page.lines[at]!;
    const group = groups.find((one) =>
      one.some((other) => isNear(page.lines[other]!.box, line.box, style)),
    );
    if (group === undefined) groups.push([at]);
    else group.push(at);
  }
  mergeGroups(groups, page, style);
  const found: Equation[] = [];
  const used = new Set(groups.flat());
  for (const group of groups) {
    // Limits, numerators, brackets and numbers beside what is surely mathematics.
    let isMore = true;
    while (isMore) {
      isMore = false;
      const box = boxAround(group.map((at) => page.lines[at]!.box));
      page.lines.forEach((line, at) => {
        if (used.has(at) || !isFree(at) || kinds[at] === 'body') return;
        const column = columnOf(box, style);
        if (
          column === null ||
          line.box.x < column.left - style.bodySize ||
          line.box.x + line.box.width > column.right + 2 * style.bodySize
        )
          return;
        const overlap =
          Math.min(line.box.y + line.box.height, box.y + box.height) - Math.max(line.box.y, box.y);
        const isBeside = overlap > 0.4 * line.box.height;
        const isClose =
          -overlap < 0.35 * style.leading &&
          line.box.x + line.box.width > box.x - 4 &&
          line.box.x < box.x + box.width + 4;
        const isNumber = numbers[at] === true;
        const isWanted = isNumber
          ? isBeside
          : (isBeside && plainWords(line.text) <= 3 && !isBroken(at)) ||
            (isClose && isPiece(line, style));
        if (!isWanted) return;
        group.push(at);
        used.add(at);
        isMore = true;
      });
    }
    const weight = group.reduce((sum, at) => sum + [...page.lines[at]!.text].length, 0);
    if (weight < 3) continue;
    found.push(...splitByNumbers(group, page, style, numbers));
  }
  return found;
}

/** Most of it in a typewriter's font. */
function isCode({ runs }: TextLine): boolean {
  const count = (all: boolean): number =>
    runs.reduce((sum, run) => sum + (all || run.monospace ? run.end - run.start : 0), 0);
  return count(false) > 0.5 * count(true);
}

function isNear(a: Box, b: Box, style: DocumentStyle): boolean {
  const apart = Math.max(a.y - (b.y + b.height), b.y - (a.y + a.height));
  const aside = Math.max(a.x - (b.x + b.width), b.x - (a.x + a.width));
  return (
    apart < DEFAULTS.apart * style.leading &&
    aside < 0.5 * Math.max(...style.columns.map(({ left, right }) => right - left), 100) &&
    inSameColumn(a, b, style)
  );
}

function inSameColumn(a: Box, b: Box, style: DocumentStyle): boolean {
  return columnOf(a, style) === columnOf(b, style);
}

function mergeGroups(groups: number[][], page: PageLayout, style: DocumentStyle): void {
  for (let a = 0; a < groups.length; a++) {
    for (let b = groups.length - 1; b > a; b--) {
      const [one, two] = [groups[a]!, groups[b]!];
      const touches = one.some((x) =>
        two.some((y) => isNear(page.lines[x]!.box, page.lines[y]!.box, style)),
      );
      if (!touches) continue;
      one.push(...two);
      groups.splice(b, 1);
      b = groups.length;
    }
  }
}
