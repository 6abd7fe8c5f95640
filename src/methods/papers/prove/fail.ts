import type { Replay } from '../../../core/proof/index.ts';

/** A proof that does not hold, and why. */
export function fail(reason: string): Replay {
  return { verdict: 'fail', reason };
}
