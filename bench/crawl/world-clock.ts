import type { Clock } from '../../src/core/clock.ts';

/** Time that passes only when nothing works: real work (parsing a page) takes none of it. */
export interface WorldClock extends Clock {
  /** Time stands still until this is done. */
  work<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass until `done` is. */
  until<T>(done: Promise<T>): Promise<T>;
}

export function createWorldClock(startMs: number): WorldClock {
  const sleepers: { atMs: number; wake(): void }[] = [];
  const working = new Set<Promise<unknown>>();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    elapsed: () => nowMs,
    sleep: (ms) =>
      new Promise((wake) => void sleepers.push({ atMs: nowMs + Math.max(0, ms), wake })),
    async work(work) {
      working.add(work);
      try {
        return await work;
      } finally {
        working.delete(work);
      }
    },
    async until(done) {
      const state = { isDone: false };
      const mark = (): void => void (state.isDone = true);
      void done.then(mark, mark);
      for (;;) {
        // A turn of the event loop lets everything happen that is due.
        await new Promise((turn) => void setImmediate(turn));
        if (state.isDone) return done;
        if (working.size > 0) {
          await Promise.allSettled(working);
          continue;
        }
        let next = 0;
        for (let at = 1; at < sleepers.length; at++)
          if (sleepers[at]!.atMs < sleepers[next]!.atMs) next = at;
        const [sleeper] = sleepers.splice(next, 1);
        if (sleeper === undefined) throw new Error('everything waits, and nothing will wake it');
        nowMs = Math.max(nowMs, sleeper.atMs);
        sleeper.wake();
      }
    },
  };
}
