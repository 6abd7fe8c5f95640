import { correctForChance, wilsonInterval } from './wilson.ts';

export const DECISION_DEFAULTS = {
  /** Mastered when the lower Wilson bound, corrected for chance, reaches this. */
  threshold: 0.9,
  /** Wald's test for giving up: the true share of a master, and that of one who is not, both corrected for chance. */
  master: 0.95,
  novice: 0.7,
  /** Risk of giving up on a master. */
  risk: 0.05,
  /** No decision before, and none open after. */
  leastItems: 6,
  mostItems: 400,
};
export type DecisionOptions = typeof DECISION_DEFAULTS;

export type Decision = 'mastered' | 'not-mastered' | 'undecided';

/**
 * Whether a skill at a level is decided after so many answers. Mastery asks for the Wilson bound; giving up follows
 * Wald's sequential probability ratio test (1945, Annals of Mathematical Statistics 16), which needs few answers of a
 * pupil that is far from it. The bound is looked at only at counts that grow by a fifth, so that looking often does
 * not earn mastery by luck.
 */
export function decide(
  { right, trials, chance }: { right: number; trials: number; chance: number },
  options: DecisionOptions = DECISION_DEFAULTS,
): Decision {
  if (trials < options.leastItems) return 'undecided';
  if (isLook(trials, options)) {
    const { low } = wilsonInterval(right, trials);
    if (correctForChance(low, chance) >= options.threshold) return 'mastered';
  }
  const [master, novice] = [options.master, options.novice].map(
    (share) => chance + (1 - chance) * share,
  ) as [number, number];
  const log =
    right * Math.log(master / novice) + (trials - right) * Math.log((1 - master) / (1 - novice));
  if (log <= Math.log(options.risk)) return 'not-mastered';
  return trials >= options.mostItems ? 'not-mastered' : 'undecided';
}

function isLook(trials: number, { leastItems, mostItems }: DecisionOptions): boolean {
  if (trials >= mostItems) return true;
  for (let look = leastItems; look <= trials; look = Math.ceil(look * 1.2)) {
    if (look === trials) return true;
  }
  return false;
}
