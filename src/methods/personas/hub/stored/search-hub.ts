import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RecipeError } from '../../../../core/errors/index.ts';
import { openSqlite, type Sqlite } from '../../../../core/store/sqlite.ts';
import type { StoredHub } from './open-stored-hub.ts';
import type { StoredPersona } from './stored-persona.ts';

/** A persona that has the words, and how well by BM25: the lower the number, the better, as SQLite gives it. */
export interface FoundPersona {
  /** Its row in the hub, from 0. */
  row: number;
  rank: number;
  persona: StoredPersona;
}

const WITHOUT_SPACES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;

/**
 * Full-text search over descriptions and attributes by SQLite's FTS5 (Okapi BM25, Robertson and others 1994), case and
 * accents folded, English endings taken off (Porter); scripts without spaces sign by sign. `all`: every word must occur, else any. The index lies in the hub's
 * folder as `.search/`, and is brought up to date with the parts that it has not seen.
 */
export async function searchHub(
  hub: StoredHub,
  words: string,
  { limit = 20, all = true }: { limit?: number; all?: boolean } = {},
): Promise<FoundPersona[]> {
  const terms = spaced(words).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (terms.length === 0)
    throw new RecipeError('there is no word to look for', { hint: 'name one or more words' });
  const index = await openIndex(hub);
  try {
    const query = terms.map((term) => `"${term}"`).join(all ? ' AND ' : ' OR ');
    const hits = index
      .prepare(
        'SELECT rowid AS row, rank FROM words WHERE words MATCH ? ORDER BY rank, row LIMIT ?',
      )
      .all(query, limit) as { row: number; rank: number }[];
    const personas = await hub.rows(hits.map(({ row }) => row));
    return hits.map(({ row, rank }, at) => ({ row, rank, persona: personas[at]! }));
  } finally {
    index.close();
  }
}

async function openIndex(hub: StoredHub): Promise<Sqlite> {
  const path = join(hub.dir, '.search', 'words.sqlite');
  const listed = hub.manifest.parts.map(({ sha256 }) => sha256);
  let index = await openSqlite(path);
  try {
    if (!isPrefix(seenParts(index), listed)) {
      index.close();
      for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
      index = await openSqlite(path);
      seenParts(index);
    }
    const unseen = hub.manifest.parts.slice(seenParts(index).length);
    let row = hub.size - unseen.reduce((sum, { rows }) => sum + rows, 0);
    const insert = index.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    const personas = hub.personas({ from: row });
    for (const { rows, sha256 } of unseen) {
      index.exec('BEGIN');
      for (const end = row + rows; row < end; row++) {
        const { value, done } = await personas.next();
        if (done === true) throw new TypeError(`the hub ends before row ${row}`);
        const { description, attributes } = value;
        const words = Object.values(attributes).map(wordsOf).join('\n');
        insert.run(row, spaced(`${description}\n${words}`));
      }
      index.prepare('INSERT INTO parts (sha256) VALUES (?)').run(sha256);
      index.exec('COMMIT');
    }
    await personas.return(undefined);
    return index;
  } catch (error) {
    index.close();
    throw error;
  }
}

function seenParts(index: Sqlite): string[] {
  index.exec(
    'CREATE TABLE IF NOT EXISTS parts (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL);\n' +
      "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')",
  );
  const rows = index.prepare('SELECT sha256 FROM parts ORDER BY number').all() as {
    sha256: string;
  }[];
  return rows.map(({ sha256 }) => sha256);
}

function isPrefix(seen: readonly string[], listed: readonly string[]): boolean {
  return seen.length <= listed.length && seen.every((hash, at) => hash === listed[at]);
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  return typeof value === 'object' ? '' : String(value);
}

function spaced(text: string): string {
  return text.normalize('NFKC').replace(WITHOUT_SPACES, ' $& ');
}
