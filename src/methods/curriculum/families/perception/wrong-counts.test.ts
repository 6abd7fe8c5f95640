import { describe, expect, it } from 'vitest';
import { wrongCounts } from './wrong-counts.ts';

describe('wrongCounts', () => {
  it('are never right, never below one, and as many as wanted', () => {
    for (let right = 1; right < 9; right++) {
      for (let turn = 0; turn < 8; turn++) {
        const wrong = wrongCounts(right, [right, right + 5, 0, right - 2], 4, turn).map(Number);
        expect(new Set(wrong).size).toBe(4);
        expect(wrong).not.toContain(right);
        expect(Math.min(...wrong)).toBeGreaterThan(0);
      }
    }
  });

  it('take the likely ones first', () => {
    expect(wrongCounts(5, [9, 2], 2, 0)).toEqual(['2', '9']);
  });
});
