import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { SPLITS } from '../../core/records/index.ts';
import { runPaths } from '../../core/run/workspace.ts';
import { plainLine } from '../output/plain-text.ts';
import { requireRun } from '../runs.ts';

/** What a word of the command line names. */
type Meant =
  | { kind: 'run'; workspace: string; run: string }
  | { kind: 'folder' | 'file'; path: string };

/**
 * A file; a folder that is a run or a dataset; else a run of that name; else a folder. So a run is found beside a folder
 * of its name (as `init` makes one), and a dataset in the working folder is not taken for a run.
 */
async function find(target: string, workspace: string): Promise<Meant> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isFile()) return { kind: 'file', path: target };
  if (found?.isDirectory()) {
    const path = resolve(target);
    if (await isRunFolder(path)) {
      // Of `.` and `..` the name says nothing.
      const parent = basename(target) === basename(path) ? dirname(target) : dirname(path);
      return { kind: 'run', workspace: parent, run: basename(path) };
    }
    if ((await isDataset(target)) || !(await isRunName(target, workspace)))
      return { kind: 'folder', path: target };
  } else {
    await requireRun(workspace, target);
  }
  return { kind: 'run', workspace, run: target };
}

async function isRunName(target: string, workspace: string): Promise<boolean> {
  const isPlain = !/[\\/\0]/.test(target) && !target.startsWith('.');
  return isPlain && (await isRunFolder(join(workspace, target)));
}

async function isDataset(dir: string): Promise<boolean> {
  for (const mark of ['manifest.json', 'proof'])
    if ((await lstat(join(dir, mark)).catch(() => undefined)) !== undefined) return true;
  return (await rowFiles(dir)).length > 0;
}

/** Where a run keeps its rejected candidates. Raises RecipeError for anything but a run. */
export async function locateRun(
  target: string,
  workspace: string,
): Promise<{ workspace: string; run: string }> {
  const meant = await find(target, workspace);
  if (meant.kind === 'run') return { workspace: meant.workspace, run: meant.run };
  const path = resolve(target);
  if (basename(path) === 'dataset' && (await isRunFolder(dirname(path))))
    return { workspace: dirname(dirname(path)), run: basename(dirname(path)) };
  throw new RecipeError(`${plainLine(target)} is no run: rejected candidates stay with their run`, {
    hint: 'name a run, or its folder',
  });
}

/** The dataset that is meant: of a run, the one that it wrote. A file or folder may turn out to hold none. */
export async function locateDataset(target: string, workspace: string): Promise<string> {
  const meant = await find(target, workspace);
  if (meant.kind !== 'run') return meant.path;
  const { dataset } = runPaths(meant.workspace, meant.run);
  if ((await lstat(dataset).catch(() => undefined)) !== undefined) return dataset;
  throw new RecipeError(`the run ${plainLine(meant.run)} has written no dataset yet`, {
    hint: 'run its recipe again: it resumes, and writes the dataset at its end',
  });
}

/** A run in its workspace, or a dataset with the files of rows to read. */
export type Place = { workspace: string; run: string } | { root: string; files: string[] };

/** Finds what a word of the command line means. Raises RecipeError with what was most likely meant. */
export async function locate(target: string, workspace: string): Promise<Place> {
  const meant = await find(target, workspace);
  if (meant.kind === 'run') return { workspace: meant.workspace, run: meant.run };
  if (meant.kind === 'file') {
    const beside = dirname(target);
    return { root: basename(beside) === 'data' ? dirname(beside) : beside, files: [target] };
  }
  const files = await rowFiles(target);
  if (files.length > 0) return { root: target, files };
  throw new RecipeError(`there are no rows in ${plainLine(target)}`, {
    hint: 'name a dataset folder (with data/*.parquet), one of its files, or a run',
  });
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
