import { selectTop, type Ranked } from './select-top.ts';

/** BM25 (Robertson, Zaragoza 2009; doi:10.1561/1500000019) with the idf of Lucene, which is never below 0. */
export const BM25_DEFAULTS = { k1: 1.2, b: 0.75 };

/** Texts by their terms. Postings of a term are sorted by text; a text's share of a score is computed beforehand. */
export interface InvertedIndex {
  readonly texts: number;
  /** The `limit` texts that match best, best first, ties by index. Terms are distinct. */
  search(terms: readonly number[], limit: number): Ranked[];
  /** What each of the terms adds to a text's score: those that it has, most first. */
  explain(terms: readonly number[], text: number): { term: number; score: number }[];
  /** How telling a term is: 0 where every text has it. */
  idf(term: number): number;
  /** Bytes of its arrays. */
  readonly bytes: number;
}

/** Indexes texts 0 to `texts - 1`, each given by its terms (numbers below `vocabularySize()`, repeats counted). */
export function buildInvertedIndex(
  texts: number,
  termsOf: (text: number) => readonly number[],
  vocabularySize: () => number,
  { k1, b }: typeof BM25_DEFAULTS = BM25_DEFAULTS,
): InvertedIndex {
  const pairs = collectPairs(texts, termsOf);
  const { length } = pairs;
  const size = vocabularySize();
  const start = new Int32Array(size + 1);
  for (let i = 0; i < length; i++) start[pairs.term[i]! + 1]!++;
  for (let term = 0; term < size; term++) start[term + 1]! += start[term]!;
  const idfs = Float64Array.from({ length: size }, (_, term) => {
    const having = start[term + 1]! - start[term]!;
    return Math.log(1 + (texts - having + 0.5) / (having + 0.5));
  });
  const mean = pairs.lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, texts);
  const posting = new Int32Array(length);
  const weight = new Float32Array(length);
  const next = start.slice();
  for (let i = 0; i < length; i++) {
    const [term, text, count] = [pairs.term[i]!, pairs.text[i]!, pairs.count[i]!];
    const at = next[term]!++;
    posting[at] = text;
    const norm = k1 * (1 - b + (b * pairs.lengths[text]!) / mean);
    weight[at] = (idfs[term]! * count * (k1 + 1)) / (count + norm);
  }
  const scores = new Float32Array(texts);
  const touched = new Int32Array(texts);

  return {
    texts,
    bytes: start.byteLength + 8 * length + 8 * size + 8 * texts,
    idf: (term) => idfs[term] ?? 0,
    search(terms, limit) {
      let found = 0;
      for (const term of terms) {
        if (term >= size) continue;
        for (let at = start[term]!; at < start[term + 1]!; at++) {
          const text = posting[at]!;
          if (scores[text] === 0) touched[found++] = text;
          scores[text]! += weight[at]!;
        }
      }
      const best = selectTop(touched, scores, limit, found);
      for (let i = 0; i < found; i++) scores[touched[i]!] = 0;
      return best;
    },
    explain(terms, text) {
      const parts: { term: number; score: number }[] = [];
      for (const term of terms) {
        if (term >= size) continue;
        const at = findSorted(posting, text, start[term]!, start[term + 1]!);
        if (at >= 0) parts.push({ term, score: weight[at]! });
      }
      return parts.toSorted((x, y) => y.score - x.score || x.term - y.term);
    },
  };
}

function grow<T extends Int32Array | Uint16Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

/** Every distinct (term, text) with its count, by text. */
function collectPairs(texts: number, termsOf: (text: number) => readonly number[]) {
  let capacity = Math.max(64, texts * 8);
  let term = new Int32Array(capacity);
  let text = new Int32Array(capacity);
  let count = new Uint16Array(capacity);
  const lengths = new Int32Array(texts);
  let length = 0;
  const counts = new Map<number, number>();
  for (let one = 0; one < texts; one++) {
    const terms = termsOf(one);
    lengths[one] = terms.length;
    counts.clear();
    for (const each of terms) counts.set(each, (counts.get(each) ?? 0) + 1);
    if (length + counts.size > capacity) {
      capacity = Math.max(2 * capacity, length + counts.size);
      term = grow(term, new Int32Array(capacity));
      text = grow(text, new Int32Array(capacity));
      count = grow(count, new Uint16Array(capacity));
    }
    for (const [each, times] of counts) {
      term[length] = each;
      text[length] = one;
      count[length++] = Math.min(times, 0xffff);
    }
  }
  return { term, text, count, lengths, length };
}

function findSorted(sorted: Int32Array, value: number, from: number, to: number): number {
  let [low, high] = [from, to - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === value) return middle;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
