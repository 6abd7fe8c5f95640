import type { Hash } from '../../../core/hash.ts';
import type { PathEvidence, QueryEvidence, SpanEvidence } from '../../../core/records/index.ts';
import type { EdgeIds, GraphQuery } from '../assign/query.ts';
import { type FactSpan, isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import { findEdge } from '../assign/unanswerable.ts';
import { factsOf, spansOf } from './gold-edges.ts';
import type { Shown } from './compose-trace.ts';

export const PROVERS = { path: 'path@1', query: 'query@1', span: 'span@1' } as const;

/** Places in the texts that are given for one edge. */
const MOST_SPANS = 4;

type Provenance = PathEvidence['edges'][number]['provenance'];

/** The words of a span. */
export type QuoteOf = (span: FactSpan) => string;

/** Spans of an edge that stand in shown passages; where none does, as of a withheld edge, the surest one. */
export function citedSpans(
  graph: KnowledgeGraph,
  edge: number,
  passages: readonly number[] | null,
): FactSpan[] {
  const all = spansOf(graph, edge);
  const shown = all.filter(({ passage }) => passages?.includes(passage));
  return shown.length > 0 ? shown.slice(0, MOST_SPANS) : all.slice(0, 1);
}

/** Where an edge is from: sentences of documents, or a line of an imported file. */
export function provenanceOf(
  graph: KnowledgeGraph,
  edge: number,
  shown: Shown,
  passages: readonly number[] | null,
  quoteOf: QuoteOf,
): Provenance {
  if (shown === 'statements') {
    for (const fact of factsOf(graph, edge)) {
      const { source } = graph.facts[fact]!;
      if (isImported(source)) {
        return { imported: { file: graph.files[source.file]!.hash, line: source.line } };
      }
    }
    throw new RangeError(`edge ${edge} was not imported`);
  }
  return {
    spans: citedSpans(graph, edge, passages).map((span) => spanReference(graph, span, quoteOf)),
  };
}

function spanReference(
  graph: KnowledgeGraph,
  span: FactSpan,
  quoteOf: QuoteOf,
): Omit<SpanEvidence, 'kind' | 'prover'> {
  const { document, block } = graph.passages[span.passage]!;
  const { start, end } = span;
  return { document: graph.documents[document]!.record, block, start, end, quote: quoteOf(span) };
}

/** The whole evidence of a sample: its path, its query with the answers, and each told sentence once. */
export function composeEvidence(
  graph: KnowledgeGraph,
  stored: { graph: Hash; snapshot: Hash },
  claim: {
    query: GraphQuery;
    answers: readonly string[];
    path: readonly EdgeIds[];
    told: readonly EdgeIds[];
    shown: Shown;
    passages: readonly number[] | null;
  },
  quoteOf: QuoteOf,
): (PathEvidence | QueryEvidence | SpanEvidence)[] {
  const { query, answers, path, told, shown, passages } = claim;
  const edges = path.map((edge) => ({
    ...edge,
    provenance: provenanceOf(graph, findEdge(graph, edge)!, shown, passages, quoteOf),
  }));
  const spans = new Map<string, SpanEvidence>();
  for (const edge of shown === 'passages' ? told : []) {
    const [first] = citedSpans(graph, findEdge(graph, edge)!, passages);
    const reference = spanReference(graph, first!, quoteOf);
    const { document, block, start, end } = reference;
    spans.set(`${document} ${block} ${start} ${end}`, {
      kind: 'span',
      prover: PROVERS.span,
      ...reference,
    });
  }
  return [
    { kind: 'path', prover: PROVERS.path, ...stored, edges },
    { kind: 'query', prover: PROVERS.query, ...stored, ...query, answers: [...answers] },
    ...spans.values(),
  ];
}
