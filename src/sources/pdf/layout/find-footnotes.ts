/** Footnotes: small text at a column's foot, under a short rule or begun by marks. */
import type { DocumentStyle, PageLayout } from './page-layout.ts';
import { columnOf } from './order-units.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Of the body's size: largest size of a footnote. */
  size: 0.96,
  /** Of the column's width: how long the rule above is. */
  ruleShortest: 0.1,
  ruleLongest: 0.75,
  /** In leadings: distance between a footnote and the text above where no rule parts them. */
  gap: 1.15,
} as const;

const SYMBOL = /^[∗*†‡§¶‖♯♭⋆☆✉]{1,3}/u;

/** Claims the lines of footnotes on every page. */
export function findFootnotes(
  pages: PageLayout[],
  style: DocumentStyle,
  options: typeof DEFAULTS = DEFAULTS,
): void {
  for (const page of pages) {
    const columns =
      style.columns.length > 0 ? style.columns : [{ left: 0, right: page.content.width }];
    // Feet may span all columns; each column has its own else.
    for (let column = columns.length > 1 ? -1 : 0; column < columns.length; column++)
      claimFoot(page, column, columns, style, options);
  }
}

/** The mark that a footnote begins with, or null. `length` counts code points. */
export function footnoteMark(line: TextLine): { mark: string; length: number } | null {
  const first = line.runs[0];
  const symbol = SYMBOL.exec(line.text);
  if (symbol !== null) return { mark: symbol[0], length: [...symbol[0]].length };
  if (first === undefined || first.script !== 'super') return null;
  const mark = [...line.text].slice(0, first.end).join('').trim();
  return /^(?:\d{1,3}|[a-z])$/u.test(mark) ? { mark, length: first.end } : null;
}

function claimFoot(
  page: PageLayout,
  column: number,
  columns: { left: number; right: number }[],
  style: DocumentStyle,
  options: typeof DEFAULTS,
): void {
  const inside = page.lines
    .map((line, at) => ({ line, at }))
    .filter(
      ({ line, at }) =>
        page.roles[at] !== 'furniture' &&
        page.roles[at] !== 'footnote' &&
        line.angle === 0 &&
        columnOf(line.box, columns, 1.2 * style.bodySize) === column,
    )
    .toSorted((a, b) => b.line.baseline - a.line.baseline);
  const foot: typeof inside = [];
  for (const entry of inside) {
    if (page.roles[entry.at] !== null) break;
    if (entry.line.size > options.size * style.bodySize && !isPart(entry.line, foot.at(-1)?.line))
      break;
    foot.push(entry);
  }
  if (foot.length === 0) return;
  const rule = findRule(
    page,
    column < 0 ? wholeWidth(columns) : columns[column]!,
    foot,
    style,
    options,
  );
  if (rule !== null) {
    for (const { line, at } of foot) if (line.baseline > rule) page.roles[at] = 'footnote';
    return;
  }
  // No rule: from the highest mark down, if larger text or a gap stands above it.
  const above = inside[foot.length];
  const marked = isApart(foot, above?.line, page, style, options)
    ? foot.length - 1
    : foot.findLastIndex(({ line }) => footnoteMark(line) !== null);
  if (marked < 0) return;
  const start = foot[marked]!.line;
  const before = foot[marked + 1]?.line ?? above?.line;
  const apart =
    before === undefined || start.baseline - before.baseline > options.gap * style.leading;
  if (!apart && marked !== foot.length - 1) return;
  if (foot.length > 0.75 * inside.length && inside.length > 8) return;
  for (const { at } of foot.slice(0, marked + 1)) page.roles[at] = 'footnote';
}

/** The first page's foot may say without a mark where the authors work: small text, off the body above. */
function isApart(
  foot: { line: TextLine }[],
  above: TextLine | undefined,
  page: PageLayout,
  style: DocumentStyle,
  options: typeof DEFAULTS,
): boolean {
  if (page.content.page !== 1 || above === undefined) return false;
  const top = foot.at(-1)!.line;
  const small = foot.every(({ line }) => line.size <= options.size * style.bodySize);
  return (
    small &&
    above.size > 0.97 * style.bodySize &&
    top.baseline - above.baseline > options.gap * style.leading
  );
}

/** A mark or a script that the line builder left apart. */
function isPart(line: TextLine, below: TextLine | undefined): boolean {
  return (
    below !== undefined &&
    line.text.length <= 2 &&
    Math.abs(line.baseline - below.baseline) < below.size
  );
}

function wholeWidth(columns: { left: number; right: number }[]): { left: number; right: number } {
  return { left: columns[0]!.left, right: columns.at(-1)!.right };
}

/** y of the short rule at the column's left edge under which the foot's first line stands. */
function findRule(
  page: PageLayout,
  column: { left: number; right: number },
  foot: { line: TextLine }[],
  style: DocumentStyle,
  options: typeof DEFAULTS,
): number | null {
  const width = column.right - column.left;
  const bottom = foot[0]!.line.baseline;
  let found: number | null = null;
  for (const path of page.content.paths) {
    for (let at = 0; at + 3 < path.rules.length; at += 4) {
      const [x0, y0, x1, y1] = path.rules.slice(at, at + 4) as [number, number, number, number];
      const left = Math.min(x0, x1);
      const length = Math.abs(x1 - x0);
      if (Math.abs(y1 - y0) > 1 || Math.abs(left - column.left) > style.bodySize) continue;
      if (length < options.ruleShortest * width || length > options.ruleLongest * width) continue;
      if (y0 > bottom) continue;
      const under = foot.filter(({ line }) => line.baseline > y0).at(-1)?.line;
      if (under === undefined || under.baseline - y0 > 2.5 * under.size) continue;
      const over = foot.find(({ line }) => line.baseline <= y0)?.line;
      if (over !== undefined && y0 - over.baseline < 0.15 * style.bodySize) continue;
      if (footnoteMark(under) === null && y0 < page.content.height * 0.5) continue;
      found = found === null ? y0 : Math.min(found, y0);
    }
  }
  return found;
}
