import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import { countDegrees } from '../stats/graph-stats.ts';

/** What of a graph is shown: its most connected entities and the most confident edges among them. */
export interface Picked {
  /** Entities, ascending. */
  entities: number[];
  /** Edges between them, ascending. */
  edges: number[];
  /** Number of edges of each entity of the graph, shown or not. */
  degrees: Int32Array;
  /** Edges between shown entities that are left out. */
  hiddenEdges: number;
}

/** Entities by number of edges, edges by confidence; equal ones by id, so that the order of records does not matter. */
export function pickEntities(
  graph: KnowledgeGraph,
  mostEntities: number,
  mostEdges: number,
): Picked {
  const { entities, edges } = graph;
  const degrees = countDegrees(graph);
  const ids = entities.map(({ id }) => id);
  const kept = [...degrees.keys()]
    .toSorted((a, b) => degrees[b]! - degrees[a]! || (ids[a]! < ids[b]! ? -1 : 1))
    .slice(0, mostEntities);
  const shown = new Set(kept);
  const among = [...edges.subject.keys()].filter(
    (edge) => shown.has(edges.subject[edge]!) && shown.has(edges.object[edge]!),
  );
  const picked = among
    .toSorted((a, b) => edges.confidence[b]! - edges.confidence[a]! || a - b)
    .slice(0, mostEdges);
  return {
    entities: kept.toSorted((a, b) => a - b),
    edges: picked.toSorted((a, b) => a - b),
    degrees,
    hiddenEdges: among.length - picked.length,
  };
}
