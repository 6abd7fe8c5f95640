export const SATURATION_DEFAULTS = {
  /** Pages that are read before anything is said. */
  leastPages: 25,
  /** Weight of the newest page in the running mean of worth. */
  pace: 0.08,
  /** A reader whose running mean falls below this share of its best has read enough. */
  leastShare: 0.2,
} as const;

/** Tells when reading on no longer pays: the running mean of worth against the best that it was. */
export interface Saturation {
  read(worth: number): void;
  /** Why to stop, or undefined. */
  reason(): string | undefined;
}

export function watchSaturation(options = SATURATION_DEFAULTS): Saturation {
  let pages = 0;
  let mean = 0;
  let best = 0;
  return {
    read(worth) {
      pages++;
      mean = pages === 1 ? worth : mean + options.pace * (worth - mean);
      if (pages >= options.leastPages / 2) best = Math.max(best, mean);
    },
    reason: () =>
      pages >= options.leastPages && mean < options.leastShare * best
        ? `the last pages were worth ${mean.toFixed(2)}, where the best stretch was worth ${best.toFixed(2)}`
        : undefined,
  };
}
