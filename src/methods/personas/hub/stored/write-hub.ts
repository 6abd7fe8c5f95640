import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { QueryError, RecipeError } from '../../../../core/errors/index.ts';
import { type DuckDb, openDuckDb, type SqlInput } from '../../../../core/store/duckdb.ts';
import { sweepTemporaries, writeFileAtomic } from '../../../../core/store/atomic-write.ts';
import { hashFile } from '../../../../core/store/hash-file.ts';
import {
  EMPTY_MANIFEST,
  type HubFile,
  HubManifest,
  type HubSource,
  readHubManifest,
} from './hub-manifest.ts';
import { DROPPED_COLUMNS, PART_COLUMNS } from './open-stored-hub.ts';
import type { DroppedPersona, StoredPersona } from './stored-persona.ts';

/** What is written at once: it is in the hub as a whole, or not at all. */
export interface HubBatch {
  personas: readonly { persona: StoredPersona; task: string | null }[];
  dropped: readonly { dropped: DroppedPersona; task: string | null }[];
  /** How far its source was read with this batch. */
  read: number;
  done: boolean;
}

export interface HubWriter {
  /** As it stands after the last append. */
  readonly manifest: HubManifest;
  /** The source of this name and hash, as far as it was read before. */
  source(name: string, sha256: string | null): HubSource | undefined;
  /**
   * Adds parts and then the manifest that lists them: a process killed between leaves files that do not count. `source` by
   * name and hash. Raises what the disk raises (ENOSPC and its like).
   */
  append(source: { name: string; sha256: string | null }, batch: HubBatch): Promise<void>;
  close(): void;
}

/** Attribute names in a hub at most: more are data in the place of names. */
export const MOST_ATTRIBUTES = 2_000;

/** Opens a hub for writing; the folder may be new. The caller holds its lock. */
export async function openHubWriter(dir: string): Promise<HubWriter> {
  let manifest = (await readHubManifest(dir)) ?? structuredClone(EMPTY_MANIFEST);
  await sweepTemporaries(dir);
  await removeUnlisted(dir, manifest);
  const db = await openDuckDb();
  try {
    for (const [name, columns] of [
      ['part', PART_COLUMNS],
      ['dropped', DROPPED_COLUMNS],
    ] as const) {
      const list = columns.map(([column, type]) => `"${column}" ${type}`).join(', ');
      await db.run(`CREATE TABLE ${name} (${list})`);
    }
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    get manifest() {
      return manifest;
    },
    source: (name, sha256) => manifest.sources.find(isOf(name, sha256)),
    async append({ name, sha256 }, { personas, dropped, read, done }) {
      const next = structuredClone(manifest);
      for (const { persona } of personas) {
        next.origins[persona.how] = (next.origins[persona.how] ?? 0) + 1;
        for (const attribute of Object.keys(persona.attributes))
          next.attributes[attribute] = (next.attributes[attribute] ?? 0) + 1;
      }
      if (Object.keys(next.attributes).length > MOST_ATTRIBUTES)
        throw new RecipeError(`the rows have more than ${MOST_ATTRIBUTES} names of attributes`, {
          hint: 'their names look like data: give rows with the same columns',
        });
      let source = next.sources.find(isOf(name, sha256));
      if (source === undefined)
        next.sources.push((source = { name, sha256, read: 0, added: 0, dropped: {}, done: false }));
      source.read = read;
      source.done = done;
      source.added += personas.length;
      for (const { dropped: one } of dropped)
        source.dropped[one.reason] = (source.dropped[one.reason] ?? 0) + 1;
      if (personas.length > 0)
        next.parts.push(
          await writePart(db, dir, 'part', next.parts.length, personas.map(personaCells)),
        );
      if (dropped.length > 0)
        next.dropped.push(
          await writePart(db, dir, 'dropped', next.dropped.length, dropped.map(droppedCells)),
        );
      const text = `${JSON.stringify(HubManifest.parse(next), null, 2)}\n`;
      await writeFileAtomic(join(dir, 'manifest.json'), text);
      manifest = next;
    },
    close: () => db.close(),
  };
}

const isOf =
  (name: string, sha256: string | null) =>
  (source: HubSource): boolean =>
    source.name === name && source.sha256 === sha256;

function personaCells({ persona, task }: HubBatch['personas'][number]): SqlInput[] {
  const { id, description, language, how, attributes, lineage } = persona;
  return [
    id,
    description,
    language,
    how,
    JSON.stringify(attributes),
    JSON.stringify(lineage),
    task,
  ];
}

function droppedCells({ dropped, task }: HubBatch['dropped'][number]): SqlInput[] {
  const { reason, detail, text, of, similarity, source, row } = dropped;
  return [reason, detail, text, of, similarity, source, row === null ? null : BigInt(row), task];
}

async function writePart(
  db: DuckDb,
  dir: string,
  table: 'part' | 'dropped',
  number: number,
  rows: SqlInput[][],
): Promise<HubFile> {
  const file = `${table}-${String(number).padStart(5, '0')}.parquet`;
  const temporary = join(dir, `${file}.writing`);
  try {
    await db.insert(table, rows);
    await db.writeParquet(`SELECT * FROM ${table}`, temporary);
    const handle = await open(temporary, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    const { sha256, bytes } = await hashFile(temporary);
    await rename(temporary, join(dir, file));
    return { file, rows: rows.length, bytes, sha256 };
  } catch (error) {
    await rm(temporary, { force: true });
    throw asDiskError(error);
  } finally {
    await db.run(`DELETE FROM ${table}`);
  }
}

/** DuckDB tells of a full disk in words; whoever reports it needs the system's code. */
function asDiskError(error: unknown): unknown {
  if (!(error instanceof QueryError)) return error;
  const code = /No space left on device/i.test(error.message)
    ? 'ENOSPC'
    : /File too large/i.test(error.message)
      ? 'EFBIG'
      : /quota exceeded/i.test(error.message)
        ? 'EDQUOT'
        : undefined;
  return code === undefined
    ? error
    : Object.assign(new Error(`${code}: ${error.message}`, { cause: error }), { code });
}

/** Parts that a killed process wrote and no manifest lists. */
async function removeUnlisted(dir: string, { parts, dropped }: HubManifest): Promise<void> {
  const listed = new Set([...parts, ...dropped].map(({ file }) => file));
  for (const name of await readdir(dir).catch(() => []))
    if (/^(?:part|dropped)-\d+\.parquet(?:\.writing)?$/.test(name) && !listed.has(name))
      await rm(join(dir, name), { force: true });
}
