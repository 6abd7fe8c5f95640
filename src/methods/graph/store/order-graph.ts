import type { Fact, GraphContent } from '../knowledge-graph.ts';
import { isImported } from '../knowledge-graph.ts';

/** Order by UTF-16 code unit: the same on every machine, whatever its locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The canonical order of a graph's lists, with all indices carried along: equal graphs get equal bytes. Documents by id,
 * files by hash, passages by document and place, entities and predicates by id, facts by {@link compareFacts}.
 * A graph that is in order already is given back as it is.
 */
export function orderGraph(content: GraphContent): GraphContent {
  if (faultOfOrder(content) === undefined) return content;
  const documents = permute(content.documents, (a, b) => byText(a.id, b.id));
  const files = permute(content.files, (a, b) => byText(a.hash, b.hash));
  const passages = permute(
    content.passages.map((passage) => ({ ...passage, document: documents.to[passage.document]! })),
    comparePassages,
  );
  const entities = permute(content.entities, (a, b) => byText(a.id, b.id));
  const predicates = permute(content.predicates, (a, b) => byText(a.id, b.id));
  const facts = content.facts.map((fact) => ({
    ...fact,
    subject: entities.to[fact.subject]!,
    predicate: predicates.to[fact.predicate]!,
    object: entities.to[fact.object]!,
    source: isImported(fact.source)
      ? { ...fact.source, file: files.to[fact.source.file]! }
      : { ...fact.source, passage: passages.to[fact.source.passage]! },
  }));
  return {
    documents: documents.list,
    files: files.list,
    passages: passages.list,
    entities: entities.list,
    predicates: predicates.list,
    facts: facts.toSorted(compareFacts),
  };
}

/** What stands out of canonical order, for people; undefined where nothing does. */
export function faultOfOrder(content: GraphContent): string | undefined {
  return (
    faultOfList('document', content.documents, (a, b) => byText(a.id, b.id), true) ??
    faultOfList('file', content.files, (a, b) => byText(a.hash, b.hash), true) ??
    faultOfList('passage', content.passages, comparePassages, true) ??
    faultOfList('entity', content.entities, (a, b) => byText(a.id, b.id), true) ??
    faultOfList('predicate', content.predicates, (a, b) => byText(a.id, b.id), true) ??
    faultOfList('fact', content.facts, compareFacts, false)
  );
}

function faultOfList<T>(
  what: string,
  list: readonly T[],
  compare: (a: T, b: T) => number,
  distinct: boolean,
): string | undefined {
  for (let at = 1; at < list.length; at++) {
    const order = compare(list[at - 1]!, list[at]!);
    if (order > 0) return `${what} ${at} stands behind ${what} ${at - 1}, which comes after it`;
    if (order === 0 && distinct) return `${what} ${at} is ${what} ${at - 1} again`;
  }
  return undefined;
}

interface Place {
  document: number;
  block: number;
  start: number;
  end: number;
}

function comparePassages(a: Place, b: Place): number {
  return a.document - b.document || a.block - b.block || a.start - b.start || a.end - b.end;
}

/** Facts by what they say, then by where they say it, then by everything else. */
function compareFacts(a: Fact, b: Fact): number {
  return (
    a.subject - b.subject ||
    a.predicate - b.predicate ||
    a.object - b.object ||
    Number(a.negated) - Number(b.negated) ||
    compareSources(a.source, b.source) ||
    b.confidence - a.confidence ||
    byText(a.phrase, b.phrase) ||
    byText(a.time ?? '', b.time ?? '') ||
    byText(a.extractors.join(' '), b.extractors.join(' '))
  );
}

function compareSources(a: Fact['source'], b: Fact['source']): number {
  if (isImported(a)) return isImported(b) ? a.file - b.file || a.line - b.line : 1;
  if (isImported(b)) return -1;
  return (
    a.passage - b.passage ||
    a.start - b.start ||
    a.end - b.end ||
    a.subject[0] - b.subject[0] ||
    a.subject[1] - b.subject[1] ||
    a.object[0] - b.object[0] ||
    a.object[1] - b.object[1] ||
    (a.cue?.[0] ?? -1) - (b.cue?.[0] ?? -1) ||
    (a.cue?.[1] ?? -1) - (b.cue?.[1] ?? -1)
  );
}

/** A sorted list, and of each old index the new one. */
function permute<T>(
  list: readonly T[],
  compare: (a: T, b: T) => number,
): { list: T[]; to: Int32Array } {
  const order = Array.from(list.keys()).toSorted((a, b) => compare(list[a]!, list[b]!) || a - b);
  const to = new Int32Array(list.length);
  for (const [place, index] of order.entries()) to[index] = place;
  return { list: order.map((index) => list[index]!), to };
}
