import type { Kernels, MessageEdges, Numbers } from '../kernels/kernels.ts';
import {
  type BellmanFord,
  createBellmanFord,
  type LayerNumbers,
  type PassSlopes,
} from './bellman-ford.ts';
import { adversarialLoss } from './loss.ts';
import { nbfnetLayout, type NbfnetShape } from './nbfnet-layout.ts';
import type { ParameterLayout } from './parameters.ts';
import { createScorerHead, type HeadNumbers } from './scorer-head.ts';

/** Queries side by side: the anchor and the relation (below 2 × relations) of each. */
export interface QueryBatch {
  anchors: Int32Array;
  relations: Int32Array;
}

/** A model with room for batches on a graph. */
export interface Nbfnet {
  layout: ParameterLayout;
  parameters: Numbers;
  /** Scores of all nodes: query by query, nodes of each in order. Valid until the next call. */
  scoreAll(edges: MessageEdges, queries: QueryBatch): Numbers;
  /**
   * The loss of queries whose candidates (`negatives + 1` each, the true answer first) are given, and its gradient, divided by
   * `share` in place of the batch's own size, added to `slopes`.
   */
  learn(
    edges: MessageEdges,
    queries: QueryBatch,
    candidates: Int32Array,
    loss: { negatives: number; temperature: number; share: number },
    slopes: Numbers,
  ): number;
  /** Of one query and one answer, the gradient of the score with respect to every message of every layer. */
  messageSlopes(
    edges: MessageEdges,
    query: { anchor: number; relation: number },
    answer: number,
  ): Numbers[];
}

