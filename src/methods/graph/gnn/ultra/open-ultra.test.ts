import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { TripleSet } from '../triples.ts';
import { createUltra, openUltra } from './open-ultra.ts';
import { drawParameters } from './shape.ts';

const SHAPE = { dimension: 8, relationLayers: 2, entityLayers: 2 };
const values = drawParameters(SHAPE, createRandom('open-ultra'));

function graphOf(seed: string, entities: number, relations: number, count: number): TripleSet {
  const random = createRandom(seed);
  const triples = Int32Array.from({ length: 3 * count }, (_, i) =>
    random.integer(i % 3 === 1 ? relations : entities),
  );
  return { entities, relations, triples };
}

describe('openUltra', () => {
  it('gives each query its row, whatever is asked with it and however large the batch', async () => {
    const graph = graphOf('rows', 21, 3, 60);
    const queries = Int32Array.from([4, 1, 0, 5, 20, 1, 4, 1, 7, 0]);
    const rows = await openUltra(SHAPE, values, graph).scoreTails(queries);
    expect(rows).toHaveLength(5 * 21);
    expect(rows.subarray(0, 21)).toEqual(rows.subarray(63, 84));
    for (const batch of [1, 2]) {
      const again = await openUltra(SHAPE, values, graph, { batch }).scoreTails(queries);
      for (const [i, score] of again.entries()) expect(score).toBeCloseTo(rows[i]!, 4);
    }
    const alone = await openUltra(SHAPE, values, graph).scoreTails(queries.subarray(4, 6));
    for (const [i, score] of alone.entries()) expect(score).toBeCloseTo(rows[42 + i]!, 4);
  });

  it('hides triples as if they had never been there', () => {
    const graph = graphOf('hidden', 12, 3, 30);
    const without = new Set([0, 7, 29]);
    const left = [...graph.triples].filter((_, i) => !without.has(Math.floor(i / 3)));
    const queries = Int32Array.from([1, 0, 2, 4]);
    const model = createUltra(SHAPE, values);
    const hidden = model.open(graph, without).scoreNow(queries);
    const absent = model.open({ ...graph, triples: Int32Array.from(left) }).scoreNow(queries);
    expect(hidden).toEqual(absent);
    expect(model.open(graph).scoreNow(queries)).not.toEqual(absent);
  });

  it('takes small and large graphs in turn, and one without triples', () => {
    const model = createUltra(SHAPE, values);
    const small = graphOf('small', 5, 1, 6);
    const before = model.open(small).scoreNow(Int32Array.of(0, 0));
    const large = graphOf('large', 3000, 40, 9000);
    expect(model.open(large).scoreNow(Int32Array.of(2999, 79))).toHaveLength(3000);
    expect(model.open(small).scoreNow(Int32Array.of(0, 0))).toEqual(before);
    const empty = { entities: 3, relations: 1, triples: new Int32Array(0) };
    const scores = model.open(empty).scoreNow(Int32Array.of(1, 1));
    // Nothing leads from the head to the two others: they cannot be told apart.
    expect(scores[0]).toBe(scores[2]);
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  it('refuses queries that the graph has not, and a graph that does not fit', async () => {
    const graph = graphOf('range', 5, 2, 8);
    const scorer = openUltra(SHAPE, values, graph);
    for (const query of [
      [5, 0],
      [-1, 0],
      [0, 4],
    ])
      await expect(scorer.scoreTails(Int32Array.from(query))).rejects.toThrow(RangeError);
    expect(() => openUltra(SHAPE, values, graph, { memoryBytes: 1000 })).toThrow(
      /need \d+ bytes of the 1000/,
    );
    expect(() => openUltra(SHAPE, values.subarray(1), graph)).toThrow('parameters');
  });
});
