import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueEntry } from './catalogue.ts';

/** Where weights are kept: WELLSPRING_MODELS, else `wellspring/models` in the user's cache folder. */
export function weightsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.WELLSPRING_MODELS) return environment.WELLSPRING_MODELS;
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'wellspring', 'models');
}

/** Under its hash, so that two versions of a model never meet. */
export function weightsPath(
  entry: Pick<CatalogueEntry, 'sha256' | 'file'>,
  folder = weightsFolder(),
): string {
  return join(folder, entry.sha256.slice(0, 16), entry.file);
}
