import { z } from 'zod';
import { MaterialAlteredError } from '../../../../core/errors/index.ts';
import { sha256 } from '../../../../core/hash.ts';

const trainingGraph = z.object({
  name: z.string(),
  entities: z.int(),
  relations: z.int(),
  triples: z.int(),
  /** Of its train file as it lay on the disk, unpacked. */
  sha256: z.string().length(64),
});

const header = z.object({
  format: z.literal('ultra-weights@1'),
  dimension: z.int().positive(),
  relationLayers: z.int().positive(),
  entityLayers: z.int().positive(),
  parameters: z.int().positive(),
  /** Of the numbers that follow the header. */
  sha256: z.string().length(64),
  training: z.object({
    seed: z.int(),
    steps: z.int(),
    seconds: z.number(),
    graphs: z.array(trainingGraph),
    /** Share of steps on graphs of random rules. */
    ruleGraphShare: z.number(),
    /** Mean loss of the last steps. */
    loss: z.number(),
    /** Filtered mean reciprocal rank on held-out triples of the training graphs, by which these weights were chosen. */
    validationMrr: z.record(z.string(), z.number()),
  }),
  /** Plausibility of a score s: 1 / (1 + e^−(slope · s + shift)), fitted on held-out triples. */
  calibration: z.object({ slope: z.number(), shift: z.number() }),
});

export type TrainingGraph = z.infer<typeof trainingGraph>;
export type WeightsHeader = z.infer<typeof header>;
export type WeightsSummary = Omit<WeightsHeader, 'format' | 'parameters' | 'sha256'>;

export interface Weights {
  header: WeightsHeader;
  values: Float32Array;
}

/**
 * One file: the length of the header in bytes (uint32), the header as JSON filled up with spaces to a multiple of four,
 * the parameters as float32; all numbers little-endian.
 */
export function encodeWeights(summary: WeightsSummary, values: Float32Array): Uint8Array {
  const numbers = littleEndian(values);
  const whole: WeightsHeader = {
    format: 'ultra-weights@1',
    ...summary,
    parameters: values.length,
    sha256: sha256(numbers),
  };
  let text = JSON.stringify(whole);
  text += ' '.repeat((4 - (Buffer.byteLength(text) % 4)) % 4);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(Buffer.byteLength(text));
  return Buffer.concat([head, Buffer.from(text), numbers]);
}

/** Reads what {@link encodeWeights} wrote. Throws MaterialAlteredError where a byte is missing or another. */
export function decodeWeights(bytes: Uint8Array, name: string): Weights {
  const altered = (what: string, cause?: unknown): MaterialAlteredError =>
    new MaterialAlteredError(`${name} is not a file of weights: ${what}`, {
      hint: 'install the package again, or train with `wellspring graph pretrain`',
      cause,
    });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 4) throw altered('it is too short');
  const end = 4 + buffer.readUInt32LE(0);
  if (end > buffer.length) throw altered('its header is cut off');
  let read: WeightsHeader;
  try {
    read = header.parse(JSON.parse(buffer.toString('utf8', 4, end)));
  } catch (cause) {
    throw altered('its header cannot be read', cause);
  }
  const numbers = buffer.subarray(end);
  if (numbers.length !== 4 * read.parameters) throw altered('its numbers are cut off');
  if (sha256(numbers) !== read.sha256) throw altered('its numbers do not match their hash');
  const values = new Float32Array(read.parameters);
  for (let i = 0; i < values.length; i++) values[i] = numbers.readFloatLE(4 * i);
  if (!values.every(Number.isFinite)) throw altered('a number in it is not finite');
  return { header: read, values };
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (let i = 0; i < values.length; i++) bytes.writeFloatLE(values[i]!, 4 * i);
  return bytes;
}
