import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { BM25_DEFAULTS, buildInvertedIndex } from './inverted-index.ts';
import { readWords } from './read-words.ts';
import { selectTop } from './select-top.ts';
import { createVocabulary } from './vocabulary.ts';

/** BM25 as the formula stands, text by text. */
function scoreOf(texts: readonly number[][], terms: readonly number[], text: number): number {
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const { k1, b } = BM25_DEFAULTS;
  return terms.reduce((sum, term) => {
    const having = texts.filter((one) => one.includes(term)).length;
    const count = texts[text]!.filter((one) => one === term).length;
    const idf = Math.log(1 + (texts.length - having + 0.5) / (having + 0.5));
    const norm = k1 * (1 - b + (b * texts[text]!.length) / mean);
    return sum + (idf * count * (k1 + 1)) / (count + norm);
  }, 0);
}

describe('buildInvertedIndex', () => {
  it('scores as the formula does', () => {
    const random = createRandom('bm25');
    const texts = Array.from({ length: 200 }, () =>
      Array.from({ length: random.integer(40) }, () => Math.floor(50 * random.next() ** 3)),
    );
    const index = buildInvertedIndex(
      200,
      (text) => texts[text]!,
      () => 50,
    );
    for (let round = 0; round < 20; round++) {
      const terms = random.shuffle([...Array(50).keys()]).slice(0, 4);
      const expected = texts
        .map((_, text) => ({ index: text, score: scoreOf(texts, terms, text) }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, 10);
      const found = index.search(terms, 10);
      expect(found).toHaveLength(expected.length);
      for (const [i, { score }] of found.entries()) {
        expect(score).toBeCloseTo(expected[i]!.score, 4);
      }
      for (const { index: text, score } of found) {
        const parts = index.explain(terms, text).reduce((sum, one) => sum + one.score, 0);
        expect(parts).toBeCloseTo(score, 4);
      }
    }
  });

  it('takes no texts, texts without terms, and terms that came later', () => {
    const none = buildInvertedIndex(
      0,
      () => [],
      () => 0,
    );
    expect(none.search([0, 1], 5)).toEqual([]);
    const bare = buildInvertedIndex(
      3,
      (text) => (text === 1 ? [0] : []),
      () => 1,
    );
    expect(bare.search([0, 9], 5).map(({ index }) => index)).toEqual([1]);
    expect(bare.explain([9], 1)).toEqual([]);
  });
});

describe('selectTop', () => {
  it('is the beginning of the sorted whole, ties by index', () => {
    const random = createRandom('top');
    for (let round = 0; round < 50; round++) {
      const scores = Float32Array.from({ length: 60 }, () => random.integer(8));
      const all = random.shuffle([...Array(60).keys()]);
      const expected = all
        .toSorted((a, b) => scores[b]! - scores[a]! || a - b)
        .map((index) => ({ index, score: scores[index]! }));
      for (const limit of [0, 1, 7, 59, 60, 200]) {
        expect(selectTop(all, scores, limit)).toEqual(expected.slice(0, limit));
      }
    }
  });
});

describe('words', () => {
  it.each([
    ["Curie's Café—résumé", ['curie', 'cafe', 'resume']],
    ['Straße ﬁn İstanbul', ['straße', 'fin', 'istanbul']],
    ['U.S. 1963–64', ['u', 's', '1963', '64']],
    ['東京都 2020', ['東', '京', '都', '2020']],
    ['', []],
  ])('reads %j', (text, words) => {
    expect(readWords(text).map((word) => word.text)).toEqual(words);
  });

  it('keeps the places of words', () => {
    const text = 'Ångström 𝔄 東京 a';
    for (const { start, end } of readWords(text))
      expect(text.slice(start, end).trim()).not.toBe('');
  });

  it('finds words by their stems and unspaced scripts by pairs, and leaves out what says nothing', () => {
    const vocabulary = createVocabulary();
    const said = vocabulary.add(readWords('She was directing the 東京都 films of Ponies'));
    expect(vocabulary.find(readWords('Who directed a film: pony'))).toEqual([
      said[0],
      said[3],
      said[4],
    ]);
    expect(vocabulary.find(readWords('京都'))).toEqual([said[2]]);
    expect(vocabulary.find(readWords('京東'))).toEqual([]);
    expect(vocabulary.find(readWords('the of was'))).toEqual([]);
  });
});
