import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { adjacencyOf, createFrontierFinder } from '../kernels/frontier.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { createPlainKernels } from '../kernels/plain-kernels.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { createNbfnet } from './nbfnet.ts';
import { nbfnetLayout } from './nbfnet-layout.ts';

const [ENTITIES, RELATIONS, QUERIES, NEGATIVES, DEPTH] = [60, 3, 5, 6, 3];
const integers = (length: number): Int32Array => new Int32Array(length);

/** A graph, queries on it, and nodes to tell apart. */
function drawCase(seed: string, count: number) {
  const random = createRandom(seed);
  const entity = (): number => random.integer(ENTITIES);
  const triples = Int32Array.from(
    Array.from({ length: count }, () => [entity(), random.integer(RELATIONS), entity()]).flat(),
  );
  // Two start from one node, and one from a node of the graph that is sure to have an edge.
  const first = entity();
  return {
    graph: { entities: ENTITIES, relations: RELATIONS, triples },
    queries: {
      anchors: Int32Array.of(first, entity(), first, triples[0]!, entity()),
      relations: Int32Array.of(0, 5, 2, 3, 1),
    },
    candidates: Int32Array.from({ length: QUERIES * (NEGATIVES + 1) }, entity),
    without: new Set([1, 2, Math.floor(count / 2)]),
  };
}
type Case = ReturnType<typeof drawCase>;

const places = ({ graph, queries, without }: Case, wanted?: Int32Array) =>
  createFrontierFinder(adjacencyOf(graph), DEPTH).find(queries.anchors, {
    ownTypes: false,
    integers,
    without,
    ...(wanted && { wanted }),
  });

/** Those of a case that lie within reach of their query, or those that do not, each repeated to as many as there were. */
function onlyReached(drawn: Case, isReached: boolean): Int32Array {
  const { find } = places(drawn);
  const width = NEGATIVES + 1;
  return Int32Array.from({ length: QUERIES * width }, (_, row) => {
    const query = Math.floor(row / width);
    const nodes = Array.from({ length: ENTITIES }, (__, node) => node);
    const fit = nodes.filter((node) => find(query, node) >= 0 === isReached);
    return fit[(7 * row) % fit.length] ?? drawn.candidates[row]!;
  });
}

describe.each([
  ['double', true, 1e-9],
  ['double', false, 1e-9],
  ['wasm', true, 1e-5],
  ['wasm', false, 1e-5],
] as const)('a model by its frontier, %s, relations by query: %s', (precision, dependent, near) => {
  const shape = { relations: RELATIONS, dimension: 8, layers: DEPTH, dependent, frontier: true };
  const layout = nbfnetLayout(shape);
  const random = createRandom('first');
  const first = layout.draw(random).map((value) => value + (random.next() - 0.5) / 4);

  /** Scores of all nodes, loss and gradients, by the reached nodes alone or by all. */
  function compute(drawn: Case, candidates: Int32Array, sparse: boolean) {
    const { graph, queries, without } = drawn;
    const kernels: Kernels =
      precision === 'wasm' ? createWasmKernels(1 << 24) : createPlainKernels();
    const room = { nodes: ENTITIES, batch: QUERIES, negatives: NEGATIVES, keeps: true };
    const finder = createFrontierFinder(adjacencyOf(graph), DEPTH);
    const options = { ownTypes: dependent, integers: kernels.integers, without };
    const all = messageEdges(graph, kernels.integers, without);
    const scorer = createNbfnet(kernels, shape, { ...room, negatives: 0 });
    scorer.parameters.set(first);
    const whole = sparse ? finder.find(queries.anchors, options) : all;
    const scores = [...scorer.scoreAll(whole, queries)].slice(0, QUERIES * ENTITIES);
    const model = createNbfnet(kernels, shape, room);
    model.parameters.set(first);
    const slopes = kernels.numbers(layout.length);
    // To learn, the ways to the candidates are enough.
    const edges = sparse ? finder.find(queries.anchors, { ...options, wanted: candidates }) : all;
    const loss = { negatives: NEGATIVES, temperature: 0.7, share: QUERIES };
    const lost = model.learn(edges, queries, candidates, loss, slopes);
    return { lost, scores, slopes: [...slopes] };
  }

  it.each([
    ['few triples', 40],
    ['some', 80],
    ['so many that all is reached', 600],
  ])('gives the same by the reached nodes alone as by all: %s', (name, count) => {
    const drawn = drawCase(`${name}/${dependent}`, count);
    const everyKind = [drawn.candidates, onlyReached(drawn, true), onlyReached(drawn, false)];
    for (const candidates of everyKind) {
      const [few, all] = [compute(drawn, candidates, true), compute(drawn, candidates, false)];
      expect(Math.abs(few.lost - all.lost)).toBeLessThan(near);
      expect(distance(few.scores, all.scores)).toBeLessThan(near);
      expect(distance(few.slopes, all.slopes)).toBeLessThan(near);
      expect(all.slopes.some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
    }
  });

  it('has cases with nodes in reach and out of reach, and spares some of the former while learning', () => {
    const drawn = drawCase(`some/${dependent}`, 80);
    const { find } = places(drawn);
    const isReached = (nodes: Int32Array) =>
      [...nodes].map((node, row) => find(Math.floor(row / (NEGATIVES + 1)), node) >= 0);
    expect(new Set(isReached(drawn.candidates))).toEqual(new Set([true, false]));
    expect(isReached(onlyReached(drawn, true)).every(Boolean)).toBe(true);
    expect(isReached(onlyReached(drawn, false)).some(Boolean)).toBe(false);
    expect(places(drawn, drawn.candidates).nodes.length).toBeLessThan(places(drawn).nodes.length);
  });

  it('scores what is out of reach alike, and what is in reach apart', () => {
    const drawn = drawCase(`few triples/${dependent}`, 40);
    const { scores } = compute(drawn, drawn.candidates, false);
    const { find } = places(drawn);
    const own = scores.slice(0, ENTITIES);
    const out = own.filter((_, node) => find(0, node) < 0);
    expect(out.length).toBeGreaterThan(5);
    expect(new Set(out).size).toBe(1);
    expect(new Set(own).size).toBeGreaterThan(1);
  });
});

/** The largest difference, relative where numbers are above 1. */
function distance(left: readonly number[], right: readonly number[]): number {
  return left.reduce(
    (most, value, at) =>
      Math.max(most, Math.abs(value - right[at]!) / Math.max(1, Math.abs(right[at]!))),
    0,
  );
}
