/** Display equations: lines of mathematics set off from the text, with their numbers; rows with numbers of their own are told apart. */
import type { Box } from '../../../core/records/index.ts';
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';
import { boxAround, insideOf } from '../tables/boxes.ts';
import type { Graphic } from './graphics.ts';
import { columnOf, hasWideGap, type LineKind, mathShare } from './line-kinds.ts';

export const DEFAULTS = {
  /** Share of signs in fonts of mathematics, or signs of mathematics. */
  mathematics: 0.3,
  /** Set off from the column's left edge by this many sizes. */
  indent: 0.8,
  /** Lines of one display stand no further apart than this part of the leading. */
  apart: 0.55,
} as const;

export interface Equation {
  box: Box;
  lines: number[];
  label: string | null;
  number: string | null;
  confidence: number;
  because: string[];
}

const NUMBER = /\(((?:[A-Z]\.?|[IVX]+\.)?\d+(?:\.\d+)*[a-z]?′?|\*+)\)$/u;
const NUMBER_FIRST = /^\(((?:[A-Z]\.?)?\d+(?:\.\d+)*[a-z]?)\)/u;
const SIGNS = /[=<>≤≥≈≡∼≃≅≠±∓×÷·∗∘⊗⊕∑∏∫∂∇√∞∈∉⊂⊆⊃∪∩∧∨¬∀∃→←↔⇒⇔↦∝‖|^_+−/*{}()[\]𝑎-𝟿α-ωΑ-Ω]/gu;
const WORD = /\p{L}{4,}/gu;
const FUNCTIONS = new Set([
  'where',
  'with',
  'otherwise',
  'softmax',
  'sigmoid',
  'tanh',
  'argmax',
  'argmin',
  'subject',
  'such',
  'that',
  'then',
  'else',
  'when',
  'and',
  'for',
  'all',
  'concat',
  'head',
  'attention',
  'loss',
  'score',
  'relu',
  'minimize',
  'maximize',
  'trace',
  'rank',
  'diag',
  'sign',
  'cosh',
  'sinh',
  'prob',
  'precision',
  'recall',
]);

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

/** Signs of mathematics, letters of its fonts, scripts and single italic letters, over all. */
function shareOfMathematics(line: TextLine): number {
  const points = [...line.text];
  const count = points.filter((point) => point !== ' ').length;
  if (count === 0) return 0;
  const signs = line.text.match(SIGNS)?.length ?? 0;
  let letters = 0;
  for (const { start, end, script, italic, mathematics } of line.runs) {
    const bare = points
      .slice(start, end)
      .filter((point) => point !== ' ' && !/[=+<>()]/.test(point)).length;
    if (script !== null || mathematics || (italic && bare <= 2)) letters += bare;
  }
  return Math.max(mathShare(line), Math.min(1, (1.15 * signs + letters) / count));
}

const plainWords = (text: string): number =>
  (text.match(WORD) ?? []).filter((word) => !FUNCTIONS.has(word.toLowerCase())).length;

function isDisplay(line: TextLine, style: DocumentStyle): boolean {
  const column = columnOf(line.box, style);
  if (column === null) return false;
  const width = column.right - column.left;
  const left = line.box.x - column.left;
  const isNumbered =
    NUMBER.test(line.text) &&
    line.box.x + line.box.width > column.right - 2 * style.bodySize &&
    (hasWideGap(line, 1.2) || left > 2 * style.bodySize);
  const right = column.right - (line.box.x + line.box.width);
  const isCentred =
    Math.abs(left - right) < 0.12 * width && left > DEFAULTS.indent * style.bodySize;
  const isIndented = left > DEFAULTS.indent * style.bodySize;
  if (!isNumbered && !isCentred && !isIndented) return false;
  const share = shareOfMathematics(line);
  const words = plainWords(line.text);
  const all = line.text.split(' ').length;
  if (isNumbered && (share > 0.15 || /[=<>≤≥∈→]/u.test(line.text))) return words <= 0.5 * all + 2;
  if (!/\p{L}/u.test(line.text) || !(/\d/.test(line.text) || line.text.search(SIGNS) >= 0))
    return false;
  const hasRelation = /[=<>≤≥≈≡∼∈→⇒∝↦≜]|:=/u.test(line.text);
  if (words > 2 && (words > 0.3 * all || (words > 3 && line.box.width > 0.7 * width))) return false;
  if (share < DEFAULTS.mathematics) return false;
  if (mathShare(line) === 0 && !hasRelation && share < 0.6) return false;
  return hasRelation || share > 0.5;
}

/** A bit of a display: short, without words of prose. */
function isPiece(line: TextLine, style: DocumentStyle): boolean {
  return (
    plainWords(line.text) <= 1 &&
    (shareOfMathematics(line) > 0.25 || [...line.text].length <= 6) &&
    line.size < 1.9 * style.bodySize
  );
}

function isLoneNumber(line: TextLine, style: DocumentStyle): boolean {
  const match = NUMBER.exec(line.text) ?? NUMBER_FIRST.exec(line.text);
  if (match === null || match[0].length !== line.text.length) return false;
  const column = columnOf(line.box, style);
  return (
    column !== null &&
    (line.box.x + line.box.width > column.right - 2 * style.bodySize ||
      line.box.x < column.left + style.bodySize)
  );
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

/** Rows of a display that bear numbers of their own are equations of their own. */
function splitByNumbers(
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
