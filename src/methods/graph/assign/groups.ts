import type { Communities } from '../communities.ts';
import { isImported, type KnowledgeGraph } from '../knowledge-graph.ts';

/**
 * Names what must not be shared across splits: the documents of all facts that say the edges; for facts of an imported
 * file, which may be the whole graph, the largest community around the edge's subject, as `community:` and the smallest
 * of its entities' ids.
 */
export function groupsOf(
  graph: KnowledgeGraph,
  { top }: Communities,
): (edges: readonly number[]) => string[] {
  const smallest = new Map<number, string>();
  for (const [entity, { id }] of graph.entities.entries()) {
    const known = smallest.get(top[entity]!);
    if (known === undefined || id < known) smallest.set(top[entity]!, id);
  }
  const { subject, factStart, facts } = graph.edges;
  return (edges) => {
    const groups = new Set<string>();
    for (const edge of edges) {
      for (let at = factStart[edge]!; at < factStart[edge + 1]!; at++) {
        const { source } = graph.facts[facts[at]!]!;
        groups.add(
          isImported(source)
            ? `community:${smallest.get(top[subject[edge]!]!)}`
            : graph.documents[graph.passages[source.passage]!.document]!.id,
        );
      }
    }
    return [...groups].toSorted();
  };
}
