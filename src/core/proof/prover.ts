import type { Check, Evidence, EvidenceKind, Sample } from '../records/index.ts';
import type { Hash } from '../hash.ts';

/**
 * Stored material, read by hash, during replay. No model and no network behind it.
 * Both throw MaterialAbsentError where nothing is stored and MaterialAlteredError where the bytes do not match.
 */
export interface ProofMaterial {
  /** A stored record (document, world, table, graph snapshot …), parsed. */
  record(hash: Hash): Promise<unknown>;
  /** Stored bytes (an image, a file). */
  blob(hash: Hash): Promise<Uint8Array>;
}

/** What replaying one evidence or one check gave. `reason` is for people and names the contradiction. */
export type Replay =
  | { verdict: 'pass' }
  | { verdict: 'fail'; reason: string }
  | { verdict: 'unknown'; reason: string };

/**
 * Replays one kind of evidence against stored material. A released prover never changes; a new version stands beside it.
 * Replay lets material errors through: verify turns them into `missing` and `altered`.
 */
export interface Prover<E extends Evidence = Evidence> {
  /** `name@version`, as evidence names it. */
  name: string;
  kind: EvidenceKind;
  /** Everything that the evidence needs in the proof closure. */
  references(evidence: E): { records: Hash[]; blobs: Hash[] };
  replay(evidence: E, sample: Sample, material: ProofMaterial): Promise<Replay>;
}

/** Replays one program-made check of a sample, with nothing but the sample, stored material and its recipe's options. */
export interface CheckReplayer {
  /** `name@version`, as the check names it. */
  name: string;
  /** Everything that replaying it needs in the proof closure, beyond what the evidence needs. */
  references?(check: Check): { records: Hash[]; blobs: Hash[] };
  replay(check: Check, sample: Sample, material: ProofMaterial): Promise<Replay>;
}

/** What a sample of one method and kind must carry to count as proved; a sample that lacks any of it fails verify. */
export interface ProofRequirement {
  evidence: EvidenceKind[];
  checks: string[];
}