export function createNbfnet(
  kernels: Kernels,
  shape: NbfnetShape,
  room: {
    nodes: number;
    batch: number;
    /** 0 where nothing is learned. */ negatives: number;
    keeps: boolean;
  },
): Nbfnet {
  const { dimension: d, layers: depth, dependent } = shape;
  const types = 2 * shape.relations;
  const layout = nbfnetLayout(shape);
  const parameters = kernels.numbers(layout.length);
  const unused = kernels.numbers(room.keeps ? layout.length : 0);
  const batchRows = Math.ceil(room.batch / 4) * 4;
  const stack: BellmanFord = createBellmanFord(kernels, {
    dimension: d,
    layers: depth,
    nodes: room.nodes,
    batch: room.batch,
    keeps: room.keeps,
  });
  const rows = room.negatives > 0 ? room.batch * (room.negatives + 1) : room.nodes * room.batch;
  const mostRows = Math.max(rows, room.nodes * (room.negatives > 0 ? 1 : room.batch));
  const head = createScorerHead(kernels, {
    dimension: d,
    hidden: 2 * d,
    rows: mostRows,
    batch: room.batch,
  });
  const features = kernels.numbers(Math.ceil(mostRows / 4) * 4 * d);
  const featureSlopes = kernels.numbers(room.keeps ? Math.ceil(mostRows / 4) * 4 * d : 0);
  const scores = kernels.numbers(mostRows);
  const scoreSlopes = kernels.numbers(room.keeps ? mostRows : 0);
  const stateSlopes = kernels.numbers(room.keeps ? (room.nodes * room.batch + 4) * d : 0);
  const vectors = kernels.numbers(batchRows * d);
  const vectorSlopes = kernels.numbers(batchRows * d);
  const weightsOf = (): Numbers[] =>
    Array.from({ length: depth }, () => kernels.numbers(dependent ? types * batchRows * d : 0));
  const weights = weightsOf();
  const weightSlopes = room.keeps ? weightsOf() : [];
  const passSlope = kernels.numbers(batchRows * d);

  const view = (block: Numbers, name: string): Numbers => layout.view(block, name);
  const layerNumbers = (block: Numbers): LayerNumbers[] =>
    Array.from({ length: depth }, (_, layer) => ({
      self: view(block, `self ${layer}`),
      message: view(block, `message ${layer}`),
      bias: view(block, `bias ${layer}`),
      gain: view(block, `gain ${layer}`),
      shift: view(block, `shift ${layer}`),
    }));
  const headNumbers = (block: Numbers): HeadNumbers => ({
    node: view(block, 'head node'),
    query: view(block, 'head query'),
    bias: view(block, 'head bias'),
    out: view(block, 'head out'),
    outBias: view(block, 'head out bias'),
  });
  const learned = layerNumbers(parameters);
  const learnedHead = headNumbers(parameters);

  /** Relation vectors of a layer, and room for them as rows of whole fours: relations × batch × d. */
  const widthOf = (batch: number): number => batch * d;

  function relationsOf(layer: number, batch: number): Numbers {
    if (!dependent) return view(parameters, `relation ${layer}`);
    const out = weights[layer]!;
    const [matrices, biases] = [
      view(parameters, `relation ${layer}`),
      view(parameters, `relation bias ${layer}`),
    ];
    const width = widthOf(batch);
    for (let type = 0; type < types; type++) {
      // The last rows of a batch that is no multiple of four run into the next relation, which is written after.
      const to = out.subarray(type * width);
      kernels.multiply({
        m: Math.ceil(batch / 4) * 4,
        n: d,
        k: d,
        a: vectors,
        b: matrices.subarray(type * d * d),
        c: to,
      });
    }
    for (let type = 0; type < types; type++) {
      kernels.addToRows(
        batch,
        d,
        biases.subarray(type * d, (type + 1) * d),
        out.subarray(type * width),
      );
    }
    return out;
  }

  function passOf(edges: MessageEdges, { anchors, relations }: QueryBatch) {
    const batch = anchors.length;
    const embedding = view(parameters, 'query');
    vectors.fill(0);
    for (let query = 0; query < batch; query++) {
      const from = relations[query]! * d;
      vectors.set(embedding.subarray(from, from + d), query * d);
    }
    return {
      edges,
      batch,
      anchors,
      boundary: vectors,
      relations: Array.from({ length: depth }, (_, layer) => relationsOf(layer, batch)),
      period: dependent ? widthOf(batch) : d,
      layers: learned,
    };
  }
  type Pass = ReturnType<typeof passOf>;

  /** The way back from the last state to the parameters. */
  function backFrom(
    pass: Pass,
    queries: QueryBatch,
    slopes: Numbers,
    edgeSlopes?: Numbers[],
  ): void {
    const { batch, edges } = pass;
    passSlope.fill(0);
    for (const slope of weightSlopes) slope.fill(0, 0, types * widthOf(batch));
    const into: PassSlopes = {
      layers: layerNumbers(slopes),
      relations: dependent
        ? weightSlopes
        : Array.from({ length: depth }, (_, layer) => view(slopes, `relation ${layer}`)),
      boundary: passSlope,
      ...(edgeSlopes && { edges: edgeSlopes }),
    };
    stack.back({ ...pass, edges }, stateSlopes, into);
    for (let at = 0; at < batch * d; at++) vectorSlopes[at]! += passSlope[at]!;
    if (dependent) backThroughRelations(batch, slopes);
    const embedding = view(slopes, 'query');
    for (let query = 0; query < batch; query++) {
      const to = queries.relations[query]! * d;
      for (let at = 0; at < d; at++) embedding[to + at]! += vectorSlopes[query * d + at]!;
    }
  }

  function backThroughRelations(batch: number, slopes: Numbers): void {
    const width = widthOf(batch);
    for (let layer = 0; layer < depth; layer++) {
      const matrices = view(parameters, `relation ${layer}`);
      const matrixSlopes = view(slopes, `relation ${layer}`);
      const biasSlopes = view(slopes, `relation bias ${layer}`);
      for (let type = 0; type < types; type++) {
        const given = weightSlopes[layer]!.subarray(type * width);
        kernels.addOuter({
          rows: batch,
          k: d,
          n: d,
          a: vectors,
          b: given,
          c: matrixSlopes.subarray(type * d * d),
        });
        kernels.addRows(batch, d, given, biasSlopes.subarray(type * d, (type + 1) * d));
        kernels.multiply({
          m: Math.ceil(batch / 4) * 4,
          n: d,
          k: d,
          a: given,
          b: matrices.subarray(type * d * d),
          c: vectorSlopes,
          transposed: true,
          accumulate: true,
        });
      }
    }
  }

  return {
    layout,
    parameters,
    scoreAll(edges, queries) {
      const pass = passOf(edges, queries);
      const state = stack.run(pass);
      const { batch } = pass;
      // From node by node to query by query.
      for (let query = 0; query < batch; query++) {
        for (let node = 0; node < edges.nodes; node++) {
          const from = (node * batch + query) * d;
          features.set(state.subarray(from, from + d), (query * edges.nodes + node) * d);
        }
      }
      head.run(batch, edges.nodes, features, vectors, learnedHead, scores);
      return scores;
    },

    learn(edges, queries, candidates, { negatives, temperature, share }, slopes) {
      const pass = passOf(edges, queries);
      const state = stack.run(pass);
      const { batch } = pass;
      const width = negatives + 1;
      for (let row = 0; row < batch * width; row++) {
        const from = (candidates[row]! * batch + Math.floor(row / width)) * d;
        features.set(state.subarray(from, from + d), row * d);
      }
      head.run(batch, width, features, vectors, learnedHead, scores);
      const loss = adversarialLoss(scores, batch, negatives, temperature, share, scoreSlopes);
      vectorSlopes.fill(0);
      head.back(
        { batch, candidates: width, features, queries: vectors, head: learnedHead },
        scoreSlopes,
        {
          features: featureSlopes,
          queries: vectorSlopes,
          head: headNumbers(slopes),
        },
      );
      stateSlopes.fill(0, 0, (edges.nodes * batch + 3) * d);
      for (let row = 0; row < batch * width; row++) {
        const to = (candidates[row]! * batch + Math.floor(row / width)) * d;
        for (let at = 0; at < d; at++) stateSlopes[to + at]! += featureSlopes[row * d + at]!;
      }
      backFrom(pass, queries, slopes);
      return loss;
    },

    messageSlopes(edges, { anchor, relation }, answer) {
      const queries = { anchors: Int32Array.of(anchor), relations: Int32Array.of(relation) };
      const pass = passOf(edges, queries);
      const state = stack.run(pass);
      features.set(state.subarray(answer * d, (answer + 1) * d), 0);
      head.run(1, 1, features, vectors, learnedHead, scores);
      scoreSlopes[0] = 1;
      vectorSlopes.fill(0);
      const last = { batch: 1, candidates: 1, features, queries: vectors, head: learnedHead };
      head.back(last, scoreSlopes, {
        features: featureSlopes,
        queries: vectorSlopes,
        head: headNumbers(unused),
      });
      stateSlopes.fill(0, 0, (edges.nodes + 3) * d);
      stateSlopes.set(featureSlopes.subarray(0, d), answer * d);
      const found = Array.from({ length: depth }, () => kernels.numbers(edges.sources.length));
      backFrom(pass, queries, unused, found);
      return found;
    },
  };
}
