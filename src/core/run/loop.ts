import type { Clock } from '../clock.ts';
import { CancelledError, LimitReachedError } from '../errors/index.ts';
import { type Hash, hashRecord } from '../hash.ts';
import type { CommitLane } from './commit-lane.ts';
import type { Envelope, Executor } from './executor.ts';
import type { Journal } from './journal.ts';
import type { Outcome } from './outcome.ts';
import type { RunPlan } from './run-plan.ts';
import {
  createTrack,
  hasRoom,
  isActive,
  isFulfilled,
  nextTurn,
  type Pulled,
  type Slot,
  type Track,
} from './track.ts';

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
  /** Characters of outcomes that wait for their turn in memory; those past them wait in the journal alone. */
  heldCharacters: number;
  /** Stored outcomes are not taken. */
  fresh: boolean;
  /** Called for an outcome that an earlier run or process had made, with its calls. */
  onReuse(calls: Outcome['calls']): void;
  /** Called after every change: cheap, for progress. */
  onChange(state: LoopState): void;
}

export interface LoopState {
  inFlight: number;
  /** Finished, waiting for their turn in the commit lane. */
  waiting: number;
  parts: { name: string; exhausted: boolean }[];
}

/** Why assignments are skipped before any token is spent. */
const CROSSING = 'groups-cross-splits';

/**
 * Pulls assignments, keeps `concurrency` of them in flight, and commits their outcomes in the order of {@link nextTurn}.
 * Event-driven: whatever happens calls `advance`, which commits what is ready and starts what has room.
 */
