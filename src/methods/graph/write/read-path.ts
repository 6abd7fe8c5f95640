import { faultOfQuery } from '../assign/plan-query.ts';
import type { EdgeIds, GraphQuery } from '../assign/query.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';

/** One step of the reasoning: an edge, followed from what is known to what is found. */
export interface Hop {
  edge: EdgeIds;
  /** The predicate as it is followed: `^` before it from object to subject. */
  step: string;
  from: string;
  to: string;
}

/** Why a query has not the shape of its form or names what the graph has not, or undefined. */
export function faultOfShape(
  graph: Pick<KnowledgeGraph, 'entityById' | 'predicateById'>,
  query: GraphQuery,
): string | undefined {
  const fault = faultOfQuery(query);
  if (fault !== undefined) return fault;
  const anchor = query.anchors.find((id) => !graph.entityById.has(id));
  if (anchor !== undefined) return `the graph has no entity "${anchor}"`;
  const predicate = query.predicates.find((step) => !graph.predicateById.has(predicateOf(step)));
  return predicate === undefined ? undefined : `the graph has no predicate "${predicate}"`;
}

export const predicateOf = (step: string): string => (step.startsWith('^') ? step.slice(1) : step);

/**
 * A path's edges as hops in the order of reasoning, by the query's form: each starts at an anchor or where an earlier hop
 * ended. The order in which the path lists them only decides between hops of one step. Gives the fault where the edges
 * are not such a path, or one is left over.
 */
export function readPath(
  graph: Pick<KnowledgeGraph, 'predicates' | 'predicateById'>,
  { form, anchors, predicates }: GraphQuery,
  path: readonly EdgeIds[],
): { hops: Hop[] } | { fault: string } {
  const hops: Hop[] = [];
  let broken: string | undefined;
  const follow = (sources: Iterable<string>, step: string): string[] => {
    const reached = new Set<string>();
    for (const from of new Set(sources)) {
      const found = hopsFrom(graph, path, from, step);
      if (found.length === 0) broken ??= `no edge of the path leads from "${from}" by ${step}`;
      for (const hop of found) reached.add(hop.to);
      hops.push(...found);
    }
    return [...reached];
  };
  const [a, b] = anchors as [string, string];
  const [p, q, r] = predicates as [string, string, string];
  switch (form) {
    case 'more':
    case 'less':
      for (const anchor of anchors) follow([anchor], p);
      break;
    case '2i':
    case '3i':
      for (const [at, anchor] of anchors.entries()) follow([anchor], predicates[at]!);
      break;
    case 'pi':
      follow(follow([a], p), q);
      follow([b], r);
      break;
    case 'ip': {
      const left = follow([a], p);
      follow([...left, ...follow([b], q)], r);
      break;
    }
    default: {
      let reached = [a];
      for (const step of predicates) reached = follow(reached, step);
    }
  }
  if (broken !== undefined) return { fault: broken };
  const used = new Set(hops.map(({ edge }) => edge));
  return used.size === path.length && hops.length === path.length
    ? { hops }
    : { fault: `the query follows ${hops.length} edges, and the path has ${path.length}` };
}

function hopsFrom(
  { predicates, predicateById }: Pick<KnowledgeGraph, 'predicates' | 'predicateById'>,
  path: readonly EdgeIds[],
  from: string,
  step: string,
): Hop[] {
  const id = predicateOf(step);
  const isSymmetric = predicates[predicateById.get(id) ?? -1]?.inverse === id;
  const isBack = step.startsWith('^');
  return path.flatMap((edge): Hop[] => {
    if (edge.predicate !== id) return [];
    if ((!isBack || isSymmetric) && edge.subject === from)
      return [{ edge, step, from, to: edge.object }];
    if ((isBack || isSymmetric) && edge.object === from)
      return [{ edge, step, from, to: edge.subject }];
    return [];
  });
}

export const isSameEdge = (a: EdgeIds, b: EdgeIds): boolean =>
  a.subject === b.subject && a.predicate === b.predicate && a.object === b.object;

/** What can be told without the withheld edge: hops that start from what is known, and the hop that is missing. */
export function stopAt(
  hops: readonly Hop[],
  anchors: readonly string[],
  withheld: EdgeIds | null,
): { told: Hop[]; missing: Hop | undefined } {
  if (withheld === null) return { told: [...hops], missing: undefined };
  const known = new Set(anchors);
  const told: Hop[] = [];
  for (const hop of hops) {
    if (isSameEdge(hop.edge, withheld) || !known.has(hop.from)) continue;
    told.push(hop);
    known.add(hop.to);
  }
  return { told, missing: hops.find(({ edge }) => isSameEdge(edge, withheld)) };
}
