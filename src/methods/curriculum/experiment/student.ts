import type { Random } from '../../../core/random.ts';
import type { Batch } from './batch.ts';
import type { Kernels, Numbers } from './kernels/kernels.ts';

/**
 * The student: a gated recurrent unit (Cho et al., arXiv 1406.1078; the reset gate acts after the product) over a story's
 * tokens, and a hidden layer that names the answer. Gradients are derived by hand; Adam (Kingma & Ba, arXiv 1412.6980).
 */
export const DEFAULTS = {
  /** Width of the state; a multiple of 8. */
  hidden: 128,
  /** Width of the layer before the answers; a multiple of 8. */
  readout: 384,
  /** Stories a batch; a multiple of 4. */
  batch: 64,
  /** Most tokens of a story. */
  maxTokens: 32,
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-8,
  /** Gradients are scaled down to this norm. */
  maxNorm: 1,
};
export type StudentShape = typeof DEFAULTS;

/** Answers are padded to this width. */
export const ANSWER_WIDTH = 8;

export interface Student {
  /** All weights in one array. */
  weights: Numbers;
  gradients: Numbers;
  /** Mean loss (nats) of the batch; its gradients replace those before. `predictions` are of before any update. */
  learn(batch: Batch): { loss: number; predictions: Uint8Array };
  /** One step of Adam along the gradients. */
  update(learningRate: number): void;
  /** The answer to each story of the batch. */
  predict(batch: Batch): Uint8Array;
}

