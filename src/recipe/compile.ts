import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RecipeError } from '../core/errors/index.ts';
import { canonicalJson } from '../core/hash.ts';
import { createRandom } from '../core/random.ts';
import type { Roles } from '../core/run/caller.ts';
import type { GateDefinition } from '../core/run/gate.ts';
import type { Method, Prompt } from '../core/run/method.ts';
import type { PlannedGate, PlannedPart, RunPlan } from '../core/run/run-plan.ts';
import { runPaths, type Workspace } from '../core/run/workspace.ts';
import { openLineWriter } from '../core/store/line-writer.ts';
import { VERSION } from '../core/version.ts';
import { documentsOf, ingestSource, type IngestedSource } from './ingest.ts';
import type { LoadedRecipe } from './load.ts';
import { type OpenModel, openRoles } from './open-models.ts';
import { resolvePrompts } from './prompts.ts';
import { partTargets } from './part-targets.ts';
import { findGate, findMethod } from './registry.ts';
import { ResolvedRecipe } from './resolved.ts';
import type { Recipe, RecipePart } from './schema.ts';

export interface CompileContext {
  workspace: Workspace;
  signal: AbortSignal;
  openModel: OpenModel;
  onNotice?(notice: string): void;
  progress(done: number, total: number | null, what: string): void;
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

interface CheckedPart {
  part: RecipePart;
  method: Method;
  options: unknown;
  prompts: Map<string, Prompt>;
  target: number;
  weight: number;
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

  const parts = await checkParts(recipe, baseDir, overrides.target);
  const gates = recipe.gates.map(({ gate, ...options }) => checkGate(gate, options));
  const needed = [
    ...parts.flatMap(({ method, options }) => method.roles(options)),
    ...gates.flatMap(({ definition, options }) => definition.roles?.(options) ?? []),
  ];
  const { roles, close } = await openRoles(recipe.models, needed, context.openModel, {
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
        await ingestSource(name, source, { store, baseDir, signal, progress, skip }),
      );
    }
    const planned: PlannedPart[] = [];
    const resolvedParts: ResolvedRecipe['parts'] = [];
    for (const { part, method, options, prompts, target, weight } of parts) {
      const ref = await method.prepare({
        options,
        store,
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
        material: await method.open(ref, store),
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
    for (const { definition, options } of gates) {
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
        [...roles].map(([role, members]) => [
          role,
          members.map(({ model, weight, sampling }) => ({
            id: model.description.id,
            revision: model.description.revision,
            weight,
            sampling: toJson(sampling),
          })),
        ]),
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

/** Assignments in flight that keep every model busy: more would only wait, and a local model would lose its prefixes. */
function usefulConcurrency(roles: Roles): number {
  const models = new Set([...roles.values()].flat().map(({ model }) => model));
  const lanes = [...models].reduce((sum, { lanes: { max } }) => sum + max, 0);
  return lanes === 0 ? 64 : Math.min(256, lanes);
}

/** Without a price a money limit would hold nothing. */
function refuseUnpriced(roles: Roles, limits: Partial<Recipe['limits']>): void {
  if (limits.maxCostUsd === undefined) return;
  const unpriced = [...roles.values()].flat().find(({ model }) => model.description.price === null);
  if (unpriced === undefined) return;
  throw new RecipeError(
    `${unpriced.model.description.id} has no known price, so maxCostUsd cannot hold`,
    {
      hint: 'give the model a price: {inputPerMillion: …, outputPerMillion: …}, or limit maxTokens',
    },
  );
}

async function checkParts(
  recipe: Recipe,
  baseDir: string,
  target: number | undefined,
): Promise<CheckedPart[]> {
  const names = recipe.parts.map((part) => part.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new RecipeError(`two parts are named "${twice}"`, {
      hint: 'give each part a name of its own',
    });
  const targets = partTargets(recipe, target);
  const checked: CheckedPart[] = [];
  for (const [index, part] of recipe.parts.entries()) {
    const method = findMethod(part.method);
    for (const used of part.uses ?? []) {
      if (recipe.sources[used] === undefined) {
        throw new RecipeError(`part "${part.name}" uses "${used}", which is not a source`, {
          hint: `sources: ${Object.keys(recipe.sources).join(', ') || 'none'}`,
        });
      }
    }
    const options = method.options.safeParse(part.options ?? {});
    if (!options.success) {
      throw new RecipeError(
        `parts.${part.name}.options do not fit the method ${method.name}:\n${z.prettifyError(options.error)}`,
        {
          hint: `src/methods/${method.name}/README.md lists its options`,
        },
      );
    }
    const prompts = await resolvePrompts(method, part.prompts ?? {}, baseDir);
    const wanted = targets[index]!;
    checked.push({
      part,
      method,
      options: options.data,
      prompts,
      target: wanted,
      weight: Number.isFinite(wanted) ? wanted : 1,
    });
  }
  return checked;
}

function checkGate(
  name: string,
  options: unknown,
): { definition: GateDefinition; options: unknown } {
  const definition = findGate(name);
  const parsed = definition.options.safeParse(options);
  if (!parsed.success) {
    throw new RecipeError(
      `the options of the gate ${name} are wrong:\n${z.prettifyError(parsed.error)}`,
      { hint: `src/quality/README.md lists them${listOptions(definition)}` },
    );
  }
  return { definition, options: parsed.data };
}

/** The names that a gate's options have, where its schema can tell. */
function listOptions({ options }: GateDefinition): string {
  const shape = (options as { shape?: Record<string, unknown> }).shape;
  return shape === undefined ? '' : `: ${Object.keys(shape).join(', ')}`;
}

/** `material/`: what was prepared, for a person who opens the run's folder. */
async function describeMaterial(
  workspace: Workspace,
  run: string,
  resolved: ResolvedRecipe,
  parts: readonly PlannedPart[],
  sources: readonly IngestedSource[],
): Promise<void> {
  const { material } = runPaths(workspace.dir, run);
  await mkdir(material, { recursive: true });
  for (const [index, part] of parts.entries()) {
    const { material: hash, options } = resolved.parts[index]!;
    const description = {
      part: part.name,
      method: part.method.name,
      summary: part.materialSummary,
      hash,
      options,
    };
    await writeFile(
      join(material, `${part.name}.json`),
      `${JSON.stringify(description, null, 2)}\n`,
    );
  }
  await writeFile(join(material, 'sources.json'), `${JSON.stringify(sources, null, 2)}\n`);
}

const toJson = (value: unknown): never => JSON.parse(canonicalJson(value ?? null)) as never;
