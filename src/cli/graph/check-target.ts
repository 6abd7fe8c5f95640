import { stat } from 'node:fs/promises';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { plainLine } from '../output/plain-text.ts';

/**
 * A file that is replaced as a whole must be one, or not be there: put in the place of `/dev/null` or of a pipe it would
 * take that away. Raises RecipeError.
 */
export async function checkTarget(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return;
  const kind = found.isDirectory() ? 'a folder' : 'no ordinary file';
  throw new RecipeError(`${plainLine(path)} is ${kind}`, { hint: 'name a file to be written' });
}
