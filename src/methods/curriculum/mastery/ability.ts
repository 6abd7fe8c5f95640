/** One answered item as item response theory sees it. */
export interface ScoredItem {
  /** b: the ability at which an item is known half the time, guessing apart. */
  difficulty: number;
  /** a: how sharply it tells abilities apart. */
  discrimination: number;
  /** c: the chance to guess it. */
  guess: number;
  correct: boolean;
}

export interface Ability {
  /** θ, in standard deviations of the prior. */
  theta: number;
  /** Posterior standard deviation of θ. */
  standardError: number;
}

export const ABILITY_DEFAULTS = {
  /** θ of the grid runs from -bound to bound. */
  bound: 9,
  points: 181,
  priorDeviation: 2,
  /** Level 1 lies this far below 0, and each level so much above the last. */
  lowestDifficulty: -2.8,
  difficultyStep: 0.8,
  discrimination: 1.5,
};

/** Difficulty by level, from the generator's scale: level 1 at -2.8, level 8 at 2.8, transfer above. */
export function difficultyOf(level: number): number {
  return ABILITY_DEFAULTS.lowestDifficulty + (level - 1) * ABILITY_DEFAULTS.difficultyStep;
}

/**
 * Expected a posteriori ability under the two-parameter logistic model with the guessing chance fixed (Birnbaum 1968;
 * Bock and Mislevy 1982, Applied Psychological Measurement 6), by a normal prior on a grid. Without items: the prior.
 */
export function estimateAbility(
  items: readonly ScoredItem[],
  defaults = ABILITY_DEFAULTS,
): Ability {
  const { bound, points, priorDeviation } = defaults;
  const thetas = Array.from(
    { length: points },
    (_, at) => -bound + (2 * bound * at) / (points - 1),
  );
  const logs = thetas.map((theta) => {
    let log = -((theta / priorDeviation) ** 2) / 2;
    for (const { difficulty, discrimination, guess, correct } of items) {
      const known = 1 / (1 + Math.exp(-discrimination * (theta - difficulty)));
      const right = guess + (1 - guess) * known;
      log += Math.log(Math.max(1e-12, correct ? right : 1 - right));
    }
    return log;
  });
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const theta = weights.reduce((sum, weight, at) => sum + weight * thetas[at]!, 0) / total;
  const variance =
    weights.reduce((sum, weight, at) => sum + weight * (thetas[at]! - theta) ** 2, 0) / total;
  return { theta, standardError: Math.sqrt(variance) };
}
