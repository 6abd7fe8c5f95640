import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

export type Sqlite = DatabaseSync;

/**
 * Opens a database file, made with its folder where absent. Write-ahead log, so that readers never wait and a killed
 * process loses no committed row; `synchronous = NORMAL`, so that only a power cut can lose the newest commits.
 * The only importer of node:sqlite, and lazily: `--help` does not pay for it.
 */
export async function openSqlite(
  path: string,
  options: { readOnly?: boolean; writeAheadLog?: boolean } = {},
): Promise<Sqlite> {
  const { DatabaseSync } = await import('node:sqlite');
  const readOnly = options.readOnly ?? false;
  if (!readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { readOnly });
  database.exec('PRAGMA busy_timeout = 5000');
  if (!readOnly && options.writeAheadLog !== false)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  return database;
}
