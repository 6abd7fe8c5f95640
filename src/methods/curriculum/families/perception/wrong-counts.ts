/**
 * `most` wrong counts from 1 up: of `candidates`, the likeliest first, then the neighbours of `right`. How many of them
 * are below `right` follows `turn`, so that neither the least nor the greatest of all is right more often than others.
 */
export function wrongCounts(
  right: number,
  candidates: readonly number[],
  most: number,
  turn: number,
): string[] {
  const below = Math.min(right - 1, 1 + (turn % most));
  const reach = Array.from({ length: most }, (_, index) => index + 1);
  const lower = [...candidates, ...reach.map((step) => right - step)];
  const higher = [...candidates, ...reach.map((step) => right + step)];
  return [
    ...firstCounts(lower, below, (count) => count > 0 && count < right),
    ...firstCounts(higher, most - below, (count) => count > right),
  ].map(String);
}

function firstCounts(
  counts: readonly number[],
  most: number,
  fits: (count: number) => boolean,
): number[] {
  return [...new Set(counts)].filter(fits).slice(0, most);
}
