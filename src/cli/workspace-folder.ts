import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { RecipeError } from '../core/errors/recipe-error.ts';
import { plainLine } from './output/plain-text.ts';

const REASONS: Readonly<Record<string, string>> = {
  EROFS: 'its file system is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
};

/** Raises RecipeError where no run, or `what`, can be kept in a folder; makes nothing. */
export async function requireWritable(
  workspace: string,
  what = 'no runs',
  option = '--workspace DIR',
): Promise<void> {
  const hint = `name a folder that can be written to, with ${option}`;
  let at = resolve(workspace);
  for (;;) {
    const found = await stat(at).catch(() => undefined);
    if (found === undefined && dirname(at) !== at) {
      at = dirname(at);
      continue;
    }
    if (found !== undefined && !found.isDirectory())
      throw new RecipeError(`${what} can be kept in ${plainLine(workspace)}: ${at} is a file`, {
        hint,
      });
    break;
  }
  try {
    await access(at, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ''];
    throw new RecipeError(
      `${what} can be kept in ${plainLine(workspace)}: ${reason ?? plainLine((cause as Error).message)}`,
      { hint, cause },
    );
  }
}
