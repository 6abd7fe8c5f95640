import { Worker } from 'node:worker_threads';
import {
  createShardLearner,
  type ShardData,
  type ShardJob,
  type ShardResult,
} from './shard-learner.ts';

/** Carries out pieces of work side by side; results in the order of the jobs, whatever the number of workers. */
export interface ShardPool {
  run(jobs: readonly ShardJob[], signal?: AbortSignal): Promise<ShardResult[]>;
  close(): Promise<void>;
}

/** `workers` threads; 0 works in this one. */
export function openShardPool(data: ShardData, workers: number): ShardPool {
  if (workers === 0) {
    const carryOut = createShardLearner(data);
    return {
      run: async (jobs, signal) =>
        jobs.map((job) => {
          signal?.throwIfAborted();
          return carryOut(job);
        }),
      close: async () => {},
    };
  }
  const file = import.meta.url.endsWith('.ts')
    ? new URL('./shard-worker.ts', import.meta.url)
    : new URL('./shard-worker.js', import.meta.url);
  const threads = Array.from({ length: workers }, () => new Worker(file, { workerData: data }));
  return {
    async run(jobs, signal) {
      const results: ShardResult[] = [];
      let next = 0;
      await Promise.all(
        threads.map(async (thread) => {
          while (next < jobs.length) {
            signal?.throwIfAborted();
            const at = next++;
            results[at] = await doOne(thread, jobs[at]!);
          }
        }),
      );
      return results;
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function doOne(thread: Worker, job: ShardJob): Promise<ShardResult> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      thread.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
    };
    thread.once('message', (result: ShardResult) => (settle(), resolve(result)));
    thread.once('error', (error) => (settle(), reject(error)));
    thread.once('exit', (code) => (settle(), reject(new Error(`a worker ended with ${code}`))));
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage(job);
  });
}
