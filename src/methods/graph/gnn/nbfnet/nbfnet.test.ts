import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { adjacencyOf, createFrontierFinder } from '../kernels/frontier.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { createPlainKernels } from '../kernels/plain-kernels.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { adversarialLoss } from './loss.ts';
import { createNbfnet, type QueryEdges } from './nbfnet.ts';
import { nbfnetLayout, type NbfnetShape } from './nbfnet-layout.ts';

const random = createRandom('nbfnet');
const GRAPH = {
  entities: 11,
  relations: 3,
  triples: Int32Array.from(
    Array.from({ length: 30 }, () => [
      random.integer(11),
      random.integer(3),
      random.integer(11),
    ]).flat(),
  ),
};
const QUERIES = { anchors: Int32Array.of(1, 4, 7, 4, 0), relations: Int32Array.of(0, 5, 2, 2, 3) };
const CANDIDATES = Int32Array.from({ length: 5 * 4 }, () => random.integer(11));
const LOSS = { negatives: 3, temperature: 0.5, share: 5 };
const ROOM = { nodes: 11, batch: 5, negatives: 3, keeps: true };

describe.each([
  [true, false],
  [false, false],
  [true, true],
  [false, true],
])(
  'NBFNet with relations that depend on the query: %s, by its frontier: %s',
  (dependent, frontier) => {
    const shape: NbfnetShape = { relations: 3, dimension: 8, layers: 2, dependent, frontier };
    const finder = createFrontierFinder(adjacencyOf(GRAPH), 2);
    const edgesFor = (kernels: Kernels, anchors: Int32Array): QueryEdges =>
      frontier
        ? finder.find(anchors, { ownTypes: dependent, integers: kernels.integers })
        : messageEdges(GRAPH, kernels.integers);
    // All different: where whole rows are equal, the normal form has a kink.
    const first = nbfnetLayout(shape)
      .draw(createRandom('first'))
      .map((value) => value + (random.next() - 0.5) / 4);

    it('has the gradients that finite differences give, through loss, head, layers and relations', () => {
      const kernels = createPlainKernels();
      const model = createNbfnet(kernels, shape, ROOM);
      const edges = edgesFor(kernels, QUERIES.anchors);
      const slopes = kernels.numbers(model.layout.length);
      model.parameters.set(first);
      model.learn(edges, QUERIES, CANDIDATES, LOSS, slopes);
      // The weights of negatives count as constants: their share of the difference is taken out by holding them uniform.
      const flat = { ...LOSS, temperature: 1e9 };
      const held = kernels.numbers(model.layout.length);
      model.learn(edges, QUERIES, CANDIDATES, flat, held);
      const nothing = kernels.numbers(model.layout.length);
      const names = [
        'query',
        'relation 0',
        'relation 1',
        'self 0',
        'message 1',
        'bias 0',
        'gain 1',
        'shift 0',
        'head node',
        'head query',
        'head bias',
        'head out',
        'head out bias',
        ...(dependent ? ['relation bias 0'] : []),
      ];
      let large = 0;
      for (const name of names) {
        const values = model.layout.view(model.parameters, name);
        const step = Math.max(1, Math.floor(values.length / 12));
        for (let at = 0; at < values.length; at += step) {
          const old = values[at]!;
          const moved = [1e-5, -1e-5].map((by) => {
            values[at] = old + by;
            return model.learn(edges, QUERIES, CANDIDATES, flat, nothing);
          });
          values[at] = old;
          const found = model.layout.view(held, name)[at]!;
          expect(found).toBeCloseTo((moved[0]! - moved[1]!) / 2e-5, 6);
          if (Math.abs(found) > 1e-4) large++;
        }
      }
      expect(large).toBeGreaterThan(40);
      expect(slopes.some((value, at) => Math.abs(value - held[at]!) > 1e-4)).toBe(true);
    });

    it('scores the same in WebAssembly, and alone as in a batch', () => {
      const plain = createPlainKernels();
      const room = { nodes: 11, batch: 5, negatives: 0, keeps: false };
      const slow = createNbfnet(plain, shape, room);
      slow.parameters.set(first);
      const wanted = [...slow.scoreAll(edgesFor(plain, QUERIES.anchors), QUERIES)].slice(0, 55);
      const wasm = createWasmKernels(1 << 23);
      const fast = createNbfnet(wasm, shape, room);
      fast.parameters.set(first);
      const edges = edgesFor(wasm, QUERIES.anchors);
      const got = [...fast.scoreAll(edges, QUERIES)].slice(0, 55);
      for (const [at, score] of wanted.entries()) expect(got[at]).toBeCloseTo(score, 3);
      for (let query = 0; query < 5; query++) {
        const one = {
          anchors: QUERIES.anchors.slice(query, query + 1),
          relations: QUERIES.relations.slice(query, query + 1),
        };
        const alone = fast.scoreAll(edgesFor(wasm, one.anchors), one);
        for (let node = 0; node < 11; node++)
          expect(alone[node]).toBeCloseTo(got[query * 11 + node]!, 4);
      }
    });

    it('says how much each message matters: as much as leaving it out a little', () => {
      const kernels = createPlainKernels();
      const model = createNbfnet(kernels, shape, { ...ROOM, batch: 1 });
      model.parameters.set(first);
      const edges = edgesFor(kernels, Int32Array.of(4));
      const slopes = model.messageSlopes(edges, { anchor: 4, relation: 5 }, 7);
      expect(slopes).toHaveLength(2);
      expect(slopes.every((layer) => layer.some((value) => value !== 0))).toBe(true);
      // No message of the first layer matters that does not leave the anchor.
      const { sources } = 'find' in edges ? edges.layers[0]! : edges;
      const anchor = 'find' in edges ? 0 : 4;
      const elsewhere = [...sources.keys()].filter((edge) => sources[edge] !== anchor);
      expect(elsewhere.length > 20).toBe(!frontier);
      expect(elsewhere.map((edge) => slopes[0]![edge])).toEqual(elsewhere.map(() => 0));
    });
  },
);

it('the loss weighs hard negatives more, and its gradient is that of finite differences where weights are held', () => {
  const slopes = new Float64Array(4);
  const scores = Float64Array.of(0.3, 2, -1, 0.5);
  const loss = adversarialLoss(scores, 1, 3, 1, 1, slopes);
  const weights = [2, -1, 0.5].map((score) => Math.exp(score));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const wanted =
    (Math.log1p(Math.exp(-0.3)) +
      [2, -1, 0.5].reduce(
        (sum, score, at) => sum + (weights[at]! / total) * Math.log1p(Math.exp(score)),
        0,
      )) /
    2;
  expect(loss).toBeCloseTo(wanted, 12);
  expect(slopes[0]).toBeCloseTo(-1 / (1 + Math.exp(0.3)) / 2, 12);
  expect(slopes[1]).toBeCloseTo(weights[0]! / total / (1 + Math.exp(-2)) / 2, 12);
});
