/**
 * Columns from vertical rules and, between them, from white space: every gap between neighbouring chunks of a line votes for
 * a separator, every chunk that would be cut votes against. Separators are taken greedily until each gap is explained
 * (after Nurminen 2013, where text edges vote; here the gaps do, so that centred columns count as aligned ones do).
 */
import { coverOf, type Ruling } from './collect-rulings.ts';
import type { Chunk, PrintedLine } from './table-words.ts';

export const DEFAULTS = {
  /** Votes for a separator must outweigh the chunks it cuts this many times. */
  outweigh: 1.5,
  /** What a chunk that stands alone in its line (a title, a section) counts when cut. */
  lone: 0.3,
  /** Between vertical rules white space must part this share of the lines. */
  insideRules: 0.6,
  /** Columns narrower than this, in points, are a double rule. */
  narrowest: 4,
  /** A single gap makes a column if it is this many font sizes wide. */
  clearGap: 1.5,
} as const;

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

interface Gap {
  from: number;
  to: number;
  size: number;
}

/** Separators of white space between two rules (or the table's outer edges). */
function partStrip(
  lines: readonly PrintedLine[],
  left: number,
  right: number,
  isRuled: boolean,
): { at: number[]; missed: number } {
  let open: Gap[] = [];
  const bars: { from: number; to: number; weight: number }[] = [];
  let filled = 0;
  for (const { chunks, size } of lines) {
    const here = chunks.filter(({ x0, x1 }) => x1 > left + 1 && x0 < right - 1);
    if (here.length > 0) filled++;
    here.forEach((chunk, index) => {
      bars.push({ from: chunk.x0, to: chunk.x1, weight: chunks.length === 1 ? DEFAULTS.lone : 1 });
      const next = here[index + 1];
      if (next !== undefined) open.push({ from: chunk.x1, to: next.x0, size });
    });
  }
  const at: number[] = [];
  while (open.length > 0) {
    const best = bestSeparator(open, bars, at);
    if (best === null) break;
    const { x, votes, cross, widest } = best;
    const isClear = isRuled
      ? votes >= 3 && cross < 0.5 && votes >= DEFAULTS.insideRules * filled
      : votes > DEFAULTS.outweigh * cross &&
        (votes >= 2 || lines.length <= 4 || widest >= DEFAULTS.clearGap);
    if (!isClear) break;
    const clear = avoidWords(x, open, lines);
    at.push(clear);
    open = open.filter(({ from, to }) => from > clear || to < clear);
  }
  if (!isRuled) at.push(...partNumbers(lines, left, right, at));
  return { at, missed: isRuled ? 0 : open.length };
}

/** Of the places that part the same gaps, the widest that cuts fewest words of what reaches across. */
function avoidWords(x: number, open: readonly Gap[], lines: readonly PrintedLine[]): number {
  const through = open.filter(({ from, to }) => from <= x && to >= x);
  const low = Math.max(...through.map(({ from }) => from));
  const high = Math.min(...through.map(({ to }) => to));
  const words = lines
    .flatMap(({ chunks }) => chunks.flatMap((chunk) => chunk.words))
    .filter(({ x0, x1 }) => x1 > low && x0 < high);
  if (words.length === 0) return (low + high) / 2;
  const stops = [low, high, ...words.flatMap(({ x0, x1 }) => [x0, x1])]
    .filter((stop) => stop >= low && stop <= high)
    .toSorted((a, b) => a - b);
  let best = { x, cut: Infinity, width: 0 };
  for (let index = 0; index + 1 < stops.length; index++) {
    const [from, to] = [stops[index]!, stops[index + 1]!];
    if (to - from < 0.1) continue;
    const middle = (from + to) / 2;
    const cut = words.filter(({ x0, x1 }) => x0 < middle && x1 > middle).length;
    if (cut < best.cut || (cut === best.cut && to - from > best.width))
      best = { x: middle, cut, width: to - from };
  }
  return best.x;
}

/**
 * Columns of numbers that stand no further apart than words do: where line after line a number ends and another begins
 * at one place, and no word is cut.
 */
function partNumbers(
  lines: readonly PrintedLine[],
  left: number,
  right: number,
  taken: readonly number[],
): number[] {
  const gaps: (Gap & { groups: boolean })[] = [];
  const words: { x0: number; x1: number }[] = [];
  for (const { chunks, size } of lines) {
    for (const chunk of chunks) {
      if (chunk.x1 < left || chunk.x0 > right) continue;
      const numbers = chunk.words.filter(({ text }) => NUMBER.test(text)).length;
      if (numbers > 0) words.push(...chunk.words);
      for (let index = 1; index < chunk.words.length; index++) {
        const [a, b] = [chunk.words[index - 1]!, chunk.words[index]!];
        if (!NUMBER.test(a.text) || !NUMBER.test(b.text) || b.x0 - a.x1 < 0.12 * size) continue;
        gaps.push({
          from: a.x1,
          to: b.x0,
          size,
          groups: /^\d{3}(?:[.,]\d+)?$/.test(b.text) && /^\d{1,3}$/.test(a.text),
        });
      }
    }
  }
  const found: number[] = [];
  let open = gaps;
  while (open.length >= 3) {
    let best: { x: number; votes: typeof gaps } | null = null;
    for (const { from, to } of open) {
      for (const x of [from + 0.1, to - 0.1, (from + to) / 2]) {
        const votes = open.filter((gap) => gap.from <= x && gap.to >= x);
        if (best === null || votes.length > best.votes.length) best = { x, votes };
      }
    }
    if (best === null || best.votes.length < 3) break;
    const { votes } = best;
    const x =
      (Math.max(...votes.map(({ from }) => from)) + Math.min(...votes.map(({ to }) => to))) / 2;
    open = open.filter((gap) => !votes.includes(gap));
    const cut = words.filter(({ x0, x1 }) => x0 < x - 0.3 && x1 > x + 0.3).length;
    const isGrouped = votes.filter(({ groups }) => groups).length > 0.8 * votes.length;
    const isNear = [...taken, ...found].some((one) => Math.abs(one - x) < DEFAULTS.narrowest);
    if (cut * 4 > votes.length || isGrouped || isNear) continue;
    found.push(x);
  }
  return found;
}

/** A number by itself, or a dash that stands for one. */
const NUMBER = /^(?:[(+\-−–]?\d[\d.,]*(?:[eE][+-]?\d+)?%?\)?[*†‡]*|[–—−-])$/u;

function bestSeparator(
  open: readonly Gap[],
  bars: readonly { from: number; to: number; weight: number }[],
  taken: readonly number[],
): { x: number; votes: number; cross: number; widest: number } | null {
  const stops = [...new Set(open.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  let best: { x: number; votes: number; cross: number; widest: number } | null = null;
  let bestScore = -Infinity;
  for (let index = 0; index + 1 < stops.length; index++) {
    const [from, to] = [stops[index]!, stops[index + 1]!];
    if (to - from < 0.2) continue;
    const x = (from + to) / 2;
    if (taken.some((one) => Math.abs(one - x) < DEFAULTS.narrowest)) continue;
    let votes = 0;
    let widest = 0;
    for (const gap of open) {
      if (gap.from > x || gap.to < x) continue;
      votes++;
      widest = Math.max(widest, (gap.to - gap.from) / gap.size);
    }
    let cross = 0;
    for (const bar of bars) if (bar.from < x && bar.to > x) cross += bar.weight;
    const score = votes - 2 * cross + 0.001 * Math.min(40, to - from);
    if (score > bestScore) [best, bestScore] = [{ x, votes, cross, widest }, score];
  }
  return best;
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
