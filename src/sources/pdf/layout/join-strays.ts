/** Parts of one printed line that content order keeps apart: joined where they touch, or where a script lies inside. */
import type { Piece } from './gather-pieces.ts';

export const STRAY_DEFAULTS = {
  /** Parts of the font size: across a word space at most. */
  gap: 0.6,
  /** A raised mark of a footnote or an affiliation may stand farther off what it marks. */
  markGap: 0.8,
  scriptGap: 0.2,
  /** How far off the baseline scripts may stand. */
  shift: 0.5,
  /** Lines next in height that are looked at: a bound for pages of scattered characters. */
  neighbours: 300,
} as const;

type Options = Partial<typeof STRAY_DEFAULTS>;

/** Lines in content order; those that went into others are gone. */
export function joinStrays(lines: Piece[][], options: Options = {}): Piece[][] {
  const settings = { ...STRAY_DEFAULTS, ...options };
  const order = new Map(lines.map((line, at) => [line, at]));
  const byPlace = lines.toSorted(
    (a, b) => a[0]!.baseline - b[0]!.baseline || a[0]!.from - b[0]!.from,
  );
  const gone = new Set<Piece[]>();
  for (let at = 0; at < byPlace.length; at++) {
    const line = byPlace[at]!;
    if (gone.has(line)) continue;
    const last = Math.min(byPlace.length, at + 1 + settings.neighbours);
    for (let other = at + 1; other < last; other++) {
      const next = byPlace[other]!;
      const size = Math.max(line[0]!.size, next[0]!.size);
      if (next[0]!.baseline - line[0]!.baseline > 0.62 * size) break;
      if (gone.has(next) || next[0]!.angle !== line[0]!.angle) continue;
      const dropped =
        embed(line, next, settings) ?? embed(next, line, settings) ?? append(line, next);
      if (dropped === null) continue;
      gone.add(dropped);
      if (dropped === line) break;
    }
  }
  return lines.filter((line) => !gone.has(line));

  /** Puts the right one behind the left one, into whichever comes first in content order. */
  function append(a: Piece[], b: Piece[]): Piece[] | null {
    const [left, right] = a[0]!.from <= b[0]!.from ? [a, b] : [b, a];
    const last = left.at(-1)!;
    const first = right[0]!;
    const size = Math.max(last.size, first.size);
    const smaller = Math.min(last.size, first.size);
    const gap = first.from - Math.max(...left.map((piece) => piece.to));
    const shift = Math.abs(last.baseline - first.baseline);
    const isMark = left.length === 1 && last.members.length <= 2 && last.size < 0.8 * size;
    const reach = isMark && last.baseline < first.baseline ? settings.markGap : settings.scriptGap;
    const script = smaller <= 0.8 * size && gap <= reach * size && shift <= settings.shift * size;
    const main = left.toSorted((x, y) => y.size - x.size)[0]!;
    const level =
      Math.abs(main.baseline - first.baseline) <= 0.1 * size &&
      gap <= settings.gap * size &&
      Math.min(main.size, first.size) >= 0.7 * size;
    if (gap < -0.25 * size || !(level || script)) return null;
    const keep = order.get(left)! < order.get(right)! ? left : right;
    const drop = keep === left ? right : left;
    keep.splice(0, keep.length, ...left, ...right);
    return drop;
  }
}

/** A script of a few characters inside a longer line goes to its place there. */
function embed(line: Piece[], script: Piece[], settings: typeof STRAY_DEFAULTS): Piece[] | null {
  const small = script[0]!;
  if (script.length > 1 || small.members.length > 6) return null;
  const host = line.findLast((piece) => piece.from < small.from);
  if (host === undefined || host === small || small.size > 0.8 * host.size) return null;
  const end = Math.max(...line.map((piece) => piece.to));
  if (small.to > end + 0.1 * host.size) return null;
  if (Math.abs(small.baseline - host.baseline) > settings.shift * host.size) return null;
  let at = host.edges.findIndex((from) => from > small.from + 0.05 * host.size);
  if (at < 0) at = host.members.length;
  host.members.splice(at, 0, ...small.members);
  host.spaced.splice(at, 0, ...small.spaced.map((spaced, index) => spaced && index > 0));
  host.edges.splice(at, 0, ...small.edges);
  return script;
}
