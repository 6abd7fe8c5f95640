import { z } from 'zod';
import { byText } from '../store/order-graph.ts';
import type { MentionedDocument } from './collect-names.ts';
import type { KeptApart } from './link-across-documents.ts';
import { mergeId, type NameClusters } from './name-clusters.ts';
import type { NamedEntities } from './name-entities.ts';
import { MERGE_RULES, type MergeRule, type ResolveOptions } from './resolve-options.ts';

/** What became of names: each merge with its reason, what was kept apart, and what of the user's wishes met nothing. */
export const EntityMergeLog = z.strictObject({
  merges: z.array(
    z.strictObject({
      /** What `splits` names to undo it. */
      id: z.string(),
      rule: z.enum(MERGE_RULES),
      names: z.tuple([z.string(), z.string()]),
      /** Id of the entity that came of it. */
      entity: z.string(),
      /** What a text says, or empty where the names themselves say it. */
      evidence: z.string(),
      /** Ids of the documents in which it happened: all of them, sorted. */
      documents: z.array(z.string()),
    }),
  ),
  apart: z.array(
    z.strictObject({ entities: z.tuple([z.string(), z.string()]), because: z.string() }),
  ),
  /** Splits that undid nothing and names of `merges` that no document has. */
  unused: z.strictObject({ splits: z.array(z.string()), merges: z.array(z.string()) }),
});
export type EntityMergeLog = z.infer<typeof EntityMergeLog>;

/** Merges of equal names within a document are not told: nobody would call them merges. */
export function writeMergeLog(
  clusters: NameClusters,
  named: NamedEntities,
  documents: readonly MentionedDocument[],
  apart: readonly KeptApart[],
  options: ResolveOptions,
  unusedMerges: readonly string[],
): EntityMergeLog {
  const { nodes } = clusters;
  const idOf = (node: number): string | undefined => {
    const entity = named.ofRoot.get(clusters.find(node));
    return entity === undefined ? undefined : named.entities[entity]!.id;
  };
  const merged = new Map<string, Logged>();
  for (const { rule, a, b, evidence } of clusters.merges) {
    const [x, y] = [nodes[a]!, nodes[b]!];
    if (rule === 'same-name' && x.document === y.document) continue;
    const entity = idOf(a);
    if (entity === undefined) continue;
    const id = mergeId(x.name, y.name);
    const key = `${id} ${rule} ${entity}`;
    let logged = merged.get(key);
    if (logged === undefined) {
      logged = { id, rule, names: [x.name, y.name], entity, evidence, documents: new Set() };
      merged.set(key, logged);
    }
    logged.documents.add(documents[x.document]!.id).add(documents[y.document]!.id);
  }
  const kept = apart.flatMap(({ a, b, because }) => {
    const [x, y] = [idOf(a), idOf(b)];
    return x === undefined || y === undefined || x === y
      ? []
      : [{ entities: [x, y].toSorted(byText) as [string, string], because }];
  });
  return {
    merges: [...merged.values()]
      .map((logged) => ({ ...logged, documents: [...logged.documents].toSorted(byText) }))
      .toSorted(
        (a, b) => byText(a.entity, b.entity) || byText(a.rule, b.rule) || byText(a.id, b.id),
      ),
    apart: [...new Map(kept.map((one) => [JSON.stringify(one), one])).values()].toSorted((a, b) =>
      byText(JSON.stringify(a), JSON.stringify(b)),
    ),
    unused: {
      splits: options.splits.filter((id) => !clusters.usedSplits.has(id)),
      merges: [...unusedMerges],
    },
  };
}

interface Logged {
  id: string;
  rule: MergeRule;
  names: [string, string];
  entity: string;
  evidence: string;
  documents: Set<string>;
}
