import type { Random } from '../../src/core/random.ts';
import type { BoostedTrees } from '../../src/sources/web/extract/boosted-trees.ts';

export interface TrainingRows {
  rows: readonly Float32Array[];
  /** 0 to 1: a share is a weighted pair of answers. */
  labels: ArrayLike<number>;
  weights: ArrayLike<number>;
}

export const GROW_DEFAULTS = {
  trees: 160,
  rate: 0.08,
  leaves: 14,
  bins: 32,
  /** Bends of a leaf at least, and the ridge, as shares of all weights. */
  leastWeight: 0.0001,
  l2: 0.0001,
  rowShare: 0.7,
  featureShare: 0.35,
};
export type GrowOptions = typeof GROW_DEFAULTS;

/**
 * Gradient boosting of the logistic loss with Newton steps over histograms, leaf by leaf (Friedman 2001; Ke et al. 2017,
 * LightGBM). Deterministic under `random`.
 */
export function growTrees(
  { rows, labels, weights }: TrainingRows,
  random: Random,
  options: Partial<GrowOptions> = {},
): BoostedTrees {
  const given = { ...GROW_DEFAULTS, ...options };
  const count = rows.length;
  const width = rows[0]!.length;
  const edges = Array.from({ length: width }, (_, feature) => binEdges(rows, feature, given.bins));
  const binned = Array.from({ length: width }, (_, feature) => {
    const bins = new Uint8Array(count);
    for (let row = 0; row < count; row++) bins[row] = binOf(edges[feature]!, rows[row]![feature]!);
    return bins;
  });
  let [positive, total] = [0, 0];
  for (let row = 0; row < count; row++) {
    positive += labels[row]! * weights[row]!;
    total += weights[row]!;
  }
  const rate = Math.min(0.999, Math.max(0.001, positive / total));
  const trees: BoostedTrees = {
    base: Math.log(rate / (1 - rate)),
    roots: [],
    features: [],
    thresholds: [],
    left: [],
    right: [],
    leaves: [],
  };
  const scores = new Float64Array(count).fill(trees.base);
  const slopes = new Float64Array(count);
  const bends = new Float64Array(count);
  for (let tree = 0; tree < given.trees; tree++) {
    for (let row = 0; row < count; row++) {
      const p = 1 / (1 + Math.exp(-scores[row]!));
      slopes[row] = weights[row]! * (p - labels[row]!);
      bends[row] = weights[row]! * Math.max(1e-4, p * (1 - p));
    }
    const chosenRows = draw(count, given.rowShare, random);
    const chosenFeatures = draw(width, given.featureShare, random);
    growOne(trees, {
      binned,
      edges,
      slopes,
      bends,
      scores,
      count,
      values: rows,
      given,
      ridge: given.l2 * total,
      chosenRows,
      chosenFeatures,
      least: given.leastWeight * total,
    });
  }
  return trees;
}

interface Growing {
  binned: Uint8Array[];
  edges: number[][];
  slopes: Float64Array;
  bends: Float64Array;
  scores: Float64Array;
  count: number;
  values: readonly Float32Array[];
  given: GrowOptions;
  /** Added to the bends of a leaf. */
  ridge: number;
  chosenRows: Uint32Array;
  chosenFeatures: Uint32Array;
  least: number;
}

interface Leaf {
  rows: Uint32Array;
  /** Slopes and bends by feature and bin, in turn. */
  sums: Float64Array;
  slope: number;
  bend: number;
  gain: number;
  feature: number;
  bin: number;
  hang(node: number): void;
}

