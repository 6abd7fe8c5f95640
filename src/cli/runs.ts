import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecipeError } from '../core/errors/recipe-error.ts';
import { RunStatus } from '../core/run/progress.ts';
import { runPaths } from '../core/run/workspace.ts';
import { nearestWord } from '../core/text/nearest-word.ts';
import { plainLine } from './output/plain-text.ts';

/** A snapshot is replaced in place: a reader may meet it half-written, for a moment. */
const READ_ATTEMPTS = 5;
const READ_AGAIN_MS = 30;

/** Names of the runs in a workspace, sorted. Raises RecipeError where there is no such folder. */
export async function listRuns(workspace: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(workspace, { withFileTypes: true });
  } catch (cause) {
    throw new RecipeError(`there is no folder of runs at ${plainLine(workspace)}`, {
      hint: 'name it with --workspace DIR, or make a first run: `wellspring run RECIPE`',
      cause,
    });
  }
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted();
}

/** A run's latest snapshot; null where the folder holds none. Raises RecipeError where a named run does not exist. */
export async function readStatus(
  workspace: string,
  name: string,
  required: boolean,
): Promise<RunStatus | null> {
  if (required) await requireRun(workspace, name);
  const { status: path } = runPaths(workspace, name);
  let problem = '';
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    if (attempt > 0) await sleep(READ_AGAIN_MS);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (cause) {
      if (!required) return null;
      throw new RecipeError(`the run ${plainLine(name)} has no status.json yet`, {
        hint: 'it is still reading its sources, or it never started',
        cause,
      });
    }
    const parsed = RunStatus.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    problem = parsed.error.issues[0]!.message;
  }
  throw new RecipeError(`${plainLine(path)} is not a run's status: ${problem}`, {
    hint: 'it was changed, or written by another version; the next run writes it anew',
  });
}

/** Whether a run calls models that no price is known for, as far as the recipe in its folder can be read. */
export async function isUnpricedRun(workspace: string, name: string): Promise<boolean> {
  const text = await readFile(runPaths(workspace, name).recipe, 'utf8').catch(() => undefined);
  if (text === undefined || !text.includes('models:')) return false;
  const { parseRecipe } = await import('../recipe/load.ts');
  const { unpricedModels } = await import('./unpriced.ts');
  // A recipe that another version wrote may not be one for this one; the run's own figures still are.
  const recipe = await parseRecipe(text).catch(() => undefined);
  return recipe !== undefined && unpricedModels(recipe).length > 0;
}

/** Raises RecipeError, with the run that was most likely meant, where a workspace has no run of that name. */
export async function requireRun(workspace: string, name: string): Promise<void> {
  const isName = name !== '' && !/[\\/\0]/.test(name) && !name.startsWith('.');
  const found = isName && (await stat(join(workspace, name)).catch(() => undefined));
  if (found && found.isDirectory()) return;
  const names = await listRuns(workspace);
  const nearest = nearestWord(name, names);
  throw new RecipeError(`there is no run "${plainLine(name)}" in ${plainLine(workspace)}`, {
    hint:
      nearest === undefined
        ? `runs: ${names.map(plainLine).join(', ') || 'none yet'}`
        : `did you mean ${plainLine(nearest)}?`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
