import type { Lanes } from './port.ts';

/** The gate of a model that queues for itself, or costs nothing: it never keeps anyone waiting. */
export function unlimitedLanes(): Lanes {
  let inFlight = 0;
  return {
    max: Infinity,
    acquire(signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      inFlight++;
      let released = false;
      return Promise.resolve({
        release() {
          if (!released) inFlight--;
          released = true;
        },
      });
    },
    snapshot: () => ({ limit: Infinity, inFlight, waiting: 0 }),
  };
}
