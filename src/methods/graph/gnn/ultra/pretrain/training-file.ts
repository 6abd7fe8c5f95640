import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RecipeError } from '../../../../../core/errors/index.ts';
import { sha256 } from '../../../../../core/hash.ts';
import { writeFileAtomic } from '../../../../../core/store/atomic-write.ts';
import type { TrainingState } from './training-run.ts';

const FORMAT = 'ultra-training@1';

const header = z.object({
  format: z.literal(FORMAT),
  /** Of options, shape and training graphs: a run goes on only with the same. */
  setting: z.string(),
  step: z.int(),
  seconds: z.number(),
  loss: z.number(),
  mrr: z.number(),
  best: z
    .object({ step: z.int(), loss: z.number(), validationMrr: z.record(z.string(), z.number()) })
    .nullable(),
  parameters: z.int(),
  sha256: z.string(),
});

/** A run as it is kept between two calls. */
export interface StoredTraining {
  state: TrainingState;
  seconds: number;
  /** Running means over the last steps; 0 before the first. */
  loss: number;
  mrr: number;
  /** The averaged parameters that validated best so far. */
  best: Best | null;
}

export interface Best {
  step: number;
  loss: number;
  validationMrr: Record<string, number>;
  values: Float32Array;
}

/** Replaces the file as a whole, so that a killed run goes on from the last one written. */
export async function writeTraining(
  path: string,
  setting: string,
  { state, seconds, loss, mrr, best }: StoredTraining,
): Promise<void> {
  const { parameters, average, first, second } = state;
  const arrays = [parameters, average, first, second, ...(best ? [best.values] : [])];
  const numbers = Buffer.alloc(4 * arrays.length * parameters.length);
  let at = 0;
  for (const array of arrays) for (const value of array) at = numbers.writeFloatLE(value, at);
  const head = {
    format: FORMAT,
    setting,
    step: state.step,
    seconds,
    loss,
    mrr,
    best: best && { step: best.step, loss: best.loss, validationMrr: best.validationMrr },
    parameters: parameters.length,
    sha256: sha256(numbers),
  };
  await writeFileAtomic(path, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), numbers]));
}

/** Undefined where there is no such file. Throws RecipeError on one of another setting, or one that was altered. */
export async function readTraining(
  path: string,
  setting: string,
): Promise<StoredTraining | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const refuse = (what: string, cause?: unknown): RecipeError =>
    new RecipeError(`${path} ${what}`, {
      hint: 'move it away to begin anew, or name another --out',
      cause,
    });
  const end = bytes.indexOf(0x0a);
  let read: z.infer<typeof header>;
  try {
    read = header.parse(JSON.parse(bytes.toString('utf8', 0, Math.max(end, 0))));
  } catch (cause) {
    throw refuse('is no training that was begun', cause);
  }
  if (read.setting !== setting) throw refuse('belongs to other graphs or options');
  const numbers = bytes.subarray(end + 1);
  const count = read.best ? 5 : 4;
  if (numbers.length !== 4 * count * read.parameters || sha256(numbers) !== read.sha256)
    throw refuse('was altered or cut off');
  const [parameters, average, first, second, best] = Array.from({ length: count }, (_, array) =>
    Float32Array.from({ length: read.parameters }, (__, i) =>
      numbers.readFloatLE(4 * (array * read.parameters + i)),
    ),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array | undefined];
  return {
    state: { step: read.step, parameters, average, first, second },
    seconds: read.seconds,
    loss: read.loss,
    mrr: read.mrr,
    best: read.best && { ...read.best, values: best! },
  };
}
