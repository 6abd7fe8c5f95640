import { LimitReachedError } from '../errors/index.ts';

/** What was, or may be, spent. */
export interface Spend {
  calls: number;
  tokens: number;
  costUsd: number;
}

export interface SpendLimits {
  maxCostUsd?: number | undefined;
  maxTokens?: number | undefined;
  maxCalls?: number | undefined;
}

/** A call's worst case, held until it is settled. */
export interface Reservation {
  /** Puts what was really spent in the place of the worst case. */
  settle(spent: Spend): void;
}

/** Keeps settled + reserved within the limits, always. */
export interface Ledger {
  /**
   * Resolves once the worst case fits. Rejects with LimitReachedError when it does not fit and nothing is in flight
   * whose settling could make room.
   */
  reserve(worst: Spend, signal: AbortSignal): Promise<Reservation>;
  snapshot(): { settled: Spend; reserved: Spend };
}

interface Waiting {
  worst: Spend;
  admit: (reservation: Reservation) => void;
  refuse: (error: unknown) => void;
}

export const NOTHING_SPENT: Spend = { calls: 0, tokens: 0, costUsd: 0 };

export function createLedger(limits: SpendLimits, spentBefore: Spend = NOTHING_SPENT): Ledger {
  const settled = { ...spentBefore };
  const reserved = { ...NOTHING_SPENT };
  let inFlight = 0;
  const queue: Waiting[] = [];

  const exceeded = (worst: Spend): LimitReachedError | undefined => {
    for (const [limit, unit] of [
      ['maxCostUsd', 'costUsd'],
      ['maxTokens', 'tokens'],
      ['maxCalls', 'calls'],
    ] as const) {
      const most = limits[limit];
      if (most !== undefined && settled[unit] + reserved[unit] + worst[unit] > most) {
        return new LimitReachedError(
          limit,
          `${limit} ${most}: ${round(settled[unit])} is spent and the next call may take ${round(worst[unit])}`,
          { hint: `raise ${limit} and run again: nothing that was paid is paid twice` },
        );
      }
    }
    return undefined;
  };

  const grant = (worst: Spend): Reservation => {
    add(reserved, worst, 1);
    inFlight++;
    let open = true;
    return {
      settle(spent) {
        if (!open) return;
        open = false;
        inFlight--;
        add(reserved, worst, -1);
        // Floating point must not leave a residue where nothing is held.
        if (inFlight === 0) Object.assign(reserved, NOTHING_SPENT);
        add(settled, spent, 1);
        serve();
      },
    };
  };

  // First come, first served: a large reservation is never overtaken for ever by small ones.
  const serve = (): void => {
    while (queue.length > 0) {
      const next = queue[0]!;
      const error = exceeded(next.worst);
      if (error === undefined) {
        queue.shift();
        next.admit(grant(next.worst));
      } else if (inFlight === 0) {
        queue.shift();
        next.refuse(error);
      } else {
        return;
      }
    }
  };

  return {
    reserve: (worst, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(signal.reason);
        };
        const waiting: Waiting = {
          worst,
          admit: (reservation) => {
            signal.removeEventListener('abort', onAbort);
            resolve(reservation);
          },
          refuse: (error) => {
            signal.removeEventListener('abort', onAbort);
            reject(error);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
        serve();
      }),
    snapshot: () => ({ settled: { ...settled }, reserved: { ...reserved } }),
  };
}

function add(to: Spend, what: Spend, sign: 1 | -1): void {
  to.calls += sign * what.calls;
  to.tokens += sign * what.tokens;
  to.costUsd += sign * what.costUsd;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
