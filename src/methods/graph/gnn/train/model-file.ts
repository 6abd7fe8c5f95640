import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SourceError } from '../../../../core/errors/index.ts';
import { sha256 } from '../../../../core/hash.ts';
import { writeFileAtomic } from '../../../../core/store/atomic-write.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import type { NbfnetModel } from './open-nbfnet.ts';

const Header = z.object({
  format: z.literal('wellspring/nbfnet-model@1'),
  shape: z.object({
    relations: z.int().positive(),
    dimension: z.int().positive().multipleOf(8).max(512),
    layers: z.int().positive().max(64),
    dependent: z.boolean(),
    frontier: z.boolean().default(false),
  }),
  /** In the order of the model's numbers; a graph's relations are found by these names. */
  relationNames: z.array(z.string()),
  calibration: z.object({ slope: z.number(), shift: z.number() }).nullable(),
  training: z.object({
    seed: z.int(),
    epochs: z.number(),
    /** Of the best validation, filtered; null where training ended before the first. */
    validationMrr: z.number().nullable(),
    /** Of the training triples as numbers, in order. */
    graph: z.string(),
  }),
  /** Of the parameters that follow, as float32, little-endian. */
  sha256: z.string(),
});
type Header = z.infer<typeof Header>;

/** A model as it is kept: with the names of its relations and where it comes from. */
export interface StoredModel extends Pick<Header, 'relationNames' | 'training'> {
  model: NbfnetModel;
}

/** Writes one file: a line of JSON, then the parameters as float32, little-endian. The same model gives the same bytes. */
export async function writeModel(path: string, stored: StoredModel): Promise<void> {
  const { model, relationNames, training } = stored;
  const { shape, calibration, parameters } = model;
  const numbers = Buffer.alloc(4 * parameters.length);
  for (const [at, value] of parameters.entries()) numbers.writeFloatLE(value, 4 * at);
  const header: Header = {
    format: 'wellspring/nbfnet-model@1',
    shape: { ...shape },
    relationNames,
    calibration,
    training,
    sha256: sha256(numbers),
  };
  await writeFileAtomic(path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), numbers]));
}

/** Reads what {@link writeModel} wrote. Raises SourceError where there is no such file, or a byte of it is missing or another. */
export async function readModel(path: string): Promise<StoredModel> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new SourceError(`${path} cannot be read: ${cause.code ?? cause.message}`, {
      reason: 'model-unreadable',
      hint: 'name a file that `wellspring graph link-predict DIR --out FILE` wrote',
      cause,
    });
  });
  const damaged = (what: string): SourceError =>
    new SourceError(`${path} is no trained model: ${what}`, {
      reason: 'model-damaged',
      hint: 'train it again with `wellspring graph link-predict DIR --out FILE`',
    });
  const end = bytes.indexOf(10);
  const read = Header.safeParse(end < 0 ? undefined : parse(bytes.toString('utf8', 0, end)));
  if (!read.success) throw damaged('its first line is not that of a model');
  const { shape, relationNames, calibration, training, sha256: wanted } = read.data;
  const numbers = bytes.subarray(end + 1);
  if (relationNames.length !== shape.relations) throw damaged('its relations are not all named');
  const { length } = nbfnetLayout(shape);
  if (numbers.length !== 4 * length) throw damaged('its numbers are cut off');
  if (sha256(numbers) !== wanted) throw damaged('its numbers do not match their hash');
  const parameters = Float32Array.from({ length }, (_, at) => numbers.readFloatLE(4 * at));
  if (!parameters.every(Number.isFinite)) throw damaged('a number in it is not finite');
  return { model: { shape, parameters, calibration }, relationNames, training };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
