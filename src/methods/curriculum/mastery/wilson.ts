/** Normal quantile of a two-sided 95 % interval. */
export const Z95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * The score interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22): holds its level also for few trials and for
 * shares near 0 and 1, where the textbook interval does not. Of no trials it is [0, 1].
 */
export function wilsonInterval(right: number, trials: number, z = Z95): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = right / trials;
  const spread = (z * z) / trials;
  const centre = share + spread / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  return {
    low: Math.max(0, (centre - half) / (1 + spread)),
    high: Math.min(1, (centre + half) / (1 + spread)),
  };
}

/** The share of what can be known beyond guessing: 0 at chance, 1 at perfection, below 0 under chance. */
export function correctForChance(share: number, chance: number): number {
  return (share - chance) / (1 - chance);
}

/**
 * The interval of the difference of two independent shares, second minus first (Newcombe 1998, Statistics in Medicine
 * 17, method 10, from two Wilson intervals).
 */
export function differenceInterval(
  first: { right: number; trials: number },
  second: { right: number; trials: number },
): Interval {
  const [p1, p2] = [first.right / first.trials, second.right / second.trials];
  const [a, b] = [
    wilsonInterval(first.right, first.trials),
    wilsonInterval(second.right, second.trials),
  ];
  return {
    low: p2 - p1 - Math.hypot(p2 - b.low, a.high - p1),
    high: p2 - p1 + Math.hypot(b.high - p2, p1 - a.low),
  };
}
