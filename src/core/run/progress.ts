import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Usage } from '../records/usage.ts';
import { addUsage, NO_USAGE } from '../records/usage.ts';
import type { CommitLane } from './commit-lane.ts';
import type { Ledger } from './ledger.ts';
import type { LoopState } from './loop.ts';
import type { CallEvent } from './pay.ts';
import type { RunPlan } from './run-plan.ts';

const counts = z.record(z.string(), z.number());

/** What `status` shows from another terminal: a snapshot, replaced as a whole about once a second. */
export const RunStatus = z.object({
  run: z.string(),
  pid: z.number(),
  state: z.enum([
    'preparing',
    'running',
    'writing',
    'complete',
    'short',
    'stopped',
    'interrupted',
    'failed',
  ]),
  startedAt: z.string(),
  updatedAt: z.string(),
  /** What is being done, in words, while preparing or writing. */
  activity: z.string().nullable(),
  /** Null where all that the sources have is wanted. */
  target: z.number().nullable(),
  accepted: z.number(),
  assignments: z.number(),
  rejected: counts,
  parts: z.array(
    z.object({
      name: z.string(),
      target: z.number().nullable(),
      accepted: z.number(),
      assignments: z.number(),
      skipped: counts,
      exhausted: z.boolean(),
    }),
  ),
  inFlight: z.number(),
  waiting: z.number(),
  calls: z.object({ paid: z.number(), journaled: z.number(), failed: z.number() }),
  /** Tokens paid for by this process. */
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** Spent by the run as a whole, over all its processes; presumed losses included. */
  costUsd: z.number(),
  /** Accepted samples a minute over the last half minute. */
  acceptedPerMinute: z.number(),
  etaSeconds: z.number().nullable(),
  models: z.array(
    z.object({ model: z.string(), limit: z.number(), inFlight: z.number(), waiting: z.number() }),
  ),
  error: z
    .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
    .nullable(),
});
export type RunStatus = z.infer<typeof RunStatus>;

/** The status of a run that has not begun to work. */
export function statusBefore(run: string, clock: Clock): RunStatus {
  const at = new Date(clock.now()).toISOString();
  return {
    run,
    pid: process.pid,
    state: 'preparing',
    startedAt: at,
    updatedAt: at,
    activity: null,
    target: null,
    accepted: 0,
    assignments: 0,
    rejected: {},
    parts: [],
    inFlight: 0,
    waiting: 0,
    calls: { paid: 0, journaled: 0, failed: 0 },
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    acceptedPerMinute: 0,
    etaSeconds: null,
    models: [],
    error: null,
  };
}

/** Seconds over which the rate is measured. */
const RATE_WINDOW_S = 30;

/** Gathers a run's figures; reading them is cheap and allocates only in `snapshot`. */
export interface Progress {
  onCall(event: CallEvent): void;
  onState(state: LoopState): void;
  state(): LoopState;
  snapshot(): Pick<
    RunStatus,
    | 'target'
    | 'accepted'
    | 'assignments'
    | 'rejected'
    | 'parts'
    | 'inFlight'
    | 'waiting'
    | 'calls'
    | 'inputTokens'
    | 'outputTokens'
    | 'costUsd'
    | 'acceptedPerMinute'
    | 'etaSeconds'
    | 'models'
  >;
}

export function createProgress(
  plan: RunPlan,
  lane: CommitLane,
  ledger: Ledger,
  clock: Clock,
): Progress {
  const calls = { paid: 0, journaled: 0, failed: 0 };
  let usage: Usage = NO_USAGE;
  let state: LoopState = { inFlight: 0, waiting: 0, parts: [] };
  const history: { at: number; accepted: number }[] = [];
  const target = plan.parts.reduce((sum, part) => sum + part.target, 0);

  return {
    onCall(event) {
      calls[event.kind]++;
      if (event.kind === 'paid') usage = addUsage(usage, event.usage);
    },
    onState(next) {
      state = next;
    },
    state: () => state,
    snapshot() {
      const tallies = plan.parts.map((part) => ({ part, tally: lane.tally(part.name) }));
      const accepted = tallies.reduce((sum, { tally }) => sum + tally.accepted, 0);
      const rejected: Record<string, number> = {};
      for (const { tally } of tallies) {
        for (const [reason, count] of Object.entries(tally.rejected))
          rejected[reason] = (rejected[reason] ?? 0) + count;
      }
      const now = clock.elapsed();
      history.push({ at: now, accepted });
      while (history.length > 2 && now - history[1]!.at > RATE_WINDOW_S * 1000) history.shift();
      const first = history[0]!;
      const minutes = (now - first.at) / 60_000;
      const acceptedPerMinute = minutes > 0 ? (accepted - first.accepted) / minutes : 0;
      const models = [...new Set([...plan.roles.values()].flat().map((member) => member.model))];
      const { settled } = ledger.snapshot();
      return {
        target: finite(target),
        accepted,
        assignments: tallies.reduce((sum, { tally }) => sum + tally.assignments, 0),
        rejected,
        parts: tallies.map(({ part, tally }) => {
          const seen = state.parts.find((other) => other.name === part.name);
          return {
            name: part.name,
            target: finite(part.target),
            accepted: tally.accepted,
            assignments: tally.assignments,
            skipped: { ...tally.skipped },
            exhausted: (seen?.exhausted ?? false) && tally.accepted < part.target,
          };
        }),
        inFlight: state.inFlight,
        waiting: state.waiting,
        calls: { ...calls },
        inputTokens: usage.inputTokens,
        outputTokens: usage.outputTokens,
        costUsd: settled.costUsd,
        acceptedPerMinute,
        etaSeconds:
          acceptedPerMinute > 0 && target !== Infinity
            ? ((target - accepted) / acceptedPerMinute) * 60
            : null,
        models: models.map((model) => ({ model: model.description.id, ...model.lanes.snapshot() })),
      };
    },
  };
}

const finite = (target: number): number | null => (Number.isFinite(target) ? target : null);
