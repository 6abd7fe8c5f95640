import type { ExperimentReport } from './run-experiment.ts';

export const DEFAULTS = {
  /** By how much training must beat every way of not learning, as a share. */
  margin: 0.2,
};

/** What speaks against the student having learned, in plain words: nothing where every level of `mixed` is far above all baselines. */
export function hasLearned(
  { arms, baselines }: Pick<ExperimentReport, 'arms' | 'baselines'>,
  { margin } = DEFAULTS,
): string[] {
  const mixed = arms.find(({ arm }) => arm === 'mixed');
  if (mixed === undefined) return ['no run of the arm mixed is done'];
  return baselines.flatMap(({ level, untrained, majority, heuristic }, at) => {
    const reached = mixed.levels[at]!;
    const best = Math.max(untrained, majority, heuristic.accuracy);
    if (reached >= best + margin) return [];
    return [
      `${level}: trained ${reached.toFixed(2)} is not ${margin} above what is reached without learning, ${best.toFixed(2)}`,
    ];
  });
}
