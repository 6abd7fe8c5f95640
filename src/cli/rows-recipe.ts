import { stat } from 'node:fs/promises';
import { basename, extname, relative } from 'node:path';
import { RecipeError } from '../core/errors/recipe-error.ts';
import type { LoadedRecipe } from '../recipe/load.ts';
import { runNameFrom } from './run-name.ts';

const ROW_FILES = ['.jsonl', '.json', '.parquet'];
const DEFAULT_GATES = ['length', 'exact-duplicates', 'near-duplicates'];

/** Whether a word of `run` names rows that exist already, rather than a recipe. */
export function isRowFile(path: string): boolean {
  return ROW_FILES.includes(extname(path).toLowerCase());
}

/** A recipe for rows that exist already: they go through gates, and nothing is written anew. */
export async function recipeForRows(
  paths: readonly string[],
  gates: readonly string[],
  name: string | undefined,
): Promise<LoadedRecipe> {
  const { stringify } = await import('yaml');
  const { parseRecipe } = await import('../recipe/load.ts');
  const parts: object[] = [];
  for (const path of paths) {
    await requireFile(path);
    parts.push({
      name: paths.length === 1 ? 'rows' : `rows-${parts.length + 1}`,
      method: 'rows',
      target: 'all',
      options: { path: relative('.', path) },
    });
  }
  const content = {
    name: name ?? runNameFrom(basename(paths[0]!, extname(paths[0]!))) ?? 'rows',
    parts,
    gates: await Promise.all((gates.length > 0 ? gates : DEFAULT_GATES).map(parseGate)),
  };
  const text = `# Made by \`wellspring run\` for rows that existed already.\n${stringify(content)}`;
  return {
    recipe: await parseRecipe(text, 'the recipe for these rows'),
    text,
    baseDir: process.cwd(),
  };
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new RecipeError(`there is no file ${path}`, {
      hint: 'name a recipe (.yaml), or rows (.jsonl, .json, .parquet)',
    });
  }
}

/** `near-duplicates,threshold=0.9,field=[a, b]` as the recipe would have it. Values are YAML. */
export async function parseGate(text: string): Promise<Record<string, unknown>> {
  const { parse } = await import('yaml');
  const [gate = '', ...settings] = splitCommas(text);
  const entry: Record<string, unknown> = { gate: gate.trim() };
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    const key = setting.slice(0, equals).trim();
    if (equals < 1 || key === '' || key === '__proto__' || key === 'gate') {
      throw new RecipeError(`--gate ${text}: "${setting.trim()}" is not KEY=VALUE`, {
        hint: 'for example: --gate near-duplicates,threshold=0.9',
      });
    }
    try {
      entry[key] = parse(setting.slice(equals + 1)) as unknown;
    } catch (cause) {
      throw new RecipeError(`--gate ${text}: the value of ${key} is not YAML`, { cause });
    }
  }
  return entry;
}

/** Commas within brackets, braces or quotes belong to a value. */
function splitCommas(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('[{'.includes(character)) depth++;
    else if (']}'.includes(character)) depth--;
    if (character === ',' && depth <= 0 && quote === '') {
      pieces.push(piece);
      piece = '';
    } else {
      piece += character;
    }
  }
  return [...pieces, piece];
}
