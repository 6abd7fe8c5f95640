import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  MaterialAbsentError,
  MaterialAlteredError,
  RecipeError,
} from '../../../../core/errors/index.ts';
import type { Hash } from '../../../../core/hash.ts';
import {
  type DuckDb,
  openDuckDb,
  type SqlInput,
  sqlString,
} from '../../../../core/store/duckdb.ts';
import { hashFile } from '../../../../core/store/hash-file.ts';
import { hubHash, type HubManifest, personasOf, readHubManifest } from './hub-manifest.ts';
import { type Filter, parseFilter } from './parse-filter.ts';
import { type DroppedPersona, StoredPersona } from './stored-persona.ts';

/** Which personas, in the order of the hub. */
export interface HubSelection {
  /** Where to begin among those that fit. Default 0. */
  from?: number | undefined;
  /** At most so many. Default: all. */
  count?: number | undefined;
  /** {@link parseFilter}. */
  where?: string | undefined;
}

/** A hub in a folder, opened for reading: the state that its manifest had at that moment. */
export interface StoredHub {
  dir: string;
  manifest: HubManifest;
  /** Identity of its content. */
  hash: Hash;
  /** Personas in it. */
  size: number;
  /** How many fit; all without a filter. */
  count(where?: string): Promise<number>;
  personas(selection?: HubSelection): AsyncGenerator<StoredPersona>;
  /** Personas by their row numbers in the hub, from 0, in the order asked for. */
  rows(numbers: readonly number[]): Promise<StoredPersona[]>;
  dropped(): AsyncGenerator<DroppedPersona>;
  /** A query over `personas` (columns id, description, language, how, attributes, lineage: the last two JSON) and `dropped`. SQL of ours only. */
  query<Row>(sql: string, parameters?: readonly SqlInput[]): Promise<Row[]>;
  writeParquet(path: string, selection?: HubSelection): Promise<number>;
  close(): void;
}

export const PERSONA_COLUMNS = 'id, description, language, how, attributes, lineage';

/**
 * Opens a hub's folder. Raises RecipeError where there is none, MaterialAbsentError and MaterialAlteredError where a part is
 * missing or has not its size; with `check`, also where it has not its hash.
 */
export async function openStoredHub(
  dir: string,
  { check = false }: { check?: boolean } = {},
): Promise<StoredHub> {
  const manifest = await readHubManifest(dir);
  if (manifest === undefined)
    throw new RecipeError(`${dir} holds no persona hub`, {
      hint: 'make one: `wellspring personas import FILES --hub DIR`, or `personas grow --hub DIR`',
    });
  for (const part of [...manifest.parts, ...manifest.dropped]) await checkPart(dir, part, check);
  const db = await openDuckDb();
  try {
    await createViews(db, dir, manifest);
    return storedHub(db, dir, manifest);
  } catch (error) {
    db.close();
    throw error;
  }
}

