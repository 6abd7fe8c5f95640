import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, type Sqlite } from '../../../core/store/sqlite.ts';
import { sha256Digest } from './digest.ts';
import { listWarcFiles, type ScannedRecord, scanWarc } from './scan-warc.ts';
import { type RecordPlace, type StoredRecord, warcField } from './warc-record.ts';

/** Which record answers which address. Derived from the files, which alone are the truth, and made anew where it lags behind. */
export interface WarcIndex {
  /** How far a file has been indexed. */
  indexedTo(file: string): number;
  add(file: string, scanned: ScannedRecord): void;
  /** Several additions, all or none. */
  together(work: () => void): void;
  /** The record that answers an address: the latest, but for refusals of the moment (429, 5xx) and 304s where there is another. */
  find(url: string): StoredRecord | undefined;
  /** A response with this payload. */
  withPayload(digest: string): StoredRecord | undefined;
  forget(file: string): void;
  list(): StoredRecord[];
  close(): void;
}

const COLUMNS = `r.file, r.offset, r.length, r.id AS recordId, r.type, r.url, r.at_ms AS atMs, r.status, r.payload AS payloadDigest,
  o.file AS oFile, o.offset AS oOffset, o.length AS oLength, o.id AS oId`;
const JOINED = `FROM records r LEFT JOIN records o ON o.id = r.refers`;

export async function openWarcIndex(path: string, readOnly = false): Promise<WarcIndex> {
  const database = await openSqlite(path, { readOnly });
  if (!readOnly)
    database.exec(`
      CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, indexed_to INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS records (
        file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, url TEXT NOT NULL,
        at_ms INTEGER NOT NULL, status INTEGER NOT NULL, payload TEXT NOT NULL, refers TEXT, PRIMARY KEY (file, offset)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS records_url ON records (url, at_ms);
      CREATE INDEX IF NOT EXISTS records_id ON records (id);
      CREATE INDEX IF NOT EXISTS records_payload ON records (payload) WHERE type = 'response';`);
  return overDatabase(database);
}

/** The index of a folder as it stands: its own where that is whole, else one in memory, read from the files. */
export async function openIndexForReading(dir: string): Promise<WarcIndex> {
  const files = listWarcFiles(dir);
  const path = join(dir, INDEX_FILE);
  if (existsSync(path)) {
    const index = await openWarcIndex(path, true).catch(() => undefined);
    if (index !== undefined) {
      if (files.every((file) => index.indexedTo(file) === statSync(join(dir, file)).size))
        return index;
      index.close();
    }
  }
  const index = await openWarcIndex(':memory:');
  index.together(() => {
    for (const file of files)
      for (const scanned of scanWarc(join(dir, file))) index.add(file, scanned);
  });
  return index;
}

export const INDEX_FILE = 'index.sqlite';

function overDatabase(database: Sqlite): WarcIndex {
  const prepare = (sql: string) => database.prepare(sql);
  const statements = {
    indexed: prepare('SELECT indexed_to AS n FROM files WHERE name = ?'),
    reach: prepare(
      'INSERT INTO files VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET indexed_to = excluded.indexed_to',
    ),
    insert: prepare('INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    find: prepare(
      `SELECT ${COLUMNS} ${JOINED} WHERE r.url = ?
       ORDER BY r.status = 304, r.status = 429 OR r.status >= 500, r.at_ms DESC, r.file DESC, r.offset DESC LIMIT 1`,
    ),
    payload: prepare(
      `SELECT ${COLUMNS} ${JOINED} WHERE r.payload = ? AND r.type = 'response' LIMIT 1`,
    ),
    list: prepare(`SELECT ${COLUMNS} ${JOINED} ORDER BY r.file, r.offset`),
  };
  return {
    indexedTo: (file) => Number(statements.indexed.get(file)?.['n'] ?? 0),
    add(file, { offset, length, record }) {
      if ((record.type === 'response' || record.type === 'revisit') && record.url !== null) {
        const payload =
          record.type === 'response' && record.http !== null
            ? sha256Digest(record.http.payload)
            : (warcField(record, 'WARC-Payload-Digest') ?? '');
        const refers = warcField(record, 'WARC-Refers-To')?.replace(/^<|>$/g, '') ?? null;
        statements.insert.run(
          file,
          offset,
          length,
          record.id,
          record.type,
          record.url,
          record.atMs,
          record.http?.status ?? 0,
          payload,
          refers,
        );
      }
      statements.reach.run(file, offset + length);
    },
    together(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    find: (url) => toStored(statements.find.get(url)),
    withPayload: (digest) => toStored(statements.payload.get(digest)),
    forget(file) {
      prepare('DELETE FROM records WHERE file = ?').run(file);
      prepare('DELETE FROM files WHERE name = ?').run(file);
    },
    list: () => statements.list.all().map((row) => toStored(row)!),
    close: () => database.close(),
  };
}

type Row = Omit<StoredRecord, 'payloadRecord'> & {
  oFile: string | null;
  oOffset: number;
  oLength: number;
  oId: string;
};

function toStored(row: unknown): StoredRecord | undefined {
  if (row === undefined) return undefined;
  const { oFile, oOffset, oLength, oId, ...stored } = row as Row;
  const { file, offset, length, recordId } = stored;
  const payloadRecord: RecordPlace =
    oFile === null
      ? { file, offset, length, recordId }
      : { file: oFile, offset: oOffset, length: oLength, recordId: oId };
  return { ...stored, payloadRecord };
}
