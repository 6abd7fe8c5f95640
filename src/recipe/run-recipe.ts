import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Executor } from '../core/run/executor.ts';
import type { RetryPolicy } from '../core/run/pay.ts';
import { type RunStatus, statusBefore } from '../core/run/progress.ts';
import type { RunReport } from '../core/run/report.ts';
import { readAccepted } from '../core/run/accepted.ts';
import { describeError, runSession, type SessionResult } from '../core/run/session.ts';
import { openWorkspace, type RunPaths, runPaths, type Workspace } from '../core/run/workspace.ts';
import { writeFileAtomic } from '../core/store/atomic-write.ts';
import { openLineWriter } from '../core/store/line-writer.ts';
import { writeDataset } from '../dataset/index.ts';
import { measureDiversity } from '../quality/diversity.ts';
import { messageText } from '../core/records/index.ts';
import { type CompiledRecipe, compileRecipe } from './compile.ts';
import type { LoadedRecipe } from './load.ts';
import { openModel, type OpenModel } from './open-models.ts';
import { proofRegistry } from './registry.ts';

export interface RunOptions {
  loaded: LoadedRecipe;
  /** The folder of runs. */
  workspaceDir: string;
  signal: AbortSignal;
  target?: number | undefined;
  limits?: Partial<LoadedRecipe['recipe']['limits']>;
  concurrency?: number | undefined;
  /** Carry every assignment out again, from paid replies where there are any, in place of taking stored outcomes. */
  fresh?: boolean;
  onActivity?(done: number, total: number | null, what: string): void;
  onStatus?(status: RunStatus): void;
  onNotice?(notice: string): void;
  /** For tests and for other executors. */
  openModel?: OpenModel;
  executor?(compiled: CompiledRecipe, workspace: Workspace): Executor;
  retry?: Partial<RetryPolicy>;
  clock?: Clock;
  graceMs?: number;
}

export interface RunOutcome {
  result: SessionResult;
  report: RunReport;
  paths: RunPaths;
  /** Null where the run was interrupted or nothing was accepted. */
  dataset: string | null;
}

/** Texts that the diversity report reads: enough for a curve, bounded in time and memory. */
const DIVERSITY_SAMPLES = 20_000;

/** The main job: a recipe goes in, a dataset comes out. Resumes by itself; raises what stopped it before it spent. */
export async function runRecipe(options: RunOptions): Promise<RunOutcome> {
  const { loaded, signal, clock = systemClock } = options;
  const { recipe } = loaded;
  const workspace = await openWorkspace(options.workspaceDir);
  const paths = runPaths(workspace.dir, recipe.name);
  const say = (status: RunStatus): Promise<void> =>
    writeFileAtomic(paths.status, JSON.stringify(status));
  try {
    const undo = await announce(paths, statusBefore(recipe.name, clock));
    const compiled = await compileRecipe(loaded, {
      workspace,
      signal,
      progress: options.onActivity ?? (() => {}),
      onNotice: (notice) => noteEvent(paths, clock, notice, options),
      openModel: options.openModel ?? openModel,
      overrides: {
        target: options.target,
        limits: options.limits ?? {},
        concurrency: options.concurrency,
      },
    }).catch(async (error: unknown) => {
      await undo();
      throw error;
    });
    await writeFileAtomic(paths.recipe, loaded.text);
    try {
      const result = await runSession({
        plan: compiled.plan,
        workspace,
        signal,
        clock,
        ...(options.onStatus && { onStatus: options.onStatus }),
        fresh: options.fresh ?? false,
        ...(options.retry && { retry: options.retry }),
        ...(options.graceMs !== undefined && { graceMs: options.graceMs }),
        ...(options.executor && { executor: options.executor(compiled, workspace) }),
      });
      const report = reportOf(compiled, result);
      if (!isShippable(result) || report.accepted === 0) {
        return { result, report, paths, dataset: null };
      }
      await say({ ...result.status, state: 'writing', activity: 'writing the dataset' });
      await ship(compiled, report, workspace, paths, options, (notice) =>
        noteEvent(paths, clock, notice, options),
      ).catch(async (error: unknown) => {
        await say({ ...result.status, state: 'failed', error: describeError(error) });
        throw error;
      });
      await say(result.status);
      return { result, report, paths, dataset: paths.dataset };
    } finally {
      await compiled.close();
    }
  } finally {
    workspace.close();
  }
}