export function createStudent(
  kernels: Kernels,
  random: Random,
  vocabulary: number,
  shape: StudentShape = DEFAULTS,
): Student {
  const { hidden, readout, batch: most, maxTokens } = shape;
  const sizes = [
    vocabulary * 3 * hidden,
    hidden * 3 * hidden,
    hidden * readout,
    readout,
    readout * ANSWER_WIDTH,
    ANSWER_WIDTH,
  ];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const weights = kernels.numbers(total);
  const gradients = kernels.numbers(total);
  const parts = (of: Numbers): Numbers[] => {
    let at = 0;
    return sizes.map((size) => of.subarray(at, (at += size)));
  };
  const [table, recurrent, inner, innerBias, outer, outerBias] = parts(weights) as Six;
  const [tableSlope, recurrentSlope, innerSlope, innerBiasSlope, outerSlope, outerBiasSlope] =
    parts(gradients) as Six;
  const recurrentTurned = kernels.numbers(recurrent.length);
  const innerTurned = kernels.numbers(inner.length);
  const outerTurned = kernels.numbers(outer.length);
  const perStep = (width: number): Numbers[] =>
    Array.from({ length: maxTokens + 1 }, () => kernels.numbers(most * width));
  const [states, gates, candidates] = [perStep(hidden), perStep(3 * hidden), perStep(hidden)];
  const tokens = Array.from({ length: maxTokens }, () => kernels.integers(most));
  const features = kernels.numbers(most * readout);
  const featureSlope = kernels.numbers(most * readout);
  const scores = kernels.numbers(most * ANSWER_WIDTH);
  const stateSlope = kernels.numbers(most * hidden);
  const [mean, square] = [new Float64Array(total), new Float64Array(total)];
  let updates = 0;

  const draw = (into: Numbers, bound: number): void => {
    for (let i = 0; i < into.length; i++) into[i] = (random.next() * 2 - 1) * bound;
  };
  draw(table, 0.5);
  // The update gate starts out keeping what is there.
  for (let i = 0; i < table.length; i++) if (i % (3 * hidden) < hidden) table[i] = table[i]! + 1;
  draw(recurrent, Math.sqrt(3 / hidden));
  draw(inner, Math.sqrt(6 / hidden));
  draw(outer, Math.sqrt(3 / readout));
  turn();

  /** Copies of the weights' transposes, for the way back. */
  function turn(): void {
    transpose(recurrent, hidden, 3 * hidden, recurrentTurned);
    transpose(inner, hidden, readout, innerTurned);
    transpose(outer, readout, ANSWER_WIDTH, outerTurned);
  }

  function forward(batch: Batch): void {
    const { steps, active } = batch;
    if (batch.rows > most || steps > maxTokens)
      throw new RangeError(`the student takes ${most} stories of ${maxTokens} tokens at once`);
    for (let step = 0; step < steps; step++) {
      const rows = active[step]!;
      const before = states[step]!;
      const since = step === 0 ? 0 : active[step - 1]!;
      before.fill(0, since * hidden, rows * hidden);
      tokens[step]!.set(batch.tokens.subarray(step * batch.rows, step * batch.rows + rows));
      const size = { m: upToFour(rows), n: 3 * hidden, k: hidden };
      kernels.multiply({ ...size, a: before, b: recurrent, c: gates[step]! });
      kernels.forwardGates({
        ...stepArrays(step, rows),
        table,
        after: states[step + 1]!,
      });
    }
    const m = upToFour(batch.rows);
    const last = states[steps]!;
    kernels.multiply({ m, n: readout, k: hidden, a: last, b: inner, c: features });
    for (let row = 0; row < batch.rows; row++)
      for (let i = 0, at = row * readout; i < readout; i++, at++)
        features[at] = Math.max(0, features[at]! + innerBias[i]!);
    kernels.multiply({ m, n: ANSWER_WIDTH, k: readout, a: features, b: outer, c: scores });
    for (let at = 0; at < batch.rows * ANSWER_WIDTH; at++)
      scores[at] = scores[at]! + outerBias[at % ANSWER_WIDTH]!;
  }

  const stepArrays = (step: number, rows: number) => ({
    rows,
    hidden,
    tokens: tokens[step]!,
    before: states[step]!,
    gates: gates[step]!,
    candidates: candidates[step]!,
  });

  /** Turns scores into the loss's gradient; returns the mean loss. */
  function softmax({ rows, answers }: Batch): number {
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const of = scores.subarray(row * ANSWER_WIDTH, (row + 1) * ANSWER_WIDTH);
      const highest = Math.max(...of);
      let sum = 0;
      for (let i = 0; i < ANSWER_WIDTH; i++) sum += Math.exp(of[i]! - highest);
      const right = answers[row]!;
      loss += Math.log(sum) + highest - of[right]!;
      for (let i = 0; i < ANSWER_WIDTH; i++)
        of[i] = (Math.exp(of[i]! - highest) / sum - (i === right ? 1 : 0)) / rows;
    }
    return loss / rows;
  }

  function backward({ rows, steps, active }: Batch): void {
    gradients.fill(0);
    const m = upToFour(rows);
    kernels.multiply({
      m: readout,
      n: ANSWER_WIDTH,
      k: rows,
      a: features,
      b: scores,
      c: outerSlope,
      transposed: true,
    });
    sumRows(scores, rows, outerBiasSlope);
    kernels.multiply({
      m,
      n: readout,
      k: ANSWER_WIDTH,
      a: scores,
      b: outerTurned,
      c: featureSlope,
    });
    for (let at = 0; at < rows * readout; at++) if (features[at]! <= 0) featureSlope[at] = 0;
    sumRows(featureSlope, rows, innerBiasSlope);
    const last = states[steps]!;
    const inside = { n: readout, a: last, b: featureSlope, c: innerSlope, transposed: true };
    kernels.multiply({ m: hidden, k: rows, ...inside });
    kernels.multiply({ m, n: hidden, k: readout, a: featureSlope, b: innerTurned, c: stateSlope });
    for (let step = steps - 1; step >= 0; step--) {
      const count = active[step]!;
      kernels.backwardGates({ ...stepArrays(step, count), tableSlope, slope: stateSlope });
      const [slopes, before] = [gates[step]!, states[step]!];
      const turned = { a: before, b: slopes, c: recurrentSlope, transposed: true };
      kernels.multiply({ m: hidden, n: 3 * hidden, k: count, ...turned, accumulate: true });
      const back = { a: slopes, b: recurrentTurned, c: stateSlope, accumulate: true };
      kernels.multiply({ m: upToFour(count), n: hidden, k: 3 * hidden, ...back });
    }
  }

  function predictions({ rows }: Batch): Uint8Array {
    return Uint8Array.from({ length: rows }, (_unused, row) => {
      let best = 0;
      for (let i = 1; i < ANSWER_WIDTH; i++)
        if (scores[row * ANSWER_WIDTH + i]! > scores[row * ANSWER_WIDTH + best]!) best = i;
      return best;
    });
  }

  return {
    weights,
    gradients,
    learn(batch) {
      turn();
      forward(batch);
      const found = predictions(batch);
      const loss = softmax(batch);
      backward(batch);
      return { loss, predictions: found };
    },
    update(learningRate) {
      const { beta1, beta2, epsilon, maxNorm } = shape;
      let norm = 0;
      for (let i = 0; i < total; i++) norm += gradients[i]! * gradients[i]!;
      const scale = Math.min(1, maxNorm / (Math.sqrt(norm) + 1e-12));
      updates++;
      const rate = (learningRate * Math.sqrt(1 - beta2 ** updates)) / (1 - beta1 ** updates);
      for (let i = 0; i < total; i++) {
        const slope = gradients[i]! * scale;
        const first = beta1 * mean[i]! + (1 - beta1) * slope;
        const second = beta2 * square[i]! + (1 - beta2) * slope * slope;
        mean[i] = first;
        square[i] = second;
        weights[i] = weights[i]! - (rate * first) / (Math.sqrt(second) + epsilon);
      }
    },
    predict(batch) {
      forward(batch);
      return predictions(batch);
    },
  };
}

type Six = [Numbers, Numbers, Numbers, Numbers, Numbers, Numbers];

function upToFour(rows: number): number {
  return (rows + 3) & ~3;
}

function transpose(from: Numbers, rows: number, columns: number, to: Numbers): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      to[column * rows + row] = from[row * columns + column]!;
}

function sumRows(from: Numbers, rows: number, into: Numbers): void {
  into.fill(0);
  const width = into.length;
  for (let at = 0; at < rows * width; at++) into[at % width] = into[at % width]! + from[at]!;
}
