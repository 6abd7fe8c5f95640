/** How unevenly values lie: what a distribution of degrees or uses is told by. */
export interface Spread {
  count: number;
  mean: number;
  median: number;
  p90: number;
  p99: number;
  max: number;
  /** Gini's coefficient: 0 where all are equal, near 1 where one has everything. 0 of nothing. */
  gini: number;
}

/** Spread of values ≥ 0. Percentiles are by nearest rank. */
export function measureSpread(values: Iterable<number>): Spread {
  const sorted = Float64Array.from(values).toSorted();
  const count = sorted.length;
  let total = 0;
  let weighted = 0;
  for (let rank = 0; rank < count; rank++) {
    total += sorted[rank]!;
    weighted += (rank + 1) * sorted[rank]!;
  }
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
  return {
    count,
    mean: count === 0 ? 0 : total / count,
    median: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: sorted[count - 1] ?? 0,
    gini: total === 0 ? 0 : (2 * weighted) / (count * total) - (count + 1) / count,
  };
}

/** Counts of values ≥ 0 in the bands 0, 1, 2, 3–4, 5–8, 9–16 …; the last band is the one that holds the greatest. */
export function countByDoubling(
  values: Iterable<number>,
): { from: number; to: number; count: number }[] {
  const bands: { from: number; to: number; count: number }[] = [];
  for (const value of values) {
    const band = value <= 2 ? value : Math.ceil(Math.log2(value)) + 1;
    while (bands.length <= band) {
      const index = bands.length;
      const from = index <= 2 ? index : 2 ** (index - 2) + 1;
      bands.push({ from, to: index <= 2 ? index : 2 ** (index - 1), count: 0 });
    }
    bands[band]!.count++;
  }
  return bands;
}
