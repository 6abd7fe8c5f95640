import type { Frontier } from '../kernels/frontier.ts';
import type { Kernels, MessageEdges, Numbers } from '../kernels/kernels.ts';
import { hopsFrom } from '../kernels/reach.ts';
import { type BellmanFord, createBellmanFord, type PassSlopes } from './bellman-ford.ts';
import { adversarialLoss } from './loss.ts';
import { nbfnetLayout, type NbfnetShape } from './nbfnet-layout.ts';
import type { ParameterLayout } from './parameters.ts';
import { edgesOf, type LayerNumbers, type Pass } from './pass.ts';
import { createQueryRelations } from './query-relations.ts';
import { createScorerHead, type HeadNumbers } from './scorer-head.ts';

/** Queries side by side: the anchor and the relation (below 2 × relations) of each. */
export interface QueryBatch {
  anchors: Int32Array;
  relations: Int32Array;
}

/** The edges of all nodes; or, of a model by its frontier, those alone that the queries' messages take, which gives the same. */
export type QueryEdges = MessageEdges | Frontier;

/** A model with room for batches on a graph. */
export interface Nbfnet {
  layout: ParameterLayout;
  parameters: Numbers;
  /** Scores of all nodes: query by query, nodes of each in order. Valid until the next call. */
  scoreAll(edges: QueryEdges, queries: QueryBatch): Numbers;
  /**
   * The loss of queries whose candidates (`negatives + 1` each, the true answer first) are given, and its gradient, divided by
   * `share` in place of the batch's own size, added to `slopes`.
   */
  learn(
    edges: QueryEdges,
    queries: QueryBatch,
    candidates: Int32Array,
    loss: { negatives: number; temperature: number; share: number },
    slopes: Numbers,
  ): number;
  /** Of one query and one answer, the gradient of the score with respect to every message of every layer, in the order of its edges. */
  messageSlopes(
    edges: QueryEdges,
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
  const { dimension: d, layers: depth, dependent, frontier } = shape;
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
  const mostRows = Math.max(rows, room.nodes * (room.negatives > 0 ? 1 : room.batch)) + 1;
  const head = createScorerHead(kernels, {
    dimension: d,
    hidden: 2 * d,
    rows: mostRows,
    batch: room.batch,
  });
  const features = kernels.numbers(Math.ceil(mostRows / 4) * 4 * d);
  const featureSlopes = kernels.numbers(room.keeps ? Math.ceil(mostRows / 4) * 4 * d : 0);
  const scores = kernels.numbers(mostRows);
  const placeScores = frontier ? new Float64Array(room.nodes + 1) : scores;
  const scoreSlopes = kernels.numbers(room.keeps ? mostRows : 0);
  const stateSlopes = kernels.numbers(room.keeps ? (room.nodes * room.batch + 4) * d : 0);
  const vectors = kernels.numbers(batchRows * d);
  const vectorSlopes = kernels.numbers(batchRows * d);
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

  const queryRelations = createQueryRelations(
    kernels,
    shape,
    { queries: room.batch, learns: room.keeps },
    parameters,
    view,
  );
  const rowsOf = (pass: Pass): number => edgesOf(pass, depth - 1).nodes * pass.batch;

  function passOf(edges: QueryEdges, { anchors, relations }: QueryBatch): Pass {
    const batch = anchors.length;
    const embedding = view(parameters, 'query');
    vectors.fill(0);
    for (let query = 0; query < batch; query++) {
      const from = relations[query]! * d;
      vectors.set(embedding.subarray(from, from + d), query * d);
    }
    const common = {
      boundary: vectors,
      relations: Array.from({ length: depth }, (_, layer) =>
        queryRelations.of(layer, batch, vectors),
      ),
      layers: learned,
    };
    if ('find' in edges) {
      // The place of a query's anchor is its number.
      const places = Int32Array.from({ length: batch }, (_, query) => query);
      return { ...common, edges: edges.layers, batch: 1, anchors: places, period: d };
    }
    return {
      ...common,
      edges,
      batch,
      anchors,
      period: dependent ? batch * d : d,
      ...(frontier && { hops: hopsFrom(edges, anchors, depth) }),
    };
  }

  /** The way back from the last state to the parameters. */
  function backFrom(
    pass: Pass,
    queries: QueryBatch,
    slopes: Numbers,
    edgeSlopes?: Numbers[],
  ): void {
    const batch = queries.anchors.length;
    passSlope.fill(0);
    const into: PassSlopes = {
      layers: layerNumbers(slopes),
      relations: queryRelations.clearSlopes(batch, slopes),
      boundary: passSlope,
      ...(edgeSlopes && { edges: edgeSlopes }),
    };
    stack.back(pass, stateSlopes, into);
    for (let at = 0; at < batch * d; at++) vectorSlopes[at]! += passSlope[at]!;
    queryRelations.back(batch, vectors, { slopes, vectors: vectorSlopes });
    const embedding = view(slopes, 'query');
    for (let query = 0; query < batch; query++) {
      const to = queries.relations[query]! * d;
      for (let at = 0; at < d; at++) embedding[to + at]! += vectorSlopes[query * d + at]!;
    }
  }

  /** Scores over the places of one query after another; what no message reaches has a state of zeros. */
  function scoreFrontier(reached: Frontier, queries: number, state: Numbers): Numbers {
    const placesOf: number[][] = Array.from({ length: queries }, () => []);
    for (const [place, query] of reached.queries.entries()) placesOf[query]!.push(place);
    for (const [query, places] of placesOf.entries()) {
      for (const [row, place] of places.entries()) {
        features.set(state.subarray(place * d, (place + 1) * d), row * d);
      }
      features.fill(0, places.length * d, (places.length + 1) * d);
      const vector = vectors.subarray(query * d, (query + 1) * d);
      head.run(1, places.length + 1, features, vector, learnedHead, placeScores);
      const own = scores.subarray(query * room.nodes, (query + 1) * room.nodes);
      own.fill(placeScores[places.length]!);
      for (const [row, place] of places.entries()) own[reached.nodes[place]!] = placeScores[row]!;
    }
    return scores;
  }

  return {
    layout,
    parameters,
    scoreAll(edges, queries) {
      const pass = passOf(edges, queries);
      const state = stack.run(pass);
      const batch = queries.anchors.length;
      if ('find' in edges) return scoreFrontier(edges, batch, state);
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
      const batch = queries.anchors.length;
      const width = negatives + 1;
      const stateRows = Int32Array.from({ length: batch * width }, (_, row) =>
        rowOf(edges, batch, Math.floor(row / width), candidates[row]!),
      );
      for (const [row, from] of stateRows.entries()) {
        if (from < 0) features.fill(0, row * d, (row + 1) * d);
        else features.set(state.subarray(from * d, (from + 1) * d), row * d);
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
      stateSlopes.fill(0, 0, (rowsOf(pass) + 3) * d);
      for (const [row, to] of stateRows.entries()) {
        if (to < 0) continue;
        for (let at = 0; at < d; at++) stateSlopes[to * d + at]! += featureSlopes[row * d + at]!;
      }
      backFrom(pass, queries, slopes);
      return loss;
    },

    messageSlopes(edges, { anchor, relation }, answer) {
      const queries = { anchors: Int32Array.of(anchor), relations: Int32Array.of(relation) };
      const pass = passOf(edges, queries);
      const state = stack.run(pass);
      const row = rowOf(edges, 1, 0, answer);
      if (row < 0) throw new RangeError('no message reaches the answer');
      features.set(state.subarray(row * d, (row + 1) * d), 0);
      head.run(1, 1, features, vectors, learnedHead, scores);
      scoreSlopes[0] = 1;
      vectorSlopes.fill(0);
      const last = { batch: 1, candidates: 1, features, queries: vectors, head: learnedHead };
      head.back(last, scoreSlopes, {
        features: featureSlopes,
        queries: vectorSlopes,
        head: headNumbers(unused),
      });
      stateSlopes.fill(0, 0, (rowsOf(pass) + 3) * d);
      stateSlopes.set(featureSlopes.subarray(0, d), row * d);
      const found = Array.from({ length: depth }, (_, layer) =>
        kernels.numbers(edgesOf(pass, layer).sources.length),
      );
      backFrom(pass, queries, unused, found);
      return found;
    },
  };
}

/** The row of a node's state for a query, or -1 where no message gets there. */
const rowOf = (edges: QueryEdges, queries: number, query: number, node: number): number =>
  'find' in edges ? edges.find(query, node) : node * queries + query;
