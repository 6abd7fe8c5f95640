import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { calibrate, plausibility } from './calibrate.ts';

describe('calibrate', () => {
  it('finds the curve that answers were drawn from', () => {
    const random = createRandom('calibrate');
    const judged = Array.from({ length: 20_000 }, () => {
      const score = 8 * random.next() - 4;
      return { score, isTrue: random.next() < 1 / (1 + Math.exp(-(1.5 * score - 2))), weight: 1 };
    });
    const { slope, shift } = calibrate(judged);
    expect(slope).toBeCloseTo(1.5, 0);
    expect(Math.abs(shift + 2)).toBeLessThan(0.15);
    expect(plausibility({ slope, shift }, 2)).toBeCloseTo(1 / (1 + Math.exp(-1)), 1);
  });

  it('stays finite where both kinds are told apart, and refuses one kind alone', () => {
    const judged = [1, 2, 3, 4].map((score) => ({ score, isTrue: score > 2, weight: 1 }));
    const { slope, shift } = calibrate(judged);
    expect(Number.isFinite(slope) && Number.isFinite(shift) && slope > 0).toBe(true);
    expect(() => calibrate(judged.slice(2))).toThrow(RangeError);
  });
});
