import { z } from 'zod';
import { type Hash, hashRecord } from '../../../core/hash.ts';
import type { Memo } from '../../../core/store/memo.ts';
import type { Ontology } from '../extract/ontology.ts';
import type { GraphContent } from '../knowledge-graph.ts';
import { PredicateLog } from '../resolve/canonicalise-predicates.ts';
import type { Kinds } from '../resolve/kinds.ts';
import { type ResolvedEntities, resolveEntities } from '../resolve/resolve-entities.ts';
import { EntityMergeLog } from '../resolve/write-merge-log.ts';
import { orderGraph } from '../store/order-graph.ts';
import { type AssembledFacts, assembleFacts, type ResolvedPassage } from './assemble-facts.ts';
import { collectTimes } from './collect-times.ts';
import { dropUnused } from './drop-unused.ts';
import type { ExtractedPassages } from './extract-passages.ts';
import type { PrepareOptions } from './options.ts';
import type { ReadDocument } from './read-documents.ts';

/** The record that a manifest names `merges`: what became of names and phrases. */
export const GraphMerges = z.strictObject({
  type: z.literal('graph-merges'),
  entities: EntityMergeLog,
  predicates: PredicateLog,
});
export type GraphMerges = z.infer<typeof GraphMerges>;

export interface MadeContent {
  /** In canonical order. */
  content: GraphContent;
  merges: GraphMerges;
  /** Claims and mentions that are no part of the graph, by reason. */
  dropped: Record<string, number>;
}

interface MakePorts {
  memo: Memo;
  ontology: Ontology | null;
  kinds: Kinds;
  /** Names of the extractors, in the order of the extractions. */
  extractors: readonly string[];
  options: PrepareOptions;
}

/**
 * Makes a graph of what extractors said: resolves names, brings predicates into their normal form, puts facts together.
 * Both steps are remembered by the hash of all they read. Things without a fact are left out.
 */
export async function makeContent(
  documents: readonly ReadDocument[],
  { extractions, keys }: Pick<ExtractedPassages, 'extractions' | 'keys'>,
  { memo, ontology, kinds, extractors, options }: MakePorts,
): Promise<MadeContent> {
  const first = firstPassages(documents);
  const said = hashRecord(
    documents.map(({ id, title, passages }, index) => [
      id,
      title,
      passages.map((_, at) => saidOf(keys, extractions, first[index]! + at)),
    ]),
  );
  const resolveKey = hashRecord(['resolve/1', said, options.resolve, ontology]);
  const resolved = await remember(memo, resolveKey, () => {
    const mentioned = documents.map(({ id, title, passages }, index) => {
      const own = passages.map((_, at) => extractions[first[index]! + at]!);
      return {
        id,
        title,
        passages: passages.map(({ text }, at) => ({
          text,
          lists: own[at]!.map((extraction) => extraction?.mentions ?? []),
        })),
        times: collectTimes(own, ontology, kinds),
      };
    });
    return plainOf(resolveEntities(mentioned, kinds, options.resolve));
  });
  const places = documents.map(({ passages }) =>
    passages.map(({ block, start, end }) => [block, start, end]),
  );
  const factsKey = hashRecord(['facts/1', resolveKey, places, options.predicates, extractors]);
  const assembled = await remember(memo, factsKey, (): AssembledFacts => {
    const passages: ResolvedPassage[] = documents.flatMap((document, index) =>
      document.passages.map(({ block, start, end, text }, at) => ({
        passage: { document: index, block, start, end },
        text,
        extractions: extractions[first[index]! + at]!,
        entityOf: resolved.of[index]![at]!.map((list) => Int32Array.from(list)),
      })),
    );
    return assembleFacts(passages, extractors, resolved.entities, resolved.dimensions, {
      ontology,
      predicates: options.predicates,
    });
  });
  const content = orderGraph(
    dropUnused({
      documents: documents.map(({ record, id, uri, title, license }) => ({
        record,
        id,
        uri,
        title,
        license,
      })),
      files: [],
      passages: documents.flatMap(({ passages }, document) =>
        passages.map(({ block, start, end }) => ({ document, block, start, end })),
      ),
      entities: resolved.entities,
      predicates: assembled.predicates,
      facts: assembled.facts,
    }),
  );
  return {
    content,
    merges: { type: 'graph-merges', entities: resolved.log, predicates: assembled.log },
    dropped: addUp([
      resolved.dropped,
      assembled.dropped,
      ...extractions.flatMap((list) => list.map((one) => one?.dropped ?? {})),
      { 'passage-refused': extractions.flat().filter((one) => one === null).length },
    ]),
  };
}

/** Number of each document's first passage among all. */
function firstPassages(documents: readonly ReadDocument[]): number[] {
  let next = 0;
  return documents.map(({ passages }) => {
    const first = next;
    next += passages.length;
    return first;
  });
}

/** What shaped a passage's extractions; a refusal is told from an answer. */
function saidOf(
  keys: readonly Hash[][],
  extractions: ExtractedPassages['extractions'],
  passage: number,
): (Hash | null)[] {
  return keys[passage]!.map((key, by) => (extractions[passage]![by] === null ? null : key));
}

interface PlainResolved extends Omit<ResolvedEntities, 'of'> {
  of: number[][][][];
}

function plainOf(resolved: ResolvedEntities): PlainResolved {
  const of = resolved.of.map((passages) => passages.map((lists) => lists.map((list) => [...list])));
  return { ...resolved, of };
}

/** The remembered result of a step, or its result now. Steps put a version into their key. */
async function remember<T>(memo: Memo, key: Hash, work: () => T): Promise<T> {
  const known = await memo.get(key);
  if (known !== undefined) return known as T;
  const result = work();
  await memo.put(key, result);
  return result;
}

/** Sums by reason, in the order of the reasons, without those that are 0. */
export function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [reason, count] of Object.entries(each)) {
      if (count > 0) sums.set(reason, (sums.get(reason) ?? 0) + count);
    }
  }
  return Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
