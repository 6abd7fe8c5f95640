import { type Clock, systemClock } from '../../../core/clock.ts';
import { SourceError } from '../../../core/errors/index.ts';
import { WATCH_STATE, type WorkerJob, type WorkerTask } from './worker-protocol.ts';
import { type Loss, WorkerThread } from './worker-thread.ts';

export const DEFAULTS = {
  workers: 2,
  /** A page that takes longer costs its worker, and is left out when the file is begun again. */
  pageTimeoutMs: 20_000,
  /** For a step that belongs to no page: opening a file, and what a task does with all pages together. */
  stepTimeoutMs: 120_000,
  /** So many pages of one file may cost a worker; with the last of them, the pages after it are left out as well. */
  maxLostPages: 5,
  /** JavaScript memory of a worker; the PDF engine's own comes on top (openPdf's maxMemoryMb). */
  workerMemoryMb: 2048,
};

export interface PdfWorkersOptions {
  workers?: number;
  pageTimeoutMs?: number;
  stepTimeoutMs?: number;
  maxLostPages?: number;
  workerMemoryMb?: number;
  clock?: Clock;
}

export interface RunOptions {
  signal?: AbortSignal;
  /** Each page that the task is done with; from the first again where the file had to be begun again. */
  onPage?: (page: number) => void;
}

/** Threads that each carry out the task on one file at a time. */
export interface PdfWorkers<Options, Result> {
  /**
   * Waits for a free worker, then for its result. `bytes` stay the caller's.
   *
   * @throws SourceError where the file cannot be read at all (`timeout` or `crashed` where it stopped the worker outside
   *   any page); what the task throws; the signal's reason.
   */
  run(bytes: Uint8Array, options: Options, run?: RunOptions): Promise<Result>;
  close(): Promise<void>;
}

/** Workers start with their first file, and anew after a page that hangs or kills one. Idle ones do not keep the process alive. */
export function openPdfWorkers<Options, Result>(
  task: WorkerTask,
  options: PdfWorkersOptions = {},
): PdfWorkers<Options, Result> {
  const limits = { ...DEFAULTS, clock: systemClock, ...options };
  const idle: WorkerThread[] = [];
  const queue: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  return {
    async run(bytes, taskOptions, { signal, onPage } = {}) {
      await takeTurn(signal);
      try {
        return (await readFile({ bytes, options: taskOptions }, signal, onPage)) as Result;
      } finally {
        busy--;
        queue.shift()?.();
      }
    },
    async close() {
      closed = true;
      await Promise.all(idle.splice(0).map((thread) => thread.stop()));
    },
  };

  async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    while (busy >= limits.workers) await turnFrees(signal);
    if (closed) throw new TypeError('the PDF workers are closed');
    busy++;
  }

  function turnFrees(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        queue.splice(queue.indexOf(go), 1);
        reject(signal!.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.push(go);
    });
  }

  async function readFile(
    file: Pick<WorkerJob, 'bytes' | 'options'>,
    signal: AbortSignal | undefined,
    onPage: RunOptions['onPage'],
  ): Promise<unknown> {
    const job: WorkerJob = { ...file, lost: [], lastPage: null };
    for (;;) {
      const thread = idle.pop() ?? new WorkerThread(task, limits.workerMemoryMb);
      const outcome = await thread.carryOut(job, { ...limits, signal, onPage });
      if (outcome.kind === 'done' || outcome.kind === 'failed') {
        if (closed) await thread.stop();
        else idle.push(thread);
        if (outcome.kind === 'done') return outcome.result;
        throw outcome.error;
      }
      await thread.stop();
      if (outcome.kind === 'aborted') throw signal!.reason;
      const { page, loss } = outcome;
      if (page <= 0 || job.lastPage !== null) throw fileFault(page, loss, limits);
      job.lost = [...job.lost, [page, describe(loss, limits)]];
      if (job.lost.length >= limits.maxLostPages) job.lastPage = page;
    }
  }
}

function describe(loss: Loss, { pageTimeoutMs }: { pageTimeoutMs: number }): string {
  return loss === 'timeout'
    ? `left out: not read within ${pageTimeoutMs / 1000} s`
    : `left out: it ended the worker (${loss.crash})`;
}

function fileFault(page: number, loss: Loss, limits: typeof DEFAULTS): SourceError {
  const step =
    page > 0
      ? `page ${page}, after ${limits.maxLostPages} others,`
      : page === WATCH_STATE.opening
        ? 'opening the PDF'
        : 'a step between pages';
  if (loss === 'timeout') {
    const seconds = (page > 0 ? limits.pageTimeoutMs : limits.stepTimeoutMs) / 1000;
    return new SourceError(`${step} took longer than ${seconds} s`, {
      reason: 'timeout',
      hint: 'repair the file, for example with `qpdf in.pdf out.pdf`, or allow more time',
    });
  }
  return new SourceError(`${step} ended the worker: ${loss.crash}`, {
    reason: 'crashed',
    hint: 'split the file into parts, for example with `qpdf --split-pages`',
  });
}
