import type { Clock } from '../clock.ts';
import { CancelledError, LimitReachedError } from '../errors/index.ts';
import { hashRecord } from '../hash.ts';
import type { CommitLane } from './commit-lane.ts';
import type { Envelope, Executor } from './executor.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './outcome.ts';
import { openPartStream, type PartStream } from './part-stream.ts';
import type { PlannedPart, RunPlan } from './run-plan.ts';

/** How a run ended. `stopped` carries the error that stopped it; whatever was committed until then stays. */
export type LoopEnd =
  | { kind: 'complete' }
  | { kind: 'short' }
  | { kind: 'stopped'; error: unknown };

export interface LoopContext {
  plan: RunPlan;
  lane: CommitLane;
  executor: Executor;
  journal: Pick<Journal, 'outcome' | 'putOutcome'>;
  clock: Clock;
  /** Aborted by the user: no new work; what is in flight has `graceMs` to end. */
  signal: AbortSignal;
  /** How long calls in flight may go on once the run has ended, so that their replies are journaled. */
  graceMs: number;
  /** Called after every commit and every start: cheap, for progress. */
  onChange(state: LoopState): void;
}

export interface LoopState {
  inFlight: number;
  /** Started or finished, waiting for their turn in the commit lane. */
  waiting: number;
  parts: { name: string; exhausted: boolean }[];
}

/** Why assignments are skipped before any token is spent. */
const CROSSING = 'groups-cross-splits';

interface Slot {
  envelope: Envelope;
  /** Assignments before it whose groups cross splits. */
  skipped: number;
  /** Set once the work is done. */
  outcome: Outcome | undefined;
}

/** A part on its way: what is ready to start, and what waits for its turn, in the method's order. */
interface Track {
  part: PlannedPart;
  stream: PartStream;
  ready: Slot | undefined;
  fetching: boolean;
  exhausted: boolean;
  started: number;
  committed: number;
  barren: number;
  queue: Slot[];
}

/**
 * Pulls assignments, keeps `concurrency` of them in flight, and commits their outcomes in an order that depends on
 * nothing but the plan: assignment n of a part with target w stands at (n + 1) / w, and ties go to the earlier part
 * (stride scheduling: Waldspurger and Weihl, 1995). So parts grow in proportion, and no part waits for another's models.
 */
