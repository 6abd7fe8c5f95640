import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { createTokenBuffer, tokenise, tokeniseCharacters } from '../text/tokens.ts';
import { candidateProbability, tuneBands } from './bands.ts';
import { createPagedWords } from './paged-array.ts';
import { createShingleBuffer, shingle } from './shingles.ts';
import { createSketcher } from './sketch.ts';
import { createSketchIndex } from './sketch-index.ts';

const random = createRandom('minhash');
const setOf = (members: number[]) => ({ count: members.length, hashes: Uint32Array.from(members) });
const members = (count: number) => Array.from({ length: count }, () => random.integer(2 ** 32));

const wordsOf = (text: string) => {
  const { count, starts, ends, text: source } = tokenise(text, createTokenBuffer());
  return Array.from({ length: count }, (_, index) => source.slice(starts[index], ends[index]));
};

const spell = (text: string) => [
  ...tokeniseCharacters(text, createTokenBuffer()).hashes.subarray(0, 4),
];

describe('tokenise', () => {
  it.each([
    ['Hello, wide world!', ['Hello', 'wide', 'world']],
    ['鲸鱼 sleeps', ['鲸', '鱼', 'sleeps']],
    ['naïve café', ['naïve', 'café']],
    ['a🐋b', ['a', '🐋', 'b']],
    ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
    ['', []],
    ['--- …', []],
    ['end', ['end']],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));

  it('gives a word one hash wherever it stands, and different words different ones', () => {
    const { hashes } = tokenise('Whale. whale WHALE whales', createTokenBuffer());
    expect(new Set(hashes.subarray(0, 3)).size).toBe(1);
    expect(hashes[3]).not.toBe(hashes[0]);
    const many = tokenise(
      Array.from({ length: 50_000 }, (_, index) => `w${index}`).join(' '),
      createTokenBuffer(),
    );
    // 50,000² / 2^33 = 0.3 clashes are to be expected.
    expect(new Set(many.hashes.subarray(0, many.count)).size).toBeGreaterThan(49_995);
  });

  it('reads characters with separators as one space', () => {
    expect(spell('ab, cd')).toEqual(spell('AB — cd!'));
  });
});

describe('shingle', () => {
  it('rolls to what each run alone gives', () => {
    const words = Array.from({ length: 60 }, (_, index) => `w${index % 17}`);
    const all = shingle(tokenise(words.join(' '), createTokenBuffer()), 5, createShingleBuffer());
    expect(all.count).toBe(56);
    for (let start = 0; start < 56; start++) {
      const run = tokenise(words.slice(start, start + 5).join(' '), createTokenBuffer());
      expect(shingle(run, 5, createShingleBuffer()).hashes[0]).toBe(all.hashes[start]);
    }
  });
});

describe('createSketcher', () => {
  it('agrees in as many rows as the sets are similar, small sets and large', () => {
    for (const [size, shared] of [
      [3, 1],
      [60, 40],
      [500, 400],
      [5000, 2500],
    ] as const) {
      let agreeing = 0;
      const rounds = 60;
      for (let round = 0; round < rounds; round++) {
        const [common, left, right] = [
          members(shared),
          members(size - shared),
          members(size - shared),
        ];
        const sketcher = createSketcher(128, 64);
        const one = sketcher.sketch(setOf([...common, ...left])).rows.slice();
        const other = sketcher.sketch(setOf(random.shuffle([...common, ...right, ...common]))).rows;
        agreeing += one.filter((value, row) => value === other[row]).length / 128 / rounds;
      }
      const jaccard = shared / (2 * size - shared);
      expect(Math.abs(agreeing - jaccard)).toBeLessThan(
        4 * Math.sqrt((jaccard * (1 - jaccard)) / (128 * 60)) + 0.01,
      );
    }
  });

  it('keeps the set, or its smallest members', () => {
    const sketcher = createSketcher(16, 100);
    const few = members(40);
    const whole = sketcher.sketch(setOf([...few, ...few]));
    expect([...whole.kept.subarray(0, whole.keptCount)]).toEqual(few.toSorted((a, b) => a - b));
    expect(whole.complete).toBe(true);
    const many = members(20_000);
    const part = sketcher.sketch(setOf(many));
    expect([...part.kept.subarray(0, part.keptCount)]).toEqual(
      many.toSorted((a, b) => a - b).slice(0, 100),
    );
    expect(part.complete).toBe(false);
  });
});

describe('createSketchIndex', () => {
  it('finds every text again, and its nearest, through many doublings', () => {
    const cut = { bands: 16, rows: 5 };
    const index = createSketchIndex(cut, 64);
    const sketcher = createSketcher(80, 64);
    const texts = Array.from({ length: 3000 }, () => members(30));
    for (const text of texts) index.add(sketcher.sketch(setOf(text)));
    for (const [number, text] of texts.entries()) {
      expect(index.findMatch(sketcher.sketch(setOf(text)), 0.8)).toEqual({
        text: number,
        similarity: 1,
      });
    }
    const near = [...texts[7]!.slice(0, 29), 1];
    expect(index.findNearest(sketcher.sketch(setOf(near)), -1)).toEqual({
      text: 7,
      similarity: 29 / 31,
    });
    expect(index.findNearest(sketcher.sketch(setOf(texts[7]!)), 7)).toBeUndefined();
  });
});

describe('tuneBands', () => {
  it('is the most selective cut that reaches the recall', () => {
    const cut = tuneBands(0.8, 80, 0.998);
    expect(cut).toEqual({ bands: 16, rows: 5 });
    expect(candidateProbability(0.8, cut)).toBeGreaterThanOrEqual(0.998);
    expect(tuneBands(0.3, 16, 0.99)).toMatchObject({ rows: 1 });
  });
});

describe('createPagedWords', () => {
  it('keeps reserved neighbours on one page', () => {
    const words = createPagedWords(4);
    expect(words.reserve(10)).toBe(0);
    expect(words.reserve(10)).toBe(16);
    words.push(7);
    expect(words.get(26)).toBe(7);
    expect(() => words.reserve(17)).toThrow(RangeError);
  });
});
