import { createRandom } from '../../src/core/random.ts';
import { measureDiversity } from '../../src/quality/diversity.ts';
import { meanPairwiseSimilarity } from '../../src/recipe/pairwise-similarity.ts';
import { nearDuplicateShare } from '../../src/recipe/measure-hub.ts';

/** How varied texts are. Shares of 1; more is more varied but for similarity, duplicates and compression. */
export interface Variety {
  texts: number;
  words: number;
  distinct2: number;
  distinct3: number;
  /** Mean Jaccard similarity of the words of two. */
  meanSimilarity: number;
  nearestMedian: number;
  nearDuplicates: number;
  sameTexts: number;
  compression: number;
  mtld: number;
}

const PAIRS = 40_000;

export function measureTexts(texts: readonly string[], seed = 'bench'): Variety {
  const random = createRandom(`${seed}/variety`);
  const { words, distinct, nearest, compressionRatio, mtld } = measureDiversity(texts, {
    random: random.fork('diversity'),
  });
  return {
    texts: texts.length,
    words: words / texts.length,
    distinct2: distinct[2]!,
    distinct3: distinct[3]!,
    meanSimilarity: meanPairwiseSimilarity(texts, PAIRS, random.fork('pairs'))!.mean,
    nearestMedian: nearest!.p50,
    nearDuplicates: nearDuplicateShare(texts)!,
    sameTexts: 1 - new Set(texts).size / texts.length,
    compression: compressionRatio!,
    mtld: mtld!,
  };
}

export const VARIETY_HEAD = [
  'words',
  'distinct 2',
  'distinct 3',
  'similarity',
  'nearest',
  'near dup.',
  'same',
  'gzip',
  'MTLD',
];

const share = (value: number): string => value.toFixed(4);

export function varietyCells(one: Variety): string[] {
  return [
    one.words.toFixed(1),
    share(one.distinct2),
    share(one.distinct3),
    share(one.meanSimilarity),
    share(one.nearestMedian),
    share(one.nearDuplicates),
    share(one.sameTexts),
    one.compression.toFixed(2),
    one.mtld.toFixed(1),
  ];
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value) / values.length;

/** The mean of several measurements of one kind, field by field, and the widest distance from it. */
export function meanOf(all: readonly Variety[]): { mean: Variety; spread: Variety } {
  const over = (fold: (values: number[]) => number): Variety =>
    Object.fromEntries(
      Object.keys(all[0]!).map((name) => [
        name,
        fold(all.map((one) => one[name as keyof Variety])),
      ]),
    ) as unknown as Variety;
  return {
    mean: over(average),
    spread: over((values) => Math.max(...values.map((value) => Math.abs(value - average(values))))),
  };
}
