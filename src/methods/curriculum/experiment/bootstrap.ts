import type { Random } from '../../../core/random.ts';

export const DEFAULTS = {
  draws: 10_000,
  /** Share of the drawn means inside the interval. */
  level: 0.95,
};

/** Mean difference with its interval. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/**
 * Percentile interval of the mean of paired differences (Efron & Tibshirani 1993, ch. 13): seeds are drawn with
 * replacement, each with both of its runs. With five seeds it is narrower than its level says; it calls no tie a
 * difference only where nearly all seeds agree. Throws RangeError on no differences, or on one that is no number.
 */
export function pairedInterval(
  differences: readonly number[],
  random: Random,
  { draws, level } = DEFAULTS,
): Interval {
  const count = differences.length;
  if (count === 0 || !differences.every(Number.isFinite))
    throw new RangeError('bootstrap: the differences must be numbers, at least one');
  const means = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += differences[random.integer(count)]!;
    return sum / count;
  }).toSorted();
  const tail = Math.floor(((1 - level) / 2) * draws);
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / count,
    low: means[tail]!,
    high: means[draws - 1 - tail]!,
  };
}

export type Verdict = 'better' | 'worse' | 'tie';

/** A tie where the interval has zero in it, or where fewer than two seeds speak. */
export function verdictOf({ low, high }: Interval, isLessBetter: boolean): Verdict {
  if (low <= 0 && high >= 0) return 'tie';
  return low > 0 === isLessBetter ? 'worse' : 'better';
}
