import { createRandom } from '../../src/core/random.ts';

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

const ROUNDS = 2_000;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * A mean with its 95 % interval, by drawing whole groups with replacement, then members of each (Davison and Hinkley 1997, §3.8): personas
 * of one world are not independent.
 */
export function intervalOf(groups: readonly (readonly number[])[]): Interval {
  const random = createRandom('interval');
  const draws = Float64Array.from({ length: ROUNDS }, () =>
    meanOf(
      groups.flatMap(() => {
        const group = random.pick(groups);
        return group.map(() => random.pick(group));
      }),
    ),
  ).toSorted();
  return {
    mean: meanOf(groups.flat()),
    low: draws[Math.floor(0.025 * ROUNDS)]!,
    high: draws[Math.ceil(0.975 * ROUNDS) - 1]!,
  };
}
