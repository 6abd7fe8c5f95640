import { join } from 'node:path';
import { canonicalJson, type Hash, sha256 } from '../hash.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Results by the hash of all that they depend on, so that work is not done again. Losing it costs time and nothing else.
 * What it gives back is what was put: plain JSON.
 */
export interface Memo {
  get(key: Hash): Promise<unknown>;
  put(key: Hash, value: unknown): Promise<void>;
}

export interface StoredMemo extends Memo {
  close(): void;
}

/** The memo of a workspace: one SQLite file beside its records. A damaged entry counts as none. */
export async function openMemo(dir: string): Promise<StoredMemo> {
  const database = await openSqlite(join(dir, 'memo.sqlite'));
  database.exec(
    'CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, sum BLOB NOT NULL, json TEXT NOT NULL) WITHOUT ROWID',
  );
  const select = database.prepare('SELECT sum, json FROM memo WHERE key = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO memo (key, sum, json) VALUES (?, ?, ?)');
  const bytes = (hash: Hash): Buffer => Buffer.from(hash, 'hex');
  return {
    async get(key) {
      const row = select.get(bytes(key)) as { sum: Uint8Array; json: string } | undefined;
      if (row === undefined || !bytes(sha256(row.json)).equals(row.sum)) return undefined;
      return JSON.parse(row.json) as unknown;
    },
    async put(key, value) {
      const json = canonicalJson(value);
      insert.run(bytes(key), bytes(sha256(json)), json);
    },
    close: () => database.close(),
  };
}

/** A memo that lasts as long as the process. */
export function createMemo(): Memo {
  const entries = new Map<Hash, string>();
  return {
    async get(key) {
      const json = entries.get(key);
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },
    async put(key, value) {
      entries.set(key, canonicalJson(value));
    },
  };
}
