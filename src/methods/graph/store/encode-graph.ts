import type { Fact, GraphContent } from '../knowledge-graph.ts';
import { isImported } from '../knowledge-graph.ts';
import { faultOfOrder } from './order-graph.ts';

/** Code units of JSON text that are gathered before they are turned into bytes. */
const BATCH_LENGTH = 1 << 20;

/**
 * A graph as one blob: JSON lines in UTF-8, a header and then one array an item, in the order documents, files, passages,
 * entities, predicates, facts. Equal graphs give equal bytes. No text of the whole is ever made, so that a graph may be
 * larger than the longest string. Throws RangeError where the lists are not in canonical order (`orderGraph` mends it).
 */
export function encodeGraph(content: GraphContent): Uint8Array {
  const fault = faultOfOrder(content);
  if (fault !== undefined) {
    throw new RangeError(`the graph is not in canonical order: ${fault}; order it by orderGraph`);
  }
  const chunks: Buffer[] = [];
  let batch = '';
  for (const line of linesOf(content)) {
    batch += `${line}\n`;
    if (batch.length < BATCH_LENGTH) continue;
    chunks.push(Buffer.from(batch));
    batch = '';
  }
  chunks.push(Buffer.from(batch));
  return Buffer.concat(chunks);
}

function* linesOf(content: GraphContent): Generator<string> {
  const { documents, files, passages, entities, predicates, facts } = content;
  const extractors = [...namesOf(facts)].toSorted();
  const numberOf = new Map(extractors.map((name, index) => [name, index]));
  yield JSON.stringify({
    type: 'graph',
    version: 1,
    documents: documents.length,
    files: files.length,
    passages: passages.length,
    entities: entities.length,
    predicates: predicates.length,
    facts: facts.length,
    extractors,
  });
  for (const { record, id, uri, title, license } of documents)
    yield JSON.stringify([record, id, uri, title, license]);
  for (const { hash, uri, license } of files) yield JSON.stringify([hash, uri, license]);
  for (const { document, block, start, end } of passages)
    yield `[${document},${block},${start},${end}]`;
  for (const { id, name, kind, aliases, range } of entities)
    yield JSON.stringify([id, name, kind, aliases, range]);
  for (const item of predicates) {
    yield JSON.stringify([
      item.id,
      item.label,
      item.statement,
      item.forward,
      item.backward,
      item.inverse,
      item.subjectKind,
      item.objectKind,
    ]);
  }
  for (const fact of facts) yield factLine(fact, numberOf);
}

function namesOf(facts: readonly Fact[]): Set<string> {
  const names = new Set<string>();
  for (const { extractors } of facts) for (const name of extractors) names.add(name);
  return names;
}

function factLine(fact: Fact, numberOf: ReadonlyMap<string, number>): string {
  const { source } = fact;
  return JSON.stringify([
    fact.subject,
    fact.predicate,
    fact.object,
    fact.phrase,
    fact.negated ? 1 : 0,
    fact.time,
    fact.extractors.map((name) => numberOf.get(name)!),
    fact.confidence,
    isImported(source)
      ? [source.file, source.line]
      : [source.passage, source.start, source.end, source.subject, source.object, source.cue],
  ]);
}
