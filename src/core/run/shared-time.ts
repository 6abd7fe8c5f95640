import type { Clock } from '../clock.ts';

/** Time on a machine that several calls share: while n are in flight, each takes one n-th of it. */
export interface SharedTime {
  /** Begins a call; the returned function ends it and gives its share in milliseconds. Ending twice gives the same. */
  begin(): () => number;
}

/** The shares of all calls add up to the time in which any was in flight, so an hourly price is never charged twice. */
export function createSharedTime(clock: Clock): SharedTime {
  let inFlight = 0;
  let eachMs = 0;
  let countedAt = 0;
  const count = (): void => {
    const now = clock.elapsed();
    if (inFlight > 0) eachMs += (now - countedAt) / inFlight;
    countedAt = now;
  };
  return {
    begin() {
      count();
      inFlight++;
      const before = eachMs;
      let shareMs: number | undefined;
      return () => {
        if (shareMs === undefined) {
          count();
          inFlight--;
          shareMs = eachMs - before;
        }
        return shareMs;
      };
    },
  };
}
