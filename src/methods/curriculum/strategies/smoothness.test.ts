import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { midway, smoothen, smoothness } from './smoothness.ts';

describe('smoothness', () => {
  it('is the largest fall between neighbours', () => {
    expect(smoothness([1, 0.9, 0.4, 0.35])).toBeCloseTo(0.5);
    expect(smoothness([0.5, 0.6, 0.9])).toBe(0);
    expect(smoothness([0.7])).toBe(0);
    expect(() => smoothness([0.5, 1.2])).toThrow(RangeError);
    expect(() => smoothness([Number.NaN])).toThrow(RangeError);
  });

  it('finds the level between two, whole numbers staying whole', () => {
    expect(midway({ people: 2, moves: 3 }, { people: 4, moves: 6 })).toEqual({
      people: 3,
      moves: 5,
    });
    expect(midway({ ratio: 0.5, bars: 3 }, { ratio: 0.9, bars: 3 })).toEqual({
      ratio: 0.7,
      bars: 3,
    });
    expect(midway({ people: 2, moves: 3 }, { people: 3, moves: 3 })).toBeUndefined();
    expect(midway({ people: 2 }, { people: 2 })).toBeUndefined();
    expect(() => midway({ people: 2 }, { moves: 2 })).toThrow('different knobs');
  });

  it('fills gaps until none is wider than the target', () => {
    const asked: number[] = [];
    const successOf = ({ size }: Readonly<Record<string, number>>): number => {
      asked.push(size!);
      return Math.max(0, 1 - size! / 40);
    };
    const found = smoothen([{ size: 0 }, { size: 8 }, { size: 40 }], successOf);
    expect(found.levels.map(({ size }) => size)).toEqual([0, 8, 16, 24, 32, 40]);
    expect(found).toMatchObject({ inserted: 3 });
    expect(found.worst).toBeLessThanOrEqual(0.25);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('leaves a gap that no whole level fits into, and says how wide it is', () => {
    const found = smoothen([{ n: 1 }, { n: 2 }, { n: 9 }], ({ n }) => (n === 1 ? 0.9 : 0.1));
    expect(found).toMatchObject({ inserted: 0 });
    expect(found.worst).toBeCloseTo(0.8);
  });

  it('keeps every given level, in order, and never repeats one', () => {
    const random = createRandom('smoothness');
    for (let round = 0; round < 100; round++) {
      const start = { a: random.integer(5), b: random.integer(5) };
      const given = [start];
      for (let step = 0; step < 4; step++) {
        const { a, b } = given.at(-1)!;
        given.push({ a: a + 1 + random.integer(9), b: b + random.integer(9) });
      }
      const top = given.at(-1)!.a + given.at(-1)!.b;
      const { levels, inserted } = smoothen(given, ({ a, b }) => 1 - (a! + b!) / (2 * top));
      const texts = levels.map((level) => JSON.stringify(level));
      expect(new Set(texts).size).toBe(texts.length);
      expect(
        texts.filter((text) => given.some((one) => JSON.stringify(one) === text)),
      ).toHaveLength(5);
      expect(levels).toHaveLength(5 + inserted);
      for (let at = 1; at < levels.length; at++)
        expect(levels[at]!['a']).toBeGreaterThanOrEqual(levels[at - 1]!['a']!);
    }
  });
});
