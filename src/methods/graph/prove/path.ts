import { canonicalJson } from '../../../core/hash.ts';
import type { ProofMaterial, Prover, Replay } from '../../../core/proof/index.ts';
import { readStoredDocument } from '../../../core/proof/index.ts';
import type { Document, PathEvidence } from '../../../core/records/index.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import { type FactSpan, isImported } from '../knowledge-graph.ts';
import { citedSpans, composeEvidence, PROVERS } from '../write/compose-evidence.ts';
import { factsOf } from '../write/gold-edges.ts';
import { faultOfLine } from './line-says.ts';
import { faultOfMention } from './mention-says.ts';
import { openReading } from './open-reading.ts';
import type { Reading } from './read-claim.ts';

/**
 * A path holds when each of its edges is in the stored graph and undenied there, each edge is where its facts say it is, the
 * stored sentences hold its subject, its object and its cue where the facts say (of an imported graph: the line names
 * them), and the sample's evidence is all that there is to say of it. That a sentence means the edge is the extractor's claim,
 * and is not shown.
 */
export const pathProver: Prover<PathEvidence> = {
  name: PROVERS.path,
  kind: 'path',
  references: ({ graph, snapshot, edges }) => ({
    records: [
      graph,
      ...edges.flatMap(({ provenance }) =>
        'spans' in provenance ? provenance.spans.map(({ document }) => document) : [],
      ),
    ],
    blobs: [
      snapshot,
      ...edges.flatMap(({ provenance }) =>
        'imported' in provenance ? [provenance.imported.file] : [],
      ),
    ],
  }),
  async replay(_evidence, sample, material): Promise<Replay> {
    const reading = await openReading(sample, material);
    const reason =
      'fault' in reading ? reading.fault : await faultOfPathEvidence(reading, material);
    return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
  },
};

/** Why the path of a sample does not hold, or undefined. Lets material errors through. */
export async function faultOfPathEvidence(
  reading: Reading,
  material: ProofMaterial,
): Promise<string | undefined> {
  const { graph, shown, path, passages } = reading;
  const documents = new Map<number, Document>();
  if (shown === 'passages') {
    for (const span of path.flatMap((edge) => citedSpans(graph, edge, passages))) {
      const at = graph.passages[span.passage]!.document;
      const { record, id } = graph.documents[at]!;
      const stored = await readStoredDocument(record, material);
      if ('reason' in stored) return stored.reason;
      if (stored.document.id !== id) return `the graph calls ${stored.document.uri} by another id`;
      documents.set(at, stored.document);
    }
    const fault = faultOfSpans(reading, documents);
    if (fault !== undefined) return fault;
  } else {
    for (const edge of path) {
      const fault = await faultOfImport(reading, edge, material);
      if (fault !== undefined) return fault;
    }
  }
  return faultOfEvidence(reading, documents);
}

function faultOfSpans(
  { graph, path, passages }: Reading,
  documents: ReadonlyMap<number, Document>,
): string | undefined {
  for (const edge of path) {
    for (const span of citedSpans(graph, edge, passages)) {
      const { document, block, start, end } = graph.passages[span.passage]!;
      if (span.start < start || span.end > end) return 'a sentence reaches beyond its passage';
      const fault = faultOfMention(graph, edge, span, documents.get(document)!, block);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

async function faultOfImport(
  { graph }: Reading,
  edge: number,
  material: ProofMaterial,
): Promise<string | undefined> {
  for (const fact of factsOf(graph, edge)) {
    const { source } = graph.facts[fact]!;
    if (!isImported(source)) continue;
    const bytes = await material.blob(graph.files[source.file]!.hash);
    return faultOfLine(graph, edge, bytes, source);
  }
  return 'an edge was not imported';
}

/** Whether path, query and quotations are exactly what the graph and what is shown give, and in this order. */
function faultOfEvidence(
  reading: Reading,
  documents: ReadonlyMap<number, Document>,
): string | undefined {
  const { claim, graph, stored, query, answers, hops, told, shown, passages } = reading;
  const quoteOf = ({ passage, start, end }: FactSpan): string => {
    const { document, block } = graph.passages[passage]!;
    return sliceCodePoints(documents.get(document)!.blocks[block]!.text, start, end);
  };
  const path = claim.evidence
    .filter((one) => one.kind === 'path')
    .flatMap(({ edges }) =>
      edges.map(({ subject, predicate, object }) => ({ subject, predicate, object })),
    );
  const made = composeEvidence(
    graph,
    stored,
    { query, answers, path, told: told.map(({ edge }) => edge), shown, passages },
    quoteOf,
  );
  if (canonicalJson(path) !== canonicalJson(hops.map(({ edge }) => edge))) {
    return 'the path does not list its edges in the order of reasoning';
  }
  return canonicalJson(claim.evidence) === canonicalJson(made)
    ? undefined
    : 'the evidence is not what the path and the shown passages give';
}
