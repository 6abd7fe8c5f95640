import { type Clock, systemClock } from '../core/clock.ts';
import { canonicalJson } from '../core/hash.ts';
import { createRandom } from '../core/random.ts';
import { callerFor, type PoolMember, type Roles } from '../core/run/caller.ts';
import { createLedger } from '../core/run/ledger.ts';
import { DEFAULT_RETRY, type PayContext } from '../core/run/pay.ts';
import type { PlannedGate, PlannedPart, RunPlan } from '../core/run/run-plan.ts';
import { runPaths, type Workspace } from '../core/run/workspace.ts';
import { openLineWriter } from '../core/store/line-writer.ts';
import { VERSION } from '../core/version.ts';
import { checkRecipe, refuseUnpriced } from './check-recipe.ts';
import { describeMaterial } from './describe-material.ts';
import { documentsOf, ingestSource, type IngestedSource } from './ingest.ts';
import type { LoadedRecipe } from './load.ts';
import { type OpenModel, openRoles } from './open-models.ts';
import { ResolvedRecipe } from './resolved.ts';
import type { Recipe } from './schema.ts';

export interface CompileContext {
  workspace: Workspace;
  signal: AbortSignal;
  openModel: OpenModel;
  onNotice?(notice: string): void;
  progress(done: number, total: number | null, what: string): void;
  clock?: Clock;
  /** Replace what the recipe says; none of them is part of the fingerprint. */
  overrides?: {
    target?: number | undefined;
    limits?: Partial<Recipe['limits']>;
    concurrency?: number | undefined;
  };
}

/** A recipe made ready to run: sources read, material prepared, models open. */
export interface CompiledRecipe {
  plan: RunPlan;
  resolved: ResolvedRecipe;
  sources: IngestedSource[];
  /** Source items that could not be used, by reason. */
  skipped: Record<string, number>;
  close(): Promise<void>;
}

/**
 * Compiles a recipe to a run. Everything that can be wrong with it is found here, before anything is spent: first what
 * needs no reading, then models and keys, then sources and material.
 */
export async function compileRecipe(
  loaded: LoadedRecipe,
  context: CompileContext,
): Promise<CompiledRecipe> {
  const { recipe, baseDir } = loaded;
  const { workspace, signal, progress, overrides = {} } = context;
  const { store } = workspace;

  const checked = await checkRecipe(loaded, overrides.target);
  const { roles, close } = await openRoles(recipe.models, checked.roles, context.openModel, {
    baseDir,
    onNotice: context.onNotice ?? (() => {}),
  });
  const skipped: Record<string, number> = {};
  const skipFile = openLineWriter(runPaths(workspace.dir, recipe.name).skipped);
  const skip = (item: { reason: string; part?: string; source?: string }): void => {
    skipped[item.reason] = (skipped[item.reason] ?? 0) + 1;
    skipFile.write(item);
  };
  try {
    refuseUnpriced(roles, { ...recipe.limits, ...overrides.limits });
    const sources = new Map<string, IngestedSource>();
    for (const [name, source] of Object.entries(recipe.sources)) {
      sources.set(
        name,
        await ingestSource(name, source, {
          store,
          memo: workspace.memo,
          baseDir,
          signal,
          progress,
          skip,
        }),
      );
    }
    const pay = prepayment(loaded, context);
    const planned: PlannedPart[] = [];
    const resolvedParts: ResolvedRecipe['parts'] = [];
    for (const { part, method, options, prompts, target, weight } of checked.parts) {
      const ref = await method.prepare({
        options,
        store,
        memo: workspace.memo,
        models: (id) => callerFor({ id, seed: id }, roles, pay, signal).models,
        speakers: (role) => describeMembers(roles.get(role) ?? []),
        signal,
        baseDir,
        documents: () => documentsOf(part.uses ?? [], sources, store),
        random: createRandom(`${recipe.seed}/${part.name}/prepare`),
        skip: (item) => skip({ part: part.name, ...item }),
        progress: (done, total, what) => progress(done, total, `${part.name}: ${what}`),
      });
      planned.push({
        name: part.name,
        method,
        options,
        target,
        weight,
        prompts,
        material: await method.open(ref, store, options),
        materialSummary: ref.summary,
        assignments: ref.assignments ?? null,
      });
      resolvedParts.push({
        name: part.name,
        method: `${method.name}@${method.version}`,
        options: toJson(options),
        material: ref.hash,
        prompts: Object.fromEntries([...prompts].map(([name, prompt]) => [name, prompt.id])),
      });
    }
    const openGates: PlannedGate[] = [];
    for (const { definition, options } of checked.gates) {
      const gate = await definition.open(options, { store, baseDir });
      openGates.push({
        name: `${definition.name}@${definition.version}`,
        definition,
        options,
        gate,
      });
    }

    const { validation, test } = recipe.splits;
    const splits = { train: 1 - validation - test, validation, test };
    const resolved: ResolvedRecipe = ResolvedRecipe.parse({
      format: 'wellspring/recipe@1',
      wellspring: VERSION,
      seed: recipe.seed,
      splits,
      epochSize: recipe.epochSize,
      parts: resolvedParts,
      models: Object.fromEntries(
        [...roles].map(([role, members]) => [role, describeMembers(members)]),
      ),
      gates: openGates.map(({ name, definition, options }) => ({
        name,
        options: toJson(options),
        attested: (definition.roles?.(options) ?? []).length > 0,
      })),
    });
    const fingerprint = await store.putRecord(resolved);
    await describeMaterial(workspace, recipe.name, resolved, planned, [...sources.values()]);
    const plan: RunPlan = {
      name: recipe.name,
      seed: recipe.seed,
      recipe: fingerprint,
      parts: planned,
      gates: openGates,
      roles,
      splits,
      limits: { ...recipe.limits, ...overrides.limits },
      concurrency: overrides.concurrency ?? recipe.concurrency ?? usefulConcurrency(roles),
      lookAhead: recipe.lookAhead,
      epochSize: recipe.epochSize,
    };
    return { plan, resolved, sources: [...sources.values()], skipped, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    skipFile.close();
  }
}

function describeMembers(members: readonly PoolMember[]): ResolvedRecipe['models'][string] {
  return members.map(({ model, weight, sampling }) => ({
    id: model.description.id,
    revision: model.description.revision,
    weight,
    sampling: toJson(sampling),
  }));
}

/** What material costs is journaled under the run's name and counts against its limits. */
function prepayment(
  { recipe }: LoadedRecipe,
  { workspace, overrides, ...context }: CompileContext,
): PayContext {
  const { settled, presumed } = workspace.journal.spent(recipe.name);
  return {
    run: recipe.name,
    journal: workspace.journal,
    ledger: createLedger(
      { ...recipe.limits, ...overrides?.limits },
      {
        calls: settled.calls + presumed.calls,
        tokens: settled.tokens + presumed.tokens,
        costUsd: settled.costUsd + presumed.costUsd,
      },
    ),
    retry: DEFAULT_RETRY,
    clock: context.clock ?? systemClock,
    onCall: () => {},
  };
}

/** Assignments in flight that keep every model busy: more would only wait, and a local model would lose its prefixes. */
function usefulConcurrency(roles: Roles): number {
  const models = new Set([...roles.values()].flat().map(({ model }) => model));
  const lanes = [...models].reduce((sum, { lanes: { max } }) => sum + max, 0);
  return lanes === 0 ? 64 : Math.min(256, lanes);
}

const toJson = (value: unknown): never => JSON.parse(canonicalJson(value ?? null)) as never;
