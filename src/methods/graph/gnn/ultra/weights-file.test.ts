import { describe, expect, it } from 'vitest';
import { MaterialAlteredError } from '../../../../core/errors/index.ts';
import { decodeWeights, encodeWeights, type WeightsSummary } from './weights-file.ts';

const summary: WeightsSummary = {
  dimension: 8,
  relationLayers: 1,
  entityLayers: 1,
  training: {
    seed: 3,
    steps: 10,
    seconds: 2,
    graphs: [{ name: 'größe', entities: 3, relations: 1, triples: 4, sha256: 'a'.repeat(64) }],
    ruleGraphShare: 0.5,
    loss: 1.5,
    validationMrr: { größe: 0.25 },
  },
  calibration: { slope: 1, shift: -2 },
};
const values = Float32Array.from([0, -1.5, 3.25e-8, 1e30]);

describe('weights file', () => {
  it('comes back as it was, from any place in a buffer', () => {
    const bytes = encodeWeights(summary, values);
    expect(bytes.length % 4).toBe(0);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const given of [bytes, shifted.subarray(3)]) {
      const read = decodeWeights(given, 'file');
      expect(read.values).toEqual(values);
      expect(read.header).toMatchObject({ ...summary, parameters: 4 });
    }
  });

  it('refuses every cut and every changed byte', () => {
    const bytes = encodeWeights(summary, values);
    for (let length = 0; length < bytes.length; length += 7)
      expect(() => decodeWeights(bytes.subarray(0, length), 'file')).toThrow(MaterialAlteredError);
    for (let at = bytes.length - 16; at < bytes.length; at++) {
      const other = Uint8Array.from(bytes);
      other[at]! ^= 1;
      expect(() => decodeWeights(other, 'file')).toThrow('hash');
    }
    expect(() => decodeWeights(Buffer.from('not weights at all'), 'file')).toThrow(
      MaterialAlteredError,
    );
  });

  it('refuses numbers that are not finite', () => {
    const bytes = encodeWeights(summary, Float32Array.of(1, Number.NaN));
    expect(() => decodeWeights(bytes, 'file')).toThrow('not finite');
  });
});
