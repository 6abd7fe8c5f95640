export type Numbers = Float32Array | Float64Array;

/**
 * The student's inner loops. Arrays come from `numbers` and `integers` alone, or are parts of such; matrices are row-major
 * without gaps.
 */
export interface Kernels {
  name: 'wasm' | 'plain';
  numbers(length: number): Numbers;
  integers(length: number): Int32Array;
  /**
   * c (m × n) = a (m × k) · b (k × n), or added to c. m is a multiple of 4, n of 8, k at most 512. With `transposed`, `a`
   * is stored as k × m.
   */
  multiply(product: Product): void;
  /**
   * One step of a gated recurrent unit (Cho et al. 2014, in the form of Chung et al. where the reset gate acts after the
   * product). `gates` (rows × 3 h) comes in as states · weights and becomes [z, r, recurrent part of n].
   */
  forwardGates(step: ForwardStep): void;
  /**
   * The same step back. `gates` becomes the gradient at the product, `slope` (of the state after) the direct part of the
   * gradient of the state before; the inputs' gradients are added to `tableSlope`.
   */
  backwardGates(step: BackwardStep): void;
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

interface Step {
  rows: number;
  hidden: number;
  /** Token of every row. */
  tokens: Int32Array;
  /** States before the step, rows × h. */
  before: Numbers;
  gates: Numbers;
  candidates: Numbers;
}

export interface ForwardStep extends Step {
  /** Of every token, what it adds to the three gates: tokens × 3 h. */
  table: Numbers;
  after: Numbers;
}

export interface BackwardStep extends Step {
  tableSlope: Numbers;
  slope: Numbers;
}
