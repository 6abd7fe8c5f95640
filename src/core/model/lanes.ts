import { systemClock, type Clock } from '../clock.ts';
import { RecipeError } from '../errors/index.ts';
import { createRandom, type Random } from '../random.ts';
import { createLaneTuner, type LaneTuner } from './lane-tuner.ts';
import { onAbort } from './on-abort.ts';
import type { Lanes, Permit } from './port.ts';

export interface LanesOptions {
  concurrency: {
    /** Calls in flight at first. */
    start: number;
    /** Never more than so many. */
    max: number;
    /** Always so many: throughput does not steer, and a rate limit only makes all wait. */
    fixed?: number;
  };
  clock?: Clock;
  /** Jitters the waits after a rate limit. */
  random?: Random;
}

export const LANES_DEFAULTS = {
  /** Wait after a rate limit that names none, doubled for each burst in a row. */
  firstHoldMs: 1_000,
  longestHoldMs: 60_000,
  /** A wait is stretched by up to this share, so that many callers do not come back at once. */
  jitter: 0.25,
};

interface Waiter {
  resolve(permit: Permit): void;
  previous: Waiter | null;
  next: Waiter | null;
  cancel: (() => void) | null;
}

/**
 * Adaptive concurrency before one endpoint: first come, first served, every step O(1), no timer unless someone waits
 * out a rate limit. How the limit moves is the tuner's matter ({@link createLaneTuner}).
 */
export function createLanes({
  concurrency,
  clock = systemClock,
  random = createRandom('lanes'),
}: LanesOptions): Lanes {
  checkConcurrency(concurrency);
  const { fixed } = concurrency;
  const tuner: LaneTuner | null =
    fixed === undefined
      ? createLaneTuner(concurrency.start, concurrency.max, clock.elapsed())
      : null;
  let inFlight = 0;
  let waiting = 0;
  let first: Waiter | null = null;
  let last: Waiter | null = null;
  let holdUntilMs = -Infinity;
  let holdTimer: AbortController | null = null;
  let burst = 0;
  let burstsInRow = 0;
  let doneSinceBurst = false;

  const max = fixed ?? concurrency.max;
  const limit = (): number => fixed ?? tuner!.limit();
  const isHeld = (): boolean => holdUntilMs > clock.elapsed();

  function remove(waiter: Waiter): void {
    if (waiter.previous === null) first = waiter.next;
    else waiter.previous.next = waiter.next;
    if (waiter.next === null) last = waiter.previous;
    else waiter.next.previous = waiter.previous;
    waiting--;
    waiter.cancel?.();
    if (waiting === 0) holdTimer?.abort();
  }

  function pump(): void {
    if (first === null) return;
    if (isHeld()) return armHold();
    while (first !== null && inFlight < limit()) {
      const waiter: Waiter = first;
      remove(waiter);
      waiter.resolve(grant());
    }
  }

  function armHold(): void {
    if (holdTimer !== null) return;
    const timer = new AbortController();
    holdTimer = timer;
    const leftMs = holdUntilMs - clock.elapsed();
    const over = () => {
      if (holdTimer === timer) holdTimer = null;
      pump();
    };
    // Aborting is how the timer is taken back; there is nothing to report.
    clock.sleep(Math.max(1, leftMs), timer.signal).then(over, over);
  }

  function grant(): Permit {
    inFlight++;
    const ownBurst = burst;
    const startedMs = clock.elapsed();
    let released = false;
    return {
      release(outcome) {
        if (released) return;
        released = true;
        const now = clock.elapsed();
        if (outcome.kind === 'limited') onLimited(outcome.retryAfterMs, ownBurst === burst, now);
        else if (outcome.kind === 'done') {
          doneSinceBurst = true;
          const weight = outcome.outputTokens > 0 ? outcome.outputTokens : 1;
          tuner?.done({ weight, startedMs, nowMs: now, busy: waiting > 0 || inFlight >= limit() });
        }
        inFlight--;
        pump();
      },
    };
  }

  function onLimited(retryAfterMs: number | undefined, isNewBurst: boolean, now: number): void {
    if (isNewBurst) {
      burst++;
      // Refusals in a row are those between which nothing was served at all.
      burstsInRow = doneSinceBurst ? 1 : burstsInRow + 1;
      doneSinceBurst = false;
      tuner?.limited(inFlight, now);
    }
    // Those that were refused in the same burst only lengthen the wait where they were told a longer one.
    if (!isNewBurst && retryAfterMs === undefined) return;
    const { firstHoldMs, longestHoldMs, jitter } = LANES_DEFAULTS;
    const waitMs = retryAfterMs ?? Math.min(longestHoldMs, firstHoldMs * 2 ** (burstsInRow - 1));
    const until = now + waitMs * (1 + jitter * random.next());
    if (until <= holdUntilMs) return;
    holdUntilMs = until;
    holdTimer?.abort();
  }

  return {
    max,
    acquire(signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (first === null && inFlight < limit() && !isHeld()) return Promise.resolve(grant());
      return new Promise((resolve, reject) => {
        const waiter: Waiter = { resolve, previous: last, next: null, cancel: null };
        waiter.cancel = onAbort(signal, () => {
          remove(waiter);
          reject(signal.reason);
        });
        if (last === null) first = waiter;
        else last.next = waiter;
        last = waiter;
        waiting++;
        pump();
      });
    },
    snapshot: () => ({ limit: limit(), inFlight, waiting }),
  };
}

function checkConcurrency({ start, max, fixed }: LanesOptions['concurrency']): void {
  for (const [name, value] of Object.entries({ start, max, fixed: fixed ?? 1 })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RecipeError(`concurrency.${name} must be a whole number above 0, not ${value}`);
    }
  }
  if (start > max && fixed === undefined) {
    throw new RecipeError(`concurrency.start (${start}) is above concurrency.max (${max})`, {
      hint: 'Lower start or raise max.',
    });
  }
}