export function runLoop(context: LoopContext): Promise<LoopEnd> {
  const { plan, lane, executor, journal, clock } = context;
  const work = new AbortController();
  const tracks = plan.parts.map((part) =>
    createTrack(part, lane.tally(part.name), plan, work.signal),
  );
  let inFlight = 0;
  let held = 0;
  let advancing = false;
  let ended: LoopEnd | undefined;
  const { promise, resolve } = Promise.withResolvers<LoopEnd>();

  /** Ends the run once what is in flight has ended, or its time of grace is over. */
  const end = (how: LoopEnd): void => {
    if (ended !== undefined) return;
    ended = how;
    if (inFlight === 0) finish();
    else void after(context.graceMs, finish);
  };

  const finish = (): void => {
    context.signal.removeEventListener('abort', onUserAbort);
    work.abort(new CancelledError('the run has ended'));
    if (inFlight === 0) resolve(ended!);
  };

  const onUserAbort = (): void => end({ kind: 'stopped', error: context.signal.reason });

  /** Acts after `ms`, unless the run is over by then. */
  const after = async (ms: number, act: () => void): Promise<void> => {
    await clock.sleep(ms, work.signal).then(act, () => {});
  };

  const fetch = async (track: Track): Promise<void> => {
    if (track.fetching || track.exhausted || track.ready !== undefined) return;
    track.fetching = true;
    try {
      const { envelope, skipped } = await track.stream.next();
      track.fetching = false;
      if (envelope === undefined) {
        track.exhausted = true;
        track.skippedAtEnd = skipped;
      } else {
        track.ready = { envelope, skipped };
      }
      advance();
    } catch (error) {
      end({ kind: 'stopped', error });
    }
  };

  const finishSlot = (track: Track, slot: Slot, text: string): Outcome => {
    const outcome = JSON.parse(text) as Outcome;
    slot.done = true;
    slot.drafts = outcome.candidates.filter((candidate) => 'draft' in candidate).length;
    track.done++;
    track.drafts += slot.drafts;
    if (held + text.length <= context.heldCharacters) {
      slot.outcome = outcome;
      slot.bytes = text.length;
      held += slot.bytes;
    }
    return outcome;
  };

  const takeOutcome = (slot: Slot): Outcome => {
    held -= slot.bytes;
    return slot.outcome ?? (JSON.parse(journal.outcome(slot.key)!) as Outcome);
  };

  const carryOut = async (track: Track, slot: Slot, envelope: Envelope): Promise<void> => {
    inFlight++;
    try {
      const text = await executor
        .execute(JSON.stringify(envelope), work.signal)
        .finally(() => inFlight--);
      journal.putOutcome(slot.key, text);
      finishSlot(track, slot, text);
      advance();
    } catch (error) {
      end({ kind: 'stopped', error });
    }
    if (ended !== undefined && inFlight === 0) finish();
  };

  const start = (track: Track, { envelope, skipped }: Pulled): void => {
    // The fingerprint covers gates, prompts, models and material: a change of any remakes outcomes from paid replies.
    const key: Hash = hashRecord({ assignment: envelope.id, recipe: plan.recipe });
    const assignment = envelope.assignment.key;
    const empty = { done: false, drafts: 0, outcome: undefined, bytes: 0 };
    const slot: Slot = { assignment, skipped, key, ...empty };
    track.ready = undefined;
    track.queue.push(slot);
    track.started++;
    const known = context.fresh ? undefined : journal.outcome(key);
    if (known === undefined) void carryOut(track, slot, envelope);
    else context.onReuse(finishSlot(track, slot, known).calls);
    void fetch(track);
  };

  const startNext = (): boolean => {
    if (ended !== undefined || inFlight >= plan.concurrency) return false;
    const open = tracks.filter((track) => !isFulfilled(track));
    for (const track of open) void fetch(track);
    const next = nextTurn(
      open.filter((track) => track.ready && hasRoom(track, plan)),
      'started',
    );
    if (next === undefined) return false;
    start(next, next.ready!);
    return true;
  };

  /** The part whose turn it is, once its head is done; nothing overtakes a head that is not. */
  const headOfLane = (): Track | undefined => {
    const track = ended === undefined ? nextTurn(tracks.filter(isActive), 'committed') : undefined;
    return track?.queue.peek()?.done ? track : undefined;
  };

  const commitReady = (): void => {
    for (let track = headOfLane(); track !== undefined; track = headOfLane()) {
      const slot = track.queue.shift()!;
      lane.skip(track.part.name, CROSSING, slot.skipped);
      const accepted = lane.commit(track.part.name, track.part.target, takeOutcome(slot));
      track.stream.epochs.note(track.committed, slot.assignment, accepted > 0);
      track.committed++;
      track.committedDrafts += slot.drafts;
      track.barren = accepted > 0 ? 0 : track.barren + 1;
      const limit = limitPassed(plan, lane, track);
      if (limit !== undefined) end({ kind: 'stopped', error: limit });
    }
  };

  const endIfDone = (): void => {
    if (ended !== undefined || tracks.some(isActive)) return;
    const short = tracks.filter((track) => !isFulfilled(track));
    for (const track of short) lane.skip(track.part.name, CROSSING, track.skippedAtEnd);
    const wanting = short.some(
      ({ part, tally }) => part.target !== Infinity || tally.accepted === 0,
    );
    end({ kind: wanting ? 'short' : 'complete' });
  };

  const advance = (): void => {
    if (advancing || ended !== undefined) return;
    advancing = true;
    try {
      for (let more = true; more; more = startNext()) commitReady();
      endIfDone();
    } catch (error) {
      // A failure of our own, such as a full disk: nothing more is started.
      end({ kind: 'stopped', error });
    } finally {
      advancing = false;
      context.onChange(stateOf(tracks, inFlight));
    }
  };

  if (context.signal.aborted) onUserAbort();
  else context.signal.addEventListener('abort', onUserAbort, { once: true });
  const { maxMinutes } = plan.limits;
  if (maxMinutes !== undefined) {
    void after(maxMinutes * 60_000, () => end({ kind: 'stopped', error: timeIsOver(maxMinutes) }));
  }
  advance();
  return promise;
}

function timeIsOver(maxMinutes: number): LimitReachedError {
  return new LimitReachedError('maxMinutes', `maxMinutes ${maxMinutes} is over`, {
    hint: 'raise limits.maxMinutes or run again: it goes on where it stopped',
  });
}

function limitPassed(plan: RunPlan, lane: CommitLane, track: Track): LimitReachedError | undefined {
  const { maxRejected, maxBarren } = plan.limits;
  if (maxRejected !== undefined && lane.rejections() > maxRejected) {
    return new LimitReachedError(
      'maxRejected',
      `more than ${maxRejected} candidates were rejected`,
      {
        hint: 'see rejected.jsonl for the reasons; loosen the gates or raise limits.maxRejected',
      },
    );
  }
  if (track.barren < maxBarren) return undefined;
  const reasons = Object.entries(track.tally.rejected)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([reason, count]) => `${reason} ${count}`);
  return new LimitReachedError(
    'maxBarren',
    `part "${track.part.name}": ${maxBarren} assignments in a row gave no accepted sample (${reasons.join(', ')})`,
    {
      hint: 'see rejected.jsonl; a gate may be too strict for this model, or the material too small',
    },
  );
}

function stateOf(tracks: readonly Track[], inFlight: number): LoopState {
  return {
    inFlight,
    waiting: tracks.reduce((sum, track) => sum + track.queue.length, 0) - inFlight,
    parts: tracks.map(({ part, exhausted }) => ({ name: part.name, exhausted })),
  };
}
