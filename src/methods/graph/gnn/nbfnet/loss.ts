import type { Numbers } from '../kernels/kernels.ts';

/**
 * Binary cross entropy with self-adversarial negatives (Sun et al. 2019, arXiv 1902.10197, in the form of NBFNet). Scores are
 * rows of one true answer and `negatives` false ones: L = ½ [−log σ(s⁺) − Σ pᵢ log(1 − σ(sᵢ⁻))], p = softmax(s⁻ / temperature),
 * through which no gradient flows. Gives the mean over `batch` rows and writes the gradient of every score, divided by `share`.
 */
export function adversarialLoss(
  scores: Numbers,
  batch: number,
  negatives: number,
  temperature: number,
  share: number,
  slopes: Numbers,
): number {
  const width = negatives + 1;
  let loss = 0;
  for (let row = 0; row < batch; row++) {
    const first = row * width;
    const truth = scores[first]!;
    loss += softplus(-truth) / 2;
    slopes[first] = -sigmoid(-truth) / 2 / share;
    let most = -Infinity;
    for (let at = 1; at < width; at++) most = Math.max(most, scores[first + at]!);
    let total = 0;
    for (let at = 1; at < width; at++)
      total += Math.exp((scores[first + at]! - most) / temperature);
    for (let at = 1; at < width; at++) {
      const score = scores[first + at]!;
      const weight = Math.exp((score - most) / temperature) / total;
      loss += (weight * softplus(score)) / 2;
      slopes[first + at] = (weight * sigmoid(score)) / 2 / share;
    }
  }
  return loss / batch;
}

/** log(1 + eˣ) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
