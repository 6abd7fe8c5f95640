/** How evenly samples lie over a few words: forms, hops, voices. */
export interface Balance {
  /** Most frequent first; equal ones by name. */
  counts: { name: string; count: number }[];
  /** Shannon entropy in bits. */
  entropyBits: number;
  /** Entropy as a share of what equal counts would have: 1 is even, 0 where there is one name only. */
  evenness: number;
}

export function measureBalance(counts: ReadonlyMap<string, number>): Balance {
  const listed = [...counts]
    .map(([name, count]) => ({ name, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const total = listed.reduce((sum, { count }) => sum + count, 0);
  let entropyBits = 0;
  for (const { count } of listed) entropyBits -= (count / total) * Math.log2(count / total);
  return {
    counts: listed,
    entropyBits,
    evenness: listed.length < 2 ? 0 : entropyBits / Math.log2(listed.length),
  };
}

/** Counts words as they come. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
