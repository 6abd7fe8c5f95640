import { systemClock } from '../../src/core/clock.ts';
import type { LanguageModel } from '../../src/core/model/port.ts';
import type { Executor } from '../../src/core/run/executor.ts';
import { type EndpointWatch, watchEndpoint } from './endpoint-occupancy.ts';

export interface Fullness {
  /** Mean calls in flight over the window, against the aim: as the client holds them, and as the endpoint sees them. */
  client: number;
  endpoint: number;
  windowMs: number;
  callsInWindow: number;
}

/** Watches how full an endpoint is kept between the first moment with `aim` calls in flight and {@link Watch.stop}. */
export interface Watch {
  enter(): void;
  leave(): void;
  stop(): void;
  read(): Promise<Fullness>;
}

export function watchFullness(url: string, aim: number): Watch {
  const endpoint: EndpointWatch = watchEndpoint(url);
  let level = 0;
  let area = 0;
  let atMs = 0;
  let startMs: number | undefined;
  let stopMs: number | undefined;
  let finished = 0;
  const advance = (): void => {
    const now = systemClock.elapsed();
    if (startMs !== undefined && stopMs === undefined) area += level * (now - atMs);
    atMs = now;
  };
  return {
    enter() {
      advance();
      level++;
      if (level >= aim && startMs === undefined) {
        startMs = atMs;
        endpoint.begin();
      }
    },
    leave() {
      advance();
      level--;
      if (startMs !== undefined && stopMs === undefined) finished++;
    },
    stop() {
      if (startMs === undefined || stopMs !== undefined) return;
      advance();
      stopMs = atMs;
      endpoint.end();
    },
    async read() {
      if (startMs === undefined || stopMs === undefined)
        throw new Error(`${aim} calls were never in flight`);
      const windowMs = stopMs - startMs;
      return {
        client: area / windowMs / aim,
        endpoint: (await endpoint.mean()) / aim,
        windowMs,
        callsInWindow: finished,
      };
    },
  };
}

/** The model, with every call watched. */
export function watchedModel(inner: LanguageModel, watch: Watch): LanguageModel {
  return {
    description: inner.description,
    lanes: inner.lanes,
    embed: (request, options) => inner.embed(request, options),
    close: () => inner.close(),
    async generate(request, options) {
      watch.enter();
      try {
        return await inner.generate(request, options);
      } finally {
        watch.leave();
      }
    },
  };
}

export interface ReorderWatch {
  executor: Executor;
  /** Most outcomes that were finished and waited for an earlier one, and the most bytes of theirs. */
  peak(): { outcomes: number; bytes: number };
}

/**
 * Watches a run of one part, whose outcomes are committed in the order in which they were started: all that is finished
 * behind the first unfinished one waits.
 */
export function watchReorder(inner: Executor, onStart: (started: number) => void): ReorderWatch {
  const bytesOf = new Map<number, number>();
  let started = 0;
  let head = 0;
  let bytes = 0;
  const peak = { outcomes: 0, bytes: 0 };
  const executor: Executor = {
    async execute(envelope, signal) {
      const index = started++;
      onStart(started);
      const outcome = await inner.execute(envelope, signal);
      bytesOf.set(index, outcome.length);
      bytes += outcome.length;
      for (let size = bytesOf.get(head); size !== undefined; size = bytesOf.get(head)) {
        bytesOf.delete(head++);
        bytes -= size;
      }
      peak.outcomes = Math.max(peak.outcomes, bytesOf.size);
      peak.bytes = Math.max(peak.bytes, bytes);
      return outcome;
    },
    close: () => inner.close(),
  };
  return { executor, peak: () => peak };
}
