/**
 * Columns by white space: every gap between neighbouring chunks of a line votes for a separator, every chunk that would be
 * cut votes against. Separators are taken greedily until each gap is explained (after Nurminen 2013, where text edges vote;
 * here the gaps do, so that centred columns count as aligned ones do).
 */
import type { PrintedLine } from './table-words.ts';

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

interface Gap {
  from: number;
  to: number;
  size: number;
}

/** Separators of white space between two rules (or the table's outer edges). */
export function partStrip(
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
