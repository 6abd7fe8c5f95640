import { describe, expect, it } from 'vitest';
import { adjacencyOf } from './frontier.ts';
import { messageEdges } from './message-edges.ts';
import { FAR, hopsFrom, reachesLittle } from './reach.ts';

const integers = (length: number): Int32Array => new Int32Array(length);
const graphOf = (entities: number, pairs: readonly (readonly [number, number])[]) => ({
  entities,
  relations: 1,
  triples: Int32Array.from(pairs.flatMap(([from, to]) => [from, 0, to])),
});
const chainOf = (entities: number) =>
  graphOf(
    entities,
    Array.from({ length: entities - 1 }, (_, at) => [at, at + 1] as const),
  );

describe('reach', () => {
  it('is little on a long chain and much where all know all', () => {
    const chain = chainOf(200);
    expect(reachesLittle(adjacencyOf(chain), chain.triples, 4)).toBe(true);
    const people = Array.from({ length: 12 }, (_, at) => at);
    const crowd = graphOf(
      12,
      people.flatMap((from) => people.filter((to) => to > from).map((to) => [from, to] as const)),
    );
    expect(reachesLittle(adjacencyOf(crowd), crowd.triples, 4)).toBe(false);
    // In one hop a query sends a twelfth of all messages.
    expect(reachesLittle(adjacencyOf(crowd), crowd.triples, 1)).toBe(true);
  });

  it('turns at the threshold: a chain whose ends are this far apart', () => {
    const chain = chainOf(40);
    const share = (mostShare: number) =>
      reachesLittle(adjacencyOf(chain), chain.triples, 10, { mostShare, anchors: 32 });
    expect([share(0.05), share(0.5)]).toEqual([false, true]);
  });

  it('counts hops both ways along triples, and knows what is too far', () => {
    const chain = messageEdges(chainOf(6), integers);
    const hops = hopsFrom(chain, Int32Array.of(2, 5), 3);
    expect([0, 1, 2, 3, 4, 5].map((node) => [...hops.subarray(2 * node, 2 * node + 2)])).toEqual([
      [2, FAR],
      [1, FAR],
      [0, 3],
      [1, 2],
      [2, 1],
      [3, 0],
    ]);
  });

  it('takes an empty graph', () => {
    const none = graphOf(3, []);
    expect(reachesLittle(adjacencyOf(none), none.triples, 2)).toBe(true);
    expect([...hopsFrom(messageEdges(none, integers), Int32Array.of(1), 2)]).toEqual([FAR, 0, FAR]);
  });
});
