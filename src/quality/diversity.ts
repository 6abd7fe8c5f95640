/**
 * How varied a dataset is, and whether it stays so as it grows. No gate: figures for the card.
 *
 * distinct-n (Li et al. 2016, arXiv 1510.03055); MTLD, the mean of both directions (McCarthy and Jarvis 2010); the gzip
 * compression ratio (Shaib et al. 2024, arXiv 2403.00553); and the nearest-neighbour similarity, which asks of each
 * sample how much of it some other sample already says (Jaccard of 3-word shingles; no pairwise BLEU, whose cost is
 * quadratic and which depends on lengths).
 */
import { gzipSync } from 'node:zlib';
import { createRandom, type Random } from '../core/random.ts';
import { createShingleBuffer, shingle } from './minhash/shingles.ts';
import { createSketcher } from './minhash/sketch.ts';
import { createSketchIndex } from './minhash/sketch-index.ts';
import { createHashSet64 } from './minhash/hash-set-64.ts';
import { createTokenBuffer, secondHashes, tokenise } from './text/tokens.ts';

export const DIVERSITY_DEFAULTS = {
  /** Shares of the texts at which all is measured, so that one sees whether novelty dries up. */
  shares: [0.1, 0.25, 0.5, 1],
  /** Type-token ratio at which a factor of MTLD ends. */
  mtldRatio: 0.72,
  /** Texts that are drawn to look for their nearest neighbour among all. */
  neighbourSamples: 1000,
  shingleSize: 3,
  /** Bands of 2 rows: pairs above 0.3 are found with probability 0.997, those below 0.1 seldom, and count as 0. */
  bands: 64,
  keep: 256,
};

/** All fractions of 1. */
export type DiversityPoint = {
  texts: number;
  words: number;
  /** Different n-grams of words among all n-grams, n = 1 to 4; null where no text has n words. */
  distinct: { 1: number | null; 2: number | null; 3: number | null; 4: number | null };
  /** Bytes before and after gzip: higher is more repetitive; null without a byte. */
  compressionRatio: number | null;
  /** Jaccard similarity to the nearest other text, over texts; null with fewer than two. */
  nearest: { p50: number; p90: number; p99: number; max: number } | null;
};

export type DiversityReport = DiversityPoint & {
  /** Mean over texts of the mean length of word runs that keep a type-token ratio of 0.72; null without words. */
  mtld: number | null;
  /** The same measures on the first 10, 25, 50 and 100 % of the texts in a seeded random order. */
  curve: (DiversityPoint & { share: number })[];
};

/** Measures texts in any order of theirs; deterministic for a given order. Time is linear but for the neighbours drawn. */
export function measureDiversity(
  texts: readonly string[],
  { random = createRandom('diversity') }: { random?: Random } = {},
): DiversityReport {
  const order = random.shuffle(texts);
  const sizes = [
    ...new Set(DIVERSITY_DEFAULTS.shares.map((share) => Math.ceil(share * order.length))),
  ];
  const points = measurePoints(order, sizes);
  const curve = DIVERSITY_DEFAULTS.shares.map((share) => ({
    share,
    ...points.get(Math.ceil(share * order.length))!,
  }));
  return { ...points.get(order.length)!, mtld: meanMtld(order), curve };
}

/** One pass over the texts, with a measurement at each size. */
function measurePoints(order: readonly string[], sizes: number[]): Map<number, DiversityPoint> {
  const { shingleSize, bands, keep, neighbourSamples } = DIVERSITY_DEFAULTS;
  const tokens = createTokenBuffer();
  const [firstLane, secondLane] = [createShingleBuffer(), createShingleBuffer()];
  const cut = { bands, rows: 2 };
  const sketcher = createSketcher(cut.bands * cut.rows, keep);
  const index = createSketchIndex(cut, keep);
  const ngrams = [1, 2, 3, 4].map((size) => ({ size, seen: createHashSet64(), total: 0 }));
  const points = new Map<number, DiversityPoint>();
  let words = 0;
  if (sizes.includes(0)) points.set(0, measure(0));

  for (const [number, text] of order.entries()) {
    tokenise(text, tokens);
    words += tokens.count;
    const seconds = { ...tokens, hashes: secondHashes(tokens) };
    for (const { size, seen } of ngrams) {
      if (tokens.count < size) continue;
      const high = shingle(tokens, size, firstLane);
      const low = shingle(seconds, size, secondLane);
      for (let at = 0; at < high.count; at++) seen.addParts(high.hashes[at]!, low.hashes[at]!);
      ngrams[size - 1]!.total += high.count;
    }
    index.add(sketcher.sketch(shingle(tokens, shingleSize, firstLane)));
    if (sizes.includes(number + 1)) points.set(number + 1, measure(number + 1));
  }
  return points;

  function measure(count: number): DiversityPoint {
    const [one, two, three, four] = ngrams.map(({ seen, total }) =>
      total === 0 ? null : round(seen.size / total),
    );
    const nearest: number[] = [];
    const drawn = count > 1 ? Math.min(count, neighbourSamples) : 0;
    for (let number = 0; number < drawn; number++) {
      const sketch = sketcher.sketch(
        shingle(tokenise(order[number]!, tokens), shingleSize, firstLane),
      );
      nearest.push(index.findNearest(sketch, number)?.similarity ?? 0);
    }
    return {
      texts: count,
      words,
      distinct: { 1: one!, 2: two!, 3: three!, 4: four! },
      compressionRatio: compressionRatio(order.slice(0, count)),
      nearest: quantiles(nearest),
    };
  }
}

function compressionRatio(texts: readonly string[]): number | null {
  const bytes = Buffer.from(texts.join('\n'));
  if (bytes.length === 0) return null;
  // Two digits: builds of zlib differ in the third.
  return Math.round((bytes.length / gzipSync(bytes, { level: 6 }).length) * 100) / 100;
}

function quantiles(values: number[]): DiversityPoint['nearest'] {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).toSorted();
  const at = (share: number): number => round(sorted[Math.ceil(share * sorted.length) - 1]!);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

function meanMtld(texts: readonly string[]): number | null {
  const tokens = createTokenBuffer();
  let sum = 0;
  let counted = 0;
  for (const text of texts) {
    tokenise(text, tokens);
    if (tokens.count === 0) continue;
    sum += mtld(tokens.hashes.subarray(0, tokens.count));
    counted++;
  }
  return counted === 0 ? null : round(sum / counted);
}

/**
 * Measure of textual lexical diversity of one text, forward and backward, given its words as numbers. A text that never
 * falls to the ratio counts as one whole factor: its own length.
 */
export function mtld(words: ArrayLike<number>, ratio = DIVERSITY_DEFAULTS.mtldRatio): number {
  const oneWay = (wordAt: (index: number) => number): number => {
    let factors = 0;
    let types = new Set<number>();
    let length = 0;
    for (let index = 0; index < words.length; index++) {
      types.add(wordAt(index));
      length++;
      if (types.size / length > ratio) continue;
      factors++;
      types = new Set();
      length = 0;
    }
    // What is left over is the part of a factor that its own ratio has covered on the way from 1 to the limit.
    if (length > 0) factors += (1 - types.size / length) / (1 - ratio);
    return factors === 0 ? words.length : words.length / factors;
  };
  return (
    (oneWay((index) => words[index]!) + oneWay((index) => words[words.length - 1 - index]!)) / 2
  );
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
