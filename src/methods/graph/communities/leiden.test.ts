import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { partitionByLeiden } from './leiden.ts';
import { modularityOf, type Network } from './network.ts';

/** Zachary's karate club (1977): its best modularity is known to be 0.41979. */
const KARATE: Record<number, number[]> = {
  1: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32],
  2: [3, 4, 8, 14, 18, 20, 22, 31],
  3: [4, 8, 9, 10, 14, 28, 29, 33],
  4: [8, 13, 14],
  5: [7, 11],
  6: [7, 11, 17],
  7: [17],
  9: [31, 33, 34],
  10: [34],
  14: [34],
  15: [33, 34],
  16: [33, 34],
  19: [33, 34],
  20: [34],
  21: [33, 34],
  23: [33, 34],
  24: [26, 28, 30, 33, 34],
  25: [26, 28, 32],
  26: [32],
  27: [30, 34],
  28: [34],
  29: [32, 34],
  30: [33, 34],
  31: [33, 34],
  32: [33, 34],
  33: [34],
};
const karate = Object.entries(KARATE).flatMap(([from, all]) =>
  all.map((to): [number, number] => [Number(from) - 1, to - 1]),
);

function networkOf(nodes: number, ties: readonly (readonly [number, number, number?])[]): Network {
  const rows = Array.from({ length: nodes }, (): [number, number][] => []);
  for (const [a, b, weight = 1] of ties) {
    rows[a]!.push([b, weight]);
    rows[b]!.push([a, weight]);
  }
  const sorted = rows.map((row) => row.toSorted((x, y) => x[0] - y[0]));
  const start = new Int32Array(nodes + 1);
  for (const [node, row] of sorted.entries()) start[node + 1] = start[node]! + row.length;
  return {
    nodes,
    start,
    neighbours: Int32Array.from(sorted.flat(), ([to]) => to),
    weights: Float64Array.from(sorted.flat(), ([, weight]) => weight),
  };
}

function ringOfCliques(cliques: number, size: number): Network {
  const ties: [number, number][] = [];
  for (let clique = 0; clique < cliques; clique++) {
    for (let a = 0; a < size; a++) {
      for (let b = a + 1; b < size; b++) ties.push([clique * size + a, clique * size + b]);
    }
    ties.push([clique * size, ((clique + 1) % cliques) * size + 1]);
  }
  return networkOf(cliques * size, ties);
}

const groupsOf = (membership: Int32Array): number[][] => {
  const groups: number[][] = [];
  for (const [node, community] of membership.entries()) (groups[community] ??= []).push(node);
  return groups;
};

function expectConnected(network: Network, membership: Int32Array): void {
  for (const group of groupsOf(membership)) {
    const reached = new Set([group[0]!]);
    for (const node of reached) {
      for (let at = network.start[node]!; at < network.start[node + 1]!; at++) {
        const other = network.neighbours[at]!;
        if (membership[other] === membership[node]) reached.add(other);
      }
    }
    expect(reached.size).toBe(group.length);
  }
}

/** A random network with planted groups and a heavy tail of degrees. */
function plantedNetwork(seed: number, nodes: number, groups: number): Network {
  const random = createRandom(seed);
  const ties = new Map<string, [number, number]>();
  for (let i = 0; i < nodes * 4; i++) {
    const a = Math.floor(nodes * random.next() ** 2);
    const inside = random.next() < 0.8;
    const b = inside
      ? (a % groups) + groups * random.integer(Math.floor((nodes - 1 - (a % groups)) / groups) + 1)
      : random.integer(nodes);
    if (a !== b) ties.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [a, b]);
  }
  return networkOf(nodes, [...ties.values()]);
}

describe('partitionByLeiden', () => {
  it('finds the best modularity of the karate club', () => {
    const network = networkOf(34, karate);
    expect(network.neighbours.length).toBe(2 * 78);
    const found = Array.from({ length: 10 }, (_, seed) =>
      modularityOf(network, partitionByLeiden(network, createRandom(seed), { passes: 10 })),
    );
    expect(Math.max(...found)).toBeCloseTo(0.41979, 5);
    expect(Math.min(...found)).toBeGreaterThan(0.41);
  });

  it.each(['modularity', 'cpm'] as const)('finds the cliques of a ring by %s', (quality) => {
    const network = ringOfCliques(8, 6);
    const membership = partitionByLeiden(network, createRandom(1), {
      quality,
      resolution: quality === 'cpm' ? 0.3 : 1,
    });
    expect(groupsOf(membership)).toEqual(
      [0, 6, 12, 18, 24, 30, 36, 42].map((first) => [0, 1, 2, 3, 4, 5].map((i) => first + i)),
    );
  });

  it('shows the resolution limit of modularity, which CPM has not', () => {
    const network = ringOfCliques(60, 4);
    const count = (quality: 'modularity' | 'cpm', resolution: number): number =>
      groupsOf(partitionByLeiden(network, createRandom(1), { quality, resolution })).length;
    expect(count('modularity', 1)).toBeLessThan(60);
    expect(count('cpm', 0.3)).toBe(60);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'gives connected communities, the same each time: seed %i',
    (seed) => {
      const network = plantedNetwork(seed, 1500, 12);
      for (const resolution of [0.5, 1, 4]) {
        const membership = partitionByLeiden(network, createRandom(seed), { resolution });
        expectConnected(network, membership);
        expect(partitionByLeiden(network, createRandom(seed), { resolution })).toEqual(membership);
      }
    },
  );

  it('never does worse than the planted groups', () => {
    const network = plantedNetwork(9, 2000, 10);
    const planted = Int32Array.from({ length: 2000 }, (_, node) => node % 10);
    const membership = partitionByLeiden(network, createRandom(9));
    expect(modularityOf(network, membership)).toBeGreaterThanOrEqual(
      modularityOf(network, planted),
    );
  });

  it('minds weights', () => {
    // A square whose sides 0-1 and 2-3 are strong.
    const network = networkOf(4, [
      [0, 1, 5],
      [1, 2, 1],
      [2, 3, 5],
      [3, 0, 1],
    ]);
    expect([...partitionByLeiden(network, createRandom(1))]).toEqual([0, 0, 1, 1]);
  });

  it('leaves nodes without ties alone, and takes an empty network', () => {
    expect([...partitionByLeiden(networkOf(3, []), createRandom(1))]).toEqual([0, 1, 2]);
    expect([...partitionByLeiden(networkOf(0, []), createRandom(1))]).toEqual([]);
    expect([...partitionByLeiden(networkOf(4, [[1, 2]]), createRandom(1))]).toEqual([0, 1, 1, 2]);
  });

  it('refuses a resolution that means nothing', () => {
    expect(() =>
      partitionByLeiden(networkOf(2, [[0, 1]]), createRandom(1), { resolution: 0 }),
    ).toThrow(RangeError);
  });
});
