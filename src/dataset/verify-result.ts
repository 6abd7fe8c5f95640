import type { Hash } from '../core/hash.ts';
import type { Tally } from './tally.ts';

/** One thing that does not hold. */
export interface Finding {
  /** The sample's id; null for a file or a record. */
  sample: string | null;
  /** `evidence[0] span@1`, `check length@1`, `context[2]`, a file's path; null for the sample as a whole. */
  evidence: string | null;
  reason: string;
}

/** What verify found. Unknown is not pass, missing is not altered, and each list is capped; `totals` is not. */
export interface VerifyResult {
  /** True only when nothing failed, nothing is missing and nothing is unknown. */
  ok: boolean;
  /** Rows looked at. */
  samples: number;
  /** Evidences, passages and checks looked at. */
  checked: number;
  /** Of these, the ones that a program did again and found to hold. */
  replayed: number;
  /** Checks that are a model's recorded verdict: intact, not replayable. */
  attested: number;
  failed: Finding[];
  /** Material that is absent, withheld by licence included. */
  missing: Finding[];
  /** What this build has no prover, replayer or requirement for. */
  unknown: Finding[];
  totals: { failed: number; missing: number; unknown: number };
  /** Samples whose kind is grounded at most: nothing about their answer is claimed. */
  grounded: number;
  manifest: 'intact' | 'absent' | 'altered';
  /** The manifest's own hash, where it is intact. */
  hash: Hash | null;
  /** Samples that the sealed list names; null where the list is not there. */
  sealed: number | null;
  /** What the rows say of themselves, counted. */
  tally: Tally;
  /** For people: files not listed, shards filtered or not there, columns that no seal covers. */
  notes: string[];
}

export type FindingKind = 'failed' | 'missing' | 'unknown';

const MAX_LISTED = 1000;
const MAX_REASON_CHARACTERS = 600;

/** Collects findings in order, with an end to how many are kept. */
export interface Findings {
  add(kind: FindingKind, sample: string | null, evidence: string | null, reason: string): void;
  note(text: string): void;
  readonly lists: Record<FindingKind, Finding[]>;
  readonly totals: Record<FindingKind, number>;
  readonly notes: string[];
}

export function createFindings(): Findings {
  const lists: Record<FindingKind, Finding[]> = { failed: [], missing: [], unknown: [] };
  const totals: Record<FindingKind, number> = { failed: 0, missing: 0, unknown: 0 };
  const notes: string[] = [];
  return {
    lists,
    totals,
    notes,
    add(kind, sample, evidence, reason) {
      totals[kind]++;
      if (lists[kind].length >= MAX_LISTED) return;
      lists[kind].push({
        sample: sample === null ? null : shorten(sample),
        evidence: evidence === null ? null : shorten(evidence),
        reason: shorten(reason),
      });
    },
    note(text) {
      if (notes.length < MAX_LISTED) notes.push(shorten(text));
    },
  };
}

/** One printable line: content of a hostile dataset must not reach a terminal as commands. */
function shorten(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
  return plain.length > MAX_REASON_CHARACTERS
    ? `${plain.slice(0, MAX_REASON_CHARACTERS).toWellFormed()}…`
    : plain;
}

/** An error's message, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
