import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../core/random.ts';
import { indexNeighbourhoods } from '../../neighbourhoods.ts';
import type { TripleSet } from '../../triples.ts';
import { drawExercise, drawQuestion } from './draw-exercise.ts';
import { drawRuleGraph } from './draw-rule-graph.ts';
import { rankingLoss } from './ranking-loss.ts';
import { sampleSubgraph } from './sample-subgraph.ts';

const keysOf = (triples: Int32Array): string[] =>
  Array.from({ length: triples.length / 3 }, (_, i) => triples.subarray(3 * i, 3 * i + 3).join());

function expectWellFormed({ entities, relations, triples }: TripleSet): void {
  const keys = keysOf(triples);
  expect(new Set(keys).size).toBe(keys.length);
  const [seenEntities, seenRelations] = [new Set<number>(), new Set<number>()];
  for (const [i, value] of triples.entries())
    (i % 3 === 1 ? seenRelations : seenEntities).add(value);
  expect([...seenEntities].every((entity) => entity >= 0 && entity < entities)).toBe(true);
  expect([seenEntities.size, seenRelations.size]).toEqual([entities, relations]);
}

describe('drawRuleGraph', () => {
  it('draws the same graph of a seed and other ones of others, within its bounds', () => {
    const drawn = new Set<string>();
    for (let seed = 0; seed < 25; seed++) {
      const graph = drawRuleGraph(createRandom(seed), { maxEntities: 60, maxTriples: 800 });
      expectWellFormed(graph);
      expect(graph.entities).toBeLessThanOrEqual(60);
      expect(graph.triples.length / 3).toBeLessThan(1000);
      drawn.add(graph.triples.join());
      const again = drawRuleGraph(createRandom(seed), { maxEntities: 60, maxTriples: 800 });
      expect(again).toEqual(graph);
    }
    expect(drawn.size).toBe(25);
  });
});

describe('sampleSubgraph', () => {
  it('takes triples that stand together, renumbered, with the same structure as in the graph', () => {
    const random = createRandom('subgraph');
    // Relation r leads from e to e + r + 1, so that every triple tells its relation by its distance.
    const triples = Int32Array.from(
      Array.from({ length: 3000 }, () => {
        const [head, relation] = [random.integer(400), random.integer(9)];
        return [head, relation, head + relation + 1];
      }).flat(),
    );
    const index = indexNeighbourhoods({ entities: 420, relations: 9, triples });
    const sizes = new Set<number>();
    for (let round = 0; round < 30; round++) {
      const part = sampleSubgraph(index, random, {
        minTriples: 50,
        maxTriples: 500,
        mergeShare: 0,
      });
      expectWellFormed(part);
      expect(part.relations).toBeLessThanOrEqual(9);
      expect(part.triples.length / 3).toBeLessThanOrEqual(500);
      sizes.add(part.triples.length);
    }
    expect(sizes.size).toBeGreaterThan(20);
  });

  it('makes some relations one where it is told to', () => {
    const random = createRandom('merge');
    const triples = Int32Array.from({ length: 3 * 2000 }, (_, i) =>
      random.integer(i % 3 === 1 ? 30 : 100),
    );
    const index = indexNeighbourhoods({ entities: 100, relations: 30, triples });
    const options = { minTriples: 500, maxTriples: 1000 };
    const counts = Array.from(
      { length: 20 },
      () => sampleSubgraph(index, random, { ...options, mergeShare: 1 }).relations,
    );
    expect(Math.min(...counts)).toBeLessThan(15);
  });
});

describe('drawExercise', () => {
  it('hides what it asks for: no hidden triple is a fact, and all answers are known', () => {
    const random = createRandom('exercise');
    let asked = 0;
    for (let round = 0; round < 40; round++) {
      const graph = drawRuleGraph(random, { maxEntities: 30, maxTriples: 400 });
      const exercise = drawExercise(graph, random);
      if (!exercise) continue;
      const facts = new Set(keysOf(exercise.facts.triples));
      const hidden = keysOf(exercise.hidden);
      expect(hidden.some((key) => facts.has(key))).toBe(false);
      expect(facts.size + hidden.length).toBe(graph.triples.length / 3);
      const { relation, heads, tails } = drawQuestion(exercise, random);
      expect(new Set(heads).size).toBe(heads.length);
      for (const [i, head] of heads.entries()) {
        for (const tail of tails[i]!) {
          asked++;
          const plain =
            relation < graph.relations
              ? [head, relation, tail]
              : [tail, relation - graph.relations, head];
          expect(hidden).toContain(plain.join());
          expect(exercise.tailsOf(head, relation)).toContain(tail);
        }
      }
    }
    expect(asked).toBeGreaterThan(50);
  });
});

describe('rankingLoss', () => {
  const exercise = {
    facts: { entities: 4, relations: 1, triples: new Int32Array(0) },
    hidden: new Int32Array(0),
    // Of entity 0: 1 (a fact) and 2 (hidden).
    tailsOf: () => [1, 2],
  };
  const question = { relation: 0, heads: Int32Array.of(0), tails: [[2]] };

  it('counts only what is no known answer', () => {
    const scores = Float64Array.from([1, 9, 0.5, -2]);
    const { loss, mrr } = rankingLoss(exercise, question, scores, new Float64Array(4));
    const total = Math.exp(1) + Math.exp(0.5) + Math.exp(-2);
    expect(loss).toBeCloseTo(-Math.log(Math.exp(0.5) / total), 12);
    expect(mrr).toBe(1 / 2);
  });

  it('has the gradient of finite differences, also far from zero', () => {
    for (const shift of [0, 500, -900]) {
      const scores = Float64Array.from([1, 9, 0.5, -2], (score) => score + shift);
      const slope = new Float64Array(4);
      rankingLoss(exercise, question, scores, slope);
      for (let i = 0; i < 4; i++) {
        const at = (value: number): number => {
          const moved = scores.slice();
          moved[i]! += value;
          return rankingLoss(exercise, question, moved, new Float64Array(4)).loss;
        };
        expect(slope[i]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 5);
      }
    }
  });
});
