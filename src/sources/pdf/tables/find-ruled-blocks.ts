/** Regions that rules close: grids (rules that cross), or rules across of equal width one below the other. */
import type { Box } from '../../../core/records/index.ts';
import type { PageLayout } from '../layout/page-layout.ts';
import { boxAround, insideOf } from './boxes.ts';
import type { Ruling, Rulings } from './collect-rulings.ts';

export const DEFAULTS = {
  /** Ends of rules this near each other, in points, meet. */
  meet: 4,
  /** Rules across whose ends differ by less, in points, belong together. */
  ends: 8,
  /** Shortest rule across that can frame a table, in points. */
  shortest: 60,
  /** Two rules of a table stand no further apart than this part of the page. */
  apart: 0.9,
} as const;

export function findRuledBlocks(
  page: PageLayout,
  rulings: Rulings,
  way: 'grid' | 'horizontal',
): Box[] {
  return way === 'grid' ? findGrids(page, rulings) : findStacks(page, rulings);
}

const boxOf = (ruling: Ruling, isHorizontal: boolean): Box =>
  isHorizontal
    ? { x: ruling.from, y: ruling.at, width: ruling.to - ruling.from, height: 0 }
    : { x: ruling.at, y: ruling.from, width: 0, height: ruling.to - ruling.from };

function findGrids(page: PageLayout, { horizontal, vertical }: Rulings): Box[] {
  const all = [
    ...horizontal.map((one) => ({ one, across: true })),
    ...vertical.map((one) => ({ one, across: false })),
  ];
  const parent = all.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    parent[index] = root;
    return root;
  };
  for (let a = 0; a < horizontal.length; a++) {
    const h = horizontal[a]!;
    for (let b = 0; b < vertical.length; b++) {
      const v = vertical[b]!;
      const crosses =
        v.at >= h.from - DEFAULTS.meet &&
        v.at <= h.to + DEFAULTS.meet &&
        h.at >= v.from - DEFAULTS.meet &&
        h.at <= v.to + DEFAULTS.meet;
      if (crosses) parent[find(a)] = find(horizontal.length + b);
    }
  }
  const groups = new Map<number, typeof all>();
  all.forEach((one, index) => {
    const root = find(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [one]);
    else group.push(one);
  });
  const boxes: Box[] = [];
  for (const group of groups.values()) {
    const across = group.filter((one) => one.across).length;
    if (across < 2 || group.length - across < 2) continue;
    const box = boxAround(group.map(({ one, across: flat }) => boxOf(one, flat)));
    if (box.width < 40 || box.height < 12) continue;
    if (box.width > 0.97 * page.content.width && box.height > 0.9 * page.content.height) continue;
    boxes.push(box);
  }
  const outer = boxes.filter(
    (box) =>
      !boxes.some((one) => one !== box && one.height > box.height && insideOf(box, one) > 0.9),
  );
  return outer;
}

/** Stacks of rules across with the same ends; collinear pieces count as one. */
function findStacks({ content, lines }: PageLayout, { horizontal }: Rulings): Box[] {
  const rows: Ruling[] = [];
  for (const piece of [...horizontal].toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const same = rows.find(
      (one) =>
        Math.abs(one.at - piece.at) < 3 && piece.from - one.to < 14 && piece.from >= one.from - 2,
    );
    if (same === undefined) rows.push({ ...piece });
    else same.to = Math.max(same.to, piece.to);
  }
  const long = rows.filter(({ from, to }) => to - from >= DEFAULTS.shortest);
  const used = new Set<Ruling>();
  const boxes: Box[] = [];
  for (const top of long) {
    if (used.has(top)) continue;
    const stack = [top];
    for (const next of long) {
      const last = stack.at(-1)!;
      if (used.has(next) || next.at - last.at < 4) continue;
      if (
        Math.abs(next.from - top.from) > DEFAULTS.ends ||
        Math.abs(next.to - top.to) > DEFAULTS.ends
      )
        continue;
      if (next.at - last.at > DEFAULTS.apart * content.height || !holdsColumns(lines, last, next))
        break;
      stack.push(next);
    }
    if (stack.length < 2) continue;
    for (const one of stack) used.add(one);
    boxes.push(boxAround(stack.map((one) => boxOf(one, true))));
  }
  return boxes;
}

/** Whether some line between the rules is not prose from end to end. */
function holdsColumns(lines: PageLayout['lines'], above: Ruling, below: Ruling): boolean {
  const width = above.to - above.from;
  let words = 0;
  let full = 0;
  let all = 0;
  for (const line of lines) {
    if (line.angle !== 0 || line.baseline < above.at || line.baseline > below.at + 2) continue;
    if (line.box.x > above.to || line.box.x + line.box.width < above.from) continue;
    all++;
    const count = line.text.split(' ').length;
    words += count;
    if (line.box.width > 0.8 * width && count > 7 && widestGap(line) < 1.2 * line.size) full++;
  }
  return all > 0 && words > 0 && full < 0.5 * all;
}

function widestGap(line: PageLayout['lines'][number]): number {
  let widest = 0;
  [...line.text].forEach((point, at) => {
    if (point === ' ') widest = Math.max(widest, line.edges[at + 1]! - line.edges[at]!);
  });
  return widest;
}
