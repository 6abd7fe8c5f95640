import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import { measureDiversity, mtld } from './diversity.ts';

const random = createRandom('diversity-test');
const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
const varied = Array.from({ length: 300 }, () =>
  Array.from({ length: 60 }, () => random.pick(words)).join(' '),
);
const template = Array.from(
  { length: 300 },
  (_, index) =>
    `What is the capital of country number ${index} on our little planet? It is city number ${index}.`,
);

describe('measureDiversity', () => {
  it('counts n-grams over all texts', () => {
    const report = measureDiversity(['a b a b', 'a b']);
    // Bigrams: ab, ba, ab, ab.
    expect(report).toMatchObject({
      texts: 2,
      words: 6,
      distinct: { 1: 0.3333, 2: 0.5, 3: 1, 4: 1 },
    });
  });

  it('tells templates from varied texts, by every measure', () => {
    const [rich, poor] = [measureDiversity(varied), measureDiversity(template)];
    expect(rich.distinct[2]!).toBeGreaterThan(poor.distinct[2]! * 2);
    expect(rich.mtld!).toBeGreaterThan(poor.mtld!);
    expect(rich.compressionRatio!).toBeLessThan(poor.compressionRatio! / 2);
    expect(rich.nearest!.p90).toBeLessThan(0.1);
    expect(poor.nearest!.p50).toBeGreaterThan(0.4);
  });

  it('finds the nearest neighbour as it is', () => {
    const copies = [...varied.slice(0, 20), ...varied.slice(0, 20)];
    expect(measureDiversity(copies).nearest).toEqual({ p50: 1, p90: 1, p99: 1, max: 1 });
    const half = `${varied[0]!.split(' ').slice(0, 30).join(' ')} ${varied[1]!.split(' ').slice(30).join(' ')}`;
    // 28 of 58 shingles shared with either: 28 / 88.
    expect(measureDiversity([varied[0]!, half]).nearest!.max).toBeCloseTo(28 / 88, 3);
  });

  it('shows novelty drying up as the texts grow', () => {
    const { curve, ...whole } = measureDiversity(template);
    expect(curve.map(({ share, texts }) => [share, texts])).toEqual([
      [0.1, 30],
      [0.25, 75],
      [0.5, 150],
      [1, 300],
    ]);
    expect(curve[0]!.distinct[3]!).toBeGreaterThan(curve[3]!.distinct[3]!);
    expect(curve[3]).toMatchObject({ distinct: whole.distinct, nearest: whole.nearest });
  });

  it.each([
    ['none', []],
    ['an empty one', ['']],
    ['emoji and Chinese', ['🐋', '鲸鱼在海面附近睡觉']],
    ['one', ['In the sea.']],
  ])('takes %s', (_, texts) => {
    const report = measureDiversity(texts);
    expect(report.texts).toBe(texts.length);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.curve).toHaveLength(4);
  });

  it('is the same for the same texts', () => {
    expect(measureDiversity(varied)).toEqual(measureDiversity([...varied]));
  });
});

const mtldOf = (text: string) => mtld(text.split(' ').map((word) => word.charCodeAt(0)));

describe('mtld', () => {
  it('is the length over the factors, a part of a factor counted', () => {
    // Forward: a b a ends a factor at 2/3; so does every third word.
    expect(mtldOf('a b a b a b')).toBe(3);
    // One factor, then one word of ratio 1 which is no part of a factor: 4 / 1 both ways.
    expect(mtldOf('a b a c')).toBe((4 + 4 / ((1 - 0.75) / 0.28)) / 2);
    expect(mtldOf('a a a a')).toBe(2);
  });

  it('is the length of a text that repeats nothing', () => {
    expect(mtldOf('a b c d e')).toBe(5);
  });
});
