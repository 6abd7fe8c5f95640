import type { Sample } from '../core/records/index.ts';
import { openSqlite } from '../core/store/sqlite.ts';

/** Watches that no sample comes twice and no group (a document, a world, a template) is shared across splits. */
export interface SplitWatch {
  /** What is wrong with the sample beside those before it; undefined when nothing is. */
  add(sample: Pick<Sample, 'id' | 'groups' | 'split'>): string | undefined;
  close(): void;
}

/** Ids and groups are kept in a temporary database, so that memory stays flat. */
export async function createSplitWatch(): Promise<SplitWatch> {
  const database = await openSqlite('', { writeAheadLog: false });
  database.exec(`
    CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE groups (name TEXT PRIMARY KEY, split TEXT NOT NULL) WITHOUT ROWID;`);
  const insertId = database.prepare('INSERT OR IGNORE INTO ids VALUES (?)');
  const insert = database.prepare('INSERT OR IGNORE INTO groups VALUES (?, ?)');
  const select = database.prepare('SELECT split FROM groups WHERE name = ?');
  return {
    add({ id, groups, split }) {
      if (insertId.run(id).changes === 0) return 'its id comes twice';
      let leak: string | undefined;
      for (const group of groups) {
        if (insert.run(group, split).changes === 1) continue;
        const seen = (select.get(group) as { split: string }).split;
        if (seen !== split) leak ??= `group ${group.slice(0, 80)} is in ${seen} and in ${split}`;
      }
      return leak;
    },
    close: () => database.close(),
  };
}
