import type { KnowledgeGraph, Predicate } from '../knowledge-graph.ts';

/** A predicate's statement with two names in it. Names are put in as they are, whatever stands in them. */
export function sayStatement(
  { statement }: Pick<Predicate, 'statement'>,
  subject: string,
  object: string,
): string {
  return statement.replace(/\{(?:subject|object)\}/gu, (place) =>
    place === '{subject}' ? subject : object,
  );
}

/** A triple of the graph as a sentence without its full stop. */
export function sayTriple(
  { entities, predicates }: Pick<KnowledgeGraph, 'entities' | 'predicates'>,
  triple: { subject: number; predicate: number; object: number },
): string {
  const { subject, predicate, object } = triple;
  return sayStatement(predicates[predicate]!, entities[subject]!.name, entities[object]!.name);
}
