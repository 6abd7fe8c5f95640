import { hashRecord } from '../hash.ts';
import { createRandom } from '../random.ts';
import { createEpochs, type Epochs } from './epochs.ts';
import type { Envelope } from './executor.ts';
import type { Assignment } from './method.ts';
import type { PlannedPart, RunPlan } from './run-plan.ts';
import { splitOfGroups } from './splits.ts';

/** One part's assignments as envelopes, in the method's order, without those whose groups cross splits. */
export interface PartStream {
  /** The next envelope, undefined at the end, and how many were skipped on the way to it. */
  next(): Promise<{ envelope: Envelope | undefined; skipped: number }>;
  epochs: Epochs;
}

/** Groups that never share a split would otherwise be searched for ever. */
const MOST_SKIPS_IN_A_ROW = 100_000;

export function openPartStream(part: PlannedPart, plan: RunPlan, signal: AbortSignal): PartStream {
  const epochs = createEpochs(plan.epochSize);
  const seed = `${plan.seed}/${part.name}`;
  const assignments = part.method.assign(part.material, {
    seed,
    random: createRandom(seed),
    epochSize: plan.epochSize,
    outcome: (epoch) => unlessAborted(epochs.outcome(epoch), signal),
    signal,
  });
  const iterator = assignments[Symbol.asyncIterator]();

  return {
    epochs,
    async next() {
      let skipped = 0;
      for (; skipped < MOST_SKIPS_IN_A_ROW; skipped++) {
        const { done, value } = await iterator.next();
        if (done) break;
        const split = splitOfGroups(plan.seed, value.groups, plan.splits);
        if (split !== null) return { envelope: envelopeOf(value, split, part, seed), skipped };
      }
      return { envelope: undefined, skipped };
    },
  };
}

function envelopeOf(
  assignment: Assignment,
  split: Envelope['split'],
  part: PlannedPart,
  seed: string,
): Envelope {
  const { key, groups, payload } = assignment;
  const id = hashRecord({ part: part.name, method: part.method.name, seed, key, payload });
  return {
    part: part.name,
    id,
    seed: `${seed}/${key}`,
    split,
    assignment: { key, groups, payload },
  };
}

/** A method that waits for an epoch must not keep a run from ending. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
