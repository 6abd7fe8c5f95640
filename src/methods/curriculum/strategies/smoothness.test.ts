import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { midway } from '../families/ladder.ts';
import { smoothen, smoothness } from './smoothness.ts';

describe('smoothness', () => {
  it('is the largest fall between neighbours', () => {
    expect(smoothness([1, 0.9, 0.4, 0.35])).toBeCloseTo(0.5);
    expect(smoothness([0.5, 0.6, 0.9])).toBe(0);
    expect(smoothness([0.7])).toBe(0);
    expect(() => smoothness([0.5, 1.2])).toThrow(RangeError);
    expect(() => smoothness([Number.NaN])).toThrow(RangeError);
  });

  it('finds the level between two: half of what differs is already harder', () => {
    expect(midway({ people: 2, moves: 3 }, { people: 4, moves: 6 })).toEqual({
      people: 4,
      moves: 3,
    });
    expect(midway({ people: 2, things: 1, rooms: 3 }, { people: 3, things: 2, rooms: 4 })).toEqual({
      people: 3,
      things: 1,
      rooms: 3,
    });
    expect(midway({ people: 2, moves: 3 }, { people: 3, moves: 3 })).toBeUndefined();
    expect(midway({ people: 2 }, { people: 2 })).toBeUndefined();
    expect(() => midway({ people: 2 }, { moves: 2 })).toThrow('different knobs');
  });

  it('fills gaps until none is wider than the target, or nothing lies between', () => {
    const asked: string[] = [];
    const successOf = (level: Readonly<Record<string, number>>): number => {
      asked.push(JSON.stringify(level));
      return Math.max(0, 1 - (level['a']! + level['b']!) / 40);
    };
    const found = smoothen(
      [
        { a: 0, b: 0 },
        { a: 4, b: 4 },
        { a: 14, b: 14 },
      ],
      successOf,
    );
    expect(found.levels.map(({ a, b }) => [a, b])).toEqual([
      [0, 0],
      [4, 4],
      [14, 4],
      [14, 14],
    ]);
    expect(found).toMatchObject({ inserted: 1 });
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
