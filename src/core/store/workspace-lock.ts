import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceLockedError } from '../errors/index.ts';
import { openSqlite } from './sqlite.ts';

/**
 * One writer for a folder. The lock is SQLite's own exclusive lock on a file, so the system releases it when the
 * process dies, however it dies; the process id beside it is only for the message.
 */
export async function lockWorkspace(dir: string): Promise<{ release(): void }> {
  mkdirSync(dir, { recursive: true });
  const database = await openSqlite(join(dir, 'lock.sqlite'), { writeAheadLog: false });
  const owner = join(dir, 'lock.pid');
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new WorkspaceLockedError(`another process (${readOwner(owner)}) is running in ${dir}`, {
      hint: 'wait for it to end, stop it, or use another workspace with --workspace DIR',
      cause,
    });
  }
  writeFileSync(owner, `${process.pid}\n`);
  return { release: () => database.close() };
}

function readOwner(path: string): string {
  try {
    return `process ${readFileSync(path, 'utf8').trim()}`;
  } catch {
    return 'process id unknown';
  }
}