export function runLoop(context: LoopContext): Promise<LoopEnd> {
  const { plan, lane, executor, journal, clock } = context;
  const work = new AbortController();
  const tracks: Track[] = plan.parts.map((part) => ({
    part, stream: openPartStream(part, plan, work.signal),
    ready: undefined, fetching: false, exhausted: false, started: 0, committed: 0, barren: 0, queue: [],
  }));
  let inFlight = 0;
  let ended: LoopEnd | undefined;
  let busy = false;

  return new Promise<LoopEnd>((resolve, reject) => {
    const fulfilled = (track: Track): boolean => lane.tally(track.part.name).accepted >= track.part.target;
    const active = (track: Track): boolean =>
      !fulfilled(track) && !(track.exhausted && track.ready === undefined && track.queue.length === 0);
    const turnOf = (track: Track): number => (track.committed + 1) / track.part.target;

    const end = (how: LoopEnd): void => {
      if (ended !== undefined) return;
      ended = how;
      if (inFlight === 0) return finish();
      clock.sleep(context.graceMs, work.signal).then(
        () => work.abort(new CancelledError('the run has ended')),
        () => {},
      );
    };
    let finished = false;
    const finish = (): void => {
      if (finished) return;
      finished = true;
      context.signal.removeEventListener('abort', onAbort);
      work.abort(new CancelledError('the run has ended'));
      Promise.all(tracks.map((track) => track.stream.close())).then(() => resolve(ended!), reject);
    };
    const onAbort = (): void => end({ kind: 'stopped', error: context.signal.reason });

    const fetch = (track: Track): void => {
      if (track.fetching || track.exhausted || track.ready !== undefined) return;
      track.fetching = true;
      track.stream.next().then(
        ({ envelope, skipped }) => {
          track.fetching = false;
          track.exhausted = envelope === undefined;
          if (envelope === undefined) lane.skip(track.part.name, CROSSING, skipped);
          else track.ready = { envelope, skipped, outcome: undefined };
          advance();
        },
        (error: unknown) => end({ kind: 'stopped', error }),
      );
    };

    /** Room for another assignment: not more than may still be wanted, so that little is paid beyond the target. */
    const hasRoom = (track: Track): boolean => {
      const share = track.part.target / plan.parts.reduce((sum, part) => sum + part.target, 0);
      if (track.queue.length >= Math.ceil(plan.concurrency * plan.lookAhead * share)) return false;
      const { accepted } = lane.tally(track.part.name);
      const rate = (accepted + 1) / (track.committed + 1);
      const wanted = (track.part.target - accepted) / Math.min(1, rate);
      return track.queue.length < wanted + 2 * Math.sqrt(wanted * Math.max(0, 1 - rate));
    };

    const start = (track: Track, slot: Slot): void => {
      const { envelope } = slot;
      track.queue.push(slot);
      track.started++;
      // The fingerprint covers gates, prompts, models and material: a change of any remakes outcomes from paid replies.
      const key = hashRecord({ assignment: envelope.id, recipe: plan.recipe });
      const known = journal.outcome(key);
      if (known !== undefined) {
        slot.outcome = JSON.parse(known) as Outcome;
        return;
      }
      inFlight++;
      executor
        .execute(JSON.stringify(envelope), work.signal)
        .finally(() => inFlight--)
        .then((text) => {
          journal.putOutcome(key, text);
          slot.outcome = JSON.parse(text) as Outcome;
          if (ended === undefined) advance();
        })
        .catch((error: unknown) => end({ kind: 'stopped', error }))
        .finally(() => {
          if (ended !== undefined && inFlight === 0) finish();
        });
    };

    /** The active part whose turn is next; undefined while its head is not done, or when no part is active. */
    const headOfLane = (): Track | undefined => {
      let head: Track | undefined;
      for (const track of tracks) {
        if (active(track) && (head === undefined || turnOf(track) < turnOf(head))) head = track;
      }
      return head?.queue[0]?.outcome === undefined ? undefined : head;
    };

    const commitReady = (): void => {
      for (let track = headOfLane(); track !== undefined; track = headOfLane()) {
        const slot = track.queue.shift()!;
        lane.skip(track.part.name, CROSSING, slot.skipped);
        const accepted = lane.commit(track.part.name, track.part.target, slot.outcome!);
        track.stream.epochs.note(track.committed, slot.envelope.assignment.key, accepted > 0);
        track.committed++;
        track.barren = accepted > 0 ? 0 : track.barren + 1;
        const limit = limitPassed(plan, lane, track);
        if (limit !== undefined) return end({ kind: 'stopped', error: limit });
      }
    };

    const startMore = (): boolean => {
      let next: Track | undefined;
      for (const track of tracks) {
        if (fulfilled(track)) continue;
        fetch(track);
        if (track.ready === undefined || !hasRoom(track)) continue;
        const turn = (track.started + 1) / track.part.target;
        if (next === undefined || turn < (next.started + 1) / next.part.target) next = track;
      }
      if (next === undefined) return false;
      const slot = next.ready!;
      next.ready = undefined;
      start(next, slot);
      fetch(next);
      return true;
    };

    const advance = (): void => {
      if (busy || ended !== undefined) return;
      busy = true;
      try {
        do commitReady();
        while (ended === undefined && inFlight < plan.concurrency && startMore());
        if (!tracks.some(active)) end({ kind: tracks.every(fulfilled) ? 'complete' : 'short' });
      } catch (error) {
        end({ kind: 'stopped', error });
      } finally {
        busy = false;
        context.onChange(stateOf(tracks, inFlight));
      }
    };

    if (context.signal.aborted) return onAbort();
    context.signal.addEventListener('abort', onAbort, { once: true });
    const { maxMinutes } = plan.limits;
    if (maxMinutes !== undefined) {
      clock.sleep(maxMinutes * 60_000, work.signal).then(
        () => end({ kind: 'stopped', error: timeIsOver(maxMinutes) }),
        () => {},
      );
    }
    advance();
  });
}

function timeIsOver(maxMinutes: number): LimitReachedError {
  return new LimitReachedError('maxMinutes', `maxMinutes ${maxMinutes} is over`, {
    hint: 'raise limits.maxMinutes or run again: it goes on where it stopped',
  });
}

function limitPassed(plan: RunPlan, lane: CommitLane, track: Track): LimitReachedError | undefined {
  const { maxRejected, maxBarren } = plan.limits;
  if (maxRejected !== undefined && lane.rejections() > maxRejected) {
    return new LimitReachedError('maxRejected', `more than ${maxRejected} candidates were rejected`, {
      hint: 'see rejected.jsonl for the reasons; loosen the gates or raise limits.maxRejected',
    });
  }
  if (track.barren >= maxBarren) {
    const reasons = Object.entries(lane.tally(track.part.name).rejected)
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([reason, count]) => `${reason} ${count}`);
    return new LimitReachedError('maxBarren', `part "${track.part.name}": ${maxBarren} assignments in a row gave no accepted sample (${reasons.join(', ')})`, {
      hint: 'see rejected.jsonl; a gate may be too strict for this model, or the material too small',
    });
  }
  return undefined;
}

function stateOf(tracks: readonly Track[], inFlight: number): LoopState {
  return {
    inFlight,
    waiting: tracks.reduce((sum, track) => sum + track.queue.length, 0) - inFlight,
    parts: tracks.map(({ part, exhausted }) => ({ name: part.name, exhausted })),
  };
}

