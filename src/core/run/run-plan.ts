import type { Hash } from '../hash.ts';
import type { Roles } from './caller.ts';
import type { DatasetGate, GateDefinition, ItemGate } from './gate.ts';
import type { Method, Prompt } from './method.ts';
import type { SplitShares } from './splits.ts';

/** A gate, opened with its options. */
export interface PlannedGate {
  /** `name@version`, as checks name it. */
  name: string;
  definition: GateDefinition;
  options: unknown;
  gate: ItemGate | DatasetGate;
}

/** A part whose material is prepared and open. */
export interface PlannedPart {
  name: string;
  method: Method;
  options: unknown;
  /** Accepted samples wanted; Infinity takes all that the method has. */
  target: number;
  /** Its share of the commit lane's turns, against the other parts. */
  weight: number;
  material: unknown;
  /** For the report: what was prepared. */
  materialSummary: string;
  /** How many assignments the material has at most; null where that is not known. */
  assignments: number | null;
  prompts: ReadonlyMap<string, Prompt>;
}

export interface RunLimits {
  maxCostUsd?: number | undefined;
  maxTokens?: number | undefined;
  maxCalls?: number | undefined;
  /** Of this process, not of the run as a whole. */
  maxMinutes?: number | undefined;
  maxRejected?: number | undefined;
  /** Assignments of one part in a row without an acceptance, after which the run stops and says why. */
  maxBarren: number;
}

/** A recipe, compiled: all that the loop needs, opened and checked, before anything is spent. */
export interface RunPlan {
  name: string;
  seed: string;
  /** Fingerprint: the hash of the resolved recipe record, as lineage names it. */
  recipe: Hash;
  parts: PlannedPart[];
  gates: PlannedGate[];
  roles: Roles;
  splits: SplitShares;
  limits: RunLimits;
  /** Assignments in flight. */
  concurrency: number;
  /** Assignments started but not committed, as a multiple of `concurrency`. */
  lookAhead: number;
  epochSize: number;
}
