import { DEFAULTS } from '../strategies/smoothness.ts';

/** What a reference learner reached at a level. */
interface Measured {
  level: number;
  right: number;
  trials: number;
}

/** How far success falls from one measured level to the next, for neighbours only. */
export function fallsOf(cells: readonly Measured[]): { from: number; to: number; fall: number }[] {
  const measured = cells
    .filter(({ trials }) => trials > 0)
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, right, trials }) => ({ level, success: right / trials }));
  return measured.slice(1).flatMap((high, index) => {
    const low = measured[index]!;
    const areNeighbours = Math.floor(high.level) - Math.floor(low.level) <= 1;
    return areNeighbours
      ? [{ from: low.level, to: high.level, fall: low.success - high.success }]
      : [];
  });
}

/** Levels to put between neighbours where success falls by more than the target: midway by number. */
export function missingLevels(
  cells: readonly Measured[],
  { target }: { target: number } = DEFAULTS,
): number[] {
  return fallsOf(cells).flatMap(({ from, to, fall }) => (fall > target ? [(from + to) / 2] : []));
}
