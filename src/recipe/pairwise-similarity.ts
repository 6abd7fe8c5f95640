import type { Random } from '../core/random.ts';
import { createTokenBuffer, tokenise } from '../quality/text/tokens.ts';

/**
 * Mean Jaccard similarity of the sets of words of pairs drawn at random (never a text with itself), with its standard error;
 * null with fewer than two texts.
 */
export function meanPairwiseSimilarity(
  texts: readonly string[],
  pairs: number,
  random: Random,
): { mean: number; standardError: number; pairs: number } | null {
  if (texts.length < 2 || pairs < 1) return null;
  const tokens = createTokenBuffer();
  const sets = texts.map((text) => {
    const { count, hashes } = tokenise(text, tokens);
    return new Set(hashes.subarray(0, count));
  });
  let sum = 0;
  let squares = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const one = random.integer(texts.length);
    const other = (one + 1 + random.integer(texts.length - 1)) % texts.length;
    const similarity = jaccard(sets[one]!, sets[other]!);
    sum += similarity;
    squares += similarity ** 2;
  }
  const mean = sum / pairs;
  const variance = Math.max(0, squares / pairs - mean ** 2);
  return { mean, standardError: Math.sqrt(variance / pairs), pairs };
}

/** Two texts without a word are alike. */
function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  const union = one.size + other.size - shared;
  return union === 0 ? 1 : shared / union;
}
