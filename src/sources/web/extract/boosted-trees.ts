/**
 * A sum of decision trees over numeric features, as gradient boosting leaves it (Friedman 2001). Flat: node `i` asks whether
 * feature `features[i]` is at most `thresholds[i]` and goes on to `left[i]`, else `right[i]`; negative numbers are leaves.
 */
export interface BoostedTrees {
  base: number;
  roots: number[];
  features: number[];
  thresholds: number[];
  left: number[];
  right: number[];
  leaves: number[];
}

/** Probability, 0 to 1. */
export function predict(trees: BoostedTrees, row: ArrayLike<number>): number {
  const { features, thresholds, left, right, leaves } = trees;
  let sum = trees.base;
  for (const root of trees.roots) {
    let node = root;
    while (node >= 0)
      node = row[features[node]!]! <= thresholds[node]! ? left[node]! : right[node]!;
    sum += leaves[-node - 1]!;
  }
  return 1 / (1 + Math.exp(-sum));
}
