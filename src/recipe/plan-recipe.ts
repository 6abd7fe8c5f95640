import { systemClock, type Clock } from '../core/clock.ts';
import { createCommitLane } from '../core/run/commit-lane.ts';
import { executeAssignment } from '../core/run/execute-assignment.ts';
import { inProcessExecutor } from '../core/run/executor.ts';
import { addRanges, forecastPart, type PartForecast, type Range } from '../core/run/forecast.ts';
import { createLedger, type Spend } from '../core/run/ledger.ts';
import { runLoop } from '../core/run/loop.ts';
import type { Assignment, Method } from '../core/run/method.ts';
import type { Outcome } from '../core/run/outcome.ts';
import { DEFAULT_RETRY, type PayContext } from '../core/run/pay.ts';
import type { PlannedPart, RunPlan } from '../core/run/run-plan.ts';
import { openWorkspace } from '../core/run/workspace.ts';
import { compileRecipe } from './compile.ts';
import type { LoadedRecipe } from './load.ts';
import { openModel, type OpenModel } from './open-models.ts';

export interface PlanOptions {
  loaded: LoadedRecipe;
  workspaceDir: string;
  signal: AbortSignal;
  /** Assignments of each part that are carried out for real; 0 spends nothing and forecasts nothing. */
  pilot: number;
  target?: number | undefined;
  onActivity?(done: number, total: number | null, what: string): void;
  openModel?: OpenModel;
  clock?: Clock;
}

export interface Forecast {
  run: string;
  parts: (PartForecast & { material: string })[];
  calls: Range;
  inputTokens: Range;
  outputTokens: Range;
  /** Null where a model has no known price. */
  costUsd: Range | null;
  /** Null where the pilot's replies were all paid before, so that nothing was timed. */
  minutes: Range | null;
  /** What the pilot itself paid. Its replies stay in the journal: the run does not pay for them again. */
  spent: Spend;
  /** Limits that the forecast's middle passes, and other things worth knowing before spending. */
  warnings: string[];
}

/** Forecasts a run from a small pilot of real assignments. */
export async function planRecipe(options: PlanOptions): Promise<Forecast> {
  const { loaded, signal, pilot, clock = systemClock, onActivity = () => {} } = options;
  const workspace = await openWorkspace(options.workspaceDir);
  try {
    const compiled = await compileRecipe(loaded, {
      workspace,
      signal,
      progress: onActivity,
      openModel: options.openModel ?? openModel,
      overrides: { target: options.target },
    });
    try {
      const { plan } = compiled;
      const { settled: before, presumed } = workspace.journal.spent(plan.name);
      const trial: RunPlan = { ...plan, parts: plan.parts.map((part) => firstOf(part, pilot)) };
      const outcomes = new Map<string, Outcome[]>(plan.parts.map((part) => [part.name, []]));
      const lane = createCommitLane(trial, { accept: () => {}, reject: () => {} });
      const recording: typeof lane = {
        ...lane,
        commit(part, target, outcome) {
          outcomes.get(part)!.push(outcome);
          onActivity(outcomes.get(part)!.length, pilot, `pilot of ${part}`);
          return lane.commit(part, target, outcome);
        },
      };
      let paid = 0;
      const pay: PayContext = {
        run: plan.name,
        journal: workspace.journal,
        ledger: createLedger(plan.limits, {
          calls: before.calls + presumed.calls,
          tokens: before.tokens + presumed.tokens,
          costUsd: before.costUsd + presumed.costUsd,
        }),
        retry: DEFAULT_RETRY,
        clock,
        onCall: (event) => {
          if (event.kind === 'paid') paid++;
        },
      };
      const started = clock.elapsed();
      const end = await runLoop({
        plan: trial,
        lane: recording,
        journal: workspace.journal,
        clock,
        signal,
        graceMs: 10_000,
        executor: inProcessExecutor((envelope, aborted) =>
          executeAssignment(envelope, trial, workspace.store, pay, aborted),
        ),
        heldCharacters: Infinity,
        fresh: false,
        onReuse: () => {},
        onChange: () => {},
      });
      if (end.kind === 'stopped') throw end.error;
      const tookMs = clock.elapsed() - started;
      const parts = plan.parts.map((part) => {
        const { accepted, rejected } = lane.tally(part.name);
        const forecast = forecastPart(
          part,
          outcomes.get(part.name)!,
          accepted,
          rejected,
          part.assignments,
        );
        return { ...forecast, material: part.materialSummary };
      });
      const after = workspace.journal.spent(plan.name).settled;
      return summarise(plan, parts, {
        tookMs,
        paid,
        spent: {
          calls: after.calls - before.calls,
          tokens: after.tokens - before.tokens,
          costUsd: after.costUsd - before.costUsd,
        },
      });
    } finally {
      await compiled.close();
    }
  } finally {
    workspace.close();
  }
}