function growOne(trees: BoostedTrees, growing: Growing): void {
  const { binned, edges, scores, count, given, chosenRows } = growing;
  const first = trees.roots.length;
  trees.roots.push(0);
  const root = sumRows(chosenRows, growing);
  const open = [bestSplit(chosenRows, root, growing, (node) => (trees.roots[first] = node))];
  const closed: Leaf[] = [];
  while (open.length > 0 && open.length + closed.length < given.leaves) {
    let best = 0;
    for (let at = 1; at < open.length; at++) if (open[at]!.gain > open[best]!.gain) best = at;
    const [leaf] = open.splice(best, 1) as [Leaf];
    if (leaf.gain <= 0) {
      closed.push(leaf);
      continue;
    }
    const node = trees.features.length;
    leaf.hang(node);
    trees.features.push(leaf.feature);
    trees.thresholds.push(edges[leaf.feature]![leaf.bin]!);
    trees.left.push(0);
    trees.right.push(0);
    const bins = binned[leaf.feature]!;
    const lower = leaf.rows.filter((row) => bins[row]! <= leaf.bin);
    const upper = leaf.rows.filter((row) => bins[row]! > leaf.bin);
    // What one half has, the other lacks.
    const fewer = sumRows(lower.length < upper.length ? lower : upper, growing);
    const others = leaf.sums;
    for (let at = 0; at < others.length; at++) others[at] = others[at]! - fewer[at]!;
    const [lowerSums, upperSums] = lower.length < upper.length ? [fewer, others] : [others, fewer];
    open.push(
      bestSplit(lower, lowerSums, growing, (to) => (trees.left[node] = to)),
      bestSplit(upper, upperSums, growing, (to) => (trees.right[node] = to)),
    );
  }
  for (const { slope, bend, hang } of [...closed, ...open]) {
    trees.leaves.push((-given.rate * slope) / (bend + growing.ridge));
    hang(-trees.leaves.length);
  }
  for (let row = 0; row < count; row++) {
    let node = trees.roots[first]!;
    while (node >= 0) {
      const feature = trees.features[node]!;
      const isLeft = growing.values[row]![feature]! <= trees.thresholds[node]!;
      node = isLeft ? trees.left[node]! : trees.right[node]!;
    }
    scores[row] = scores[row]! + trees.leaves[-node - 1]!;
  }
}

function sumRows(
  rows: Uint32Array,
  { binned, slopes, bends, given, chosenFeatures }: Growing,
): Float64Array {
  const width = 2 * (given.bins + 1);
  const sums = new Float64Array(width * chosenFeatures.length);
  chosenFeatures.forEach((feature, index) => {
    const bins = binned[feature]!;
    const from = index * width;
    for (const row of rows) {
      const at = from + 2 * bins[row]!;
      sums[at] = sums[at]! + slopes[row]!;
      sums[at + 1] = sums[at + 1]! + bends[row]!;
    }
  });
  return sums;
}

function bestSplit(
  rows: Uint32Array,
  sums: Float64Array,
  { edges, slopes, bends, given, chosenFeatures, least, ridge }: Growing,
  hang: (node: number) => void,
): Leaf {
  let [slope, bend] = [0, 0];
  for (const row of rows) {
    slope += slopes[row]!;
    bend += bends[row]!;
  }
  const leaf: Leaf = { rows, sums, slope, bend, gain: 0, feature: -1, bin: -1, hang };
  const before = slope ** 2 / (bend + ridge);
  const width = 2 * (given.bins + 1);
  for (const [index, feature] of chosenFeatures.entries()) {
    let [leftSlope, leftBend] = [0, 0];
    for (let bin = 0; bin < edges[feature]!.length; bin++) {
      leftSlope += sums[index * width + 2 * bin]!;
      leftBend += sums[index * width + 2 * bin + 1]!;
      if (leftBend < least || bend - leftBend < least) continue;
      const gain =
        leftSlope ** 2 / (leftBend + ridge) +
        (slope - leftSlope) ** 2 / (bend - leftBend + ridge) -
        before;
      if (gain > leaf.gain + 1e-12) Object.assign(leaf, { gain, feature, bin });
    }
  }
  return leaf;
}

/** Upper edges of bins with about as many rows each; a value above the last belongs to the bin after it. */
function binEdges(rows: readonly Float32Array[], feature: number, bins: number): number[] {
  const values = Float32Array.from(rows, (row) => row[feature]!).toSorted();
  const edges: number[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const value = values[Math.floor((bin * values.length) / bins)]!;
    if (value < values.at(-1)! && value !== edges.at(-1)) edges.push(value);
  }
  return edges;
}

function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function draw(count: number, share: number, random: Random): Uint32Array {
  const drawn: number[] = [];
  for (let at = 0; at < count; at++) if (random.next() < share) drawn.push(at);
  return Uint32Array.from(drawn);
}
