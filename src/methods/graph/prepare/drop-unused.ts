import type { GraphContent } from '../knowledge-graph.ts';

/** The graph without entities and predicates that no fact names; the others keep their order. */
export function dropUnused(content: GraphContent): GraphContent {
  const { entities, predicates, facts } = content;
  const isUsed = new Uint8Array(entities.length);
  const isSaid = new Uint8Array(predicates.length);
  for (const { subject, predicate, object } of facts) {
    isUsed[subject] = 1;
    isUsed[object] = 1;
    isSaid[predicate] = 1;
  }
  const entityTo = renumber(isUsed);
  const predicateTo = renumber(isSaid);
  return {
    ...content,
    entities: entities.filter((_, index) => isUsed[index] === 1),
    predicates: predicates.filter((_, index) => isSaid[index] === 1),
    facts: facts.map((fact) => ({
      ...fact,
      subject: entityTo[fact.subject]!,
      predicate: predicateTo[fact.predicate]!,
      object: entityTo[fact.object]!,
    })),
  };
}

function renumber(kept: Uint8Array): Int32Array {
  const to = new Int32Array(kept.length);
  let next = 0;
  for (const [index, isKept] of kept.entries()) to[index] = isKept === 1 ? next++ : -1;
  return to;
}
