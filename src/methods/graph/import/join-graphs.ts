import type { GraphContent, Predicate } from '../knowledge-graph.ts';
import { isImported } from '../knowledge-graph.ts';
import { dropUnused } from '../prepare/drop-unused.ts';
import { createKinds } from '../resolve/kinds.ts';
import { mergeId } from '../resolve/name-clusters.ts';
import { nameKey } from '../resolve/name-key.ts';
import type { EntityMergeLog } from '../resolve/write-merge-log.ts';
import { byText, orderGraph } from '../store/order-graph.ts';

export interface JoinedGraphs {
  content: GraphContent;
  /** Imported things that were taken for things of the documents. */
  merges: EntityMergeLog['merges'];
}

/**
 * Puts the graph of documents and an imported one together. An imported thing is one of the documents' where each is the
 * only one of its graph with that name and their kinds fit; predicates are one where they have one id. Others stay apart,
 * with a number behind the imported one's id where both have the same.
 */
export function joinGraphs(own: GraphContent, imported: GraphContent): JoinedGraphs {
  const kinds = createKinds(null);
  const ownByName = onlyByName(own);
  const importedByName = onlyByName(imported);
  const taken = new Set(own.entities.map(({ id }) => id));
  const entities = [...own.entities];
  const next = new Map<string, number>();
  const merges: EntityMergeLog['merges'] = [];
  const entityTo = imported.entities.map((entity, index) => {
    const key = nameKey(entity.name);
    const match = importedByName.get(key) === index ? ownByName.get(key) : undefined;
    if (match !== undefined && match >= 0 && kinds.fit(own.entities[match]!.kind, entity.kind)) {
      const { id, name, kind, aliases, range } = entities[match]!;
      const names = new Set([...aliases, entity.name, ...entity.aliases]);
      names.delete(name);
      entities[match] = {
        id,
        name,
        kind: kinds.narrower(kind, entity.kind),
        aliases: [...names].toSorted(byText),
        range: range ?? entity.range,
      };
      merges.push({
        id: mergeId(name, entity.name),
        rule: 'same-name',
        names: [name, entity.name],
        entity: id,
        evidence: 'the only thing of this name in both graphs',
        documents: [],
      });
      return match;
    }
    let id = entity.id;
    while (taken.has(id)) {
      const number = next.get(entity.name) ?? 2;
      next.set(entity.name, number + 1);
      id = `${entity.name} (${number})`;
    }
    taken.add(id);
    entities.push({ ...entity, id });
    return entities.length - 1;
  });
  const predicates: Predicate[] = [...own.predicates];
  const predicateById = new Map(predicates.map(({ id }, index) => [id, index]));
  const predicateTo = imported.predicates.map((predicate) => {
    const known = predicateById.get(predicate.id);
    if (known !== undefined) return known;
    predicates.push(predicate);
    return predicates.length - 1;
  });
  const facts = imported.facts.map((fact) => ({
    ...fact,
    subject: entityTo[fact.subject]!,
    predicate: predicateTo[fact.predicate]!,
    object: entityTo[fact.object]!,
    source: isImported(fact.source)
      ? { ...fact.source, file: fact.source.file + own.files.length }
      : fact.source,
  }));
  const content = orderGraph(
    dropUnused({
      documents: own.documents,
      files: [...own.files, ...imported.files],
      passages: own.passages,
      entities,
      predicates,
      facts: [...own.facts, ...facts],
    }),
  );
  return { content, merges };
}

/** Of each name and alias the one entity that has it, or -1 where several have. Values have none. */
function onlyByName({ entities }: GraphContent): Map<string, number> {
  const byName = new Map<string, number>();
  for (const [index, { name, aliases, range }] of entities.entries()) {
    if (range !== null) continue;
    for (const key of new Set([name, ...aliases].map(nameKey))) {
      if (key !== '') byName.set(key, byName.has(key) ? -1 : index);
    }
  }
  return byName;
}
