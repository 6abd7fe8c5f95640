import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { RecipeError } from '../core/errors/index.ts';
import { Recipe } from './schema.ts';

const MAX_RECIPE_BYTES = 1 << 20;

export interface LoadedRecipe {
  recipe: Recipe;
  /** The file as it was written, comments included; shipped with the dataset. */
  text: string;
  /** Relative paths in the recipe start here. */
  baseDir: string;
}

/** Reads and checks a recipe. Raises RecipeError with the line of every mistake. */
export async function loadRecipe(path: string): Promise<LoadedRecipe> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_RECIPE_BYTES) {
      throw new RecipeError(`${path} is larger than 1 MiB`, {
        hint: 'a recipe is a short YAML file; is this one?',
      });
    }
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof RecipeError) throw cause;
    throw new RecipeError(`cannot read the recipe ${path}: ${(cause as Error).message}`, {
      hint: '`wellspring init` writes one to start from',
      cause,
    });
  }
  return { recipe: await parseRecipe(text, path), text, baseDir: dirname(resolve(path)) };
}

export async function parseRecipe(text: string, path = 'recipe'): Promise<Recipe> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 50 } as object);
  const [error] = document.errors;
  if (error !== undefined) {
    throw new RecipeError(`${path} is not YAML: ${error.message}`, {
      hint: 'mend the line that it names',
      cause: error,
    });
  }
  const parsed = Recipe.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (parsed.success) return parsed.data;

  const lineOf = (keys: PropertyKey[]): number | undefined => {
    for (let depth = keys.length; depth >= 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const problems = flatten(parsed.error.issues).map(({ keys, message }) => {
    const where = keys.length === 0 ? 'the recipe' : keys.map(String).join('.');
    const line = lineOf(keys);
    return `${line === undefined ? '' : `line ${line}: `}${where}: ${message}`;
  });
  throw new RecipeError(`${path} is not a recipe:\n  ${problems.join('\n  ')}`, {
    hint: 'docs/recipes.md lists every field; `wellspring init` writes a recipe to start from',
  });
}

/** Of a union, the branch that came nearest: what the user most likely meant. */
function flatten(issues: readonly z.core.$ZodIssue[]): { keys: PropertyKey[]; message: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0]!;
      return flatten(nearest).map(({ keys, message }) => ({
        keys: [...issue.path, ...keys],
        message,
      }));
    }
    return [{ keys: [...issue.path], message: issue.message }];
  });
}
