import type { Ontology } from '../extract/ontology.ts';
import type { Entity, Fact, GraphFile, Predicate } from '../knowledge-graph.ts';
import { canonicalisePredicates, type PredicateUse } from '../resolve/canonicalise-predicates.ts';
import { giveIds } from '../resolve/name-entities.ts';
import { byText, orderGraph } from '../store/order-graph.ts';
import { dropUnused } from '../prepare/drop-unused.ts';
import { type ImportedTerm, rankLabels, type TermCollector } from './collect-terms.ts';
import type { ImportedGraph } from './import-triples.ts';
import { labelPredicate } from './name-iri.ts';

/** Names the things and relations of imported files and puts their graph in order. */
export function buildImported(
  collector: TermCollector,
  files: readonly GraphFile[],
  facts: readonly Fact[],
  ontology: Ontology | null,
): ImportedGraph {
  const { terms, dropped } = collector;
  const named = terms.map((term) => nameTerm(term, collector));
  const order = Array.from(named.keys()).toSorted(
    (a, b) => byText(named[a]!.name, named[b]!.name) || byText(terms[a]!.key, terms[b]!.key),
  );
  const ids = giveIds(order.map((index) => named[index]!));
  const entities: Entity[] = Array.from({ length: terms.length });
  for (const [place, index] of order.entries()) {
    const { kind, range } = terms[index]!;
    entities[index] = { id: ids[place]!, ...named[index]!, kind, range };
  }
  const predicates = describeRelations(collector, facts, ontology);
  const content = orderGraph(
    dropUnused({
      documents: [],
      files: [...files],
      passages: [],
      entities,
      predicates,
      facts: [...facts],
    }),
  );
  return { content, dropped };
}

/** A thing's name and the others that it has; what the files call it is one of them, so that a line can be held to it. */
function nameTerm(
  { text, name }: ImportedTerm,
  { labelsOf }: TermCollector,
): Pick<Entity, 'name' | 'aliases'> {
  const labels = rankLabels(labelsOf(text));
  const best = labels[0] ?? name;
  const aliases = new Set([...labels, name, text]);
  aliases.delete(best);
  return { name: best, aliases: [...aliases].toSorted(byText) };
}

/**
 * Relations with the ontology's phrases where it knows them, else with phrases made of their labels. Facts stay as the
 * files state them: no relation gives way to its inverse, or a line would not say its fact.
 */
function describeRelations(
  { predicates, terms, labelsOf }: TermCollector,
  facts: readonly Fact[],
  ontology: Ontology | null,
): Predicate[] {
  const uses = new Map<string, PredicateUse>();
  for (const { subject, predicate, object } of facts) {
    const [subjectKind, objectKind] = [terms[subject]!.kind, terms[object]!.kind];
    const key = `${predicate} ${subjectKind} ${objectKind}`;
    const relation = predicates[predicate]!;
    const known = uses.get(key);
    if (known !== undefined) known.count++;
    else
      uses.set(key, { relation, phrase: '', subjectKind, objectKind, dimension: null, count: 1 });
  }
  const known = new Map((ontology?.relations ?? []).map((relation) => [relation.id, relation]));
  const relations = predicates.map((id) => {
    const relation = known.get(id);
    if (relation === undefined)
      return { id, label: rankLabels(labelsOf(id))[0] ?? labelPredicate(id) };
    const { inverse, ...rest } = relation;
    return inverse === id ? relation : rest;
  });
  const described = canonicalisePredicates([...uses.values()], {
    name: ontology?.name ?? 'imported',
    kinds: ontology?.kinds ?? [],
    relations,
  });
  const byId = new Map(described.predicates.map((predicate) => [predicate.id, predicate]));
  // Of a relation whose every line was dropped nothing is said, and nothing is kept.
  return predicates.map((id) => byId.get(id) ?? unused(id));
}

const unused = (id: string): Predicate => ({
  id,
  label: id,
  statement: '',
  forward: '',
  backward: '',
  inverse: null,
  subjectKind: null,
  objectKind: null,
});
