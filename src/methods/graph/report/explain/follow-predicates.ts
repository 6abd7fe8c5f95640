import { executeQuery } from '../../assign/execute-query.ts';
import type { GraphQuery, QueryForm } from '../../assign/query.ts';
import type { KnowledgeGraph } from '../../knowledge-graph.ts';
import type { GraphPath } from './find-paths.ts';

/** Predicates that can be followed one after another. */
export const MOST_STEPS = 4;

/** An answer with the ways that lead to it. */
export interface FollowedAnswer {
  entity: number;
  paths: GraphPath[];
}

/**
 * Follows one to four predicates (ids, `^` before those that are followed from object to subject) from an entity, and
 * gives every answer with its paths, by id. Throws RangeError on another number of predicates.
 */
export function followPredicates(
  graph: KnowledgeGraph,
  from: number,
  predicates: readonly string[],
): FollowedAnswer[] {
  if (predicates.length < 1 || predicates.length > MOST_STEPS)
    throw new RangeError(
      `one to ${MOST_STEPS} predicates can be followed, not ${predicates.length}`,
    );
  const query: GraphQuery = {
    form: `${predicates.length}p` as QueryForm,
    anchors: [graph.entities[from]!.id],
    predicates: [...predicates],
  };
  const { answers, proofs } = executeQuery(graph, query, { mostProofs: MOST_PROOFS });
  const byAnswer = Map.groupBy(proofs, ({ answer }) => answer);
  return answers
    .map((entity) => ({
      entity,
      paths: (byAnswer.get(entity) ?? []).map(({ edges }) => ({ edges, cost: null })),
    }))
    .toSorted((a, b) => (graph.entities[a.entity]!.id < graph.entities[b.entity]!.id ? -1 : 1));
}

const MOST_PROOFS = 10_000;
