import { parentPort, workerData } from 'node:worker_threads';
import { createShardLearner, type ShardData, type ShardJob } from './shard-learner.ts';

const carryOut = createShardLearner(workerData as ShardData);

parentPort!.on('message', (job: ShardJob) => {
  const result = carryOut(job);
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(result, 'scores' in result ? [result.scores.buffer as ArrayBuffer] : []);
});
