import { describe, expect, it } from 'vitest';
import { fractionOf, hashText, joinWords, mixWord, wordsOf } from './hash-ids.ts';
import { createSpentKeys, SPENT } from './spent-keys.ts';

describe('hashes of ids', () => {
  it('spread similar ids evenly', () => {
    const buckets = new Uint32Array(64);
    const words = new Set<number>();
    for (let id = 0; id < 64_000; id++) {
      const word = hashText(`Q${id}`, 7);
      buckets[word % 64]!++;
      words.add(word);
    }
    // 64,000 draws of 2^32: about half a collision is expected.
    expect(words.size).toBeGreaterThan(63_990);
    // χ² with 63 degrees of freedom: 120 is passed once in 50,000 times.
    const chi = buckets.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(120);
  });

  it('tell texts apart that differ in length, order or a surrogate', () => {
    const texts = ['', '\0', '\0\0', 'ab', 'ba', 'a', 'aa', '\u00e9', 'e\u0301', '😀', '😁'];
    expect(new Set(texts.map((text) => wordsOf(text).join())).size).toBe(texts.length);
  });

  it('are fractions above 0, and joining heeds the order', () => {
    expect(fractionOf(0)).toBeGreaterThan(0);
    expect(fractionOf(0xffffffff)).toBe(1);
    expect(joinWords(1, 2)).not.toBe(joinWords(2, 1));
    expect(mixWord(-1)).toBeGreaterThanOrEqual(0);
  });
});

describe('spent keys', () => {
  it('count and spend like a map does, through many growths', () => {
    const keys = createSpentKeys();
    const reference = new Map<string, number>();
    for (let at = 0; at < 20_000; at++) {
      const [first, second] = [mixWord(at % 4000), mixWord((at % 4000) + 1)];
      const name = `${first} ${second}`;
      if (at % 13 === 0) {
        keys.spend(first, second);
        reference.set(name, SPENT);
      } else {
        keys.count(first, second);
        const before = reference.get(name) ?? 0;
        if (before !== SPENT) reference.set(name, before + 1);
      }
    }
    expect(keys.size).toBe(reference.size);
    for (const [name, value] of reference) {
      const [first, second] = name.split(' ').map(Number) as [number, number];
      expect(keys.get(first, second)).toBe(value);
    }
    expect(keys.get(1, 1)).toBe(0);
  });

  it('never counts a key into being spent', () => {
    const keys = createSpentKeys();
    for (let times = 0; times < SPENT + 5; times++) keys.count(1, 2);
    expect(keys.get(1, 2)).toBe(SPENT - 1);
  });
});
