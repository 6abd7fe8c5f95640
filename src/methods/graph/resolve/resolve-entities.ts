import type { Entity } from '../knowledge-graph.ts';
import {
  collectNames,
  splitTitle,
  type CollectedNames,
  type MentionedDocument,
} from './collect-names.ts';
import type { Kinds } from './kinds.ts';
import { linkAcrossDocuments } from './link-across-documents.ts';
import { linkWithinDocument } from './link-within-document.ts';
import { createNameClusters, type NameClusters } from './name-clusters.ts';
import { nameKey } from './name-key.ts';
import { nameEntities } from './name-entities.ts';
import { findArea } from './place-names.ts';
import { writeMergeLog, type EntityMergeLog } from './write-merge-log.ts';
import type { ResolveOptions } from './resolve-options.ts';

export interface ResolvedEntities {
  /** Sorted by id. */
  entities: Entity[];
  /** Of each entity, what its values are compared in: `time`, `m`, `number` …; null of things. */
  dimensions: (string | null)[];
  /** Of each document, passage, list and mention the entity, or -1. */
  of: Int32Array[][][];
  log: EntityMergeLog;
  /** Mentions that name nothing, by reason. */
  dropped: Record<string, number>;
}

/**
 * Finds what the mentions of all documents are mentions of. `documents` come sorted by id, so that the result does not
 * depend on the order in which they were read. Time grows with the number of mentions: names are compared only with names
 * that share a key, and no name is compared with more than a few dozen. Likeness of names or of vectors alone never merges.
 */
export function resolveEntities(
  documents: readonly MentionedDocument[],
  kinds: Kinds,
  options: ResolveOptions,
): ResolvedEntities {
  const collected = collectNames(documents, kinds);
  const clusters = createNameClusters(collected.nodes, kinds, options);
  for (const [index, names] of collected.documents.entries()) {
    gatherEvidence(clusters, collected, documents[index]!, index, kinds);
    linkWithinDocument(clusters, names, kinds);
  }
  const unusedMerges = linkByUser(clusters, options);
  const apart = linkAcrossDocuments(clusters, kinds);
  const named = nameEntities(clusters, collected.values, documents);
  const of = collected.of.map((passages) =>
    passages.map((lists) =>
      lists.map((mentions) =>
        mentions.map((node) => {
          if (node === -1) return -1;
          return node < -1 ? named.ofValue[-2 - node]! : named.ofRoot.get(clusters.find(node))!;
        }),
      ),
    ),
  );
  const log = writeMergeLog(clusters, named, documents, apart, options, unusedMerges);
  const { entities, dimensions } = named;
  return { entities, dimensions, of, log, dropped: collected.dropped };
}

/** What tells a document's things from namesakes elsewhere: its title's addition, `Paris, Texas`, dates of birth. */
function gatherEvidence(
  clusters: NameClusters,
  { documents, of }: CollectedNames,
  document: MentionedDocument,
  index: number,
  kinds: Kinds,
): void {
  const { title, neighbours } = documents[index]!;
  if (title !== null) {
    const { key } = clusters.nodes[title]!;
    const { addition } = splitTitle(document.title);
    clusters.addEvidence(title, { titles: new Map([[key, addition]]) });
  }
  for (const { a, b, between } of neighbours) {
    if (!/^(?:, ?| \()$/.test(between) || !kinds.isA(clusters.nodes[a]!.kind, 'place')) continue;
    const area = findArea(clusters.nodes[b]!.key);
    if (area === undefined || findArea(clusters.nodes[a]!.key) !== undefined) continue;
    clusters.addEvidence(a, { areas: [area] });
  }
  for (const { passage, list, mention, relation, range } of document.times) {
    const node = of[index]![passage]![list]![mention]!;
    if (node >= 0) clusters.addEvidence(node, { times: new Map([[relation, range]]) });
  }
}

/** Puts together what the user says is one, and gives what of it the documents do not name. */
function linkByUser(clusters: NameClusters, { merges }: ResolveOptions): string[] {
  if (merges.length === 0) return [];
  const byKey = Map.groupBy(clusters.nodes.keys(), (node) => clusters.nodes[node]!.key);
  const unknown: string[] = [];
  for (const names of merges) {
    const found = names.flatMap((name) => {
      const nodes = byKey.get(nameKey(name)) ?? [];
      if (nodes.length === 0) unknown.push(name);
      return nodes;
    });
    for (const node of found.slice(1)) clusters.link(node, found[0]!, 'user');
  }
  return unknown;
}
