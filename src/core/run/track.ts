import type { Hash } from '../hash.ts';
import type { PartTally } from './commit-lane.ts';
import type { Envelope } from './executor.ts';
import { createFifo, type Fifo } from './fifo.ts';
import type { Outcome } from './outcome.ts';
import { openPartStream, type PartStream } from './part-stream.ts';
import type { PlannedPart, RunPlan } from './run-plan.ts';

/** An assignment that was pulled. */
export interface Pulled {
  envelope: Envelope;
  /** Assignments before it whose groups cross splits. */
  skipped: number;
}

/** An assignment that was started, and its outcome once the work is done. */
export interface Slot {
  /** The assignment's key in its part. */
  assignment: string;
  skipped: number;
  /** The outcome's key in the journal. */
  key: Hash;
  done: boolean;
  /** Candidates that have passed the item gates. */
  drafts: number;
  /** Undefined while the work is under way, and where what waits is too large to be held: then the journal has it. */
  outcome: Outcome | undefined;
  /** Size of the outcome that is held. */
  bytes: number;
}

/** A part on its way through a run. */
export interface Track {
  part: PlannedPart;
  tally: PartTally;
  stream: PartStream;
  /** Pulled, not yet started. */
  ready: Pulled | undefined;
  fetching: boolean;
  /** `assign` has nothing more to give. */
  exhausted: boolean;
  skippedAtEnd: number;
  started: number;
  /** Started and done, committed or not, and the drafts that came of them. */
  done: number;
  drafts: number;
  committed: number;
  committedDrafts: number;
  /** Commits in a row without an acceptance. */
  barren: number;
  /** Started and not yet committed, in the method's order. */
  queue: Fifo<Slot>;
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
    done: 0,
    drafts: 0,
    committed: 0,
    committedDrafts: 0,
    barren: 0,
    queue: createFifo(),
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
 * wanted (two standard deviations of a binomial above it), so that little is paid beyond the target. What is done and
 * waits for its turn counts by the drafts that it holds, what is under way by the yield so far.
 */
export function hasRoom(track: Track, plan: RunPlan): boolean {
  const share = track.part.weight / plan.parts.reduce((sum, part) => sum + part.weight, 0);
  if (track.queue.length >= Math.ceil(plan.concurrency * plan.lookAhead * share)) return false;
  if (track.part.target === Infinity) return true;
  const { accepted } = track.tally;
  // Drafts that dataset gates let through, and drafts of an assignment; both begin at 1.
  const passing = Math.min(1, (accepted + 1) / (track.committedDrafts + 1));
  const rate = (passing * (track.drafts + 1)) / (track.done + 1);
  const expected = accepted + passing * (track.drafts - track.committedDrafts);
  const wanted = Math.max(0, track.part.target - expected) / rate;
  const underWay = track.started - track.done;
  return underWay < wanted + 2 * Math.sqrt(wanted * Math.max(0, 1 - rate));
}
