/**
 * Where assignments are carried out. Envelopes and outcomes are JSON text on purpose: whatever crosses here could
 * as well cross to another process or machine.
 */
export interface Executor {
  /** `envelope`: JSON of an {@link Envelope}; resolves to JSON of an Outcome. */
  execute(envelope: string, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** All that a worker needs to know of one assignment; the plan and its material it opens for itself. */
export interface Envelope {
  part: string;
  /** Hash of (part, method, seed, key, payload): the assignment's name everywhere. */
  id: string;
  seed: string;
  split: 'train' | 'validation' | 'test';
  assignment: { key: string; groups: string[]; payload: unknown };
}

/** Carries assignments out in this process. */
export function inProcessExecutor(
  work: (envelope: Envelope, signal: AbortSignal) => Promise<unknown>,
): Executor {
  return {
    async execute(envelope, signal) {
      return JSON.stringify(await work(JSON.parse(envelope) as Envelope, signal));
    },
    close: async () => {},
  };
}
