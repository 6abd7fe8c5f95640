import type { Kernels } from '../kernels/kernels.ts';
import { createWasmKernels } from '../kernels/wasm-kernels.ts';
import type { TailScorer, TripleSet } from '../triples.ts';
import { runUltra } from './model.ts';
import { type GraphPlan, layOut, planGraph } from './prepare-graph.ts';
import { type UltraParameters, type UltraShape, viewParameters } from './shape.ts';

export const DEFAULTS = {
  /** Queries that go through the graph at once, as far as memory allows. */
  batch: 16,
  /** Of the kernels, at the most; the batch shrinks to fit. */
  memoryBytes: 2 ** 31,
};

/** A model on one graph. What it says of a query does not depend on which are asked with it. */
export interface UltraScorer extends TailScorer {
  entities: number;
  /** Those of the graph, without inverses. */
  relations: number;
  /** As `scoreTails`, at once. */
  scoreNow(queries: Int32Array): Float32Array;
}

/** A model in its own memory, in which one graph after another is laid out. */
export interface Ultra {
  /**
   * Lays out a graph, or that graph without the triples of some numbers; scorers of graphs before are dead.
   * Throws RangeError where not even one query fits in memory.
   */
  open(graph: TripleSet, without?: ReadonlySet<number>): UltraScorer;
}

/** Memory is taken with the first graph, and taken anew where a later one needs more. */
export function createUltra(
  shape: UltraShape,
  values: Float32Array,
  options: Partial<typeof DEFAULTS> = {},
): Ultra {
  const { batch, memoryBytes } = { ...DEFAULTS, ...options };
  let [bytes, base] = [0, 0];
  let kernels: Kernels;
  let parameters: UltraParameters;
  return {
    open(graph, without) {
      const plan = planGraph(graph, without);
      const { fixed, each } = memoryOf(shape, plan);
      const most = Math.min(batch, Math.floor((memoryBytes - fixed) / each));
      if (most < 1) {
        throw new RangeError(
          `ultra: ${graph.entities} entities and ${graph.triples.length / 3} triples need ${fixed + each} bytes of the ${memoryBytes} allowed`,
        );
      }
      if (fixed + most * each > bytes) {
        bytes = Math.min(memoryBytes, Math.ceil(1.2 * (fixed + most * each)));
        kernels = createWasmKernels(bytes);
        const own = kernels.numbers(values.length);
        own.set(values);
        parameters = viewParameters(shape, own);
        base = kernels.mark();
      }
      kernels.release(base);
      const prepared = layOut(plan, kernels);
      const scoreNow = (queries: Int32Array): Float32Array => {
        const { entities } = graph;
        const out = new Float32Array((queries.length / 2) * entities);
        for (const [relation, places] of placesOf(queries, graph)) {
          for (let from = 0; from < places.length; from += most) {
            const slice = places.slice(from, from + most);
            const heads = Int32Array.from(slice, (place) => queries[2 * place]!);
            const mark = kernels.mark();
            const query = { relation, heads };
            const { scores } = runUltra(kernels, shape, parameters, prepared, query, false);
            for (const [column, place] of slice.entries()) {
              for (let entity = 0; entity < entities; entity++)
                out[place * entities + entity] = scores[entity * slice.length + column]!;
            }
            kernels.release(mark);
          }
        }
        return out;
      };
      return {
        entities: graph.entities,
        relations: graph.relations,
        scoreNow,
        scoreTails: async (queries) => scoreNow(queries),
      };
    },
  };
}

/** A model on one graph. Throws RangeError where the graph does not fit in memory. */
export function openUltra(
  shape: UltraShape,
  values: Float32Array,
  graph: TripleSet,
  options: Partial<typeof DEFAULTS> = {},
): UltraScorer {
  return createUltra(shape, values, options).open(graph);
}

/** Places of the queries of each relation. Throws RangeError on what the graph has not. */
function placesOf(queries: Int32Array, { entities, relations }: TripleSet): Map<number, number[]> {
  const byRelation = new Map<number, number[]>();
  for (let place = 0; place < queries.length / 2; place++) {
    const [head, relation] = [queries[2 * place]!, queries[2 * place + 1]!];
    if (!(head >= 0 && head < entities && relation >= 0 && relation < 2 * relations))
      throw new RangeError(`ultra: the graph has no query (${head}, ${relation}, ?)`);
    const places = byRelation.get(relation);
    if (places) places.push(place);
    else byRelation.set(relation, [place]);
  }
  return byRelation;
}

/** Bytes that a graph takes by itself, and for each query of a batch. */
function memoryOf(
  { dimension: d, relationLayers, entityLayers }: UltraShape,
  { graph, meetings }: GraphPlan,
): { fixed: number; each: number } {
  const nodes = 2 * graph.relations + 4;
  const edges = (7 * 2 * graph.triples.length) / 3 + 3 * (graph.entities + nodes);
  const relationEdges = (7 * meetings.triples.length) / 3 + 3 * nodes;
  const passes = nodes * d * (relationLayers + 2 * entityLayers + 8);
  return {
    fixed: 4 * (edges + relationEdges + passes) + 2 ** 22,
    // Six states, the head's middle layer of two more, statistics and a score.
    each: 4 * (graph.entities + 4) * (8 * d + 8),
  };
}
