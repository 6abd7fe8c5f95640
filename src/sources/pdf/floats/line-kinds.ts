/** Which lines are running text, by the document's own style: size, width, alignment with a column, and neighbours. */
import type { DocumentStyle, PageLayout } from '../layout/page-layout.ts';
import type { TextLine } from '../layout/text-line.ts';

export const DEFAULTS = {
  /** Part of its column that a line of running text fills. */
  width: 0.6,
  words: 4,
  /** Part of a line's signs that are letters. */
  letters: 0.55,
  /** Part of the body's size that a heading has at least. */
  heading: 0.85,
} as const;

/** `body`: running text; `heading`: set off by size or weight; `other`: could be part of a float. */
export type LineKind = 'body' | 'heading' | 'other';

const HEADING =
  /^(?:(?:\d{1,2}|[IVX]{1,5}|[A-H])(?:\.\d{1,2})*\.?\s+\p{Lu}|(?:abstract|references|bibliography|acknowledge?ments?|appendix|introduction|conclusions?)\b)/iu;

export function classifyLines(page: PageLayout, style: DocumentStyle): LineKind[] {
  const { lines, roles } = page;
  const kinds = lines.map((line, index): LineKind => {
    if (roles[index] !== null || line.angle !== 0) return 'other';
    if (isHeading(line, style)) return 'heading';
    return isBody(line, style, page.content.fonts[line.font]?.name ?? '') ? 'body' : 'other';
  });
  markBlocks(page, style, kinds);
  // Last lines of paragraphs, and short ones between.
  const open = lines.flatMap((_, at) => (roles[at] === 'furniture' ? [] : [at]));
  for (const order of [1, -1]) {
    for (
      let place = order > 0 ? 1 : open.length - 2;
      place >= 0 && place < open.length;
      place += order
    ) {
      const [at, before] = [open[place]!, open[place - order]!];
      const [line, beside] = [lines[at]!, lines[before]!];
      if (kinds[at] !== 'other' || kinds[before] !== 'body' || roles[at] !== null) continue;
      const step = Math.abs(line.baseline - beside.baseline);
      const isNext = step > 0.5 * line.size && step < 1.25 * style.leading + 1;
      const left = line.box.x - beside.box.x;
      const isAligned =
        order > 0 ? Math.abs(left) < 2 * style.bodySize : Math.abs(left) < 2.5 * style.bodySize;
      if (
        isNext &&
        isAligned &&
        Math.abs(line.size - style.bodySize) < 0.05 * style.bodySize &&
        line.angle === 0 &&
        (shareOfLetters(line.text) > 0.4 ||
          (order > 0 && Math.abs(left) < 1 && Math.abs(step - style.leading) < 1)) &&
        !hasWideGap(line)
      )
        kinds[at] = 'body';
    }
  }
  return kinds;
}

/** Running text off the columns, as beside a wrapped figure: three lines and more, flush on both sides, at the body's leading. */
function markBlocks(
  { lines, roles, content }: PageLayout,
  style: DocumentStyle,
  kinds: LineKind[],
): void {
  const isProse = (at: number): boolean => {
    const line = lines[at]!;
    return (
      roles[at] === null &&
      line.angle === 0 &&
      Math.abs(line.size - style.bodySize) <= 0.05 * style.bodySize &&
      content.fonts[line.font]?.name === style.bodyFont &&
      line.box.width > 12 * style.bodySize &&
      line.text.split(' ').length >= DEFAULTS.words &&
      shareOfLetters(line.text) > 0.6 &&
      !hasWideGap(line)
    );
  };
  let run: number[] = [];
  const close = (): void => {
    if (run.length >= 3) for (const at of run) if (kinds[at] === 'other') kinds[at] = 'body';
    run = [];
  };
  lines.forEach((line, at) => {
    if (roles[at] === 'furniture') return;
    const last = run.length === 0 ? undefined : lines[run.at(-1)!]!;
    if (!isProse(at)) {
      close();
      return;
    }
    if (last !== undefined) {
      const step = line.baseline - last.baseline;
      const isFlush =
        Math.abs(line.box.x - last.box.x) < 2 &&
        Math.abs(line.box.x + line.box.width - last.box.x - last.box.width) < 3;
      if (!isFlush || Math.abs(step - style.leading) > 0.15 * style.leading) close();
    }
    run.push(at);
  });
  close();
}

export function columnOf(
  line: { x: number; width: number },
  style: DocumentStyle,
): { left: number; right: number } | null {
  const middle = line.x + line.width / 2;
  return style.columns.find(({ left, right }) => middle >= left && middle <= right) ?? null;
}

function isBody(line: TextLine, style: DocumentStyle, font: string): boolean {
  if (Math.abs(line.size - style.bodySize) > 0.05 * style.bodySize) return false;
  if (line.text.split(' ').length < DEFAULTS.words || shareOfLetters(line.text) < DEFAULTS.letters)
    return false;
  if (
    font !== style.bodyFont &&
    !line.italic &&
    !line.bold &&
    mathShare(line) < 0.2 &&
    line.runs.every(({ monospace }) => monospace)
  )
    return false;
  const column = columnOf(line.box, style);
  if (column === null) return false;
  const width = column.right - column.left;
  const isLeft = Math.abs(line.box.x - column.left) < 2.6 * style.bodySize;
  const isWide =
    line.box.width > DEFAULTS.width * width ||
    line.box.x + line.box.width > column.right - style.bodySize;
  return isLeft && isWide && !hasWideGap(line);
}

function isHeading(line: TextLine, style: DocumentStyle): boolean {
  const isLarge = line.size > 1.08 * style.bodySize;
  // Letters that label the parts of a drawing.
  if (line.size < DEFAULTS.heading * style.bodySize) return false;
  if (line.text.length > 160 || line.text.length < 3) return false;
  const column = columnOf(line.box, style);
  if (column === null) return false;
  const isLeft = Math.abs(line.box.x - column.left) < 1.5 * style.bodySize;
  const isCentred =
    Math.abs(line.box.x + line.box.width / 2 - (column.left + column.right) / 2) < style.bodySize;
  if (!isLeft && !isCentred) return false;
  if (shareOfLetters(line.text) < 0.6) return false;
  if (
    HEADING.test(line.text) &&
    (isLarge || line.bold || line.italic || line.text === line.text.toUpperCase())
  )
    return !hasWideGap(line);
  return isLarge && line.bold && isLeft && line.text.split(' ').length <= 14;
}

export function shareOfLetters(text: string): number {
  const bare = text.replaceAll(' ', '');
  return bare === '' ? 0 : (bare.match(/\p{L}/gu)?.length ?? 0) / [...bare].length;
}

export function mathShare(line: TextLine): number {
  let signs = 0;
  let all = 0;
  for (const { start, end, mathematics } of line.runs) {
    all += end - start;
    if (mathematics) signs += end - start;
  }
  return all === 0 ? 0 : signs / all;
}

/** A gap as between columns. */
export function hasWideGap(line: TextLine, sizes = 1.6): boolean {
  let at = 0;
  for (const point of line.text) {
    if (point === ' ' && line.edges[at + 1]! - line.edges[at]! > sizes * line.size) return true;
    at++;
  }
  return false;
}
