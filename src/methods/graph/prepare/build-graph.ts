import { z } from 'zod';
import { type Hash, hashRecord } from '../../../core/hash.ts';
import type { Document } from '../../../core/records/index.ts';
import type { Store } from '../../../core/run/method.ts';
import type { Memo } from '../../../core/store/memo.ts';
import type { Communities } from '../communities.ts';
import { COMMUNITY_DEFAULTS, detectCommunities } from '../communities/detect-communities.ts';
import type { Extractor } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';
import { joinGraphs } from '../import/join-graphs.ts';
import { indexGraph } from '../index-graph.ts';
import type { GraphContent, KnowledgeGraph } from '../knowledge-graph.ts';
import { GraphManifest } from '../material.ts';
import { decodeCommunities, encodeCommunities } from '../store/encode-communities.ts';
import { encodeGraph } from '../store/encode-graph.ts';
import { createKinds } from '../resolve/kinds.ts';
import { extractPassages } from './extract-passages.ts';
import { addUp, type MadeContent, makeContent } from './make-content.ts';
import type { PrepareOptions } from './options.ts';
import { readDocuments } from './read-documents.ts';

export interface BuildPorts {
  store: Store;
  memo: Memo;
  extractors: readonly Extractor[];
  ontology: Ontology | null;
  /** An imported graph that the documents' graph is joined with (`import/import-triples.ts`). */
  imported?: { content: GraphContent; dropped: Record<string, number> };
  /** What the manifest says of the part's options; by default what is given here. */
  recorded?: GraphManifest['options'];
  signal: AbortSignal;
  progress(done: number, total: number | null, what: string): void;
  skip(item: { uri: string; reason: string; message: string }): void;
}

export interface BuiltGraph {
  /** Hash of the stored manifest. */
  manifestHash: Hash;
  manifest: GraphManifest;
  graph: KnowledgeGraph;
  communities: Communities;
  /** What this build did; another build of the same graph may do less. Not part of the graph. */
  work: { extracted: number; remembered: number };
}

/**
 * Builds and stores the graph of documents, of an imported graph, or of both. Every step is a function of its input's
 * content alone and is remembered by its hash: an edited document costs the extraction of its changed passages, and each
 * later step runs whole when what it reads has changed. So the result equals a build from nothing, byte for byte.
 */
export async function buildGraph(
  documents: AsyncIterable<Document>,
  options: PrepareOptions,
  ports: BuildPorts,
): Promise<BuiltGraph> {
  const { store, memo, extractors, ontology, signal, progress } = ports;
  const read = await readDocuments(documents, options.passages, ports);
  const passages = read.flatMap(({ uri, title, language, passages: own }) =>
    own.map(({ block, text, headings }) => ({
      uri: `${uri}#block-${block}`,
      input: { text, title, headings, language },
    })),
  );
  const extracted = await extractPassages(passages, {
    ...ports,
    concurrency: options.concurrency,
    progress,
  });
  signal.throwIfAborted();
  progress(0, null, 'names resolved');
  const made = await makeContent(read, extracted, {
    memo,
    ontology,
    kinds: createKinds(ontology),
    extractors: extractors.map(({ name }) => name),
    options,
  });
  const joined = ports.imported === undefined ? made : joinImported(made, ports.imported);
  const encoded = encodeGraph(joined.content);
  const snapshot = await store.putBlob(encoded);
  progress(0, null, 'communities found');
  const graph = indexGraph(joined.content);
  const found = await findCommunities(snapshot, graph, ports);
  const manifest: GraphManifest = {
    type: 'graph-manifest',
    options: ports.recorded ?? describeOptions(options, ports),
    snapshot,
    communities: found.hash,
    merges: await store.putRecord(joined.merges),
    counts: {
      documents: graph.documents.length,
      files: graph.files.length,
      passages: graph.passages.length,
      entities: graph.entities.length,
      predicates: graph.predicates.length,
      facts: graph.facts.length,
      edges: graph.edges.subject.length,
      communities: found.communities.list.length,
      ...Object.fromEntries(
        Object.entries(joined.dropped).map(([reason, count]) => [`dropped/${reason}`, count]),
      ),
    },
  };
  const manifestHash = await store.putRecord(GraphManifest.parse(manifest));
  const { remembered } = extracted;
  return {
    manifestHash,
    manifest,
    graph,
    communities: found.communities,
    work: { extracted: extracted.extracted, remembered },
  };
}

function joinImported(
  made: MadeContent,
  imported: NonNullable<BuildPorts['imported']>,
): MadeContent {
  const { content, merges } = joinGraphs(made.content, imported.content);
  return {
    content,
    merges: {
      ...made.merges,
      entities: { ...made.merges.entities, merges: [...made.merges.entities.merges, ...merges] },
    },
    dropped: addUp([made.dropped, imported.dropped]),
  };
}

/** Communities by the graph that they are of: detection runs again only when it is another. */
async function findCommunities(
  snapshot: Hash,
  graph: KnowledgeGraph,
  { memo, store }: BuildPorts,
): Promise<{ hash: Hash; communities: Communities }> {
  const key = hashRecord(['communities/1', snapshot, COMMUNITY_DEFAULTS]);
  const known = await memo.get(key);
  const record = known ?? encodeCommunities(detectCommunities(graph));
  if (known === undefined) await memo.put(key, record);
  return { hash: await store.putRecord(record), communities: decodeCommunities(record) };
}

function describeOptions(
  { passages, predicates, resolve }: PrepareOptions,
  { extractors, ontology }: BuildPorts,
): GraphManifest['options'] {
  return z.json().parse({
    passages,
    predicates,
    resolve,
    ontology: ontology === null ? null : hashRecord(ontology),
    extractors: extractors.map(({ name, identity }) => [name, hashRecord(identity ?? null)]),
  });
}
