/** How a signature is cut into bands: two texts are compared when all rows of any band agree (Leskovec et al., Mining of Massive Datasets, §3.4). */
export interface Bands {
  bands: number;
  rows: number;
}

/** Probability that two texts of a given Jaccard similarity are compared. */
export function candidateProbability(similarity: number, { bands, rows }: Bands): number {
  return 1 - (1 - similarity ** rows) ** bands;
}

/**
 * The most selective cut (longest bands, then fewest) within `permutations` rows that still finds a pair at `threshold`
 * with probability `recall` or more; where none does, single rows.
 */
export function tuneBands(threshold: number, permutations: number, recall: number): Bands {
  for (let rows = permutations; rows >= 1; rows--) {
    for (let bands = 1; bands * rows <= permutations; bands++) {
      if (candidateProbability(threshold, { bands, rows }) >= recall) return { bands, rows };
    }
  }
  return { bands: permutations, rows: 1 };
}
