import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { RecipeError } from '../core/errors/recipe-error.ts';
import { plainLine } from './output/plain-text.ts';
import { isRowFile } from './rows-recipe.ts';

const RECIPE_NAME = /\.ya?ml$/i;
/** What people name in place of a recipe: the material that it would read. */
const MATERIAL = ['.md', '.txt', '.html', '.htm', '.pdf', '.csv', '.tsv', '.docx', '.epub'];

/** Says in words of the task what a path is that is no recipe. What is not there is left to who reads it. */
export async function requireRecipeFile(path: string, verb: 'plan' | 'run'): Promise<void> {
  const shown = plainLine(path);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    const [first] = await recipesIn(path);
    throw new RecipeError(`${shown} is a folder: ${verb} takes a recipe, a file (.yaml)`, {
      hint:
        first === undefined
          ? `\`wellspring init ${shown}\` writes one there to start from`
          : `there is one in it: wellspring ${verb} ${plainLine(first)}`,
    });
  }
  if (isRowFile(path)) {
    throw new RecipeError(`${shown} holds rows: plan takes a recipe (.yaml)`, {
      hint: `rows pass through gates alone, which calls no model: wellspring run ${shown}`,
    });
  }
  if (MATERIAL.includes(extname(path).toLowerCase())) {
    throw new RecipeError(`${shown} is no recipe: ${verb} takes one (.yaml)`, {
      hint: 'pages are material: name them in a recipe under sources:. `wellspring init DIR` writes one to start from',
    });
  }
}

async function recipesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const dir of [folder, join(folder, 'recipes')]) {
    const names = await readdir(dir).catch(() => []);
    for (const name of names.toSorted()) if (RECIPE_NAME.test(name)) found.push(join(dir, name));
  }
  return found;
}
