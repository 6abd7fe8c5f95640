import { createRandom } from '../../../core/random.ts';
import { pairedInterval, verdictOf, type Interval, type Verdict } from './bootstrap.ts';
import type { Setting } from './setting.ts';
import type { RunResult } from './train.ts';

/** What arms are compared by; the first was declared primary before any full run. */
export const METRICS = ['tokens to mastery', 'final accuracy', 'transfer', 'forgetting'] as const;
export type Metric = (typeof METRICS)[number];

/** Measures of one run. A run without mastery counts with all its tokens: it needed at least those. */
export function measure(run: RunResult): Record<Metric, number> {
  const last = run.checks.at(-1)!.accuracy;
  const losses = last.map((share, level) => {
    return share - Math.max(...run.checks.map(({ accuracy }) => accuracy[level]!));
  });
  return {
    'tokens to mastery': run.masteryTokens ?? run.tokens,
    'final accuracy': mean(run.final),
    transfer: mean(run.transfer),
    forgetting: mean(losses),
  };
}

export interface ArmRow {
  arm: string;
  learningRate: number;
  seeds: number;
  /** How many of them mastered every level. */
  mastered: number;
  means: Record<Metric, number>;
  /** Mean final accuracy of each level. */
  levels: number[];
}

export interface Pair {
  arm: string;
  against: string;
  metric: Metric;
  /** Seeds that both arms have. */
  seeds: number;
  /** Of `arm` minus `against`. */
  difference: Interval;
  verdict: Verdict;
}

/** Which learning rate each arm is compared at; absent for arms whose sweep is not done. */
export function chooseRates(runs: readonly RunResult[], setting: Setting): Map<string, number> {
  const chosen = new Map<string, number>();
  for (const arm of setting.arms) {
    const tried = setting.learningRates.map((rate) => {
      const own = runs.filter(
        (run) => run.arm === arm && run.learningRate === rate && isSweep(run.seed),
      );
      const measures = own.map(measure);
      return {
        rate,
        runs: own.length,
        tokens: mean(measures.map((one) => one['tokens to mastery'])),
        accuracy: mean(measures.map((one) => one['final accuracy'])),
      };
    });
    if (tried.some((one) => one.runs < setting.sweepSeeds)) continue;
    // Runs overshoot their tokens by part of a batch: rates that never reach mastery must not be told apart by that.
    const capped = (tokens: number): number => Math.min(tokens, setting.tokens);
    const best = tried.toSorted(
      (a, b) => capped(a.tokens) - capped(b.tokens) || b.accuracy - a.accuracy,
    )[0]!;
    chosen.set(arm, best.rate);
  }
  return chosen;
}

export const isSweep = (seed: string): boolean => seed.startsWith('sweep-');

/** The comparison of all runs that are there; complete where none is missing. */
export function compareArms(
  runs: readonly RunResult[],
  setting: Setting,
): { arms: ArmRow[]; pairs: Pair[] } {
  const rates = chooseRates(runs, setting);
  const own = (arm: string): RunResult[] =>
    runs
      .filter((run) => !isSweep(run.seed) && run.arm === arm && run.learningRate === rates.get(arm))
      .map((run) => ({ ...run, tokens: setting.tokens }))
      .toSorted((a, b) => Number(a.seed) - Number(b.seed));
  const arms = setting.arms.filter((arm) => own(arm).length > 0);
  const rows = arms.map((arm): ArmRow => {
    const all = own(arm);
    const measures = all.map(measure);
    const means = METRICS.map((metric) => [metric, mean(measures.map((one) => one[metric]))]);
    return {
      arm,
      learningRate: rates.get(arm)!,
      seeds: all.length,
      mastered: all.filter(({ masteryTokens }) => masteryTokens !== null).length,
      means: Object.fromEntries(means) as Record<Metric, number>,
      levels: setting.levels.map((_level, at) => mean(all.map(({ final }) => final[at]!))),
    };
  });
  const pairs = arms.flatMap((against, place) =>
    arms
      .slice(place + 1)
      .flatMap((arm) => METRICS.flatMap((metric) => pairOf(arm, against, metric, own))),
  );
  return { arms: rows, pairs };
}

function pairOf(
  arm: string,
  against: string,
  metric: Metric,
  runsOf: (arm: string) => RunResult[],
): Pair[] {
  const others = new Map(runsOf(against).map((run) => [run.seed, measure(run)[metric]]));
  const differences = runsOf(arm)
    .filter(({ seed }) => others.has(seed))
    .map((run) => measure(run)[metric] - others.get(run.seed)!);
  if (differences.length < 2) return [];
  const random = createRandom(`bootstrap/${arm}/${against}/${metric}`);
  const difference = pairedInterval(differences, random);
  const verdict = verdictOf(difference, metric === 'tokens to mastery');
  return [{ arm, against, metric, seeds: differences.length, difference, verdict }];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
