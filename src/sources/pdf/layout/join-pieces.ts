/**
 * Pieces to lines. Two pieces on one baseline that follow each other in content order are one line unless a gutter parts
 * them: a gap far wider than the line's other gaps, or one that the rows above and below leave white as well (the test of
 * white space that runs through several rows follows T. M. Breuel, "Two geometric algorithms for layout analysis", 2002).
 */
import type { Piece } from './gather-pieces.ts';
import { findGutters } from './find-gutters.ts';
import { findLineNumbers } from './find-line-numbers.ts';
import { joinStrays } from './join-strays.ts';

export const DEFAULTS = {
  /** Parts of the font size, as below. */
  sameBaseline: 0.2,
  /** A gap this wide parts without the rows' consent, if it is also `timesOthers` as wide as the line's usual gap. */
  alwaysGap: 2.4,
  timesOthers: 2,
  /** White space that must be left in common with the rows around. */
  commonWhite: 0.45,
  /** Rows, with its own, that must share a gutter; `evenRows` where the gap is no wider than others in its line. */
  rows: 3,
  evenRows: 8,
  /** Farthest next row, in font sizes. */
  rowDistance: 3.2,
  /** Farthest rise and fall of a fraction's or a sum's parts. */
  excursion: 1.7,
  excursionPieces: 8,
  /** More pieces than this are scattered characters, which make no lines. */
  most: 6000,
} as const;

interface Row {
  baseline: number;
  pieces: Piece[];
}

const ENUMERATOR = /^(?:[•◦▪·∗*–—-]|\(?(?:\d{1,3}|[ivxlc]{1,5}|[A-Za-z])[.)]|\[\w{1,8}\])$/u;
const LINE_LABEL = /^\d{1,3}:$/;

