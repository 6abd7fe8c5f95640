import { Worker } from 'node:worker_threads';
import { systemClock, type Clock } from '../../../core/clock.ts';
import { RecipeError } from '../../../core/errors/index.ts';
import { sha256 } from '../../../core/hash.ts';
import { measureBaselines, type Baseline } from './baselines.ts';
import { chooseRates, compareArms, type ArmRow, type Pair } from './compare.ts';
import { fillPool } from './item-pool.ts';
import { openRunStore, type RunStore } from './run-store.ts';
import type { WorkerData } from './run-worker.ts';
import type { Setting } from './setting.ts';
import type { LevelPools, RunKey, RunResult } from './train.ts';

export interface ExperimentOptions {
  /** Where finished runs are kept. */
  out: string;
  workers: number;
  signal: AbortSignal;
  /** `etaMs` is null before the first run of this call is done. */
  onProgress?(done: number, total: number, what: string, etaMs: number | null): void;
  clock?: Pick<Clock, 'elapsed'>;
}

export interface ExperimentReport {
  isComplete: boolean;
  runs: { done: number; total: number };
  setting: Setting;
  baselines: Baseline[];
  arms: ArmRow[];
  pairs: Pair[];
  tokensPerSecond: number;
  parameters: number;
}

/**
 * Sweeps the learning rate of every arm, then runs every arm at its rate under the same seeds, and compares. Runs that the
 * folder has are not done again. Throws the signal's reason when aborted; what was finished by then is kept.
 */
export async function runExperiment(
  setting: Setting,
  { out, workers, signal, onProgress, clock = systemClock }: ExperimentOptions,
): Promise<ExperimentReport> {
  const tests = testPools(setting);
  const store = openRunStore(out, setting, hashOf(tests));
  const total = countRuns(setting);
  const pools = setting.levels.map((level, at) => {
    signal.throwIfAborted();
    onProgress?.(0, total, `stories of level ${level + 1}`, null);
    return { ...tests[at]!, train: fillPool(POOL_SEED, level, 'train', setting.poolSize) };
  });
  const began = clock.elapsed();
  let fresh = 0;
  const onRun = (run: RunResult): void => {
    store.add(run);
    fresh++;
    const done = countDone(store, setting);
    onProgress?.(done, total, 'runs', ((clock.elapsed() - began) / fresh) * (total - done));
  };
  const team = hire(Math.max(1, workers), { setting, pools: pools.map(bytesOf) });
  try {
    await team.doAll(missing(sweepKeys(setting), store), onRun, signal);
    await team.doAll(missing(mainKeys(setting, store.runs), store), onRun, signal);
  } finally {
    await team.dismiss();
  }
  return reportOf(store, setting, measureBaselines(pools, setting));
}

/** The comparison of the runs that a folder has so far; trains nothing. Throws RecipeError where there are none. */
export function reportSoFar(setting: Setting, out: string): ExperimentReport {
  const tests = testPools(setting);
  const store = openRunStore(out, setting, hashOf(tests));
  if (store.runs.length === 0) {
    throw new RecipeError(`${out} has no finished run`, { hint: 'leave --so-far out to begin' });
  }
  return reportOf(store, setting, measureBaselines(tests, setting));
}

function reportOf(store: RunStore, setting: Setting, baselines: Baseline[]): ExperimentReport {
  const runs = store.runs.filter(({ arm }) => setting.arms.includes(arm));
  const done = countDone(store, setting);
  const total = countRuns(setting);
  const speeds = runs.map(({ tokensPerSecond }) => tokensPerSecond);
  return {
    isComplete: done === total,
    runs: { done, total },
    setting,
    baselines,
    ...compareArms(runs, setting),
    tokensPerSecond: speeds.reduce((sum, speed) => sum + speed, 0) / Math.max(1, speeds.length),
    parameters: runs[0]?.parameters ?? 0,
  };
}

function countRuns({ arms, learningRates, sweepSeeds, seeds }: Setting): number {
  return arms.length * (learningRates.length * sweepSeeds + seeds);
}

function countDone(store: RunStore, setting: Setting): number {
  const wanted = [...sweepKeys(setting), ...mainKeys(setting, store.runs)];
  return wanted.filter((key) => store.has(key)).length;
}

function sweepKeys({ arms, learningRates, sweepSeeds }: Setting): RunKey[] {
  const names = Array.from({ length: sweepSeeds }, (_unused, at) => `sweep-${at + 1}`);
  return names.flatMap((seed) =>
    arms.flatMap((arm) => learningRates.map((learningRate) => ({ arm, learningRate, seed }))),
  );
}

/** Seed by seed, so that a comparison of all arms exists early. */
function mainKeys(setting: Setting, runs: readonly RunResult[]): RunKey[] {
  const rates = chooseRates(runs, setting);
  const names = Array.from({ length: setting.seeds }, (_unused, at) => String(at + 1));
  return names.flatMap((seed) =>
    setting.arms
      .filter((arm) => rates.has(arm))
      .map((arm) => ({ arm, learningRate: rates.get(arm)!, seed })),
  );
}

function missing(keys: readonly RunKey[], store: RunStore): RunKey[] {
  return keys.filter((key) => !store.has(key));
}

/** The stories of all runs are the same for every arm and seed. */
const POOL_SEED = 'experiment';

function testPools({ levels, checkItems, finalItems }: Setting): LevelPools[] {
  return levels.map((level) => {
    const test = fillPool(POOL_SEED, level, 'test', checkItems + finalItems);
    const transfer = fillPool(POOL_SEED, level, 'transfer', finalItems);
    return { train: test, test, transfer };
  });
}

function hashOf(pools: readonly LevelPools[]): string {
  return sha256(Buffer.concat(pools.flatMap(({ test, transfer }) => [test.bytes, transfer.bytes])));
}

function bytesOf({ train, test, transfer }: LevelPools): WorkerData['pools'][number] {
  return { train: train.bytes, test: test.bytes, transfer: transfer.bytes };
}

/** Threads that each do one run at a time. */
function hire(count: number, workerData: WorkerData) {
  const file = import.meta.url.endsWith('.ts')
    ? new URL('./run-worker.ts', import.meta.url)
    : new URL('./run-worker.js', import.meta.url);
  const threads = Array.from({ length: count }, () => new Worker(file, { workerData }));
  return {
    async doAll(keys: RunKey[], onRun: (run: RunResult) => void, signal: AbortSignal) {
      const queue = [...keys];
      await Promise.all(
        threads.map(async (thread) => {
          for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
            signal.throwIfAborted();
            onRun(await doOne(thread, key, signal));
          }
        }),
      );
    },
    dismiss: () => Promise.all(threads.map((thread) => thread.terminate())),
  };
}

function doOne(thread: Worker, key: RunKey, signal: AbortSignal): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    const settle = (): void => {
      thread.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    thread.once('message', (run: RunResult) => (settle(), resolve(run)));
    thread.once('error', (error) => (settle(), reject(error)));
    thread.once('exit', (code) => (settle(), reject(new Error(`a worker ended with ${code}`))));
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage(key);
  });
}
