import type { SpendLimits } from '../core/run/ledger.ts';
import type { Way } from '../methods/personas/hub/grow/relationships.ts';
import type { HubManifest } from '../methods/personas/hub/stored/hub-manifest.ts';
import type { NamedModel } from './build-graph.ts';
import type { OpenModel } from './open-models.ts';
import type { DuplicatesOptions } from './persona-duplicates.ts';

export interface GrowOptions extends DuplicatesOptions {
  /** The hub's folder, made where absent; a workspace of its own. */
  hub: string;
  /** So many of the sampled hub are put in first: no model needed. */
  sampled?: { seed: string; from: number; count: number } | undefined;
  /** Files and folders of pages whose people are described. */
  documents: readonly string[];
  license?: string | undefined;
  /** Who is asked for of each passage. */
  ways: readonly Way[];
  /** Steps from persona to persona, 0 to 6. */
  rounds: number;
  /** Relationships that each persona is asked about in a round. */
  relationships: number;
  /** Ends when so many were added. */
  count?: number | undefined;
  models: Partial<Record<'writer' | 'embedder', NamedModel>>;
  limits: SpendLimits;
  /** Calls under way together. */
  concurrency: number;
  seed: string;
  signal: AbortSignal;
  onActivity(done: number, total: number | null, what: string): void;
  onNotice(notice: string): void;
  /** Tests put scripted models in its place. */
  open?: OpenModel;
}

export interface GrownHub {
  manifest: HubManifest;
  added: number;
  dropped: Record<string, number>;
  /** Work that was done in an earlier run. */
  before: number;
  /** Personas by round; those of pages, rows and indexes are round 0. */
  rounds: number[];
  /** Source items that could not be used, by reason. */
  skipped: Record<string, number>;
  calls: { paid: number; journaled: number; failed: number };
  costUsd: number;
}

/** Whether as many were added as were asked for. */
export const isEnough = ({ count }: GrowOptions, { added }: GrownHub): boolean =>
  count !== undefined && added >= count;
