import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isWellspringError, MissingDependencyError, RecipeError } from '../../errors/index.ts';
import { hashFile } from '../../store/hash-file.ts';
import { type CatalogueEntry, readCatalogue } from './catalogue.ts';
import { fetchPlace, namePlace } from './fetch-place.ts';
import { weightsFolder, weightsPath } from './weights-folder.ts';

export interface PulledModel extends CatalogueEntry {
  /** Null while it is not on this machine. */
  path: string | null;
}

/** The catalogue, and which of it is here. */
export async function listModels(folder = weightsFolder()): Promise<PulledModel[]> {
  return Promise.all(
    readCatalogue().map(async (entry) => ({
      ...entry,
      path: (await isHere(entry, folder)) ? weightsPath(entry, folder) : null,
    })),
  );
}

/** The entry of that name. Raises RecipeError with the names that there are. */
export function findModel(name: string): CatalogueEntry {
  const catalogue = readCatalogue();
  const entry = catalogue.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    throw new RecipeError(`the catalogue has no model "${name}"`, {
      hint: `it has ${catalogue.map((known) => known.name).join(', ')}; a path to a .gguf file works in a recipe too`,
    });
  }
  return entry;
}

/** Where a model's weights are. Raises MissingDependencyError while they are not on this machine. */
export async function pathOfModel(name: string, folder = weightsFolder()): Promise<string> {
  const entry = findModel(name);
  if (await isHere(entry, folder)) return weightsPath(entry, folder);
  throw new MissingDependencyError(`the weights of ${name} are not on this machine`, {
    hint: `wellspring models pull ${name}   (${Math.round(entry.bytes / 1e6)} MB, ${entry.license})`,
  });
}

export interface PullContext {
  signal: AbortSignal;
  folder?: string;
  onPlace?(place: string): void;
  progress?(done: number, total: number): void;
}

/**
 * Brings a model's weights here, from the first of its places that has them, and checks their hash. Raises
 * MissingDependencyError that says what was tried and how each place failed.
 */
export async function pullModel(name: string, context: PullContext): Promise<string> {
  const { signal, folder = weightsFolder(), onPlace = () => {}, progress = () => {} } = context;
  const entry = findModel(name);
  const path = weightsPath(entry, folder);
  if (await isHere(entry, folder)) return path;
  await mkdir(dirname(path), { recursive: true });
  const tried: string[] = [];
  for (const place of entry.places) {
    onPlace(namePlace(place));
    const unchecked = `${path}.unchecked`;
    try {
      await fetchPlace(place, unchecked, {
        signal,
        progress: (done) => progress(Math.min(done, entry.bytes), entry.bytes),
      });
      const { sha256: found } = await hashFile(unchecked);
      if (found === entry.sha256) {
        await rename(unchecked, path);
        progress(entry.bytes, entry.bytes);
        return path;
      }
      tried.push(
        `${namePlace(place)}: another file (sha256 ${found.slice(0, 12)}…, not ${entry.sha256.slice(0, 12)}…)`,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (!isWellspringError(error) && (error as NodeJS.ErrnoException).code === undefined)
        throw error;
      tried.push(`${namePlace(place)}: ${(error as Error).message}`);
    } finally {
      await rm(unchecked, { force: true });
    }
  }
  throw new MissingDependencyError(
    `the weights of ${name} could not be had:\n  ${tried.join('\n  ')}`,
    {
      hint: `bring the file yourself (sha256 ${entry.sha256}) and put it at ${path}`,
    },
  );
}

/** Removes a model's weights. True if there were any. */
export async function removeModel(name: string, folder = weightsFolder()): Promise<boolean> {
  const entry = findModel(name);
  const here = await isHere(entry, folder);
  await rm(dirname(weightsPath(entry, folder)), { recursive: true, force: true });
  return here;
}

/** Only checked files bear their final name, so being there in full size is enough. */
async function isHere(entry: CatalogueEntry, folder: string): Promise<boolean> {
  return stat(weightsPath(entry, folder)).then(
    (found) => found.size === entry.bytes,
    () => false,
  );
}
