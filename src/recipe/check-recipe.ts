import { z } from 'zod';
import { RecipeError } from '../core/errors/index.ts';
import type { Roles } from '../core/run/caller.ts';
import type { GateDefinition } from '../core/run/gate.ts';
import type { Method, Prompt } from '../core/run/method.ts';
import type { LoadedRecipe } from './load.ts';
import { partTargets } from './part-targets.ts';
import { resolvePrompts } from './prompts.ts';
import { findGate, findMethod } from './registry.ts';
import type { Recipe, RecipePart } from './schema.ts';

/** A part whose method, options and prompts are known to be right. */
export interface CheckedPart {
  part: RecipePart;
  method: Method;
  options: unknown;
  prompts: Map<string, Prompt>;
  target: number;
  weight: number;
}

/** A gate with its options parsed. */
export interface CheckedGate {
  definition: GateDefinition;
  options: unknown;
}

/** What a recipe asks for, checked as far as that needs no model and no source. */
export interface CheckedRecipe {
  parts: CheckedPart[];
  gates: CheckedGate[];
  /** Roles that parts and gates need. */
  roles: string[];
}

/** Finds everything that is wrong with a recipe by itself. Raises RecipeError. */
export async function checkRecipe(
  { recipe, baseDir }: LoadedRecipe,
  target: number | undefined,
): Promise<CheckedRecipe> {
  const parts = await checkParts(recipe, baseDir, target);
  const gates = recipe.gates.map(({ gate, ...options }) => checkGate(gate, options));
  const roles = [
    ...parts.flatMap(({ method, options }) => method.roles(options)),
    ...gates.flatMap(({ definition, options }) => definition.roles?.(options) ?? []),
  ];
  return { parts, gates, roles };
}

/** Without a price a money limit would hold nothing. */
export function refuseUnpriced(roles: Roles, limits: Partial<Recipe['limits']>): void {
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

function checkGate(name: string, options: unknown): CheckedGate {
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
