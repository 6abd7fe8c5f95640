import type { Hash } from '../hash.ts';
import type { Check, Sample } from '../records/index.ts';
import type { DatasetGate } from '../run/gate.ts';
import type { CheckReplayer, ProofRequirement, Prover } from './prover.ts';

/**
 * What verify knows how to replay. `recipe/registry.ts` joins it from all methods and gates; `recipe` below is the
 * resolved recipe record that `sample.lineage.recipe` names, read from the proof closure.
 */
export interface ProofRegistry {
  /** Undefined for a prover of a version that this build does not have: the evidence is then unknown, not a pass. */
  prover(name: string): Prover | undefined;
  /** Undefined likewise. */
  replayer(name: string, recipe: unknown): CheckReplayer | undefined;
  /** Everything that replaying a check needs in the proof closure, beyond what the evidence needs. */
  checkReferences(check: Check, recipe: unknown): { records: Hash[]; blobs: Hash[] };
  /** Undefined for an unknown method or kind; null where the kind is grounded, never proved. */
  requires(sample: Pick<Sample, 'method' | 'kind'>): ProofRequirement | null | undefined;
  /** Names (`length@1`) of the checks that every sample of this recipe must carry with a pass. */
  gateChecks(recipe: unknown): { name: string; basis: 'replayed' | 'attested' }[];
  /** What of a sample contradicts the recipe that it names (part, options, models, split), or undefined. */
  contradiction?(sample: Sample, recipe: unknown): string | undefined;
  /** Fresh dataset gates, run again over the rows that are present, in order: what was admitted stays admitted. */
  datasetGates(recipe: unknown): Promise<{ name: string; gate: DatasetGate }[]>;
}
