import type { Kernels, Numbers } from '../kernels/kernels.ts';
import { createBellmanFord } from '../nbfnet/bellman-ford.ts';
import type { Pass } from '../nbfnet/pass.ts';
import { runPerceptron, scoreStates } from './perceptron.ts';
import type { PreparedGraph } from './prepare-graph.ts';
import type { UltraParameters, UltraShape } from './shape.ts';

export interface UltraPass {
  /** Entity × query, and past the last entity the nodes that fill up to a multiple of four. */
  scores: Numbers;
  /** Adds the gradients of all parameters, given that of the scores. Once, and only where the pass was kept. */
  back(slope: Numbers, into: UltraParameters): void;
}

/**
 * Scores every entity as the tail of queries (head, relation, ?) that share the relation: message passing over the graph
 * of relations from the query's relation gives each relation a vector; from these a weight for each relation in each layer
 * of message passing over the graph itself, from the head; then a perceptron over entity and query (Galkin et al. 2024,
 * arXiv 2310.04562). Nothing in it belongs to an entity or to a relation, so that it works on any graph.
 * Arrays are the kernels': free them by a mark.
 */
export function runUltra(
  kernels: Kernels,
  { dimension: d }: UltraShape,
  parameters: UltraParameters,
  graph: PreparedGraph,
  query: { relation: number; heads: Int32Array },
  keeps: boolean,
): UltraPass {
  const { relationEdges, edges } = graph;
  const { relation, heads } = query;
  const batch = heads.length;
  const rows = edges.nodes * batch;

  const relationPass: Pass = {
    edges: relationEdges,
    batch: 1,
    anchors: Int32Array.of(relation),
    boundary: kernels.numbers(d).fill(1),
    relations: parameters.relation.map(({ kinds }) => kinds),
    period: d,
    layers: parameters.relation.map(({ layer }) => layer),
  };
  const relationStack = createBellmanFord(kernels, {
    dimension: d,
    layers: parameters.relation.length,
    nodes: relationEdges.nodes,
    batch: 1,
    keeps,
  });
  const vectors = relationStack.run(relationPass);

  const own = vectors.subarray(relation * d, (relation + 1) * d);
  const boundary = kernels.numbers(batch * d);
  for (let i = 0; i < batch; i++) boundary.set(own, i * d);
  const mixes = parameters.entity.map(({ mix }) =>
    runPerceptron(kernels, relationEdges.nodes, d, vectors, mix),
  );
  const entityPass: Pass = {
    edges,
    batch,
    anchors: heads,
    boundary,
    relations: mixes.map(({ result }) => result),
    period: d,
    layers: parameters.entity.map(({ layer }) => layer),
  };
  const entityStack = createBellmanFord(kernels, {
    dimension: d,
    layers: parameters.entity.length,
    nodes: edges.nodes,
    batch,
    keeps,
  });
  const states = entityStack.run(entityPass);
  const head = scoreStates(kernels, rows, d, states, own, parameters.head);

  return {
    scores: head.scores,
    back(slope, into) {
      const vectorSlope = kernels.numbers(relationEdges.nodes * d);
      const ownSlope = vectorSlope.subarray(relation * d, (relation + 1) * d);
      const stateSlope = head.back(slope, ownSlope, into.head);
      const weightSlopes = entityPass.relations.map(({ length }) => kernels.numbers(length));
      const boundarySlope = kernels.numbers(batch * d);
      entityStack.back(entityPass, stateSlope, {
        layers: into.entity.map(({ layer }) => layer),
        relations: weightSlopes,
        boundary: boundarySlope,
      });
      kernels.addRows(batch, d, boundarySlope, ownSlope);
      for (const [layer, mix] of mixes.entries())
        mix.back(weightSlopes[layer]!, vectorSlope, into.entity[layer]!.mix);
      relationStack.back(relationPass, vectorSlope, {
        layers: into.relation.map(({ layer }) => layer),
        relations: into.relation.map(({ kinds }) => kinds),
        boundary: kernels.numbers(d),
      });
    },
  };
}
