import { describe, expect, it } from 'vitest';
import { NO_USAGE } from '../records/usage.ts';
import { forecastPart, meanRange, wilson } from './forecast.ts';
import type { Outcome } from './outcome.ts';

const outcome = (costUsd: number | null): Outcome => ({
  assignment: 'a',
  candidates: [
    { rejection: { assignment: 'a', part: 'p', candidate: null, reason: 'r', message: '' } },
  ],
  calls: [
    {
      key: 'k',
      role: 'writer',
      model: 'm',
      costUsd,
      usage: { ...NO_USAGE, inputTokens: 100, outputTokens: 20 },
    },
  ],
});

describe('the forecast', () => {
  it('gives the published Wilson bounds', () => {
    // 189 of 200: lower bound .904 (95 %), the promotion threshold of a mastery gate at .90.
    expect(wilson(189, 200).low).toBeCloseTo(0.904, 3);
    expect(wilson(0, 10)).toMatchObject({ low: 0, mid: 0 });
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3);
  });

  it('spans what a mean may be', () => {
    expect(meanRange([5])).toEqual({ low: 2.5, mid: 5, high: 10 });
    const range = meanRange([1, 2, 3, 4, 5]);
    expect(range.mid).toBe(3);
    expect(range.low).toBeCloseTo(3 - 1.96 * Math.sqrt(2.5 / 5), 6);
  });

  it('scales a pilot to the target and keeps unknown prices unknown', () => {
    const forecast = forecastPart(
      { name: 'p', target: 100 },
      Array.from({ length: 8 }, () => outcome(0.01)),
      4,
      {},
    );
    expect(forecast.yield.mid).toBe(0.5);
    expect(forecast.assignments.mid).toBe(200);
    expect(forecast.inputTokens.mid).toBe(20_000);
    expect(forecast.costUsd!.mid).toBeCloseTo(2, 6);
    expect(forecast.assignments.low).toBeLessThan(200);
    expect(forecast.assignments.high).toBeGreaterThan(200);
    expect(forecastPart({ name: 'p', target: 100 }, [outcome(null)], 1, {}).costUsd).toBeNull();
  });
});
