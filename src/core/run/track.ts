import type { PartTally } from './commit-lane.ts';
import type { Envelope } from './executor.ts';
import type { Outcome } from './outcome.ts';
import { openPartStream, type PartStream } from './part-stream.ts';
import type { PlannedPart, RunPlan } from './run-plan.ts';

/** An assignment that was started, and its outcome once the work is done. */
export interface Slot {
  envelope: Envelope;
  /** Assignments before it whose groups cross splits. */
  skipped: number;
  outcome: Outcome | undefined;
}

/** A part on its way through a run. */
export interface Track {
  part: PlannedPart;
  tally: PartTally;
  stream: PartStream;
  /** Pulled, not yet started. */
  ready: Slot | undefined;
  fetching: boolean;
  /** `assign` has nothing more to give. */
  exhausted: boolean;
  skippedAtEnd: number;
  started: number;
  committed: number;
  /** Commits in a row without an acceptance. */
  barren: number;
  /** Started and not yet committed, in the method's order. */
  queue: Slot[];
}

export function createTrack(
  part: PlannedPart,
  tally: PartTally,
  plan: RunPlan,
  signal: AbortSignal,
): Track {
  return {
    part,
    tally,
    stream: openPartStream(part, plan, signal),
    ready: undefined,
    fetching: false,
    exhausted: false,
    skippedAtEnd: 0,
    started: 0,
    committed: 0,
    barren: 0,
    queue: [],
  };
}

export const isFulfilled = (track: Track): boolean => track.tally.accepted >= track.part.target;

/** Still able to add a sample. */
export const isActive = (track: Track): boolean =>
  !isFulfilled(track) &&
  !(track.exhausted && track.ready === undefined && track.queue.length === 0);

/**
 * Where the assignment after `count` others of its part stands in the order of all parts: (count + 1) / weight
 * (stride scheduling: Waldspurger and Weihl, 1995). It depends on nothing but the plan, so parts grow in proportion,
 * and the order is the same whoever finishes first.
 */
export const turnAfter = (track: Track, count: number): number => (count + 1) / track.part.weight;

/** The one of `tracks` whose turn is next by `count`; ties go to the earlier part. */
export function nextTurn(
  tracks: readonly Track[],
  count: 'started' | 'committed',
): Track | undefined {
  let next: Track | undefined;
  for (const track of tracks) {
    if (next === undefined || turnAfter(track, track[count]) < turnAfter(next, next[count])) {
      next = track;
    }
  }
  return next;
}

/**
 * Whether another assignment may be started: the look-ahead is bounded, and not more is started than may still be
 * wanted at the yield so far (two standard deviations of a binomial above it), so that little is paid beyond the target.
 */
export function hasRoom(track: Track, plan: RunPlan): boolean {
  const share = track.part.weight / plan.parts.reduce((sum, part) => sum + part.weight, 0);
  const waiting = track.queue.length;
  if (waiting >= Math.ceil(plan.concurrency * plan.lookAhead * share)) return false;
  if (track.part.target === Infinity) return true;
  const rate = Math.min(1, (track.tally.accepted + 1) / (track.committed + 1));
  const wanted = (track.part.target - track.tally.accepted) / rate;
  return waiting < wanted + 2 * Math.sqrt(wanted * (1 - rate));
}
