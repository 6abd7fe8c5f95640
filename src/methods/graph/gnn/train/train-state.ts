import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SourceError } from '../../../../core/errors/index.ts';
import { writeFileAtomic } from '../../../../core/store/atomic-write.ts';

const Progress = z.object({
  /** Steps taken. */
  step: z.int().nonnegative(),
  /** Seconds of training, over all processes that took part. */
  seconds: z.number(),
  bestMrr: z.number().nullable(),
  /** Validations since the best. */
  barren: z.int().nonnegative(),
  history: z.array(
    z.object({
      step: z.int(),
      epoch: z.number(),
      loss: z.number(),
      /** Filtered mean reciprocal rank on the validation set. */
      mrr: z.number(),
      seconds: z.number(),
    }),
  ),
  /** Sum of losses since the last validation, and their number. */
  lossSum: z.number(),
  lossCount: z.int(),
});
export type TrainProgress = z.infer<typeof Progress>;

const Header = z.object({
  format: z.literal('wellspring/nbfnet-checkpoint@1'),
  /** Hash of the options and the graph: a checkpoint of another training is refused. */
  identity: z.string(),
  length: z.int().positive(),
  progress: Progress,
});

/** All that a training is, between two steps. */
export interface TrainState {
  progress: TrainProgress;
  parameters: Float32Array;
  first: Float32Array;
  second: Float32Array;
  average: Float32Array;
  best: Float32Array;
}

const ARRAYS = ['parameters', 'first', 'second', 'average', 'best'] as const;

export async function writeCheckpoint(
  path: string,
  identity: string,
  state: TrainState,
): Promise<void> {
  const { length } = state.parameters;
  const header = {
    format: 'wellspring/nbfnet-checkpoint@1',
    identity,
    length,
    progress: state.progress,
  };
  const parts = ARRAYS.map((name) => Buffer.from(state[name].slice().buffer));
  await writeFileAtomic(
    path,
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts]),
  );
}

/** Reads a checkpoint, undefined where there is none. Raises SourceError where it is damaged or of another training. */
export async function readCheckpoint(
  path: string,
  identity: string,
  length: number,
): Promise<TrainState | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(10);
  const header = Header.safeParse(end < 0 ? undefined : parse(bytes.toString('utf8', 0, end)));
  const body = bytes.subarray(end + 1);
  if (
    !header.success ||
    body.length !== ARRAYS.length * length * 4 ||
    header.data.length !== length
  ) {
    throw new SourceError(`${path} is not a checkpoint of this training`, {
      reason: 'checkpoint-damaged',
      hint: 'remove it, or name another folder, to begin again',
    });
  }
  if (header.data.identity !== identity) {
    throw new SourceError(`${path} belongs to a training with other options or another graph`, {
      reason: 'checkpoint-of-another',
      hint: 'use the options that it was begun with, or name another folder',
    });
  }
  const state: Partial<TrainState> = { progress: header.data.progress };
  for (const [index, name] of ARRAYS.entries()) {
    const copy = new Uint8Array(body.subarray(index * length * 4, (index + 1) * length * 4));
    state[name] = new Float32Array(copy.buffer);
  }
  return state as TrainState;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
