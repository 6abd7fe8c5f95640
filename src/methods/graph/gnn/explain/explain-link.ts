import { adjacencyOf, createFrontierFinder } from '../kernels/frontier.ts';
import { messageEdges } from '../kernels/message-edges.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import { createNbfnet } from '../nbfnet/nbfnet.ts';
import { nbfnetLayout } from '../nbfnet/nbfnet-layout.ts';
import type { NbfnetModel } from '../train/open-nbfnet.ts';
import { bestPaths, DEFAULTS, type WeighedPath } from './best-paths.ts';

/** Why a model ranks an answer where it does. */
export interface LinkExplanation {
  /** `no evidence`: no path of as many edges as the model has layers leads to the answer, so its score says nothing. */
  verdict: 'paths' | 'no evidence';
  paths: WeighedPath[];
}

/**
 * The paths on which the score of `answer` for (anchor, relation, ?) rests, by the gradient of the score with respect to
 * every message; `relation` is below 2 × relations. One pass forth and one back.
 */
export function explainLink(
  { shape, parameters }: Pick<NbfnetModel, 'shape' | 'parameters'>,
  graph: { entities: number; triples: Int32Array },
  query: { anchor: number; relation: number },
  answer: number,
  options = DEFAULTS,
): LinkExplanation {
  const { relations, layers, frontier } = shape;
  const { anchor, relation } = query;
  const nodes = graph.entities;
  const kernels = createWasmKernels(explainMemory(shape, graph));
  const model = createNbfnet(kernels, shape, { nodes, batch: 1, negatives: 1, keeps: true });
  model.parameters.set(parameters);
  if (!frontier) {
    const edges = messageEdges({ ...graph, relations }, kernels.integers);
    const slopes = model.messageSlopes(edges, query, answer);
    const messages = slopes.map((each) => ({ edges, slopes: each }));
    return explanationOf(bestPaths(messages, anchor, answer, options));
  }
  const finder = createFrontierFinder(adjacencyOf({ ...graph, relations }), layers);
  const reached = finder.find(Int32Array.of(anchor), {
    ownTypes: shape.dependent,
    integers: kernels.integers,
  });
  const place = reached.find(0, answer);
  if (place < 0) return explanationOf([]);
  const slopes = model.messageSlopes(reached, { anchor, relation }, answer);
  const messages = slopes.map((each, layer) => ({ edges: reached.layers[layer]!, slopes: each }));
  const nodeOf = (at: number): number => reached.nodes[at]!;
  const paths = bestPaths(messages, 0, place, options).map(({ steps, weight }) => ({
    weight,
    steps: steps.map(({ from, type, to }) => ({ from: nodeOf(from), type, to: nodeOf(to) })),
  }));
  return explanationOf(paths);
}

const explanationOf = (paths: WeighedPath[]): LinkExplanation => ({
  verdict: paths.length > 0 ? 'paths' : 'no evidence',
  paths,
});

/** An upper bound of what one query takes, in bytes. */
function explainMemory(
  shape: NbfnetModel['shape'],
  graph: { entities: number; triples: Int32Array },
): number {
  const { dimension: d, layers, relations, frontier } = shape;
  const states = (graph.entities + 8) * d * (3 * layers + 6);
  const vectors = 4 * layers * relations * 8 * d;
  const edges = (graph.triples.length / 3) * 2;
  const lists = 6 * edges + 4 * (graph.entities + 2 * relations);
  const edgeArrays = lists * (frontier ? layers : 2) + layers * edges;
  const heads = graph.entities * (6 * d + 4) + 4 * nbfnetLayout(shape).length;
  return (states + vectors + edgeArrays + heads) * 5 + (1 << 20);
}
