import { describe, expect, it } from 'vitest';
import { fittingShardSize, shardMemory } from './shard-memory.ts';
import { createShardLearner } from './shard-learner.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import { scoreSizeFor } from './open-nbfnet.ts';

const sizeOf = (entities: number, triples: number, relations: number, dependent: boolean) => ({
  shape: { relations, dimension: 32, layers: 6, dependent, frontier: false },
  entities,
  triples: new Int32Array(3 * triples),
  scoreSize: scoreSizeFor(entities),
  negatives: 32,
  shardSize: 8,
  slopes: new Float32Array(1),
});

describe('the memory of a worker', () => {
  it.each([
    ['WN18RR', sizeOf(40_943, 86_835, 11, false)],
    ['FB15k-237', sizeOf(14_541, 272_115, 237, true)],
  ])('is at most 2 GiB for %s, so that two stay well below 8', (_, size) => {
    expect(fittingShardSize(size)).toBe(8);
    expect(shardMemory(size)).toBeLessThan(2 ** 31);
  });

  it('is kept by fewer queries at once where a graph is large, and refused where not one fits', () => {
    const large = sizeOf(200_000, 1000, 5, false);
    const fitting = fittingShardSize(large);
    expect(fitting).toBeLessThan(8);
    expect(shardMemory({ ...large, shardSize: fitting })).toBeLessThan(2 ** 32);
    expect(shardMemory({ ...large, shardSize: 2 * fitting })).toBeGreaterThan(2 ** 32 - 2 ** 20);
    expect(() => fittingShardSize(sizeOf(3_000_000, 1000, 5, false))).toThrow('one query takes');
  });

  it.each([
    [7, 1, true],
    [50, 4, true],
    [300, 8, false],
    [50, 8, true],
  ])(
    'is enough for learning, scoring and learning again: %i entities, %i queries, dependent %s',
    (entities, shardSize, dependent) => {
      const shape = { relations: 3, dimension: 8, layers: 2, dependent, frontier: false };
      const { length } = nbfnetLayout(shape);
      const learner = createShardLearner({
        shape,
        entities,
        triples: Int32Array.from({ length: 60 }, (__, at) =>
          at % 3 === 1 ? at % 2 : at % entities,
        ),
        parameters: new Float32Array(length).fill(0.1),
        slopes: new Float32Array(length),
        shardSize,
        scoreSize: scoreSizeFor(entities),
        negatives: 16,
        temperature: 1,
        hidesPairs: true,
        edgeDropout: 0.2,
      });
      const batch = Int32Array.from({ length: shardSize }, (__, at) => at);
      const queries = new Int32Array(2 * 40);
      for (let round = 0; round < 3; round++) {
        const learned = learner({ kind: 'learn', step: `${round}`, batch, shard: 0 });
        expect(learned).toHaveProperty('loss', expect.any(Number));
        const scored = learner({ kind: 'score', queries });
        expect('scores' in scored && scored.scores.every(Number.isFinite)).toBe(true);
      }
    },
  );
});
