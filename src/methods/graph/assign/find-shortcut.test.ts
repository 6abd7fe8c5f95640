import { describe, expect, it } from 'vitest';
import { makeRandomGraph, makeSmallGraph } from '../../../../bench/assignments/random-graph.ts';
import { makeReference } from '../../../../bench/assignments/reference.ts';
import { createRandom } from '../../../core/random.ts';
import { areNeighbours, findShortcut, isWithin, neighboursOf } from './find-shortcut.ts';
import type { GraphQuery } from './query.ts';

const query: GraphQuery = { form: '2p', anchors: ['ash'], predicates: ['p', 'q'] };
const path = [
  ['ash', 'p', 'birch'],
  ['birch', 'q', 'cedar'],
] as const;

const find = (...more: Parameters<typeof makeSmallGraph>[0]['said']) => {
  const graph = makeSmallGraph({ said: [...path, ...more] });
  return findShortcut(graph, query, [graph.entityById.get('cedar')!]);
};

describe('shorter paths', () => {
  it('are found where breadth-first search finds them, for every pair and length', () => {
    const random = createRandom('paths');
    let far = 0;
    for (let trial = 0; trial < 30; trial++) {
      const graph = makeRandomGraph(random, 4 + random.integer(14));
      const reference = makeReference(graph);
      const neighbours = neighboursOf(graph);
      for (const [a, from] of graph.entities.entries()) {
        for (const [b, to] of graph.entities.entries()) {
          const distance = reference.distance(from.id, to.id, 4);
          for (const steps of [1, 2, 3, 4]) {
            expect(isWithin(neighbours, a, b, steps)).toBe(distance < steps);
          }
          expect(areNeighbours(neighbours, a, b)).toBe(distance === 1);
          if (distance >= 3 && distance < Infinity) far++;
        }
      }
    }
    expect(far).toBeGreaterThan(50);
  });

  it('count in whatever direction and however doubtful, and not where denied', () => {
    expect(find()).toBeUndefined();
    expect(find(['cedar', 'r', 'ash', { confidence: 0.01 }])).toMatchObject({ steps: 2 });
    expect(find(['ash', 'r', 'ash'], ['cedar', 'r', 'elm'])).toBeUndefined();
    expect(find(['ash', 'r', 'cedar'], ['ash', 'r', 'cedar', { negated: true }])).toBeUndefined();
  });

  it('lead nowhere from what the graph has not', () => {
    const graph = makeSmallGraph({ said: [...path] });
    expect(findShortcut(graph, { ...query, anchors: ['nobody'] }, [0])).toBeUndefined();
  });
});
