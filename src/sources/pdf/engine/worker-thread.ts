import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../core/clock.ts';
import { restoreError } from './carry-error.ts';
import {
  WATCH_CELLS,
  WATCH_STATE,
  type WorkerData,
  type WorkerJob,
  type WorkerMessage,
  type WorkerTask,
} from './worker-protocol.ts';

const POLL_MS = 100;

/** Why a worker was lost. */
export type Loss = 'timeout' | { crash: string };

export type Outcome =
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; error: Error }
  | { kind: 'aborted' }
  /** `page`: where it was, or a WATCH_STATE. */
  | { kind: 'lost'; page: number; loss: Loss };

export interface ThreadLimits {
  pageTimeoutMs: number;
  stepTimeoutMs: number;
  clock: Clock;
  signal: AbortSignal | undefined;
  onPage: ((page: number) => void) | undefined;
}

/** One worker. After `lost` and `aborted` it must be stopped; otherwise it can take the next job. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(task: WorkerTask, memoryMb: number) {
    const watch = new SharedArrayBuffer(WATCH_CELLS.length * Int32Array.BYTES_PER_ELEMENT);
    this.#cells = new Int32Array(watch);
    const file = import.meta.url.endsWith('.ts')
      ? new URL('./pdf-worker.ts', import.meta.url)
      : new URL('./pdf-worker.js', import.meta.url);
    const workerData: WorkerData = { task, watch };
    this.#worker = new Worker(file, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    // A thread that is being stopped may still fail; its job has been settled by then.
    this.#worker.on('error', () => {}).unref();
  }

  carryOut(job: WorkerJob, limits: ThreadLimits): Promise<Outcome> {
    const { clock, signal, onPage } = limits;
    const worker = this.#worker;
    const cells = this.#cells;
    Atomics.store(cells, WATCH_CELLS.page, WATCH_STATE.between);
    return new Promise((resolve) => {
      let steps = Atomics.load(cells, WATCH_CELLS.steps);
      let since = clock.elapsed();
      const settle = (outcome: Outcome): void => {
        clearInterval(poll);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        signal?.removeEventListener('abort', onAbort);
        worker.unref();
        resolve(outcome);
      };
      const page = (): number => Atomics.load(cells, WATCH_CELLS.page);
      const onMessage = (message: WorkerMessage): void => {
        if (message.kind === 'page') onPage?.(message.page);
        else if (message.kind === 'done') settle({ kind: 'done', result: message.result });
        else settle({ kind: 'failed', error: restoreError(message.error) });
      };
      const onError = (error: unknown): void => {
        const crash = error instanceof Error ? error.message : String(error);
        settle({ kind: 'lost', page: page(), loss: { crash } });
      };
      const onExit = (code: number): void =>
        settle({ kind: 'lost', page: page(), loss: { crash: `it ended with code ${code}` } });
      const onAbort = (): void => settle({ kind: 'aborted' });
      const poll = setInterval(() => {
        const now = Atomics.load(cells, WATCH_CELLS.steps);
        if (now !== steps) {
          steps = now;
          since = clock.elapsed();
          return;
        }
        const limit = page() > 0 ? limits.pageTimeoutMs : limits.stepTimeoutMs;
        if (clock.elapsed() - since > limit)
          settle({ kind: 'lost', page: page(), loss: 'timeout' });
      }, POLL_MS);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.ref();
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(job);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
