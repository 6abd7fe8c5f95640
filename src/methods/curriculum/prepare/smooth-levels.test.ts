import { describe, expect, it } from 'vitest';
import { fallsOf, missingLevels } from './smooth-levels.ts';

const cell = (level: number, right: number) => ({ level, right, trials: 10 });

describe('missing levels', () => {
  it('lie midway where success falls by more than 25 points between neighbours', () => {
    const cells = [cell(4, 2), cell(1, 10), cell(2, 10), cell(3, 8)];
    expect(fallsOf(cells).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(missingLevels(cells)).toEqual([3.5]);
  });

  it('are not guessed where levels between were not measured, or rise', () => {
    expect(missingLevels([cell(1, 10), cell(4, 0)])).toEqual([]);
    expect(missingLevels([cell(1, 2), cell(2, 9)])).toEqual([]);
    expect(missingLevels([{ level: 1, right: 0, trials: 0 }, cell(2, 0)])).toEqual([]);
  });

  it('halve again where a half level is a gap itself', () => {
    expect(missingLevels([cell(3, 10), cell(3.5, 9), cell(4, 1)])).toEqual([3.75]);
  });
});
