import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { SPLITS } from '../../core/records/index.ts';
import { runPaths } from '../../core/run/workspace.ts';
import { plainLine } from '../output/plain-text.ts';
import { requireRun } from '../runs.ts';

/** Where a run keeps its rejected candidates. Raises RecipeError for anything but a run. */
export async function locateRun(
  target: string,
  workspace: string,
): Promise<{ workspace: string; run: string }> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) {
    if (await isRunFolder(target)) return { workspace: dirname(target), run: basename(target) };
    if (basename(target) === 'dataset' && (await isRunFolder(dirname(target))))
      return { workspace: dirname(dirname(target)), run: basename(dirname(target)) };
    throw new RecipeError(
      `${plainLine(target)} is no run: rejected candidates stay with their run`,
      {
        hint: 'name a run, or its folder',
      },
    );
  }
  await requireRun(workspace, target);
  return { workspace, run: target };
}

/** A run in its workspace, or a dataset with the files of rows to read. */
export type Place = { workspace: string; run: string } | { root: string; files: string[] };

/** Finds what a word of the command line means. Raises RecipeError with what was most likely meant. */
export async function locate(target: string, workspace: string): Promise<Place> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isFile()) {
    const beside = dirname(target);
    return { root: basename(beside) === 'data' ? dirname(beside) : beside, files: [target] };
  }
  if (found?.isDirectory()) {
    if (await isRunFolder(target)) return { workspace: dirname(target), run: basename(target) };
    const files = await rowFiles(target);
    if (files.length > 0) return { root: target, files };
    throw new RecipeError(`there are no rows in ${plainLine(target)}`, {
      hint: 'name a dataset folder (with data/*.parquet), one of its files, or a run',
    });
  }
  await requireRun(workspace, target);
  return { workspace, run: target };
}

async function isRunFolder(dir: string): Promise<boolean> {
  const { status, recipe, accepted } = runPaths(dirname(dir), basename(dir));
  const marks = [status, accepted].map((path) => lstat(path).catch(() => undefined));
  const isThere = (await Promise.all(marks)).some((mark) => mark !== undefined);
  return isThere && (await lstat(recipe).catch(() => undefined)) !== undefined;
}

/** Row files below `data/`, or directly in the folder; train first. */
async function rowFiles(root: string): Promise<string[]> {
  for (const dir of [join(root, 'data'), root]) {
    const names = (await readdir(dir).catch(() => [])).filter((name) =>
      /\.(parquet|jsonl)$/i.test(name),
    );
    if (names.length === 0) continue;
    return names
      .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map((name) => join(dir, name));
  }
  return [];
}

/** Train, validation, test, and then whatever else. */
function rank(name: string): number {
  const split = SPLITS.findIndex((each) => name.startsWith(each));
  return split < 0 ? SPLITS.length : split;
}
