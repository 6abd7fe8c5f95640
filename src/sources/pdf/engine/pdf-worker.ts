import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from './carry-error.ts';
import { setPageWatch } from './page-watch.ts';
import {
  type PdfTask,
  WATCH_CELLS,
  WATCH_STATE,
  type WorkerData,
  type WorkerJob,
  type WorkerMessage,
} from './worker-protocol.ts';

const { task, watch } = workerData as WorkerData;
const cells = new Int32Array(watch);
const port = parentPort!;

function send(message: WorkerMessage): void {
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port.postMessage(message);
}

function stand(page: number): void {
  Atomics.store(cells, WATCH_CELLS.page, page);
  Atomics.add(cells, WATCH_CELLS.steps, 1);
}

async function carryOut({ bytes, options, lost, lastPage }: WorkerJob): Promise<void> {
  const reasons = new Map(lost);
  setPageWatch({
    begin: stand,
    end: () => stand(WATCH_STATE.between),
    leaveOut: (page) =>
      lastPage !== null && page > lastPage
        ? `left out: ${lost.length} pages before it stopped the reader`
        : (reasons.get(page) ?? null),
  });
  try {
    const module = (await import(task.module)) as Record<string, unknown>;
    const run = module[task.name];
    if (typeof run !== 'function') {
      throw new TypeError(`${task.module} exports no function ${task.name}`);
    }
    const result = await (run as PdfTask<unknown, unknown>)(bytes, options, (page) => {
      Atomics.add(cells, WATCH_CELLS.steps, 1);
      send({ kind: 'page', page });
    });
    send({ kind: 'done', result });
  } catch (error) {
    send({ kind: 'failed', error: carryError(error) });
  }
}

port.on('message', (job: WorkerJob) => void carryOut(job));
