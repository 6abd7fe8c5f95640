import { type Sample, sampleHash, type Rejection } from '../records/index.ts';
import { addUsage, NO_USAGE, type Usage } from '../records/usage.ts';
import type { Draft } from './gate.ts';
import type { Outcome } from './outcome.ts';
import { describe, reasonOf, rejectionOf } from './rejection-of.ts';
import type { RunPlan } from './run-plan.ts';

/** Where the lane's decisions go, in order. Synchronous, so that a full disk stops the run at once. */
export interface LaneSink {
  accept(sample: Sample): void;
  reject(rejection: Rejection): void;
}

/** Counts of one part up to its target: nothing after the last acceptance is in them. */
export interface PartTally {
  assignments: number;
  accepted: number;
  rejected: Record<string, number>;
  /** Assignments passed over before any token was spent. */
  skipped: Record<string, number>;
}

export interface CallTally {
  role: string;
  model: string;
  calls: number;
  usage: Usage;
  /** Null once any of its calls had no known price. */
  costUsd: number | null;
}

/**
 * The one place where samples are accepted, in order of (assignment, candidate). Dataset gates see only what was
 * accepted before, so the result does not depend on who finished first.
 */
export interface CommitLane {
  /** Returns how many candidates were accepted. */
  commit(part: string, target: number, outcome: Outcome): number;
  skip(part: string, reason: string, count: number): void;
  tally(part: string): PartTally;
  calls(): CallTally[];
  rejections(): number;
}

export function createCommitLane(plan: RunPlan, sink: LaneSink): CommitLane {
  const tallies = new Map<string, PartTally>(
    plan.parts.map((part) => [
      part.name,
      { assignments: 0, accepted: 0, rejected: {}, skipped: {} },
    ]),
  );
  const calls = new Map<string, CallTally>();
  let rejections = 0;

  const reject = (tally: PartTally, rejection: Rejection): void => {
    tally.rejected[rejection.reason] = (tally.rejected[rejection.reason] ?? 0) + 1;
    rejections++;
    sink.reject(rejection);
  };

  /** Adds the dataset gates' checks to the draft; gives the rejection instead where one does not pass. */
  const admit = (draft: Draft): Rejection | undefined => {
    for (const { gate } of plan.gates) {
      if (gate.scope !== 'dataset') continue;
      const check = gate.check(draft);
      if (check.verdict !== 'pass') {
        const {
          id: _id,
          method: _method,
          split: _split,
          groups: _groups,
          lineage,
          ...content
        } = draft;
        const at = { id: lineage.assignment, part: lineage.part };
        return rejectionOf(at, lineage.candidate, reasonOf(check), describe(check), content);
      }
      draft.checks.push(check);
    }
    for (const { gate } of plan.gates) if (gate.scope === 'dataset') gate.commit(draft);
    return undefined;
  };

  return {
    commit(part, target, outcome) {
      const tally = tallies.get(part)!;
      const before = tally.accepted;
      tally.assignments++;
      for (const call of outcome.calls) addCall(calls, call);
      for (const candidate of outcome.candidates) {
        if ('rejection' in candidate) {
          reject(tally, candidate.rejection);
          continue;
        }
        if (tally.accepted >= target) break;
        const rejection = admit(candidate.draft);
        if (rejection !== undefined) {
          reject(tally, rejection);
          continue;
        }
        tally.accepted++;
        sink.accept({ ...candidate.draft, hash: sampleHash(candidate.draft) });
      }
      return tally.accepted - before;
    },
    skip(part, reason, count) {
      if (count === 0) return;
      const { skipped } = tallies.get(part)!;
      skipped[reason] = (skipped[reason] ?? 0) + count;
    },
    tally: (part) => tallies.get(part)!,
    calls: () => [...calls.values()],
    rejections: () => rejections,
  };
}

function addCall(calls: Map<string, CallTally>, call: Outcome['calls'][number]): void {
  const key = `${call.role}\u0000${call.model}`;
  let tally = calls.get(key);
  if (tally === undefined) {
    tally = { role: call.role, model: call.model, calls: 0, usage: NO_USAGE, costUsd: 0 };
    calls.set(key, tally);
  }
  tally.calls++;
  tally.usage = addUsage(tally.usage, call.usage);
  tally.costUsd =
    tally.costUsd === null || call.costUsd === null ? null : tally.costUsd + call.costUsd;
}
