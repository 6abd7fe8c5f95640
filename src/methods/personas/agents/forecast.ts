export const FORECAST_DEFAULTS = {
  /** Pages that the first weights count as: so many must speak against them before they are half forgotten. */
  trust: 8,
} as const;

/** Foretells a number from features, and learns from what came. */
export interface Forecast {
  of(features: readonly number[]): number;
  learn(features: readonly number[], value: number): void;
  weights(): number[];
}

/**
 * Ridge regression toward `first`, kept up to date one example at a time (recursive least squares; Plackett 1950). The same
 * examples in the same order give the same weights.
 */
export function openForecast(
  first: readonly number[],
  trust: number = FORECAST_DEFAULTS.trust,
): Forecast {
  const size = first.length;
  const weights = Float64Array.from(first);
  const inverse = new Float64Array(size * size);
  for (let at = 0; at < size; at++) inverse[at * size + at] = 1 / trust;
  const of = (features: readonly number[]): number => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += weights[at]! * features[at]!;
    return sum;
  };
  return {
    of,
    learn(features, value) {
      const gain = new Float64Array(size);
      let spread = 1;
      for (let row = 0; row < size; row++) {
        let sum = 0;
        for (let at = 0; at < size; at++) sum += inverse[row * size + at]! * features[at]!;
        gain[row] = sum;
        spread += sum * features[row]!;
      }
      const error = value - of(features);
      for (let row = 0; row < size; row++) {
        weights[row] = weights[row]! + (gain[row]! / spread) * error;
        for (let at = 0; at < size; at++)
          inverse[row * size + at] = inverse[row * size + at]! - (gain[row]! * gain[at]!) / spread;
      }
    },
    weights: () => [...weights],
  };
}
