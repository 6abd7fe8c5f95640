import { describe, expect, it } from 'vitest';
import { numbersIn, wrongCounts } from './number-claims.ts';

describe('numbersIn', () => {
  it.each<[string, number[]]>([
    ['there are 7 of them', [7]],
    ['twenty-one', [21]],
    ['forty two', [42]],
    ['nineteen and ninety', [90, 19]],
    ['the one with 3', [3]],
    ['only one', [1]],
    ['zero', [0]],
    ['someone', []],
    ['', []],
  ])('of %j are %j', (text, numbers) => {
    expect(numbersIn(text).toSorted()).toEqual(numbers.toSorted());
  });

  it.each(['3.5', '-3', '3rd', '3%', '1/2', '1,000'])('knows that %j is no count', (text) => {
    expect(numbersIn(text)).toEqual([Number.NaN]);
  });
});

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
