import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import { isIri } from '../import/name-iri.ts';
import type { Entity, KnowledgeGraph } from '../knowledge-graph.ts';

export const GRAPH_FORMATS = ['tsv', 'ntriples', 'graphml'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const LABEL = '<http://www.w3.org/2000/01/rdf-schema#label>';
/** Names of things that the graph has no IRI for. */
const BASE = 'urn:wellspring:graph:';

/**
 * A graph's edges in a format of other tools, in pieces that are whole lines. Denied facts are no edges. `tsv`: ids of
 * subject, predicate and object. `ntriples`: IRIs where the graph was imported with them, else `urn:wellspring:graph:…`;
 * values as literals, with a datatype where their words are one; labels. `graphml`: names, kinds, labels, confidences.
 */
export function* writeTriples(graph: KnowledgeGraph, format: GraphFormat): Generator<string> {
  switch (format) {
    case 'tsv':
      yield* writeTsv(graph);
      return;
    case 'ntriples':
      yield* writeNtriples(graph);
      return;
    case 'graphml':
      yield* writeGraphml(graph);
  }
}

function* writeTsv({ edges, entities, predicates }: KnowledgeGraph): Generator<string> {
  for (const [edge, subject] of edges.subject.entries()) {
    const cells = [
      entities[subject]!.id,
      predicates[edges.predicate[edge]!]!.id,
      entities[edges.object[edge]!]!.id,
    ];
    yield `${cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`;
  }
}

function* writeNtriples({ edges, entities, predicates }: KnowledgeGraph): Generator<string> {
  const iris = entities.map((entity) => iriOf(entity));
  const relations = predicates.map(
    ({ id }) => `<${isIri(id) ? escapeIri(id) : mintIri('relation', id)}>`,
  );
  for (const [index, { name, range }] of entities.entries()) {
    if (!isLiteral(range)) yield `${iris[index]} ${LABEL} ${quote(name)} .\n`;
  }
  for (const [index, { label }] of predicates.entries())
    yield `${relations[index]} ${LABEL} ${quote(label)} .\n`;
  for (const [edge, subject] of edges.subject.entries()) {
    const object = edges.object[edge]!;
    const value = entities[object]!;
    const written = isLiteral(value.range) ? writeLiteral(value) : iris[object]!;
    yield `${iris[subject]} ${relations[edges.predicate[edge]!]} ${written} .\n`;
  }
}

/* oxlint-disable no-control-regex -- control characters are what these take out */
const NOT_IN_IRI = /[\u0000-\u0020<>"{}|^`\\]/g;
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/* oxlint-enable no-control-regex */

const isLiteral = (range: Entity['range']): boolean => range !== null;

function iriOf({ id, name, aliases }: Entity): string {
  const own = [name, ...aliases].find((one) => /^(?:https?|urn):/.test(one) && isIri(one));
  if (own !== undefined) return `<${escapeIri(own)}>`;
  return `<${mintIri('entity', id)}>`;
}

const mintIri = (what: string, id: string): string =>
  `${BASE}${what}:${encodeURIComponent(id.toWellFormed())}`;

/** Percent-encodes what an IRI may not hold. */
function escapeIri(iri: string): string {
  return iri.toWellFormed().replace(NOT_IN_IRI, encodeURIComponent);
}

function writeLiteral({ name, kind, range }: Entity): string {
  if (kind === 'number' && /^[+-]?\d+$/.test(name)) return `${quote(name)}^^<${XSD}integer>`;
  if (kind === 'number' && /^[+-]?\d+\.\d+$/.test(name)) return `${quote(name)}^^<${XSD}decimal>`;
  if (kind === 'time' && /^\d{4}$/.test(name)) return `${quote(name)}^^<${XSD}gYear>`;
  const isDay = range !== null && range[1] - range[0] === 1;
  if (kind === 'time' && isDay && /^\d{4}-\d\d-\d\d$/.test(name))
    return `${quote(name)}^^<${XSD}date>`;
  return quote(name);
}

function quote(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(
      CONTROLS,
      (point) => `\\u${point.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
  return `"${escaped}"`;
}

function* writeGraphml({ edges, entities, predicates }: KnowledgeGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  for (const [id, where, type] of [
    ['name', 'node', 'string'],
    ['kind', 'node', 'string'],
    ['relation', 'edge', 'string'],
    ['label', 'edge', 'string'],
    ['confidence', 'edge', 'double'],
  ]) {
    yield `<key id="${id}" for="${where}" attr.name="${id}" attr.type="${type}"/>\n`;
  }
  yield '<graph edgedefault="directed">\n';
  for (const [index, { id, kind }] of entities.entries())
    yield `<node id="n${index}"><data key="name">${xml(id)}</data><data key="kind">${xml(kind)}</data></node>\n`;
  for (const [edge, subject] of edges.subject.entries()) {
    const { id, label } = predicates[edges.predicate[edge]!]!;
    const confidence = Number(edges.confidence[edge]!.toFixed(6));
    yield `<edge id="e${edge}" source="n${subject}" target="n${edges.object[edge]}"><data key="relation">${xml(id)}</data><data key="label">${xml(label)}</data><data key="confidence">${confidence}</data></edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

/** XML 1.0 has no way to write some characters at all. */
function xml(text: string): string {
  return escapeMarkup(text.toWellFormed().replace(NOT_IN_XML, ''));
}
