import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { indexNeighbourhoods, triplesAround } from './neighbourhoods.ts';

/** A chain 0 – 1 – 2 – … */
const chain = (length: number): Int32Array =>
  Int32Array.from({ length: 3 * length }, (_, i) =>
    i % 3 === 0 ? i / 3 : i % 3 === 1 ? 0 : (i + 1) / 3,
  );

describe('triplesAround', () => {
  it('takes the nearest triples first, from both ends of each', () => {
    const index = indexNeighbourhoods({ entities: 21, relations: 1, triples: chain(20) });
    expect([...triplesAround(index, [10], 4)]).toEqual([8, 9, 10, 11]);
    expect([...triplesAround(index, [0, 20], 4)]).toEqual([0, 1, 18, 19]);
    expect(triplesAround(index, [3], 100)).toHaveLength(20);
    expect(triplesAround(index, [3], 0)).toHaveLength(0);
  });

  it('never takes more than allowed, each once, and all where they fit', () => {
    const random = createRandom('around');
    for (let round = 0; round < 30; round++) {
      const triples = Int32Array.from({ length: 3 * 200 }, (_, i) =>
        random.integer(i % 3 === 1 ? 4 : 40),
      );
      const index = indexNeighbourhoods({ entities: 40, relations: 4, triples });
      const most = random.integer(200);
      expect(triplesAround(index, [random.integer(40)], 200 + most)).toHaveLength(200);
      const found = triplesAround(index, [random.integer(40)], most);
      expect(found.length).toBeLessThanOrEqual(most);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
