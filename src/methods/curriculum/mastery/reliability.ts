/**
 * pass^k: the chance that k answers to the same item are all right, from `draws` answers of which `right` were
 * (Yao et al. 2024, τ-bench): C(right, k) / C(draws, k), without bias. NaN where there are fewer draws than k.
 */
export function passHatK(right: number, draws: number, k: number): number {
  if (draws < k) return Number.NaN;
  let share = 1;
  for (let i = 0; i < k; i++) share *= Math.max(0, right - i) / (draws - i);
  return share;
}

export interface Calibration {
  answers: number;
  /** Expected calibration error over ten bins of equal width, in [0, 1]. */
  expectedError: number;
  /** Mean squared distance of confidence and outcome (Brier 1950). */
  brier: number;
  bins: { confidence: number; accuracy: number; answers: number }[];
}

const BINS = 10;
/** Below this many answers the figures are noise and none is given. */
export const LEAST_CONFIDENCES = 200;

/** How well stated confidences, in [0, 1], tell what is right. Undefined below `LEAST_CONFIDENCES` answers. */
export function calibrationOf(
  answers: readonly { confidence: number; correct: boolean }[],
  least = LEAST_CONFIDENCES,
): Calibration | undefined {
  if (answers.length < least) return undefined;
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, accuracy: 0, answers: 0 }));
  let brier = 0;
  for (const { confidence, correct } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.confidence += confidence;
    bin.accuracy += correct ? 1 : 0;
    bin.answers++;
    brier += (confidence - (correct ? 1 : 0)) ** 2;
  }
  const used = bins
    .filter((bin) => bin.answers > 0)
    .map((bin) => ({
      confidence: bin.confidence / bin.answers,
      accuracy: bin.accuracy / bin.answers,
      answers: bin.answers,
    }));
  const expectedError = used.reduce(
    (sum, bin) => sum + (bin.answers / answers.length) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
  return { answers: answers.length, expectedError, brier: brier / answers.length, bins: used };
}
