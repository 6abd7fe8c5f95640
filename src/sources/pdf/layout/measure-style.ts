import type { DocumentStyle, PageLayout } from './page-layout.ts';
import type { TextLine } from './text-line.ts';

export const DEFAULTS = {
  /** Points: steps of the histograms of edges and distances. */
  step: 0.5,
  /** Of the most frequent left edge's lines: how many another column must have. */
  columnShare: 0.3,
  /** Least width of a column, in body sizes. */
  columnWidth: 9,
} as const;

/** What most of the document looks like. Furniture, turned and hidden text do not count. An empty document gives 10 points. */
export function measureStyle(
  pages: PageLayout[],
  options: typeof DEFAULTS = DEFAULTS,
): DocumentStyle {
  const lines = pages.map((page) =>
    page.lines.filter(
      (line, at) => page.roles[at] !== 'furniture' && line.angle === 0 && line.text.length > 1,
    ),
  );
  const flat = lines.flat();
  const bodySize =
    weighMode(
      flat.map((line) => [Math.round(line.size * 4) / 4, line.text.length]),
      0.3,
    ) ?? 10;
  const isBody = (line: TextLine): boolean => Math.abs(line.size - bodySize) <= 0.05 * bodySize;
  const fonts = new Map<string, number>();
  pages.forEach((page, at) => {
    for (const line of lines[at]!) {
      const name = page.content.fonts[line.font]?.name ?? '';
      if (isBody(line)) fonts.set(name, (fonts.get(name) ?? 0) + line.text.length);
    }
  });
  const bodyFont = [...fonts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  const columns = findColumns(flat.filter(isBody), bodySize, options);
  const steps: [number, number][] = [];
  const indents: [number, number][] = [];
  for (const each of lines) {
    const body = each.filter(isBody);
    body.forEach((line, at) => {
      const next = body[at + 1];
      const after = body[at + 2];
      if (next === undefined) return;
      const step = next.baseline - line.baseline;
      if (
        Math.abs(next.box.x - line.box.x) < 2 * bodySize &&
        step > 0.8 * bodySize &&
        step < 2.6 * bodySize
      )
        steps.push([Math.round(step / options.step) * options.step, 1]);
      const column = columns.find(({ left }) => Math.abs(left - next.box.x) < 0.25 * bodySize);
      if (after === undefined || column === undefined) return;
      const indent = next.box.x - line.box.x;
      // Only a line that ends at the right edge, as a paragraph's first does.
      const full = line.box.x + line.box.width > column.right - bodySize;
      if (full && Math.abs(indent) < 4 * bodySize && after.baseline > next.baseline)
        indents.push([Math.round(-indent / options.step) * options.step, 1]);
    });
  }
  const leading = weighMode(steps, options.step) ?? bodySize * 1.2;
  const inward = indents.filter(([indent]) => indent > 0.5 * bodySize);
  const straight = indents.filter(([indent]) => Math.abs(indent) <= 0.5 * bodySize).length;
  const indent =
    inward.length >= Math.max(2, 0.02 * straight) ? (weighMode(inward, options.step) ?? 0) : 0;
  return { bodySize, bodyFont, leading, columns, indent };
}

/** The value that carries most weight, neighbours within `near` counted with it. */
export function weighMode(values: [number, number][], near: number): number | null {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best: number | null = null;
  let most = 0;
  for (const value of weights.keys()) {
    let weight = 0;
    for (const [other, each] of weights) if (Math.abs(other - value) <= near) weight += each;
    weight += (weights.get(value) ?? 0) * 0.01;
    if (weight > most) [best, most] = [value, weight];
  }
  return best;
}

/** Columns by the left and right edges that most body lines share. */
function findColumns(
  body: TextLine[],
  bodySize: number,
  options: typeof DEFAULTS,
): { left: number; right: number }[] {
  const wide = body.filter((line) => line.box.width > 0.5 * options.columnWidth * bodySize);
  const lefts = new Map<number, TextLine[]>();
  for (const line of wide) {
    const key = Math.round(line.box.x / 2);
    lefts.set(key, [...(lefts.get(key) ?? []), line]);
  }
  const groups = [...lefts.keys()]
    .map((key) => [-1, 0, 1].flatMap((step) => lefts.get(key + step) ?? []))
    .toSorted((a, b) => b.length - a.length);
  const most = groups[0]?.length ?? 0;
  const columns: { left: number; right: number }[] = [];
  for (const group of groups) {
    if (group.length < Math.max(3, options.columnShare * most)) break;
    const left = median(group.map((line) => line.box.x));
    const right =
      weighMode(
        group.map((line) => [Math.round((line.box.x + line.box.width) / 2) * 2, 1]),
        2,
      ) ?? left;
    if (right - left < options.columnWidth * bodySize) continue;
    if (columns.every((column) => left >= column.right || right <= column.left))
      columns.push({ left, right });
  }
  return columns.toSorted((a, b) => a.left - b.left);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
