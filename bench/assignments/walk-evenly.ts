import type { Random } from '../../src/core/random.ts';
import type { KnowledgeGraph } from '../../src/methods/graph/knowledge-graph.ts';
import type { EdgeIds } from '../../src/methods/graph/assign/query.ts';

/** So many edges in a row: the first drawn evenly from all, each further one from those at the end that was reached. */
export function walkEvenly(graph: KnowledgeGraph, length: number, random: Random): EdgeIds[] {
  const { edges, outStart, inStart, inEdges, entities, predicates } = graph;
  const first = random.integer(edges.subject.length);
  const path = [first];
  let at = edges.object[first]!;
  while (path.length < length) {
    const outgoing = outStart[at + 1]! - outStart[at]!;
    const incoming = inStart[at + 1]! - inStart[at]!;
    const drawn = random.integer(outgoing + incoming);
    const edge =
      drawn < outgoing ? outStart[at]! + drawn : inEdges[inStart[at]! + drawn - outgoing]!;
    path.push(edge);
    at = edges.subject[edge] === at ? edges.object[edge]! : edges.subject[edge]!;
  }
  return path.map((edge) => ({
    subject: entities[edges.subject[edge]!]!.id,
    predicate: predicates[edges.predicate[edge]!]!.id,
    object: entities[edges.object[edge]!]!.id,
  }));
}
