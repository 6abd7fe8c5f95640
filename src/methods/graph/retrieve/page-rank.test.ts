import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { createPageRank } from './page-rank.ts';
import type { WalkNetwork } from './walk-network.ts';

function networkOf(
  nodes: number,
  ties: readonly (readonly [number, number, number])[],
): WalkNetwork {
  const rows = Array.from(
    { length: nodes },
    (): { to: number; edge: number; weight: number }[] => [],
  );
  for (const [edge, [a, b, weight]] of ties.entries()) {
    rows[a]!.push({ to: b, edge, weight });
    rows[b]!.push({ to: a, edge, weight });
  }
  const start = new Int32Array(nodes + 1);
  for (const [node, row] of rows.entries()) start[node + 1] = start[node]! + row.length;
  const arcs = rows.flat();
  return {
    entities: nodes,
    nodes,
    start,
    target: Int32Array.from(arcs, ({ to }) => to),
    edge: Int32Array.from(arcs, ({ edge }) => edge),
    weight: Float32Array.from(arcs, ({ weight }) => weight),
    passagesOf: new Int32Array(nodes),
  };
}

function randomNetwork(seed: number, nodes: number): WalkNetwork {
  const random = createRandom(seed);
  return networkOf(
    nodes,
    Array.from({ length: nodes * 3 }, () => {
      const a = Math.floor(nodes * random.next() ** 2);
      return [a, (a + 1 + random.integer(nodes - 1)) % nodes, 0.1 + random.next()] as const;
    }),
  );
}

/** The same by power iteration, to the end. */
function iterate(
  network: WalkNetwork,
  seeds: ReadonlyMap<number, number>,
  damping: number,
  factor: (edge: number) => number,
): Float64Array {
  const { nodes, start, target, weight, edge } = network;
  const whole = [...seeds.values()].reduce((sum, one) => sum + one, 0);
  const current = new Float64Array(nodes);
  const seed = (node: number): number => (seeds.get(node) ?? 0) / whole;
  let moving = Float64Array.from({ length: nodes }, (_, node) => seed(node));
  for (let round = 0; round < 200; round++) {
    const next = new Float64Array(nodes);
    for (let node = 0; node < nodes; node++) {
      const [from, to] = [start[node]!, start[node + 1]!];
      current[node]! += from === to ? moving[node]! : moving[node]! * (1 - damping);
      let total = 0;
      for (let at = from; at < to; at++) total += weight[at]! * factor(edge[at]!);
      for (let at = from; at < to; at++) {
        next[target[at]!]! += (moving[node]! * damping * weight[at]! * factor(edge[at]!)) / total;
      }
    }
    moving = next;
  }
  return current;
}

const factorOf = (edge: number): number => 1 + (edge % 5);

describe('createPageRank', () => {
  it.each([0.5, 0.85])('is what power iteration gives: damping %d', (damping) => {
    for (const seed of [1, 2, 3]) {
      const network = randomNetwork(seed, 300);
      const rank = createPageRank(network, { damping, epsilon: 1e-12 });
      const { scores } = rank(
        [
          { index: 7, score: 2 },
          { index: 250, score: 1 },
        ],
        factorOf,
      );
      const expected = iterate(
        network,
        new Map([
          [7, 2],
          [250, 1],
        ]),
        damping,
        factorOf,
      );
      for (let node = 0; node < 300; node++) expect(scores[node]).toBeCloseTo(expected[node]!, 8);
    }
  });

  it('forgets nothing but what epsilon allows, and the question before', () => {
    const network = randomNetwork(4, 2000);
    const rank = createPageRank(network, { epsilon: 1e-5 });
    const first = rank([{ index: 3, score: 1 }]).scores.slice();
    rank([{ index: 1900, score: 5 }]);
    expect(rank([{ index: 3, score: 1 }]).scores).toEqual(first);
    const sum = first.reduce((total, score) => total + score, 0);
    const arcs = network.start[network.nodes]!;
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
    expect(1 - sum).toBeLessThanOrEqual(1e-5 * arcs);
  });

  it('ends where there is nowhere to go', () => {
    const { nodes, scores } = createPageRank(networkOf(3, []))([{ index: 1, score: 4 }]);
    expect([...nodes]).toEqual([1]);
    expect(scores[1]).toBe(1);
  });

  it('refuses what is no chance', () => {
    expect(() => createPageRank(networkOf(1, []), { damping: 1 })).toThrow(RangeError);
    expect(() => createPageRank(networkOf(1, []), { epsilon: 0 })).toThrow(RangeError);
  });
});
