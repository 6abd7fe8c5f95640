import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { openQueryScorer } from './score-query.ts';
import type { TripleSet } from './triples.ts';
import { drawParameters } from './ultra/shape.ts';
import { decodeWeights, encodeWeights, type Weights } from './ultra/weights-file.ts';
import { loadWeights } from './ultra/zero-shot.ts';

const SHAPE = { dimension: 8, relationLayers: 1, entityLayers: 2 };

/** Drawn, not trained: what is tested of them holds for any. */
function drawnWeights(): Weights {
  const training = {
    seed: 0,
    steps: 0,
    seconds: 0,
    graphs: [],
    ruleGraphShare: 0,
    loss: 0,
    validationMrr: {},
  };
  return decodeWeights(
    encodeWeights(
      { ...SHAPE, training, calibration: { slope: 1, shift: -1 } },
      drawParameters(SHAPE, createRandom('score-query')),
    ),
    'drawn',
  );
}

function randomGraph(seed: string, entities: number, relations: number, count: number): TripleSet {
  const random = createRandom(seed);
  return {
    entities,
    relations,
    triples: Int32Array.from({ length: 3 * count }, (_, i) =>
      random.integer(i % 3 === 1 ? relations : entities),
    ),
  };
}

describe('openQueryScorer', () => {
  const weights = drawnWeights();
  const graph = randomGraph('queries', 15, 3, 40);

  it('is certain of triples that are there, in both directions, and of no hidden one', async () => {
    const scorer = await openQueryScorer(graph, { weights });
    for (let i = 0; i < 10; i++) {
      const [h, r, t] = graph.triples.subarray(3 * i, 3 * i + 3) as unknown as number[];
      expect((await scorer.tails(h!, r!))[t!]).toBe(1);
      expect((await scorer.tails(t!, r! + 3))[h!]).toBe(1);
      // Every copy of the triple is hidden with it.
      const copies = Array.from({ length: 40 }, (_, j) => j).filter(
        (j) => graph.triples.subarray(3 * j, 3 * j + 3).join() === `${h},${r},${t}`,
      );
      for (const value of await scorer.tails(h!, r!, copies)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect((await scorer.tails(h!, r!, copies))[t!]).toBeLessThan(1);
      expect((await scorer.tails(t!, r! + 3, copies))[h!]).toBeLessThan(1);
    }
  });

  it('says the same of a hidden triple as if it had never been there', async () => {
    const scorer = await openQueryScorer(graph, { weights });
    const left = { ...graph, triples: graph.triples.slice(6) };
    const other = await openQueryScorer(left, { weights });
    for (const [head, relation] of [
      [graph.triples[0]!, graph.triples[1]!],
      [3, 5],
    ] as const) {
      const absent = await other.tails(head, relation);
      expect(await scorer.tails(head, relation, [0, 1])).toEqual(absent);
    }
  });

  it('composes hops by product and maximum over every entity between', async () => {
    const scorer = await openQueryScorer(graph, { weights, beam: 15, leastShare: 0 });
    const hidden = [2, 9];
    const first = await scorer.tails(4, 1, hidden);
    const expected = new Float32Array(15);
    for (const [between, value] of first.entries()) {
      for (const [entity, next] of (await scorer.tails(between, 5, hidden)).entries())
        expected[entity] = Math.max(expected[entity]!, value * next);
    }
    const found = await scorer.chain(4, [1, 5], hidden);
    for (const [entity, value] of found.entries()) expect(value).toBeCloseTo(expected[entity]!, 4);
  });

  it('follows known triples from all entities, also from those that the beam leaves out', async () => {
    // 0 leads to 1 … 50, each of which leads to one of 51 … 100.
    const triples = Array.from({ length: 50 }, (_, i) => [0, 0, i + 1, i + 1, 1, i + 51]).flat();
    const fan = { entities: 101, relations: 2, triples: Int32Array.from(triples) };
    const scorer = await openQueryScorer(fan, { weights, beam: 4 });
    const found = await scorer.chain(0, [0, 1]);
    expect([...found.subarray(51)]).toEqual(Array.from({ length: 50 }, () => 1));
  });

  it('looks only around the head where a graph is large, with the same answer there', async () => {
    const near = randomGraph('near', 20, 3, 50);
    const far = randomGraph('far', 300, 4, 900);
    const moved = far.triples.map((value, i) => (i % 3 === 1 ? value + 3 : value + 20));
    const both = {
      entities: 320,
      relations: 7,
      triples: Int32Array.from([...near.triples, ...moved]),
    };
    const cut = await openQueryScorer(both, { weights, maxTriples: 60 });
    const alone = await openQueryScorer(near, { weights });
    for (const relation of [0, 2]) {
      const found = await cut.tails(near.triples[0]!, relation, [4]);
      const expected = await alone.tails(near.triples[0]!, relation, [4]);
      for (let entity = 0; entity < 20; entity++)
        expect(found[entity]).toBeCloseTo(expected[entity]!, 3);
      expect(found.subarray(20).every((value) => value === 0)).toBe(true);
    }
    // A relation that no triple around has.
    expect((await cut.tails(near.triples[0]!, 6)).every(Number.isFinite)).toBe(true);
  });

  it('refuses what the graph has not', async () => {
    const scorer = await openQueryScorer(graph, { weights });
    await expect(scorer.tails(15, 0)).rejects.toThrow('no entity 15');
    await expect(scorer.tails(0, 6)).rejects.toThrow('no relation 6');
    await expect(scorer.tails(0, 0, [40])).rejects.toThrow('no triple 40');
    await expect(scorer.chain(0, [])).rejects.toThrow('at least one relation');
  });

  it('with the shipped weights ranks a link that a rule implies high when its triple is hidden', async () => {
    // Everybody lives where the employer sits; 30 people, 6 firms, 6 towns.
    const triples: number[] = [];
    for (let firm = 0; firm < 6; firm++) triples.push(30 + firm, 1, 36 + firm);
    for (let person = 0; person < 30; person++) triples.push(person, 0, 30 + (person % 6));
    for (let person = 0; person < 30; person++) triples.push(person, 2, 36 + (person % 6));
    const towns = { entities: 42, relations: 3, triples: Int32Array.from(triples) };
    const scorer = await openQueryScorer(towns, { weights: await loadWeights() });
    for (const person of [0, 7, 17, 29]) {
      const found = await scorer.tails(person, 2, [36 + person]);
      const answer = 36 + (person % 6);
      expect(found.indexOf(Math.max(...found))).toBe(answer);
      // Without the employer nothing tells one town from another.
      const lost = await scorer.tails(person, 2, [36 + person, 6 + person]);
      expect(lost[answer]).toBeLessThan(found[answer]!);
    }
  });
});
