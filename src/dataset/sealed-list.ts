import { canonicalJson } from '../core/hash.ts';
import type { Split } from '../core/records/index.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import { SealedSample } from './manifest.ts';
import { readLines } from './read-lines.ts';

/** `proof/samples.jsonl`: which samples were sealed, with what content, where, in commit order. */
export interface SealedList {
  /** Null until a list is loaded. */
  readonly size: number | null;
  /** Reads a list; resolves to what is wrong with some of its lines. */
  load(path: string): Promise<string[]>;
  find(id: string): (SealedSample & { ordinal: number }) | undefined;
  /** Ids of a shard in order. */
  shardIds(split: Split, shard: number): IterableIterator<string>;
  close(): void;
}

const MAX_COMPLAINTS = 1000;

/** Kept in a temporary database, so that memory stays flat. */
export async function openSealedList(): Promise<SealedList> {
  const database = await openSqlite('', { writeAheadLog: false });
  database.exec(`
    CREATE TABLE sealed (ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, hash TEXT NOT NULL, split TEXT NOT NULL, shard INTEGER NOT NULL);
    CREATE UNIQUE INDEX by_id ON sealed (id);`);
  const insert = database.prepare('INSERT OR IGNORE INTO sealed VALUES (?, ?, ?, ?, ?)');
  const byId = database.prepare('SELECT * FROM sealed WHERE id = ?');
  let size: number | null = null;
  return {
    get size() {
      return size;
    },
    async load(path) {
      const wrong: string[] = [];
      const complain = (reason: string): void => {
        if (wrong.length < MAX_COMPLAINTS) wrong.push(reason);
      };
      let number = 0;
      size = 0;
      for await (const { bytes } of readLines(path)) {
        number++;
        const line = bytes === null ? undefined : parseLine(bytes.toString('utf8'));
        if (line === undefined) {
          complain(`line ${number} names no sample`);
          continue;
        }
        const { id, hash, split, shard } = line;
        if (insert.run(number, id, hash, split, shard).changes === 0)
          complain(`line ${number} names ${id} again`);
        else size++;
      }
      return wrong;
    },
    find: (id) => byId.get(id) as (SealedSample & { ordinal: number }) | undefined,
    *shardIds(split, shard) {
      // A statement of its own: several shards are read at a time.
      const statement = database.prepare(
        'SELECT id FROM sealed WHERE split = ? AND shard = ? ORDER BY ordinal',
      );
      for (const row of statement.iterate(split, shard)) yield (row as { id: string }).id;
    },
    close: () => database.close(),
  };
}

function parseLine(text: string): SealedSample | undefined {
  try {
    const parsed = SealedSample.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
