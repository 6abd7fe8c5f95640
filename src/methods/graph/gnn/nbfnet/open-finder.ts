import { adjacencyOf, createFrontierFinder, type FrontierFinder } from '../kernels/frontier.ts';
import { reachesLittle } from '../kernels/reach.ts';
import type { TripleSet } from '../triples.ts';
import type { NbfnetShape } from './nbfnet-layout.ts';

/**
 * What finds the nodes that queries reach, for a model by its frontier on a graph where that is the cheaper way. Undefined for
 * other models, and where queries reach so much that all nodes are computed and cleared until they are reached: the same result.
 */
export function openFinder(
  graph: TripleSet,
  { frontier, layers }: Pick<NbfnetShape, 'frontier' | 'layers'>,
): FrontierFinder | undefined {
  if (!frontier) return undefined;
  const adjacency = adjacencyOf(graph);
  return reachesLittle(adjacency, graph.triples, layers)
    ? createFrontierFinder(adjacency, layers)
    : undefined;
}