/** Says that a run is being prepared; undone when the recipe turns out to be wrong, so that nothing of an earlier run is lost. */
async function announce(paths: RunPaths, status: RunStatus): Promise<() => Promise<void>> {
  const before = await readFile(paths.status, 'utf8').catch(() => null);
  const isNew = (await mkdir(paths.dir, { recursive: true })) !== undefined;
  await writeFileAtomic(paths.status, JSON.stringify(status));
  return async () => {
    if (before !== null) await writeFileAtomic(paths.status, before);
    else if (isNew) await rm(paths.dir, { recursive: true });
    else await rm(paths.status);
  };
}

async function ship(
  compiled: CompiledRecipe,
  report: RunReport,
  workspace: Workspace,
  paths: RunPaths,
  { loaded, signal, onActivity }: RunOptions,
  onReplace: (notice: string) => void,
): Promise<void> {
  const { license, externalLicenses } = loaded.recipe.dataset;
  const progress = (done: number): void =>
    onActivity?.(done, report.accepted, 'writing the dataset');
  progress(0);
  await noteReplaced(paths, report, onReplace);
  await writeDataset({
    dir: paths.dataset,
    samples: readAccepted(paths.accepted),
    report,
    recipe: compiled.resolved,
    recipeYaml: loaded.text,
    registry: proofRegistry(),
    store: workspace.store,
    diversity: measureDiversity(await textsOf(paths.accepted)),
    ...(license !== undefined && { license }),
    ...(externalLicenses.length > 0 && { externalLicenses, withheldDir: paths.withheld }),
    signal,
    onProgress: progress,
  });
}

/** A dataset that shrinks, or that another recipe made, is not replaced without a word. */
async function noteReplaced(
  paths: RunPaths,
  report: RunReport,
  notice: (text: string) => void,
): Promise<void> {
  const text = await readFile(join(paths.dataset, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) return;
  const before = JSON.parse(text) as { samples: number; recipe: string };
  if (before.recipe !== report.recipe) {
    notice(
      `replaces a dataset of ${before.samples} samples that another recipe or material made (${before.recipe.slice(0, 12)}); its paid replies stay in the journal`,
    );
  } else if (before.samples > report.accepted) {
    notice(
      `replaces a dataset of ${before.samples} samples by one of ${report.accepted}; a higher target brings them back for nothing`,
    );
  }
}

/** Keeps what is not as asked where a person will look for it. */
function noteEvent(paths: RunPaths, clock: Clock, notice: string, { onNotice }: RunOptions): void {
  const events = openLineWriter(paths.events, { append: true });
  events.write({ at: new Date(clock.now()).toISOString(), type: 'notice', notice });
  events.close();
  onNotice?.(notice);
}

/** What a user interrupted, or a bug ended, is resumed first. */
function isShippable({ status }: SessionResult): boolean {
  return status.state !== 'interrupted' && status.state !== 'failed';
}

async function textsOf(accepted: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const sample of readAccepted(accepted)) {
    texts.push(sample.messages.map((message) => messageText(message)).join('\n'));
    if (texts.length >= DIVERSITY_SAMPLES) break;
  }
  return texts;
}

/** The account of the run up to its last acceptance: what the card says. */
function reportOf(
  { plan, sources, skipped }: CompiledRecipe,
  { parts, models }: SessionResult,
): RunReport {
  return {
    name: plan.name,
    recipe: plan.recipe,
    seed: plan.seed,
    target: parts.reduce((sum, part) => sum + part.target, 0),
    accepted: parts.reduce((sum, part) => sum + part.accepted, 0),
    parts,
    sourceSkips: skipped,
    models,
    gates: plan.gates.map(({ name, definition, options, gate }) => ({
      name,
      summary: definition.summary,
      options: JSON.parse(JSON.stringify(options ?? null)) as RunReport['gates'][number]['options'],
      stateBytes: gate.scope === 'dataset' ? gate.stateBytes() : null,
    })),
    sources: sources.map(({ name, type, documents, licenses }) => ({
      name,
      type,
      documents: documents.length,
      licenses,
    })),
  };
}
