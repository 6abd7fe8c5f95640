import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import { readModel, type StoredModel, writeModel } from './model-file.ts';
import { renumberRelations } from './renumber-relations.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-model-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const shape = { relations: 2, dimension: 8, layers: 2, dependent: false, frontier: false };
const STORED: StoredModel = {
  model: {
    shape,
    parameters: nbfnetLayout(shape).draw(createRandom('model')),
    calibration: { slope: 1.5, shift: -4 },
  },
  relationNames: ['likes', 'naïve\n"quoted"'],
  training: { seed: 7, epochs: 1.5, validationMrr: 0.5, graph: 'abc' },
};

describe('the file of a model', () => {
  it('gives back what was written, and the same bytes each time', async () => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];
    await writeModel(one, STORED);
    await writeModel(two, await readModel(one));
    expect(await readModel(one)).toEqual(STORED);
    expect(readFileSync(one)).toEqual(readFileSync(two));
  });

  it('is refused where a byte is missing, is another, or is too many', async () => {
    const path = join(dir, 'whole');
    await writeModel(path, STORED);
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    changed[changed.length - 9]! ^= 1;
    const damaged = [
      bytes.subarray(0, 40),
      bytes.subarray(0, -4),
      changed,
      Buffer.concat([bytes, bytes]),
      Buffer.alloc(0),
    ];
    for (const each of damaged) {
      const file = join(dir, 'damaged');
      writeFileSync(file, each);
      await expect(readModel(file)).rejects.toMatchObject({ reason: 'model-damaged' });
    }
    await expect(readModel(dir)).rejects.toMatchObject({ reason: 'model-unreadable' });
  });
});

describe('relations', () => {
  const split = {
    entityNames: ['a', 'b', 'c'],
    relationNames: ['y', 'x'],
    train: Int32Array.of(0, 0, 1, 1, 1, 2),
    valid: Int32Array.of(2, 1, 0),
    test: Int32Array.of(),
  };

  it('are numbered as the model knows them', () => {
    const { relationNames, train, valid } = renumberRelations(split, ['w', 'x', 'y']);
    expect(relationNames).toEqual(['w', 'x', 'y']);
    expect([...train]).toEqual([0, 2, 1, 1, 1, 2]);
    expect([...valid]).toEqual([2, 1, 0]);
  });

  it('that the model does not know are named', () => {
    expect(() => renumberRelations(split, ['x'])).toThrow('1 of the 2 relations, "y"');
  });
});
