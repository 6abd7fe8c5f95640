import { describe, expect, it } from 'vitest';
import { measureDiversity } from './diversity.ts';

describe('measureDiversity', () => {
  it('counts distinct words and sequences within utterances', () => {
    const { words, texts, distinct } = measureDiversity(['the dog ran. the dog sat.']);
    expect({ words, texts }).toEqual({ words: 6, texts: 1 });
    expect(distinct.one).toBeCloseTo(4 / 6);
    expect(distinct.two).toBeCloseTo(3 / 4);
    expect(distinct.three).toBe(1);
  });

  it('follows the definition of MTLD', () => {
    // "a a" has a ratio of 0.5 and fills a factor each time: ten words, five factors, both ways.
    expect(measureDiversity(['aa aa aa aa aa aa aa aa aa aa']).mtld).toBe(2);
    // Nothing repeats: no factor at all, and the whole length stands.
    expect(measureDiversity(['one two three four']).mtld).toBe(4);
    // A last stretch counts in part: ratio 5/6 is (1 - 5/6) / 0.28 of a factor.
    expect(measureDiversity(['one two three four five one']).mtld).toBeCloseTo(6 / (1 / 6 / 0.28));
  });

  it('is higher for varied texts, and 0 for none', () => {
    const varied =
      'A red dog ran home. Two cats sat under one big tree. Where does the small bird sleep?';
    expect(measureDiversity([varied]).mtld).toBeGreaterThan(
      measureDiversity(['A dog. A dog. A dog. A dog.']).mtld,
    );
    expect(measureDiversity([])).toEqual({
      texts: 0,
      words: 0,
      mtld: 0,
      distinct: { one: 0, two: 0, three: 0 },
    });
  });
});
