/** The head of a table without a grid: spanning labels (cmidrules, centred over their columns) and the levels they make. */
import type { Rulings } from './collect-rulings.ts';
import type { Columns } from './find-columns.ts';
import type { LineOfTable } from './group-rows.ts';
import type { Placed } from './place-chunks.ts';

export const DEFAULTS = {
  /** A rule no further under a label than this many sizes shows what the label spans. */
  under: 1.6,
  /** A label is centred over columns if its middle is off theirs by less than this part of their width. */
  centred: 0.06,
} as const;

/** Widens what spans (in place) and returns the lines of each level. */
export function settleHead(
  lines: readonly LineOfTable[],
  band: readonly number[],
  columns: Columns,
  rulings: Rulings,
): number[][] {
  band.forEach((index, at) => {
    const line = lines[index]!;
    for (const part of line.placed) {
      if (spanByRule(part, line, columns, rulings)) continue;
      if (at + 1 < band.length)
        spanByCentre(
          part,
          line,
          band.slice(at + 1).map((one) => lines[one]!),
          columns,
        );
    }
  });
  const levels: number[][] = [];
  band.forEach((index, at) => {
    if (at === 0) {
      levels.push([index]);
      return;
    }
    const above = lines[band[at - 1]!]!;
    const below = lines[index]!;
    const breaks = above.placed.some(
      (part) =>
        part.first < part.last &&
        !below.placed.some((one) => one.first === part.first && one.last === part.last) &&
        band
          .slice(at)
          .some((later) =>
            lines[later]!.placed.some((one) => one.first >= part.first && one.last <= part.last),
          ),
    );
    if (breaks) levels.push([index]);
    else levels.at(-1)!.push(index);
  });
  return levels;
}

function spanByRule(
  part: Placed,
  line: LineOfTable,
  columns: Columns,
  { horizontal }: Rulings,
): boolean {
  const middle = (part.chunk.x0 + part.chunk.x1) / 2;
  const width = columns.edges.at(-1)! - columns.edges[0]!;
  const rule = horizontal.find(
    ({ at, from, to }) =>
      at > line.baseline - 1 &&
      at < line.baseline + DEFAULTS.under * line.size &&
      from <= middle &&
      to >= middle &&
      to - from < 0.95 * width &&
      to - from > part.chunk.x1 - part.chunk.x0 - 2,
  );
  if (rule === undefined) return false;
  const under = columns.extents.flatMap(({ from, to }, column) =>
    Math.min(to, rule.to) - Math.max(from, rule.from) > 0.5 * (to - from) ? [column] : [],
  );
  if (under.length < 2) return false;
  part.first = Math.min(part.first, under[0]!);
  part.last = Math.max(part.last, under.at(-1)!);
  return true;
}

/** A label that stands in the middle of several columns with labels of their own, and of none alone. */
function spanByCentre(
  part: Placed,
  line: LineOfTable,
  later: LineOfTable[],
  { extents }: Columns,
): void {
  const middle = (part.chunk.x0 + part.chunk.x1) / 2;
  const isFree = (column: number): boolean =>
    line.placed.every((one) => one === part || one.last < column || one.first > column) &&
    later.some(({ placed }) => placed.some((one) => one.first === column && one.last === column));
  let low = part.first;
  let high = part.last;
  while (low > 0 && isFree(low - 1)) low--;
  while (high + 1 < extents.length && isFree(high + 1)) high++;
  if (low === part.first && high === part.last) return;
  const off = (from: number, to: number): number =>
    Math.abs((extents[from]!.from + extents[to]!.to) / 2 - middle);
  let best = { from: part.first, to: part.last, off: off(part.first, part.last) };
  for (let from = low; from <= part.first; from++) {
    for (let to = part.last; to <= high; to++) {
      if (from === to || !isFreeAll(from, to)) continue;
      const one = off(from, to);
      if (one < DEFAULTS.centred * (extents[to]!.to - extents[from]!.from) && one < 0.5 * best.off)
        best = { from, to, off: one };
    }
  }
  part.first = best.from;
  part.last = best.to;

  function isFreeAll(from: number, to: number): boolean {
    for (let column = from; column <= to; column++)
      if ((column < part.first || column > part.last) && !isFree(column)) return false;
    return true;
  }
}
