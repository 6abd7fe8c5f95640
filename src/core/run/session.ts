import { mkdir, rm } from 'node:fs/promises';
import { systemClock, type Clock } from '../clock.ts';
import { CancelledError, isWellspringError } from '../errors/index.ts';
import { sweepTemporaries, writeFileAtomic } from '../store/atomic-write.ts';
import { openLineWriter } from '../store/line-writer.ts';
import { openAccepted } from './accepted.ts';
import { type CallTally, createCommitLane } from './commit-lane.ts';
import { executeAssignment } from './execute-assignment.ts';
import { type Executor, inProcessExecutor } from './executor.ts';
import { createLedger } from './ledger.ts';
import { type LoopEnd, runLoop } from './loop.ts';
import { DEFAULT_RETRY, type RetryPolicy } from './pay.ts';
import { createProgress, type RunStatus } from './progress.ts';
import type { PartReport, RunReport } from './report.ts';
import type { RunPlan } from './run-plan.ts';
import { collectStale } from './stale.ts';
import { runPaths, type Workspace } from './workspace.ts';

const STATUS_EVERY_MS = 1000;
const HELD_CHARACTERS = 64 * 1024 * 1024;

export interface SessionOptions {
  plan: RunPlan;
  workspace: Workspace;
  signal: AbortSignal;
  clock?: Clock;
  retry?: Partial<RetryPolicy>;
  /** Calls in flight may go on for so long once the run has ended. */
  graceMs?: number;
  /** Characters of outcomes that wait for their turn in memory; the others wait in the journal. Default 64 Mi. */
  heldCharacters?: number;
  /** Stored outcomes are not taken: every assignment is carried out again, from paid replies where there are any. */
  fresh?: boolean;
  /** Replaces the in-process executor. */
  executor?: Executor;
  onStatus?(status: RunStatus): void;
}

export interface SessionResult {
  end: LoopEnd;
  parts: PartReport[];
  models: RunReport['models'];
  status: RunStatus;
}

/** Machines priced by the hour cost while they work, whatever is reserved: time holds the money limit. */
function withinTheHour({ roles, limits }: RunPlan, spentUsd: number): RunPlan['limits'] {
  const models = new Set([...roles.values()].flat().map(({ model }) => model));
  const perHour = [...models].reduce(
    (sum, model) => sum + (model.description.price?.perHour ?? 0),
    0,
  );
  if (limits.maxCostUsd === undefined || perHour === 0) return limits;
  const minutes = (Math.max(0, limits.maxCostUsd - spentUsd) / perHour) * 60;
  return { ...limits, maxMinutes: Math.min(limits.maxMinutes ?? Infinity, minutes) };
}

const LOOP_OVER = { inFlight: 0, waiting: 0 };

