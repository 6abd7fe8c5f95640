import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { MaterialAbsentError, MaterialAlteredError } from '../errors/index.ts';
import { canonicalJson, type Hash, sha256 } from '../hash.ts';
import type { Store } from '../run/method.ts';
import { sweepTemporaries, writeFileAtomic } from './atomic-write.ts';
import { openSqlite, type Sqlite } from './sqlite.ts';

/** Parsed records kept in memory; documents repeat far more often than worlds. */
const CACHED_RECORDS = 512;

export interface ContentStore extends Store {
  close(): void;
}

/**
 * The workspace's content-addressed store: records (small JSON) in one SQLite file, blobs as files beside it.
 * Every read is checked against its hash.
 */
export async function openContentStore(
  dir: string,
  options: { readOnly?: boolean } = {},
): Promise<ContentStore> {
  const database = await openSqlite(join(dir, 'records.sqlite'), options);
  if (!options.readOnly) {
    database.exec(
      'CREATE TABLE IF NOT EXISTS records (hash BLOB PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
    );
    for (const folder of await readdir(join(dir, 'blobs')).catch(() => []))
      await sweepTemporaries(join(dir, 'blobs', folder));
  }
  return contentStore(database, dir);
}

function contentStore(database: Sqlite, dir: string): ContentStore {
  const insert = database.prepare('INSERT OR IGNORE INTO records (hash, json) VALUES (?, ?)');
  const select = database.prepare('SELECT json FROM records WHERE hash = ?');
  const cache = new Map<Hash, unknown>();
  const blobPath = (hash: Hash): string => join(dir, 'blobs', hash.slice(0, 2), hash);

  return {
    async putRecord(value) {
      const json = canonicalJson(value);
      const hash = sha256(json);
      insert.run(Buffer.from(hash, 'hex'), json);
      return hash;
    },

    async record(hash) {
      const cached = cache.get(hash);
      if (cached !== undefined) return cached;
      const row = select.get(Buffer.from(hash, 'hex')) as { json: string } | undefined;
      if (row === undefined) throw new MaterialAbsentError(`record ${hash} is not in the store`);
      if (sha256(row.json) !== hash)
        throw new MaterialAlteredError(`record ${hash} was changed in the store`);
      const value: unknown = JSON.parse(row.json);
      if (cache.size >= CACHED_RECORDS) cache.delete(cache.keys().next().value!);
      cache.set(hash, value);
      return value;
    },

    async putBlob(bytes) {
      const hash = sha256(bytes);
      if (!existsSync(blobPath(hash))) await writeFileAtomic(blobPath(hash), bytes);
      return hash;
    },

    async blob(hash) {
      let bytes: Buffer;
      try {
        bytes = await readFile(blobPath(hash));
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
        throw new MaterialAbsentError(`blob ${hash} is not in the store`, { cause });
      }
      if (sha256(bytes) !== hash)
        throw new MaterialAlteredError(`blob ${hash} was changed in the store`);
      return bytes;
    },

    close: () => database.close(),
  };
}
