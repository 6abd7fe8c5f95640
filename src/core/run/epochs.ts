import type { EpochOutcome } from './method.ts';

/** How many closed epochs are remembered, so that memory stays flat. */
const KEPT_EPOCHS = 4;

/** Collects a part's outcomes by epoch and hands them to `assign` once an epoch is closed. */
export interface Epochs {
  /** Notes how assignment number `index` (from 0) ended. Called in commit order. */
  note(index: number, key: string, accepted: boolean): void;
  outcome(epoch: number): Promise<EpochOutcome>;
}

export function createEpochs(size: number): Epochs {
  const closed = new Map<number, EpochOutcome>();
  const waiting = new Map<number, ((outcome: EpochOutcome) => void)[]>();
  let open: EpochOutcome = { epoch: 0, accepted: [], rejected: [] };

  return {
    note(index, key, accepted) {
      (accepted ? open.accepted : open.rejected).push(key);
      if ((index + 1) % size !== 0) return;
      closed.set(open.epoch, open);
      closed.delete(open.epoch - KEPT_EPOCHS);
      for (const resolve of waiting.get(open.epoch) ?? []) resolve(open);
      waiting.delete(open.epoch);
      open = { epoch: open.epoch + 1, accepted: [], rejected: [] };
    },

    async outcome(epoch) {
      const found = closed.get(epoch);
      if (found !== undefined) return found;
      if (epoch < open.epoch)
        throw new RangeError(`epoch ${epoch} is no longer kept; ${open.epoch} is open`);
      return new Promise((resolve) => {
        waiting.set(epoch, [...(waiting.get(epoch) ?? []), resolve]);
      });
    },
  };
}
