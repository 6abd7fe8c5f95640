import { RecipeError } from '../../core/errors/recipe-error.ts';
import { writeFileAtomic } from '../../core/store/atomic-write.ts';
import { bytes } from '../output/figures.ts';
import { plainLine } from '../output/plain-text.ts';
import type { Terminal } from '../output/terminal.ts';
import { checkTarget } from './check-target.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Writes what a verb drew, and says so on `err`. Raises RecipeError where it cannot be written. */
export async function writePage(terminal: Terminal, path: string, text: string): Promise<void> {
  await checkTarget(path);
  try {
    await writeFileAtomic(path, text);
  } catch (cause) {
    // A full disk is no wrong name: whoever reports it says what mends it.
    if (DISK_FULL.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    throw new RecipeError(`cannot write ${plainLine(path)}: ${(cause as Error).message}`, {
      hint: 'choose another file',
      cause,
    });
  }
  terminal.err(`written: ${plainLine(path)} (${bytes(Buffer.byteLength(text))})\n`);
}
