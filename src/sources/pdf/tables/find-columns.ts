/** Columns of a table from its vertical rules and, between them, from white space (part-strip.ts). */
import { coverOf, type Ruling } from './collect-rulings.ts';
import { DEFAULTS, partStrip } from './part-strip.ts';
import type { Chunk, PrintedLine } from './table-words.ts';

export interface Columns {
  /** Separators with the outer edges: column `c` runs from `edges[c]` to `edges[c + 1]`. */
  edges: number[];
  /** Whether a rule stands at the edge. */
  ruled: boolean[];
  /** Where the text of each column stands, without what spans several. */
  extents: { from: number; to: number }[];
  /** Share of gaps that no separator explains. */
  unexplained: number;
}

export function findColumns(
  lines: readonly PrintedLine[],
  verticals: readonly Ruling[],
  outer: { left: number; right: number; top: number; bottom: number },
): Columns {
  const height = Math.max(1, outer.bottom - outer.top);
  const size = lines[0]?.size ?? 10;
  const rules: { at: number; cover: number; fill: boolean }[] = [];
  for (const { at, fill } of verticals) {
    const cover = coverOf(verticals, at, outer.top, outer.bottom);
    if (cover < (fill ? 0.4 * height : Math.min(0.2 * height, 9))) continue;
    const near = rules.find((rule) => Math.abs(rule.at - at) < DEFAULTS.narrowest);
    if (near === undefined) rules.push({ at, cover, fill });
    else if (near.cover < cover) Object.assign(near, { at, cover, fill });
  }
  rules.sort((a, b) => a.at - b.at);
  dropBareStrips(rules, lines, size);
  const inner = rules.filter(
    ({ at }) =>
      lines.some(({ chunks }) => chunks.some(({ x0, x1 }) => (x0 + x1) / 2 < at)) &&
      lines.some(({ chunks }) => chunks.some(({ x0, x1 }) => (x0 + x1) / 2 > at)),
  );
  const leftRule = rules.findLast(
    ({ at }) => at <= (inner[0]?.at ?? Infinity) && at < outer.left + 3 + size,
  );
  const rightRule = rules.find(
    ({ at }) => at > outer.right - 3 - size && at > (inner.at(-1)?.at ?? -Infinity),
  );
  const left = leftRule?.at ?? outer.left;
  const right = rightRule?.at ?? outer.right;
  const separators = inner
    .filter(({ at }) => at > left + DEFAULTS.narrowest && at < right - DEFAULTS.narrowest)
    .map(({ at }) => ({ at, ruled: true }));
  const gaps = lines.reduce((sum, { chunks }) => sum + chunks.length - 1, 0);
  let missed = 0;
  const strips = [left, ...separators.map(({ at }) => at), right];
  const isRuled = separators.length > 0;
  for (let strip = 0; strip + 1 < strips.length; strip++) {
    const found = partStrip(lines, strips[strip]!, strips[strip + 1]!, isRuled);
    separators.push(...found.at.map((at) => ({ at, ruled: false })));
    missed += found.missed;
  }
  separators.sort((a, b) => a.at - b.at);
  const edges = [left, ...separators.map(({ at }) => at), right];
  const ruled = [
    leftRule !== undefined,
    ...separators.map(({ ruled: one }) => one),
    rightRule !== undefined,
  ];
  return joinSigns(lines, {
    edges,
    ruled,
    extents: [],
    unexplained: gaps === 0 ? 0 : missed / gaps,
  });
}

/** A strip with no text of its own between backgrounds, or as narrow as a double rule, is no column. */
function dropBareStrips(
  rules: { at: number; cover: number; fill: boolean }[],
  lines: readonly PrintedLine[],
  size: number,
): void {
  for (let index = 0; index + 1 < rules.length; index++) {
    const [from, to] = [rules[index]!, rules[index + 1]!];
    const limit = from.fill || to.fill ? 2 * size : size;
    if (to.at - from.at > limit) continue;
    const hasText = lines.some(({ chunks }) =>
      chunks.some(
        ({ x0, x1 }) =>
          (x0 + x1) / 2 > from.at && (x0 + x1) / 2 < to.at && x1 - x0 < 1.6 * (to.at - from.at),
      ),
    );
    if (hasText) continue;
    rules.splice(from.cover >= to.cover ? index + 1 : index, 1);
    index = Math.max(-1, index - 2);
  }
}

const CURRENCY = /^(?:[$€£¥]|US\$|EUR|USD|GBP)$/;
const MARK = /^(?:%|\)|[*†‡§]+|\(?[a-z0-9]\)|[a-z])$/;

/** A column of nothing but currency signs belongs to the numbers at its right, one of percent signs or note marks to those at its left. */
function joinSigns(lines: readonly PrintedLine[], columns: Columns): Columns {
  const { edges, ruled } = columns;
  for (let column = 0; column + 1 < edges.length; column++) {
    const inside = chunksIn(lines, edges[column]!, edges[column + 1]!);
    if (inside.length === 0) continue;
    const isLast = column + 2 === edges.length;
    if (!isLast && !ruled[column + 1] && inside.every(({ text }) => CURRENCY.test(text))) {
      edges.splice(column + 1, 1);
      ruled.splice(column + 1, 1);
      column--;
    } else if (
      column > 0 &&
      !ruled[column] &&
      inside.every(({ text }) => MARK.test(text)) &&
      isBeside(lines, edges, column)
    ) {
      edges.splice(column, 1);
      ruled.splice(column, 1);
      column -= 2;
      if (column < -1) column = -1;
    }
  }
  columns.extents = edges.slice(0, -1).map((from, column) => {
    const inside = chunksIn(lines, from, edges[column + 1]!);
    return {
      from: Math.min(edges[column + 1]!, ...inside.map(({ x0 }) => x0)),
      to: Math.max(from, ...inside.map(({ x1 }) => x1)),
    };
  });
  return columns;
}

/** Marks that stand close behind their numbers. */
function isBeside(
  lines: readonly PrintedLine[],
  edges: readonly number[],
  column: number,
): boolean {
  return lines.every(({ chunks, size }) =>
    chunks.every((chunk, index) => {
      if (chunk.x0 < edges[column]! || chunk.x1 > edges[column + 1]!) return true;
      const before = chunks[index - 1];
      return before !== undefined && chunk.x0 - before.x1 < 1.2 * size;
    }),
  );
}

function chunksIn(lines: readonly PrintedLine[], from: number, to: number): Chunk[] {
  return lines.flatMap(({ chunks }) =>
    chunks.filter(({ x0, x1 }) => x0 >= from - 1.5 && x1 <= to + 1.5),
  );
}
