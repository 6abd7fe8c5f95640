import { dirname, join, resolve } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { callerFor, type PoolMember, type Roles } from '../core/run/caller.ts';
import { createLedger } from '../core/run/ledger.ts';
import { DEFAULT_RETRY } from '../core/run/pay.ts';
import { openWorkspace } from '../core/run/workspace.ts';
import { writeFileAtomic } from '../core/store/atomic-write.ts';
import type { GraphManifest } from '../methods/graph/material.ts';
import type { GraphOptions } from '../methods/graph/options.ts';
import { buildFrom, summarise } from '../methods/graph/prepare/prepare-graph.ts';
import type { BuiltGraph } from '../methods/graph/prepare/build-graph.ts';
import { documentsOf, ingestSource, type IngestedSource } from './ingest.ts';
import { openModel } from './open-models.ts';
import { ModelEntry } from './schema.ts';

export interface NamedModel {
  provider: string;
  model: string;
  baseUrl?: string | undefined;
  apiKeyEnv?: string | undefined;
}

export interface BuildFolderOptions {
  /** The graph's folder: a workspace of its own. */
  out: string;
  /** Files and folders of documents. */
  documents: readonly string[];
  license?: string;
  options: GraphOptions;
  /** Who extracts, where the options name a model; and who embeds passages, where somebody does. */
  models: Partial<Record<'extractor' | 'embedder', NamedModel>>;
  maxCostUsd?: number | undefined;
  signal: AbortSignal;
  onActivity(done: number, total: number | null, what: string): void;
  onNotice(notice: string): void;
}

export interface BuiltFolder {
  manifestHash: string;
  manifest: GraphManifest;
  work: BuiltGraph['work'];
  summary: string;
  /** Source items that could not be used, by reason. */
  skipped: Record<string, number>;
}

/** Builds a graph outside a run and writes `graph.json` beside its store. What was extracted before is not extracted again. */
export async function buildFolder(given: BuildFolderOptions): Promise<BuiltFolder> {
  const { out, options, signal, onActivity } = given;
  const workspace = await openWorkspace(out);
  const closing: (() => Promise<void> | void)[] = [() => workspace.close()];
  try {
    const { store, memo } = workspace;
    const skipped: Record<string, number> = {};
    const skip = ({ reason }: { reason: string }): void =>
      void (skipped[reason] = (skipped[reason] ?? 0) + 1);
    const sources = new Map<string, IngestedSource>();
    for (const path of given.documents) {
      const absolute = resolve(path);
      const source = {
        type: /\.pdf$/i.test(path) ? ('pdf' as const) : ('files' as const),
        path: absolute,
        ...(given.license !== undefined && { license: given.license }),
      };
      const context = {
        store,
        memo,
        baseDir: dirname(absolute),
        signal,
        progress: onActivity,
        skip,
      };
      sources.set(path, await ingestSource(path, source, context));
    }
    const roles: Roles = new Map(
      await Promise.all(
        Object.entries(given.models).map(async ([role, named]): Promise<[string, PoolMember[]]> => [
          role,
          [await openMember(named)],
        ]),
      ),
    );
    const pay = {
      run: 'graph-build',
      journal: workspace.journal,
      ledger: createLedger({ maxCostUsd: given.maxCostUsd }),
      retry: DEFAULT_RETRY,
      clock: systemClock,
      onCall: () => {},
    };
    const built = await buildFrom({
      options,
      store,
      memo,
      models: (id) => callerFor({ id, seed: id }, roles, pay, signal).models,
      speakers: (role) =>
        (roles.get(role) ?? []).map(({ model: { description } }) => ({
          id: description.id,
          revision: description.revision,
        })),
      documents: () => documentsOf([...sources.keys()], sources, store),
      baseDir: process.cwd(),
      signal,
      skip,
      progress: onActivity,
    });
    const { manifestHash, manifest, work } = built;
    const summary = summarise(manifest);
    const folder = { format: 'wellspring/graph@1', manifest: manifestHash, summary };
    await writeFileAtomic(join(out, 'graph.json'), `${JSON.stringify(folder, null, 2)}\n`);
    return { manifestHash, manifest, work, summary, skipped };
  } finally {
    for (const close of closing.toReversed()) await close();
  }

  async function openMember({ baseUrl, apiKeyEnv, ...name }: NamedModel): Promise<PoolMember> {
    const entry = ModelEntry.parse({
      ...name,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(apiKeyEnv !== undefined && { apiKeyEnv }),
    });
    const model = await openModel(entry, { baseDir: process.cwd(), onNotice: given.onNotice });
    closing.push(() => model.close());
    return { model, weight: 1, sampling: {} };
  }
}
