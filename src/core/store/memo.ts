import { join } from 'node:path';
import { MaterialAlteredError } from '../errors/index.ts';
import type { Hash } from '../hash.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Results of pure work by the hash of all that shaped them, so that nothing is worked out twice. A value is JSON; losing
 * one costs time and changes nothing.
 */
export interface Memo {
  get(key: Hash): Promise<unknown | undefined>;
  put(key: Hash, value: unknown): Promise<void>;
}

export interface StoredMemo extends Memo {
  close(): void;
}

/** The memo of a workspace: `dir/memo.sqlite`. The caller holds the workspace's lock. */
export async function openMemo(dir: string): Promise<StoredMemo> {
  const path = join(dir, 'memo.sqlite');
  const database = await openSqlite(path);
  database.exec(
    'CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, json TEXT NOT NULL) STRICT',
  );
  const select = database.prepare('SELECT json FROM memo WHERE key = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO memo (key, json) VALUES (?, ?)');
  return {
    async get(key) {
      const row = select.get(Buffer.from(key, 'hex')) as { json: string } | undefined;
      if (row === undefined) return undefined;
      try {
        return JSON.parse(row.json);
      } catch (cause) {
        throw new MaterialAlteredError(`a remembered result in ${path} is damaged`, {
          hint: 'delete that file: what it held is worked out again',
          cause,
        });
      }
    },
    async put(key, value) {
      insert.run(Buffer.from(key, 'hex'), JSON.stringify(value));
    },
    close: () => database.close(),
  };
}

/** A memo that ends with the process. Values are kept as JSON, so that it hands out what a stored one would. */
export function createMemo(): Memo {
  const values = new Map<Hash, string>();
  return {
    async get(key) {
      const json = values.get(key);
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },
    async put(key, value) {
      values.set(key, JSON.stringify(value));
    },
  };
}