/** Groups of pieces, each a line, each in reading direction; groups in content order. */
export function joinPieces(
  all: Piece[],
  textOf: (piece: Piece) => string,
  options: typeof DEFAULTS = DEFAULTS,
): Piece[][] {
  if (all.length > options.most) return all.map((piece) => [piece]);
  const numbers = findLineNumbers(all, textOf);
  const pieces = all.filter((piece) => !numbers.has(piece));
  const gutters = findGutters(pieces);
  const rows = gatherRows(pieces, options.sameBaseline);
  const rowOf = new Map<Piece, number>();
  rows.forEach((row, at) => row.pieces.forEach((piece) => rowOf.set(piece, at)));
  const lines: Piece[][] = [];
  for (let at = 0; at < pieces.length; at++) {
    const line = [pieces[at]!];
    for (;;) {
      const next = pieces[at + 1];
      if (next === undefined) break;
      const before = line.at(-1)!;
      if (isAfter(line[0]!, before, next) && !isGutter(line, before, next)) {
        line.push(next);
        at++;
        continue;
      }
      const back = findReturn(line, at);
      if (back === null) break;
      for (let each = at + 1; each <= back; each++) line.push(pieces[each]!);
      at = back;
    }
    lines.push(line);
  }
  const order = new Map(all.map((piece, at) => [piece, at]));
  return [...joinStrays(lines), ...[...numbers].map((piece) => [piece])].toSorted(
    (a, b) => order.get(a[0]!)! - order.get(b[0]!)!,
  );

  function isAfter(first: Piece, before: Piece, next: Piece): boolean {
    const size = Math.max(before.size, next.size);
    return (
      next.angle === before.angle &&
      Math.min(
        Math.abs(next.baseline - before.baseline),
        Math.abs(next.baseline - first.baseline),
      ) <=
        options.sameBaseline * size &&
      next.from >= before.to - 0.3 * size
    );
  }

  function isGutter(line: Piece[], before: Piece, next: Piece): boolean {
    const size = Math.max(before.size, next.size);
    const gap = next.from - before.to;
    const label = line.length === 1 ? textOf(before) : '';
    if (ENUMERATOR.test(label) && gap < 2.5 * size) return false;
    if (LINE_LABEL.test(label)) return false;
    const inGutter = gutters.some(
      (gutter) =>
        Math.min(gutter.to, next.from) - Math.max(gutter.from, before.to) >=
        options.commonWhite * size,
    );
    if (inGutter) return true;
    const row = rows[rowOf.get(next)!]!;
    const usual = usualGap(row, before, next);
    if (gap >= options.alwaysGap * size && gap >= options.timesOthers * usual) return true;
    const needed = gap >= 1.25 * usual ? options.rows : options.evenRows;
    return sharedRows(rowOf.get(next)!, before.to, next.from, size) >= needed;
  }

  /** Median of the other gaps between the pieces of the row near by: what justification has stretched spaces to. */
  function usualGap(row: Row, before: Piece, next: Piece): number {
    const gaps: number[] = [];
    for (let at = 1; at < row.pieces.length; at++) {
      const left = row.pieces[at - 1]!;
      const right = row.pieces[at]!;
      if (left === before && right === next) continue;
      const gap = right.from - left.to;
      if (gap > 0 && gap < options.alwaysGap * next.size) gaps.push(gap);
    }
    const spaces = Math.max(before.widestSpace, next.widestSpace);
    if (spaces > 0) gaps.push(spaces);
    gaps.sort((a, b) => a - b);
    return gaps[gaps.length >> 1] ?? 0.3 * next.size;
  }

  /** Rows around, this one included, that leave part of a gap white and have words on both its sides. */
  function sharedRows(at: number, from: number, to: number, size: number): number {
    let shared = 1;
    for (const step of [-1, 1]) {
      let low = from;
      let high = to;
      let neutral = 0;
      for (let each = at + step; each >= 0 && each < rows.length; each += step) {
        const row = rows[each]!;
        if (Math.abs(row.baseline - rows[each - step]!.baseline) > options.rowDistance * size)
          break;
        let left = false;
        let right = false;
        for (const piece of row.pieces) {
          if (piece.to <= low + 0.1 * size) left = true;
          else if (piece.from >= high - 0.1 * size) right = true;
          else if (piece.from - low >= high - piece.to) high = Math.max(low, piece.from);
          else low = Math.min(high, piece.to);
          if (piece.from >= high) right = true;
          if (piece.to <= low) left = true;
        }
        if (high - low < options.commonWhite * size) break;
        if (left && right) shared++;
        else if (++neutral > 2) break;
        if (shared >= options.evenRows) return shared;
      }
    }
    return shared;
  }

  /** Where content order leaves the baseline for the parts of a formula and comes back: the index of the piece that does. */
  function findReturn(line: Piece[], at: number): number | null {
    const before = line.at(-1)!;
    const home = line[0]!;
    let to = before.to;
    for (let each = at + 1; each <= at + options.excursionPieces && each < pieces.length; each++) {
      const piece = pieces[each]!;
      const size = Math.max(home.size, piece.size);
      if (piece.angle !== home.angle) return null;
      const returns = Math.abs(piece.baseline - home.baseline) <= options.sameBaseline * size;
      if (piece.from < before.to - 0.4 * size || piece.from > to + 0.9 * size) return null;
      if (returns && each > at + 1) return each;
      if (returns || Math.abs(piece.baseline - home.baseline) > options.excursion * size)
        return null;
      to = Math.max(to, piece.to);
    }
    return null;
  }
}

function gatherRows(pieces: Piece[], sameBaseline: number): Row[] {
  const rows: Row[] = [];
  for (const piece of pieces.toSorted((a, b) => a.angle - b.angle || a.baseline - b.baseline)) {
    const row = rows.at(-1);
    if (
      row !== undefined &&
      row.pieces[0]!.angle === piece.angle &&
      piece.baseline - row.baseline <= sameBaseline * piece.size
    )
      row.pieces.push(piece);
    else rows.push({ baseline: piece.baseline, pieces: [piece] });
  }
  for (const row of rows) row.pieces.sort((a, b) => a.from - b.from);
  return rows;
}