/** The part with its first `count` assignments only, and a target that they cannot reach. */
function firstOf(part: PlannedPart, count: number): PlannedPart {
  const assign: Method['assign'] = async function* (material, context): AsyncGenerator<Assignment> {
    let left = count;
    if (left <= 0) return;
    for await (const assignment of part.method.assign(material, context)) {
      yield assignment;
      if (--left === 0) return;
    }
  };
  return { ...part, target: Infinity, weight: 1, method: { ...part.method, assign } };
}

function summarise(
  plan: RunPlan,
  parts: Forecast['parts'],
  pilot: { tookMs: number; paid: number; spent: Spend },
): Forecast {
  const total = (figure: (part: PartForecast) => Range): Range => addRanges(parts.map(figure));
  const assignments = total((part) => part.assignments);
  const carriedOut = parts.reduce((sum, part) => sum + part.pilot, 0);
  const costUsd = parts.every((part) => part.costUsd !== null)
    ? total((part) => part.costUsd!)
    : null;
  const forecast: Forecast = {
    run: plan.name,
    parts,
    calls: total((part) => part.calls),
    inputTokens: total((part) => part.inputTokens),
    outputTokens: total((part) => part.outputTokens),
    costUsd,
    minutes:
      pilot.paid === 0 ? null : minutesOf(assignments, carriedOut, pilot.tookMs, plan.concurrency),
    spent: pilot.spent,
    warnings: [],
  };
  const { maxCostUsd, maxTokens, maxCalls, maxMinutes } = plan.limits;
  const tokens = forecast.inputTokens.mid + forecast.outputTokens.mid;
  const over = (name: string, limit: number | undefined, likely: number | undefined): void => {
    if (limit !== undefined && likely !== undefined && likely > limit) {
      forecast.warnings.push(
        `${name} ${limit} will likely stop the run: about ${Number(likely.toPrecision(3))} is needed`,
      );
    }
  };
  over('maxCostUsd', maxCostUsd, costUsd?.mid);
  over('maxTokens', maxTokens, tokens);
  over('maxCalls', maxCalls, forecast.calls.mid);
  over('maxMinutes', maxMinutes, forecast.minutes?.mid);
  for (const [index, part] of parts.entries()) {
    const { assignments: most } = plan.parts[index]!;
    if (most !== null && Number.isFinite(part.target) && part.target > most * part.yield.mid) {
      const likely = Math.floor(most * part.yield.mid);
      forecast.warnings.push(
        `part "${part.name}": the material has ${most} assignments, which give about ${likely} of the ${part.target} samples wanted: add material, or lower the target`,
      );
    }
    if (part.pilot > 0 && part.yield.mid === 0) {
      const reasons = Object.entries(part.rejected).map(([reason, count]) => `${reason} ${count}`);
      forecast.warnings.push(
        `part "${part.name}": nothing of the pilot was accepted (${reasons.join(', ')})`,
      );
    }
  }
  return forecast;
}

/** Between the pilot's own pace and as many times that as the run has more in flight than the pilot had. */
function minutesOf(
  assignments: Range,
  carriedOut: number,
  tookMs: number,
  concurrency: number,
): Range {
  const eachMs = tookMs / Math.max(1, carriedOut);
  const gain = Math.max(1, concurrency / Math.max(1, carriedOut));
  const minutes = (count: number, faster: number): number => (count * eachMs) / faster / 60_000;
  return {
    low: minutes(assignments.low, gain),
    mid: minutes(assignments.mid, Math.sqrt(gain)),
    high: minutes(assignments.high, 1),
  };
}