function storedHub(db: DuckDb, dir: string, manifest: HubManifest): StoredHub {
  const filterOf = (where: string | undefined): Filter =>
    where === undefined ? { sql: 'TRUE', parameters: [] } : parseFilter(where, manifest.attributes);
  const select = (
    columns: string,
    { from = 0, count, where }: HubSelection,
  ): { sql: string; parameters: SqlInput[] } => {
    const { sql, parameters } = filterOf(where);
    const limit = count === undefined ? '' : ` LIMIT ${whole(count)}`;
    return {
      // One thread and DuckDB's kept insertion order give the rows of the parts in turn.
      sql: `SELECT ${columns} FROM personas WHERE ${sql}${limit} OFFSET ${whole(from)}`,
      parameters,
    };
  };
  return {
    dir,
    manifest,
    hash: hubHash(manifest),
    size: personasOf(manifest),
    async count(where) {
      const { sql, parameters } = filterOf(where);
      const [row] = await db.rows<{ n: number }>(
        `SELECT count(*) AS n FROM personas WHERE ${sql}`,
        parameters,
      );
      return row!.n;
    },
    async *personas(selection = {}) {
      const { sql, parameters } = select(PERSONA_COLUMNS, selection);
      for await (const row of db.stream<RawPersona>(sql, parameters)) yield readPersona(row, dir);
    },
    async rows(numbers) {
      if (numbers.length === 0) return [];
      const wanted = numbers.map(whole).join(', ');
      const found = await db.rows<RawPersona & { number: number }>(
        `SELECT * FROM (SELECT ${PERSONA_COLUMNS}, row_number() OVER () - 1 AS number FROM personas) WHERE number IN (${wanted})`,
      );
      const byRow = new Map(found.map(({ number, ...row }) => [number, row]));
      return numbers.flatMap((number) => {
        const row = byRow.get(number);
        return row === undefined ? [] : [readPersona(row, dir)];
      });
    },
    async *dropped() {
      yield* db.stream<DroppedPersona>(
        'SELECT reason, detail, text, "of", similarity, source, row FROM dropped',
      );
    },
    query: (sql, parameters) => db.rows(sql, parameters),
    async writeParquet(path, selection = {}) {
      const { sql, parameters } = select(PERSONA_COLUMNS, selection);
      await db.run(`CREATE OR REPLACE TABLE chosen AS ${sql}`, parameters);
      return db.writeParquet('SELECT * FROM chosen', path);
    },
    close: () => db.close(),
  };
}

type RawPersona = Record<
  'id' | 'description' | 'language' | 'how' | 'attributes' | 'lineage',
  string
>;

function readPersona(row: RawPersona, dir: string): StoredPersona {
  const { id, description, language, how } = row;
  const parsed = StoredPersona.safeParse({
    id,
    description,
    language,
    how,
    attributes: JSON.parse(row.attributes) as unknown,
    lineage: JSON.parse(row.lineage) as unknown,
  });
  if (!parsed.success)
    throw new MaterialAlteredError(`the persona ${id} in ${dir} has not the form of one`, {
      hint: 'put the hub back from a copy, or make it again',
      cause: parsed.error,
    });
  return parsed.data;
}

/** Empty hubs have views too. */
async function createViews(db: DuckDb, dir: string, manifest: HubManifest): Promise<void> {
  for (const [name, files, columns] of [
    ['personas', manifest.parts, PART_COLUMNS],
    ['dropped', manifest.dropped, DROPPED_COLUMNS],
  ] as const) {
    const paths = files.map(({ file }) => sqlString(escapeGlob(join(dir, file)))).join(', ');
    const from =
      files.length > 0
        ? `SELECT * FROM read_parquet([${paths}])`
        : `SELECT ${columns.map(([column, type]) => `CAST(NULL AS ${type}) AS "${column}"`).join(', ')} WHERE FALSE`;
    await db.run(`CREATE VIEW ${name} AS ${from}`);
  }
}

/** `task` names the piece of work that gave the row, so that what is done is not done again. */
export const PART_COLUMNS = [
  ['id', 'VARCHAR'],
  ['description', 'VARCHAR'],
  ['language', 'VARCHAR'],
  ['how', 'VARCHAR'],
  ['attributes', 'VARCHAR'],
  ['lineage', 'VARCHAR'],
  ['task', 'VARCHAR'],
] as const;
export const DROPPED_COLUMNS = [
  ['reason', 'VARCHAR'],
  ['detail', 'VARCHAR'],
  ['text', 'VARCHAR'],
  ['of', 'VARCHAR'],
  ['similarity', 'DOUBLE'],
  ['source', 'VARCHAR'],
  ['row', 'BIGINT'],
  ['task', 'VARCHAR'],
] as const;

async function checkPart(
  dir: string,
  part: { file: string; bytes: number; sha256: string },
  check: boolean,
): Promise<void> {
  const path = join(dir, part.file);
  const hint = 'put it back from a copy, or make the hub again';
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new MaterialAbsentError(`${path} is missing`, { hint });
  if (found.size !== part.bytes || (check && (await hashFile(path)).sha256 !== part.sha256))
    throw new MaterialAlteredError(`${path} is not what the manifest of its hub lists`, { hint });
}

/** DuckDB reads a path as a glob; a class of one character stands for itself. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no row number`);
  return value;
}
