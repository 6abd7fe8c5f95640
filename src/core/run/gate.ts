import type { z } from 'zod';
import type { Hash } from '../hash.ts';
import type { CheckReplayer, ProofMaterial } from '../proof/index.ts';
import type { Check, Sample } from '../records/index.ts';
import type { ModelAccess, Store } from './method.ts';

/** A sample before it is sealed: gates see everything but its hash. */
export type Draft = Omit<Sample, 'hash'>;

export interface GateOpenContext {
  store: Store;
  /** Folder against which the recipe's paths resolve. */
  baseDir: string;
}

export interface ItemGateContext {
  models: ModelAccess;
  material: ProofMaterial;
  signal: AbortSignal;
}

/** Decides on one candidate, alone and concurrently. Pure: same draft and options, same check. */
export interface ItemGate {
  scope: 'item';
  check(draft: Draft, context: ItemGateContext): Promise<Check> | Check;
}

/** Decides in the commit lane, in order, and changes its state only when the sample is accepted. */
export interface DatasetGate {
  scope: 'dataset';
  check(draft: Draft): Check;
  /** Called for accepted samples only, right after `check`. */
  commit(draft: Draft): void;
  /** Bytes held for all accepted samples so far, for the card. */
  stateBytes(): number;
}

/** A kind of gate, by the name that recipes use. One file each in `src/quality/`. */
export interface GateDefinition<Options = unknown> {
  name: string;
  version: number;
  /** One line for `--help` and the card. */
  summary: string;
  options: z.ZodType<Options>;
  /** Roles that these options need. */
  roles?(options: Options): string[];
  open(
    options: Options,
    context: GateOpenContext,
  ): Promise<ItemGate | DatasetGate> | ItemGate | DatasetGate;
  /**
   * Replays the gate's check during verify with the options that the dataset's recipe names.
   * Absent for gates whose verdict is a model's (attested) and for dataset gates, which verify opens and runs again.
   */
  replay?(options: Options): Omit<CheckReplayer, 'name'>;
  /** What replaying one of its checks reads, for the proof closure; absent for gates that read nothing of their own. */
  references?(check: Check): { records: Hash[]; blobs: Hash[] };
}
