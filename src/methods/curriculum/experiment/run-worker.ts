import { parentPort, workerData } from 'node:worker_threads';
import { armNamed } from './arms.ts';
import { openPool } from './item-pool.ts';
import type { Setting } from './setting.ts';
import { trainRun, type RunKey } from './train.ts';

/** What a worker is given: stories in shared memory, one array for each use of each level. */
export interface WorkerData {
  setting: Setting;
  pools: { train: Uint8Array; test: Uint8Array; transfer: Uint8Array }[];
}

const { setting, pools } = workerData as WorkerData;
const opened = pools.map(({ train, test, transfer }) => ({
  train: openPool(train),
  test: openPool(test),
  transfer: openPool(transfer),
}));

parentPort!.on('message', (key: RunKey) => {
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(trainRun(key, armNamed(key.arm), opened, setting));
});
