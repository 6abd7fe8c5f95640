import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { adjacencyOf, createFrontierFinder } from './frontier.ts';

const random = createRandom('frontier');
const ENTITIES = 60;
const GRAPH = {
  entities: ENTITIES,
  relations: 3,
  triples: Int32Array.from(
    Array.from({ length: 66 }, () => [
      random.integer(ENTITIES),
      random.integer(3),
      random.integer(ENTITIES),
    ]).flat(),
  ),
};
const DEPTH = 3;
const ANCHORS = Int32Array.of(7, 31, 7, GRAPH.triples[0]!);
const integers = (length: number): Int32Array => new Int32Array(length);

/** Hops to every node, -1 where there is no way; triples in `without` are no way. */
function hopsFrom(anchor: number, without: ReadonlySet<number>): number[] {
  const hops: number[] = Array.from({ length: ENTITIES }, (_, node) => (node === anchor ? 0 : -1));
  for (let hop = 1; hop <= DEPTH; hop++) {
    const now = hops.slice();
    for (let at = 0; at < GRAPH.triples.length; at += 3) {
      if (without.has(at / 3)) continue;
      const [a, b] = [GRAPH.triples[at]!, GRAPH.triples[at + 2]!];
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        if (hops[from]! >= 0 && now[to]! < 0) now[to] = hop;
      }
    }
    hops.splice(0, ENTITIES, ...now);
  }
  return hops;
}

describe('a frontier', () => {
  const finder = createFrontierFinder(adjacencyOf(GRAPH), DEPTH);
  const without = new Set([0, 5, 20]);

  it('has the nodes within so many hops, layer by layer, and every edge that leaves those of the layer before', () => {
    // Twice: nothing of the first may be left in the second.
    for (const hidden of [new Set<number>(), without]) {
      const { layers, nodes, queries, find } = finder.find(ANCHORS, {
        ownTypes: false,
        integers,
        without: hidden,
      });
      const hops = [...ANCHORS].map((anchor) => hopsFrom(anchor, hidden));
      for (const [query, own] of hops.entries()) {
        expect(find(query, ANCHORS[query]!)).toBe(query);
        for (const [node, hop] of own.entries()) {
          const place = find(query, node);
          expect(place >= 0).toBe(hop >= 0);
          if (place < 0) continue;
          expect([nodes[place], queries[place]]).toEqual([node, query]);
          for (const [layer, { nodes: within }] of layers.entries())
            expect(place < within).toBe(hop <= layer + 1);
        }
      }
      for (const [layer, { starts, sources, edgeTypes, nodes: within }] of layers.entries()) {
        const found: string[] = [];
        for (let place = 0; place < within; place++) {
          for (let edge = starts[place]!; edge < starts[place + 1]!; edge++) {
            expect(queries[sources[edge]!]).toBe(queries[place]);
            found.push(
              [queries[place], nodes[sources[edge]!], edgeTypes[edge], nodes[place]].join(),
            );
          }
        }
        const wanted: string[] = [];
        for (const [query, own] of hops.entries()) {
          for (let at = 0; at < GRAPH.triples.length; at += 3) {
            if (hidden.has(at / 3)) continue;
            const [h, r, t] = [...GRAPH.triples.subarray(at, at + 3)] as [number, number, number];
            if (own[h]! >= 0 && own[h]! <= layer) wanted.push([query, h, r, t].join());
            if (own[t]! >= 0 && own[t]! <= layer) wanted.push([query, t, r + 3, h].join());
          }
        }
        expect(found.toSorted()).toEqual(wanted.toSorted());
      }
    }
  });

  it('of wanted nodes has only places on a way to them', () => {
    const wanted = Int32Array.from(ANCHORS, (anchor) =>
      // One that is three hops away, or any: what is out of reach has no place.
      Math.max(0, hopsFrom(anchor, without).indexOf(DEPTH)),
    );
    const { nodes, queries, layers } = finder.find(ANCHORS, {
      ownTypes: false,
      integers,
      without,
      wanted,
    });
    const found = [...nodes.keys()].map((place) => `${queries[place]} ${nodes[place]}`);
    const expected = [...ANCHORS.entries()].flatMap(([query, anchor]) => {
      const there = hopsFrom(anchor, without);
      const back = hopsFrom(wanted[query]!, without);
      return [...there.keys()]
        .filter((node) => {
          const isBetween = there[node]! >= 0 && back[node]! >= 0;
          return node === anchor || (isBetween && there[node]! + back[node]! <= DEPTH);
        })
        .map((node) => `${query} ${node}`);
    });
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(layers.at(-1)!.nodes).toBe(found.length);
    const whole = finder.find(ANCHORS, { ownTypes: false, integers, without }).nodes.length;
    expect(found.length).toBeLessThan(whole);
  });

  it('keeps far nodes out of reach, so that there is something to spare', () => {
    const { nodes } = finder.find(ANCHORS, { ownTypes: false, integers });
    expect(nodes.length).toBeLessThan((ANCHORS.length * ENTITIES) / 2);
  });
});
