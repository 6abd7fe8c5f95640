import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { hashIds } from './hash-ids.ts';
import { DISTANCES } from './plan-query.ts';
import type { GraphQuery } from './query.ts';

/**
 * The graph without directions and predicates, loops and parallels: neighbours of x are `near[start[x]]` to
 * `near[start[x + 1]]`, in the order of `rank`, which hashes ids, so that the first few of a long list are a fair choice
 * that a change elsewhere leaves as it is.
 */
export interface Neighbours {
  start: Int32Array;
  near: Int32Array;
  /** Place of each entity in the order of hashed ids. */
  rank: Int32Array;
  /** Sum of the neighbours' degrees: what it costs to look two steps far. */
  reachCost: Float64Array;
}

const known = new WeakMap<KnowledgeGraph, Neighbours>();

export function neighboursOf(graph: KnowledgeGraph): Neighbours {
  let neighbours = known.get(graph);
  if (neighbours === undefined) {
    neighbours = indexNeighbours(graph);
    known.set(graph, neighbours);
  }
  return neighbours;
}

function indexNeighbours({ edges, entities }: KnowledgeGraph): Neighbours {
  const { first, second } = hashIds(entities);
  const byHash = Int32Array.from(entities.keys()).toSorted(
    (a, b) => first[a]! - first[b]! || second[a]! - second[b]!,
  );
  const rank = new Int32Array(entities.length);
  for (const [at, entity] of byHash.entries()) rank[entity] = at;

  const bound = new Int32Array(entities.length + 1);
  const count = edges.subject.length;
  for (let edge = 0; edge < count; edge++) {
    bound[edges.subject[edge]! + 1]!++;
    bound[edges.object[edge]! + 1]!++;
  }
  for (let entity = 0; entity < entities.length; entity++) bound[entity + 1]! += bound[entity]!;
  const ranks = new Int32Array(2 * count);
  const next = bound.slice();
  for (let edge = 0; edge < count; edge++) {
    const [a, b] = [edges.subject[edge]!, edges.object[edge]!];
    ranks[next[a]!++] = rank[b]!;
    ranks[next[b]!++] = rank[a]!;
  }
  const start = new Int32Array(entities.length + 1);
  let kept = 0;
  for (let entity = 0; entity < entities.length; entity++) {
    const list = ranks.slice(bound[entity], bound[entity + 1]).toSorted();
    let before = -1;
    for (const one of list) {
      if (one !== before && one !== rank[entity]) ranks[kept++] = one;
      before = one;
    }
    start[entity + 1] = kept;
  }
  const near = ranks.slice(0, kept).map((at) => byHash[at]!);
  const reachCost = new Float64Array(entities.length);
  for (let entity = 0; entity < entities.length; entity++) {
    for (let at = start[entity]!; at < start[entity + 1]!; at++) {
      reachCost[entity]! += start[near[at]! + 1]! - start[near[at]!]!;
    }
  }
  return { start, near, rank, reachCost };
}

export const degreeOf = ({ start }: Neighbours, entity: number): number =>
  start[entity + 1]! - start[entity]!;

export function areNeighbours(neighbours: Neighbours, a: number, b: number): boolean {
  const { start, near, rank } = neighbours;
  if (degreeOf(neighbours, a) > degreeOf(neighbours, b)) [a, b] = [b, a];
  let low = start[a]!;
  let high = start[a + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rank[near[middle]!]! < rank[b]!) low = middle + 1;
    else high = middle;
  }
  return low < start[a + 1]! && near[low] === b;
}

/**
 * Whether some path of fewer than `steps` edges (1 to 4), in whatever direction, joins two entities. Looks from both
 * ends and expands the cheaper one.
 */
export function isWithin(neighbours: Neighbours, a: number, b: number, steps: number): boolean {
  if (a === b) return steps > 0;
  if (steps > 1 && areNeighbours(neighbours, a, b)) return true;
  if (steps > 2 && shareNeighbour(neighbours, a, b)) return true;
  if (steps <= 3) return false;
  const { start, near, reachCost } = neighbours;
  if (reachCost[a]! > reachCost[b]!) [a, b] = [b, a];
  const around = new Set(near.subarray(start[b], start[b + 1]));
  for (let at = start[a]!; at < start[a + 1]!; at++) {
    const middle = near[at]!;
    for (let to = start[middle]!; to < start[middle + 1]!; to++) {
      if (around.has(near[to]!)) return true;
    }
  }
  return false;
}

function shareNeighbour(neighbours: Neighbours, a: number, b: number): boolean {
  const { start, near } = neighbours;
  if (degreeOf(neighbours, a) > degreeOf(neighbours, b)) [a, b] = [b, a];
  for (let at = start[a]!; at < start[a + 1]!; at++) {
    if (areNeighbours(neighbours, near[at]!, b)) return true;
  }
  return false;
}

export interface Shortcut {
  anchor: number;
  answer: number;
  /** Edges that the query takes from the anchor. */
  steps: number;
}

/**
 * An anchor and an answer that fewer edges join than the query takes: over all edges, in whatever direction, also those
 * of low confidence. Counts, comparisons and superlatives have none by definition. Undefined where there is none, and
 * where the query names an entity that the graph has not.
 */
export function findShortcut(
  graph: KnowledgeGraph,
  query: GraphQuery,
  answers: readonly number[],
): Shortcut | undefined {
  const neighbours = neighboursOf(graph);
  for (const [place, steps] of DISTANCES[query.form].entries()) {
    const anchor = graph.entityById.get(query.anchors[place]!);
    if (anchor === undefined) continue;
    const answer = answers.find((one) => isWithin(neighbours, anchor, one, steps));
    if (answer !== undefined) return { anchor, answer, steps };
  }
  return undefined;
}
