import type { Clock } from '../src/core/clock.ts';

interface Sleeper {
  atMs: number;
  order: number;
  wake(): void;
}

export interface SimulatedClock extends Clock {
  /** Runs until nothing sleeps, or until `untilMs`. Between two instants all that can happen happens. */
  run(untilMs?: number): Promise<void>;
  /** How many sleep. */
  sleepers(): number;
}

/** Lets everything happen that is due without time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}

/** Time that passes only when it is told to: a discrete-event simulation over promises. */
export function createSimulatedClock(startMs = 0): SimulatedClock {
  const heap: Sleeper[] = [];
  let nowMs = startMs;
  let order = 0;
  const before = (a: Sleeper, b: Sleeper) =>
    a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function push(sleeper: Sleeper): void {
    heap.push(sleeper);
    let child = heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!before(heap[child]!, heap[parent]!)) break;
      [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
      child = parent;
    }
  }

  function pop(): Sleeper | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let parent = 0; ;) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === parent) break;
      [heap[least], heap[parent]] = [heap[parent]!, heap[least]!];
      parent = least;
    }
    return top;
  }

  return {
    now: () => nowMs,
    elapsed: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper: Sleeper = { atMs: nowMs + Math.max(0, ms), order: order++, wake: resolve };
        push(sleeper);
        signal?.addEventListener(
          'abort',
          () => {
            const at = heap.indexOf(sleeper);
            if (at >= 0) {
              heap.splice(at, 1);
              heap.sort((a, b) => (before(a, b) ? -1 : 1));
            }
            reject(signal.reason);
          },
          { once: true },
        );
      }),
    async run(untilMs = Infinity) {
      await settle();
      while (heap.length > 0 && heap[0]!.atMs <= untilMs) {
        const { atMs } = heap[0]!;
        nowMs = atMs;
        while (heap.length > 0 && heap[0]!.atMs === atMs) pop()!.wake();
        await settle();
      }
      if (untilMs !== Infinity) nowMs = Math.max(nowMs, untilMs);
    },
    sleepers: () => heap.length,
  };
}
