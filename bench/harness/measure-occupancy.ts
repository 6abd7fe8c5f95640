import { systemClock } from '../../src/core/clock.ts';
import { executeAssignment } from '../../src/core/run/execute-assignment.ts';
import { inProcessExecutor } from '../../src/core/run/executor.ts';
import { createLedger } from '../../src/core/run/ledger.ts';
import { DEFAULT_RETRY } from '../../src/core/run/pay.ts';
import { runSession } from '../../src/core/run/session.ts';
import { inWorkspace } from './in-workspace.ts';
import { type Fullness, watchedModel, watchFullness, watchReorder } from './observe.ts';
import { inParallel, openBareSender, openBenchModel } from './senders.ts';
import { trivialPlan } from './trivial-plan.ts';

export interface OccupancyOptions {
  url: string;
  inFlight: number;
  /** Accepted samples wanted. */
  target: number;
  rejectShare?: number;
  lookAhead?: number;
  /** Assignments at once; by default as many as calls may be in flight. */
  assignments?: number;
}

export interface Occupancy extends Fullness {
  requestsPerSecond: number;
  cpuMsPerRequest: number;
  tookMs: number;
  reorder: { outcomes: number; bytes: number };
  paidCalls: number;
  /** Paid calls that belong to no assignment up to the Nth acceptance. */
  surplusCalls: number;
}

/** A run against an endpoint with latency: how full it keeps it, what waits, and what is paid beyond the target. */
export async function measureOccupancy(options: OccupancyOptions): Promise<Occupancy> {
  const { url, inFlight, target, rejectShare = 0, lookAhead, assignments = inFlight } = options;
  const watch = watchFullness(url, inFlight);
  const remote = openBenchModel(url, inFlight);
  const model = watchedModel(remote, watch);
  const plan = trivialPlan({ model, target, concurrency: assignments, rejectShare, lookAhead });
  // Work is short once no more is to be started than there are lanes.
  const enough = target / (1 - rejectShare) - inFlight;
  return inWorkspace(async (workspace) => {
    const pay = {
      run: plan.name,
      journal: workspace.journal,
      ledger: createLedger({}),
      clock: systemClock,
      retry: DEFAULT_RETRY,
      onCall: () => {},
    };
    const reorder = watchReorder(
      inProcessExecutor((envelope, aborted) =>
        executeAssignment(envelope, plan, workspace.store, pay, aborted),
      ),
      (started) => started >= enough && watch.stop(),
    );
    const cpu = process.cpuUsage();
    const began = systemClock.elapsed();
    const result = await runSession({
      plan,
      workspace,
      signal: new AbortController().signal,
      executor: reorder.executor,
    });
    const tookMs = systemClock.elapsed() - began;
    const { user, system } = process.cpuUsage(cpu);
    if (result.end.kind !== 'complete')
      throw new Error(`the run ended as ${JSON.stringify(result.end)}`);
    const paidCalls = workspace.journal.spent(plan.name).calls;
    await remote.close();
    const fullness = await watch.read();
    return {
      ...fullness,
      requestsPerSecond: (fullness.callsInWindow / fullness.windowMs) * 1000,
      cpuMsPerRequest: (user + system) / 1000 / paidCalls,
      tookMs,
      reorder: reorder.peak(),
      paidCalls,
      surplusCalls: paidCalls - result.models.reduce((sum, each) => sum + each.calls, 0),
    };
  });
}

/** The same requests by a bare undici loop: what this machine and endpoint can do at all. */
export async function measureBareOccupancy({
  url,
  inFlight,
  target,
}: OccupancyOptions): Promise<Fullness & { requestsPerSecond: number; cpuMsPerRequest: number }> {
  const watch = watchFullness(url, inFlight);
  const sender = await openBareSender(url, inFlight);
  const cpu = process.cpuUsage();
  await inParallel(target, inFlight, async (n) => {
    if (n >= target - inFlight) watch.stop();
    watch.enter();
    await sender.send('bare', n);
    watch.leave();
  });
  const { user, system } = process.cpuUsage(cpu);
  await sender.close();
  const fullness = await watch.read();
  return {
    ...fullness,
    requestsPerSecond: (fullness.callsInWindow / fullness.windowMs) * 1000,
    cpuMsPerRequest: (user + system) / 1000 / target,
  };
}
