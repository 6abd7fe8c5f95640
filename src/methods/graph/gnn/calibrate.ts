/** Scores of answers, true and not, with a weight each. */
export interface Judged {
  score: number;
  isTrue: boolean;
  weight: number;
}

export interface Calibration {
  slope: number;
  shift: number;
}

/**
 * Fits 1 / (1 + e^−(slope · score + shift)) to what turned out true (Platt 1999), by Newton steps on the weighted
 * likelihood with targets drawn in from 0 and 1. Throws RangeError without an answer of either kind.
 */
export function calibrate(judged: readonly Judged[]): Calibration {
  const weightOf = (isTrue: boolean): number =>
    judged.reduce((sum, each) => sum + (each.isTrue === isTrue ? each.weight : 0), 0);
  const [right, wrong] = [weightOf(true), weightOf(false)];
  if (right === 0 || wrong === 0)
    throw new RangeError('calibrate: answers of both kinds are needed');
  const target = { true: (right + 1) / (right + 2), false: 1 / (wrong + 2) };
  const lossAt = (slope: number, shift: number): number => {
    let loss = 0;
    for (const { score, isTrue, weight } of judged) {
      const z = slope * score + shift;
      const t = isTrue ? target.true : target.false;
      loss += weight * (Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z))));
    }
    return loss;
  };
  let [slope, shift] = [0, Math.log((right + 1) / (wrong + 1))];
  let loss = lossAt(slope, shift);
  for (let round = 0; round < 100; round++) {
    let [a, b, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9];
    for (const { score, isTrue, weight } of judged) {
      const p = 1 / (1 + Math.exp(-(slope * score + shift)));
      const error = weight * (p - (isTrue ? target.true : target.false));
      const curve = weight * p * (1 - p);
      a += error * score;
      b += error;
      aa += curve * score * score;
      ab += curve * score;
      bb += curve;
    }
    const determinant = aa * bb - ab * ab;
    const [da, db] = [(bb * a - ab * b) / determinant, (aa * b - ab * a) / determinant];
    let step = 1;
    let next = lossAt(slope - da, shift - db);
    while (!(next <= loss) && step > 1e-6) {
      step /= 2;
      next = lossAt(slope - step * da, shift - step * db);
    }
    if (!(next < loss - 1e-10 * Math.abs(loss))) break;
    [slope, shift, loss] = [slope - step * da, shift - step * db, next];
  }
  return { slope, shift };
}

/** A score as a probability. */
export function plausibility({ slope, shift }: Calibration, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + shift)));
}