/** Carries a plan out: journal, limits, lane and files. What it writes is remade as a whole each time, from paid replies. */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const { workspace, signal, clock = systemClock, graceMs = 10_000 } = options;
  const { journal, store } = workspace;
  const before = journal.spent(options.plan.name);
  const spentUsd = before.settled.costUsd + before.presumed.costUsd;
  const plan = { ...options.plan, limits: withinTheHour(options.plan, spentUsd) };
  const paths = runPaths(workspace.dir, plan.name);
  await mkdir(paths.dir, { recursive: true });
  await sweepTemporaries(paths.dir);
  const stale = await collectStale(plan, paths);

  const ledger = createLedger(plan.limits, {
    calls: before.settled.calls + before.presumed.calls,
    tokens: before.settled.tokens + before.presumed.tokens,
    costUsd: spentUsd,
  });
  const rejected = openLineWriter(paths.rejected);
  for (const rejection of stale) rejected.write(rejection);
  rejected.flush();
  await rm(paths.accepted, { recursive: true, force: true });
  const accepted = openAccepted(paths.accepted);
  const events = openLineWriter(paths.events, { append: true });
  const lane = createCommitLane(plan, {
    accept: accepted.write,
    reject: (rejection) => rejected.write(rejection),
  });
  const progress = createProgress(plan, lane, ledger, clock);
  const pay = {
    run: plan.name,
    journal,
    ledger,
    clock,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    onCall: progress.onCall,
  };
  const executor =
    options.executor ??
    inProcessExecutor((envelope, aborted) =>
      executeAssignment(envelope, plan, store, pay, aborted),
    );

  const startedAt = isoTime(clock);
  const statusOf = (state: RunStatus['state'], error: unknown = null): RunStatus => ({
    run: plan.name,
    pid: process.pid,
    state,
    startedAt,
    updatedAt: isoTime(clock),
    activity: null,
    ...progress.snapshot(),
    error: error === null ? null : describeError(error),
  });
  const note = (type: string, detail: object): void => {
    events.write({ at: isoTime(clock), type, ...detail });
    events.flush();
  };
  const report = async (): Promise<void> => {
    const status = statusOf('running');
    options.onStatus?.(status);
    await writeFileAtomic(paths.status, JSON.stringify(status));
  };

  note('run-started', {
    recipe: plan.recipe,
    target: plan.parts.map((part) => [part.name, part.target]),
  });
  if (stale.length > 0) note('stale', { samples: stale.length });
  // One at a time, and the last word is the end's: an early snapshot on a slow disk must not replace it.
  let reporting: Promise<void> | undefined;
  const timer = setInterval(() => {
    reporting ??= report()
      .catch(() => {})
      .finally(() => (reporting = undefined));
  }, STATUS_EVERY_MS);
  try {
    await report();
    const end = await runLoop({
      plan,
      lane,
      executor,
      journal,
      clock,
      signal,
      graceMs,
      heldCharacters: options.heldCharacters ?? HELD_CHARACTERS,
      fresh: options.fresh ?? false,
      onReuse: (calls) => {
        for (const { model, usage } of calls) progress.onCall({ kind: 'journaled', model, usage });
      },
      onChange: progress.onState,
    });
    clearInterval(timer);
    await reporting;
    accepted.close();
    rejected.close();
    const state = stateOf(end);
    progress.onState({ ...LOOP_OVER, parts: progress.state().parts });
    const status = statusOf(state, end.kind === 'stopped' ? end.error : null);
    note('run-ended', {
      state,
      accepted: status.accepted,
      rejected: status.rejected,
      error: status.error,
    });
    await writeFileAtomic(paths.usage, `${JSON.stringify(journal.spent(plan.name), null, 2)}\n`);
    await writeFileAtomic(paths.status, JSON.stringify(status));
    options.onStatus?.(status);
    return {
      end,
      status,
      parts: plan.parts.map((part) => {
        const { exhausted } = status.parts.find((other) => other.name === part.name)!;
        const tally = lane.tally(part.name);
        return {
          name: part.name,
          method: part.method.name,
          ...tally,
          exhausted,
          target: Number.isFinite(part.target) ? part.target : tally.accepted,
          material: part.materialSummary,
        };
      }),
      models: modelUsages(plan, lane.calls()),
    };
  } finally {
    clearInterval(timer);
    events.close();
    await executor.close();
  }
}

function modelUsages(plan: RunPlan, calls: CallTally[]): RunReport['models'] {
  const described = new Map(
    [...plan.roles.values()].flat().map(({ model }) => [model.description.id, model.description]),
  );
  return calls
    .toSorted((a, b) =>
      a.role === b.role ? (a.model < b.model ? -1 : 1) : a.role < b.role ? -1 : 1,
    )
    .map((call) => {
      const description = described.get(call.model);
      return {
        ...call,
        revision: description?.revision ?? null,
        terms: description?.terms ?? null,
        priceSource: description?.price?.source ?? null,
      };
    });
}

function stateOf(end: LoopEnd): RunStatus['state'] {
  if (end.kind !== 'stopped') return end.kind;
  if (end.error instanceof CancelledError) return 'interrupted';
  return isWellspringError(end.error) ? 'stopped' : 'failed';
}

/** An error as `status` shows it. */
export function describeError(error: unknown): NonNullable<RunStatus['error']> {
  if (isWellspringError(error))
    return { code: error.code, message: error.message, hint: error.hint ?? null };
  return {
    code: 'bug',
    message: error instanceof Error ? error.message : String(error),
    hint: null,
  };
}

const isoTime = (clock: Clock): string => new Date(clock.now()).toISOString();
