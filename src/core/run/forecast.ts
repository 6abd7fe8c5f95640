import type { Outcome } from './outcome.ts';
import type { PlannedPart } from './run-plan.ts';

/** A likely value between two less likely ones: about a 95 % interval. */
export interface Range {
  low: number;
  mid: number;
  high: number;
}

export interface PartForecast {
  name: string;
  target: number;
  /** Assignments carried out in the pilot. */
  pilot: number;
  /** Accepted samples for each assignment. */
  yield: Range;
  assignments: Range;
  calls: Range;
  inputTokens: Range;
  outputTokens: Range;
  /** Null where a model has no known price. */
  costUsd: Range | null;
  rejected: Record<string, number>;
}

const Z = 1.96;

/**
 * The interval of a share (Wilson, 1927): `successes` of `trials`. Samples an assignment may exceed 1 in `trials`
 * assignments that give several; then the share is of what they gave.
 */
export function wilson(successes: number, trials: number): Range {
  if (trials === 0) return { low: 0, mid: 0, high: 1 };
  const share = successes / trials;
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  const middle = share + (Z * Z) / (2 * trials);
  const scale = 1 + (Z * Z) / trials;
  return {
    low: Math.max(0, (middle - spread) / scale),
    mid: share,
    high: Math.min(1, (middle + spread) / scale),
  };
}

/** The interval of a mean of non-negative figures, by the normal approximation; a single figure spans half to double. */
export function meanRange(values: readonly number[]): Range {
  if (values.length === 0) return { low: 0, mid: 0, high: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { low: mean / 2, mid: mean, high: mean * 2 };
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const spread = Z * Math.sqrt(variance / values.length);
  return { low: Math.max(0, mean - spread), mid: mean, high: mean + spread };
}

/** What a part will come to, by what its pilot came to; `most`: the assignments that its material has. */
export function forecastPart(
  part: Pick<PlannedPart, 'name' | 'target'>,
  outcomes: readonly Outcome[],
  accepted: number,
  rejected: Record<string, number>,
  most: number | null = null,
): PartForecast {
  const perAssignment = Math.max(1, ...outcomes.map((outcome) => outcome.candidates.length));
  const share = wilson(
    Math.min(accepted, outcomes.length * perAssignment),
    outcomes.length * perAssignment,
  );
  const yields = scale(share, perAssignment);
  // With no acceptance at all the upper bound is all that is known: the lower figures come from it.
  const atLeast = Math.max(yields.low, 1e-6);
  const wanted: Range = Number.isFinite(part.target)
    ? {
        low: Math.ceil(part.target / Math.max(yields.high, atLeast)),
        mid: Math.ceil(part.target / Math.max(yields.mid, atLeast)),
        high: Math.ceil(part.target / atLeast),
      }
    : { low: outcomes.length, mid: outcomes.length, high: outcomes.length };
  const atMost = (count: number): number => Math.min(count, most ?? Infinity);
  const assignments: Range = {
    low: atMost(wanted.low),
    mid: atMost(wanted.mid),
    high: atMost(wanted.high),
  };
  const total = (figure: (outcome: Outcome) => number): Range =>
    multiply(assignments, meanRange(outcomes.map(figure)));
  const unpriced = outcomes.some((outcome) => outcome.calls.some((call) => call.costUsd === null));
  return {
    name: part.name,
    target: part.target,
    pilot: outcomes.length,
    yield: yields,
    assignments,
    calls: total((outcome) => outcome.calls.length),
    inputTokens: total((outcome) => sum(outcome, (call) => call.usage.inputTokens)),
    outputTokens: total((outcome) => sum(outcome, (call) => call.usage.outputTokens)),
    costUsd: unpriced ? null : total((outcome) => sum(outcome, (call) => call.costUsd ?? 0)),
    rejected,
  };
}

export function addRanges(ranges: readonly Range[]): Range {
  return ranges.reduce(
    (a, b) => ({ low: a.low + b.low, mid: a.mid + b.mid, high: a.high + b.high }),
    {
      low: 0,
      mid: 0,
      high: 0,
    },
  );
}

const scale = (range: Range, by: number): Range => ({
  low: range.low * by,
  mid: range.mid * by,
  high: range.high * by,
});

const multiply = (a: Range, b: Range): Range => ({
  low: a.low * b.low,
  mid: a.mid * b.mid,
  high: a.high * b.high,
});

const sum = (outcome: Outcome, figure: (call: Outcome['calls'][number]) => number): number =>
  outcome.calls.reduce((all, call) => all + figure(call), 0);
