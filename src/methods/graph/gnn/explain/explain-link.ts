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
  const { dimension: d, layers, relations } = shape;
  const states = (graph.entities + 8) * d * (3 * layers + 6);
  const vectors = 4 * layers * relations * 8 * d;
  const edgeArrays =
    (graph.triples.length / 3) * 2 * (layers + 8) + 4 * (graph.entities + 2 * relations);
  const numbers =
    states + vectors + edgeArrays + graph.entities * (6 * d + 4) + 4 * nbfnetLayout(shape).length;
  const kernels = createWasmKernels(numbers * 5 + (1 << 20));
  const model = createNbfnet(kernels, shape, {
    nodes: graph.entities,
    batch: 1,
    negatives: 1,
    keeps: true,
  });
  model.parameters.set(parameters);
  const edges = messageEdges({ ...graph, relations }, kernels.integers);
  const slopes = model.messageSlopes(edges, query, answer);
  const paths = bestPaths(edges, slopes, query.anchor, answer, options);
  return { verdict: paths.length > 0 ? 'paths' : 'no evidence', paths };
}
