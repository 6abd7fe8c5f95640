/**
 * The truth: whether any accepted text has an exact Jaccard similarity of `threshold` or more, found without MinHash. Candidates by
 * prefix filtering, which misses none (Bayardo, Ma, Srikant 2007): of two such texts, the ⌊(1 − t) · size⌋ + 1 smallest
 * shingles in any common order share one. Each candidate is then compared shingle by shingle, as strings.
 */
export interface ExactIndex {
  hasSimilar(text: string[]): boolean;
  add(text: string[]): void;
}

export function createExactIndex(threshold: number): ExactIndex {
  const accepted: string[][] = [];
  const byShingle = new Map<string, number[]>();
  return {
    hasSimilar(text) {
      const shingles = shinglesOf(text);
      const compared = new Set<number>();
      for (const shingle of prefixOf(shingles, threshold)) {
        for (const other of byShingle.get(shingle) ?? []) {
          if (compared.has(other)) continue;
          compared.add(other);
          if (exactJaccard(shingles, shinglesOf(accepted[other]!)) >= threshold) return true;
        }
      }
      return false;
    },
    add(text) {
      for (const shingle of prefixOf(shinglesOf(text), threshold)) {
        const bucket = byShingle.get(shingle);
        if (bucket) bucket.push(accepted.length);
        else byShingle.set(shingle, [accepted.length]);
      }
      accepted.push(text);
    },
  };
}

function shinglesOf(words: string[]): Set<string> {
  const shingles = new Set<string>();
  for (let at = 0; at + 5 <= words.length; at++) shingles.add(words.slice(at, at + 5).join(' '));
  return shingles;
}

function prefixOf(shingles: Set<string>, threshold: number): string[] {
  return [...shingles].toSorted().slice(0, Math.floor((1 - threshold) * shingles.size + 1e-9) + 1);
}

function exactJaccard(one: Set<string>, other: Set<string>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared++;
  return shared / (one.size + other.size - shared);
}
