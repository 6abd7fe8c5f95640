import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import { countDegrees } from '../stats/graph-stats.ts';

export interface PathOptions {
  /** Edges of a path at most. */
  maxHops: number;
  /** Paths given back at most. */
  maxPaths: number;
  /** Whether paths may go through times and numbers: a year joins things by chance. */
  throughValues: boolean;
  /** Edges that are looked at before the search ends: then `isCut` says so. */
  maxSteps: number;
}

export const DEFAULTS: PathOptions = {
  maxHops: 4,
  maxPaths: 5,
  throughValues: false,
  maxSteps: 500_000,
};

/** A walk along edges of the graph, each followed either way, that meets no entity twice. */
export interface GraphPath {
  /** Edges in order, from the first entity to the last. */
  edges: number[];
  /** Lower is better; null where another program ranked the paths. */
  cost: number | null;
}

/**
 * The best simple paths between two different entities, shortest first. Among paths of one length, those that go through
 * rarely linked entities and confident facts are best: the cost is Σ log(1 + degree) of what lies between − Σ log
 * confidence. Breadth-first distances from the end bound a depth-first search, one length after another, until there are
 * enough paths; a length that was begun is finished unless `maxSteps` ends it. `avoid` are edges that no path may use.
 */
export function findPaths(
  graph: KnowledgeGraph,
  from: number,
  to: number,
  options: Partial<PathOptions> = {},
  avoid: ReadonlySet<number> = new Set(),
): { paths: GraphPath[]; isCut: boolean } {
  const { maxHops, maxPaths, throughValues, maxSteps } = { ...DEFAULTS, ...options };
  const { entities } = graph;
  const mayPass = (entity: number): boolean =>
    throughValues || entities[entity]!.range === null || entity === from || entity === to;
  const distance = distancesTo(graph, to, maxHops, mayPass, avoid);
  if (distance[from] === FAR || from === to) return { paths: [], isCut: false };
  const degrees = countDegrees(graph);
  const found: GraphPath[] = [];
  const onPath = new Set<number>([from]);
  const taken: number[] = [];
  let steps = 0;

  const extend = (entity: number, left: number): void => {
    for (const edge of edgesAt(graph, entity)) {
      if (++steps > maxSteps) return;
      if (avoid.has(edge)) continue;
      const next = otherEnd(graph, edge, entity);
      if (onPath.has(next) || distance[next] === FAR || distance[next]! > left - 1) continue;
      // An entity met too early would end the path before its length.
      if (next === to ? left !== 1 : left === 1) continue;
      taken.push(edge);
      if (next === to) {
        found.push({ edges: [...taken], cost: costOf(graph, taken, from, degrees) });
      } else if (mayPass(next)) {
        onPath.add(next);
        extend(next, left - 1);
        onPath.delete(next);
      }
      taken.pop();
    }
  };
  for (let hops = distance[from]!; hops <= maxHops && found.length < maxPaths; hops++) {
    extend(from, hops);
    if (steps > maxSteps) break;
  }
  const keys = new Map(found.map((path) => [path, keyOf(graph, path.edges)]));
  const ranked = found.toSorted(
    (a, b) =>
      a.edges.length - b.edges.length ||
      a.cost! - b.cost! ||
      (keys.get(a)! < keys.get(b)! ? -1 : 1),
  );
  return { paths: ranked.slice(0, maxPaths), isCut: steps > maxSteps };
}

const FAR = -1;

/** Hops from every entity to `to` along edges of either direction; -1 beyond `most`. */
function distancesTo(
  graph: KnowledgeGraph,
  to: number,
  most: number,
  mayPass: (entity: number) => boolean,
  avoid: ReadonlySet<number>,
): Int32Array {
  const distance = new Int32Array(graph.entities.length).fill(FAR);
  distance[to] = 0;
  let frontier = [to];
  for (let hops = 1; hops <= most && frontier.length > 0; hops++) {
    const reached: number[] = [];
    for (const entity of frontier) {
      if (!mayPass(entity)) continue;
      for (const edge of edgesAt(graph, entity)) {
        const next = otherEnd(graph, edge, entity);
        if (avoid.has(edge) || distance[next] !== FAR) continue;
        distance[next] = hops;
        reached.push(next);
      }
    }
    frontier = reached;
  }
  return distance;
}

/** Edges at an entity, those that leave it first; an edge to itself comes twice. */
function* edgesAt({ outStart, inStart, inEdges }: KnowledgeGraph, entity: number) {
  for (let edge = outStart[entity]!; edge < outStart[entity + 1]!; edge++) yield edge;
  for (let at = inStart[entity]!; at < inStart[entity + 1]!; at++) yield inEdges[at]!;
}

function otherEnd({ edges }: KnowledgeGraph, edge: number, entity: number): number {
  return edges.subject[edge] === entity ? edges.object[edge]! : edges.subject[edge]!;
}

function costOf(
  graph: KnowledgeGraph,
  path: readonly number[],
  from: number,
  degrees: Int32Array,
): number {
  let cost = 0;
  let at = from;
  for (const [index, edge] of path.entries()) {
    cost -= Math.log(Math.max(graph.edges.confidence[edge]!, 1e-3));
    at = otherEnd(graph, edge, at);
    if (index < path.length - 1) cost += Math.log(1 + degrees[at]!);
  }
  return cost;
}

/** Orders paths of one cost by what they say, not by where the graph holds them. */
function keyOf({ edges, entities, predicates }: KnowledgeGraph, path: readonly number[]): string {
  return path
    .flatMap((edge) => [
      entities[edges.subject[edge]!]!.id,
      predicates[edges.predicate[edge]!]!.id,
      entities[edges.object[edge]!]!.id,
    ])
    .join('\n');
}
