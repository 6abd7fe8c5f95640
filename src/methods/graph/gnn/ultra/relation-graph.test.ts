import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import type { TripleSet } from '../triples.ts';
import { buildRelationGraph, EDGE_TYPES, MEETINGS } from './relation-graph.ts';

/** By the definition: sets of entities and of pairs intersected, relation by relation. */
function bySets({ relations, triples }: TripleSet): Set<string> {
  const sets = (): Set<string>[] => Array.from({ length: 2 * relations }, () => new Set());
  const [heads, tails, pairs] = [sets(), sets(), sets()];
  for (let i = 0; i < triples.length; i += 3) {
    const [h, r, t] = [triples[i]!, triples[i + 1]!, triples[i + 2]!];
    heads[r]!.add(`${h}`);
    tails[r]!.add(`${t}`);
    pairs[r]!.add(`${h} ${t}`);
    heads[r + relations]!.add(`${t}`);
    tails[r + relations]!.add(`${h}`);
    pairs[r + relations]!.add(`${t} ${h}`);
  }
  const found = new Set<string>();
  for (let a = 0; a < 2 * relations; a++) {
    for (let b = 0; b < 2 * relations; b++) {
      const put = (kind: number, left: Set<string>, right: Set<string>): void => {
        const shared = [...left].filter((place) => right.has(place)).length;
        if (shared === 0) return;
        const share = shared / left.size;
        found.add(`${a} ${kind + 5 * (share < 1 / 8 ? 0 : share < 1 / 2 ? 1 : 2)} ${b}`);
      };
      put(MEETINGS.headHead, heads[a]!, heads[b]!);
      put(MEETINGS.tailTail, tails[a]!, tails[b]!);
      put(MEETINGS.headTail, heads[a]!, tails[b]!);
      put(MEETINGS.tailHead, tails[a]!, heads[b]!);
      if (a !== b) put(MEETINGS.pair, pairs[a]!, pairs[b]!);
    }
  }
  return found;
}

function edgesOf({ triples }: TripleSet): string[] {
  return Array.from({ length: triples.length / 3 }, (_, i) =>
    triples.subarray(3 * i, 3 * i + 3).join(' '),
  );
}

describe('buildRelationGraph', () => {
  it('finds on random graphs the meetings that sets of heads, tails and pairs have, each once', () => {
    const random = createRandom('relation-graph');
    const types = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const entities = 2 + random.integer(25);
      const relations = 1 + random.integer(6);
      const triples = Int32Array.from({ length: 3 * random.integer(150) }, (_, i) =>
        random.integer(i % 3 === 1 ? relations : entities),
      );
      const graph = { entities, relations, triples };
      const edges = edgesOf(buildRelationGraph(graph));
      expect(new Set(edges).size).toBe(edges.length);
      expect(new Set(edges)).toEqual(bySets(graph));
      for (const edge of edges) types.add(edge.split(' ')[1]!);
    }
    expect(types.size).toBeGreaterThan(12);
  });

  it('lets the two relations of a chain meet as tail and head, strongly where one always follows', () => {
    const edges = edgesOf(
      buildRelationGraph({
        entities: 3,
        relations: 2,
        triples: Int32Array.from([0, 0, 1, 1, 1, 2]),
      }),
    );
    const strong = 10;
    expect(edges).toContain(`0 ${MEETINGS.tailHead + strong} 1`);
    expect(edges).toContain(`1 ${MEETINGS.headTail + strong} 0`);
    expect(edges.some((edge) => /^0 (?:0|5|10) 1$/.test(edge))).toBe(false);
  });

  it('keeps the relations met in most entities where there are too many, and itself', () => {
    const triples: number[] = [];
    for (let r = 0; r < 20; r++)
      for (let e = 0; e <= r; e++) triples.push(e, r, 30 + 20 * r + (e % 20));
    const graph = { entities: 500, relations: 20, triples: Int32Array.from(triples) };
    const edges = edgesOf(buildRelationGraph(graph, { maxEdges: 1 }));
    const strong = MEETINGS.headHead + 10;
    const heard = edges.filter((edge) => edge.startsWith(`19 ${strong} `));
    expect(heard).toEqual([12, 13, 14, 15, 16, 17, 18, 19].map((b) => `19 ${strong} ${b}`));
  });

  it('takes 10,000 relations of an open vocabulary in seconds', () => {
    const random = createRandom('open vocabulary');
    const triples = Int32Array.from({ length: 3 * 30_000 }, (_, i) =>
      random.integer(i % 3 === 1 ? 10_000 : 8000),
    );
    const {
      entities,
      relations,
      triples: edges,
    } = buildRelationGraph({
      entities: 8000,
      relations: 10_000,
      triples,
    });
    expect([entities, relations]).toEqual([20_000, EDGE_TYPES]);
    expect(edges.length / 3).toBeGreaterThan(4 * 19_000);
  });
});
