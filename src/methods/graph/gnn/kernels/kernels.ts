export type Numbers = Float32Array | Float64Array;

/**
 * Edges as messages travel, sorted by the node that they reach: those of node v are `starts[v]` to `starts[v + 1]`.
 * Every triple (h, r, t) gives two: from h to t with the type r, and from t to h with the type r + relations.
 */
export interface MessageEdges {
  nodes: number;
  types: number;
  /** nodes + 1. */
  starts: Int32Array;
  edgeTypes: Int32Array;
  /** The node that a message comes from. */
  sources: Int32Array;
  /** The same edges sorted by the node that they leave, as if reversed: for the gradient of what is sent. */
  reversed: { starts: Int32Array; edgeTypes: Int32Array; sources: Int32Array };
  /** The same edges sorted by type: for the gradient of relations. */
  byType: { starts: Int32Array; sources: Int32Array; targets: Int32Array };
}

/**
 * The inner loops of message passing, with their gradients derived by hand. Arrays come from `numbers` and `integers` alone,
 * or are parts of such; matrices are row-major without gaps. A *state* is nodes × width, where width = batch × d, the
 * vectors of a node's queries side by side. *Relations* are types × period: period = width where every query of the batch
 * has its own, period = d where they share them. All lengths d, width and period are multiples of 8.
 */
export interface Kernels {
  name: 'wasm' | 'plain';
  numbers(length: number): Numbers;
  integers(length: number): Int32Array;
  /** How much is taken now, and the way to give back all that was taken since. */
  mark(): number;
  release(mark: number): void;
  /** out[v] += Σ weight · relation[type] ⊙ x[source] over the edges that reach v (DistMult). */
  gather(edges: MessageEdges, state: State, out: Numbers, weights?: Numbers): void;
  /** Given the gradient of `gather`'s output (edge weights one): adds those of x and of the relations. */
  gatherBack(
    edges: MessageEdges,
    state: State,
    slope: Numbers,
    back: { x: Numbers; relations: Numbers },
  ): void;
  /** out[e] += the gradient of `gather` with respect to the weight of edge e. */
  edgeSlopes(edges: MessageEdges, state: State, slope: Numbers, out: Numbers): void;
  /** c (m × n) = a (m × k) · b (k × n), or added to c. m is a multiple of 4, n of 8, k at most 512. `transposed`: b is stored n × k. */
  multiply(product: Product): void;
  /** c (k × n) += aᵀ · b for a (rows × k) and b (rows × n). k is a multiple of 4, n of 8. */
  addOuter(outer: { rows: number; k: number; n: number; a: Numbers; b: Numbers; c: Numbers }): void;
  /** to += Σ of the rows of `from`. */
  addRows(rows: number, width: number, from: Numbers, to: Numbers): void;
  /** Adds `row` to each row of `to`. */
  addToRows(rows: number, width: number, row: Numbers, to: Numbers): void;
  /** out = ReLU(LayerNorm(z)) + residual, by rows; `stats` (rows × 2) keeps what the way back needs. */
  normalise(rows: number, width: number, norm: Norm, residual: Numbers, out: Numbers): void;
  /** Writes the gradient of z, adds those of gain and shift. That of the residual is `slope` itself. */
  normaliseBack(rows: number, width: number, norm: Norm, slope: Numbers, back: NormBack): void;
  add(length: number, from: Numbers, to: Numbers): void;
  rectify(length: number, to: Numbers): void;
  /** slope = slope where value > 0, else 0. */
  rectifyBack(length: number, value: Numbers, slope: Numbers): void;
  /** One step of Adam (Kingma and Ba, arXiv 1412.6980); `step` counts from 1. */
  adam(length: number, moments: Moments, rate: number, step: number): void;
}

export interface State {
  width: number;
  period: number;
  x: Numbers;
  relations: Numbers;
}

export interface Product {
  m: number;
  n: number;
  k: number;
  a: Numbers;
  b: Numbers;
  c: Numbers;
  transposed?: boolean;
  accumulate?: boolean;
}

export interface Norm {
  z: Numbers;
  gain: Numbers;
  shift: Numbers;
  stats: Numbers;
}

export interface NormBack {
  z: Numbers;
  gain: Numbers;
  shift: Numbers;
}

export interface Moments {
  parameter: Numbers;
  slope: Numbers;
  first: Numbers;
  second: Numbers;
}

export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
