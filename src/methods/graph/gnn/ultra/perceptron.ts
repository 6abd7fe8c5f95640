import type { Kernels, Numbers } from '../kernels/kernels.ts';

/** Two linear steps with a rectifier between, matrices input × output; with the same shape, their gradients. */
export interface Perceptron<N = Numbers> {
  weight1: N;
  bias1: N;
  weight2: N;
  bias2: N;
}

export interface PerceptronPass {
  /** rows × d. */
  result: Numbers;
  /** Adds the gradients of what came in and of the parameters. */
  back(slope: Numbers, inputSlope: Numbers, into: Perceptron): void;
}

/** d → d → d for each of `rows` (a multiple of 4). */
export function runPerceptron(
  kernels: Kernels,
  rows: number,
  d: number,
  input: Numbers,
  { weight1, bias1, weight2, bias2 }: Perceptron,
): PerceptronPass {
  const size = { m: rows, n: d, k: d };
  const middle = kernels.numbers(rows * d);
  kernels.multiply({ ...size, a: input, b: weight1, c: middle });
  kernels.addToRows(rows, d, bias1, middle);
  kernels.rectify(rows * d, middle);
  const result = kernels.numbers(rows * d);
  kernels.multiply({ ...size, a: middle, b: weight2, c: result });
  kernels.addToRows(rows, d, bias2, result);
  return {
    result,
    back(slope, inputSlope, into) {
      const middleSlope = kernels.numbers(rows * d);
      kernels.addRows(rows, d, slope, into.bias2);
      kernels.addOuter({ rows, k: d, n: d, a: middle, b: slope, c: into.weight2 });
      kernels.multiply({ ...size, a: slope, b: weight2, c: middleSlope, transposed: true });
      kernels.rectifyBack(rows * d, middle, middleSlope);
      kernels.addRows(rows, d, middleSlope, into.bias1);
      kernels.addOuter({ rows, k: d, n: d, a: input, b: middleSlope, c: into.weight1 });
      const back = { a: middleSlope, b: weight1, c: inputSlope, transposed: true };
      kernels.multiply({ ...size, ...back, accumulate: true });
    },
  };
}

export interface ScorePass {
  /** A score for each row. */
  scores: Numbers;
  /** Gives the gradient of the states, and adds those of the query and of the parameters. */
  back(slope: Numbers, querySlope: Numbers, into: Perceptron): Numbers;
}

/**
 * The head: [state, query] → 2 d → 1 for each of `rows` (a multiple of 4). All rows share the query, whose part of the
 * first step is therefore made once.
 */
export function scoreStates(
  kernels: Kernels,
  rows: number,
  d: number,
  states: Numbers,
  query: Numbers,
  head: Perceptron,
): ScorePass {
  const width = 2 * d;
  const queryWeight = head.weight1.subarray(width * d);
  const base = kernels.numbers(width);
  base.set(head.bias1);
  for (let i = 0, at = 0; i < d; i++) {
    for (let j = 0; j < width; j++) base[j]! += query[i]! * queryWeight[at++]!;
  }
  const middle = kernels.numbers(rows * width);
  kernels.multiply({ m: rows, n: width, k: d, a: states, b: head.weight1, c: middle });
  kernels.addToRows(rows, width, base, middle);
  kernels.rectify(rows * width, middle);
  const scores = kernels.numbers(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = head.bias2[0]!;
    for (let j = 0; j < width; j++) sum += middle[at++]! * head.weight2[j]!;
    scores[row] = sum;
  }
  return {
    scores,
    back(slope, querySlope, into) {
      const middleSlope = kernels.numbers(rows * width);
      for (let row = 0; row < rows; row++) {
        const own = slope[row]!;
        if (own === 0) continue;
        into.bias2[0]! += own;
        for (let j = 0, at = row * width; j < width; j++, at++) {
          const value = middle[at]!;
          if (!(value > 0)) continue;
          into.weight2[j]! += own * value;
          middleSlope[at] = own * head.weight2[j]!;
        }
      }
      const baseSlope = kernels.numbers(width);
      kernels.addRows(rows, width, middleSlope, baseSlope);
      kernels.add(width, baseSlope, into.bias1);
      const queryWeightSlope = into.weight1.subarray(width * d);
      for (let i = 0, at = 0; i < d; i++) {
        for (let j = 0; j < width; j++, at++) {
          queryWeightSlope[at]! += query[i]! * baseSlope[j]!;
          querySlope[i]! += baseSlope[j]! * queryWeight[at]!;
        }
      }
      kernels.addOuter({ rows, k: d, n: width, a: states, b: middleSlope, c: into.weight1 });
      const stateSlope = kernels.numbers(rows * d);
      const back = { a: middleSlope, b: head.weight1, c: stateSlope, transposed: true };
      kernels.multiply({ m: rows, n: d, k: width, ...back });
      return stateSlope;
    },
  };
}
