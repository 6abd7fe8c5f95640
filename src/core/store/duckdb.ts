import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBValue,
  DuckDBValueConverter,
} from '@duckdb/node-api';
import type * as DuckDbApi from '@duckdb/node-api';
import { MissingDependencyError, QueryError } from '../errors/index.ts';

/** What a parameter or an inserted cell may be. Lists and records fit columns of type LIST and STRUCT. */
export type SqlInput =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly SqlInput[]
  | { readonly [name: string]: SqlInput };

/**
 * What a cell comes back as. Integers and decimals are numbers where a number holds them exactly, else decimal text;
 * dates and times are text as SQL writes them; BLOBs are bytes.
 */
export type SqlOutput =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | SqlOutput[]
  | { [name: string]: SqlOutput };

export type SqlRow = Record<string, SqlOutput>;

export interface DuckDbOptions {
  /** A database file. Default: in memory. */
  path?: string;
  /** Default 1: one thread keeps the order of rows and the bytes of Parquet files the same in every run. */
  threads?: number;
  /** Default 512. Beyond it, DuckDB spills to a temporary folder. */
  memoryLimitMb?: number;
  /** False closes every file and network door for good: for SQL that we did not write. Default true. */
  externalAccess?: boolean;
}

export const DUCKDB_DEFAULTS = { threads: 1, memoryLimitMb: 512, externalAccess: true } as const;

export interface ParquetOptions {
  /** Default `zstd`. */
  compression?: 'zstd' | 'snappy' | 'gzip' | 'uncompressed';
  /** Default 10,000: small enough that a hub viewer opens a page of rows without reading the shard. */
  rowGroupRows?: number;
}

/** One DuckDB database. Every method raises QueryError when the engine does. */
export interface DuckDb {
  /** Runs one or more statements (parameters belong to the last); resolves to the number of rows changed. */
  run(sql: string, parameters?: readonly SqlInput[]): Promise<number>;
  /** All rows of a query at once, in memory. */
  rows<Row = SqlRow>(sql: string, parameters?: readonly SqlInput[]): Promise<Row[]>;
  /** Rows in turn, 2,048 at a time in memory, on a connection of its own: it sees no temporary tables. */
  stream<Row = SqlRow>(
    sql: string,
    parameters?: readonly SqlInput[],
  ): AsyncGenerator<Row, void, undefined>;
  /** Appends rows (cells in column order) to a table that is not temporary; resolves to their number. On a failure none of them stays. */
  insert(
    table: string,
    rows: Iterable<readonly SqlInput[]> | AsyncIterable<readonly SqlInput[]>,
  ): Promise<number>;
  /** Writes what a query gives to one Parquet file, and resolves to the number of rows. One thread gives the same bytes every time. */
  writeParquet(query: string, path: string, options?: ParquetOptions): Promise<number>;
  /** Stops what is running on the main connection; it then raises QueryError. */
  interrupt(): void;
  close(): void;
}

type Api = typeof DuckDbApi;

/** Opens DuckDB. Raises MissingDependencyError where its native library cannot be loaded. */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDb> {
  const { path, threads, memoryLimitMb, externalAccess } = { ...DUCKDB_DEFAULTS, ...options };
  const api = await loadApi();
  const settings: Record<string, string> = {
    threads: String(threads),
    memory_limit: `${memoryLimitMb}MB`,
    preserve_insertion_order: 'true',
    // A name of its own: two processes that spill into one folder would overwrite each other.
    temp_directory: join(tmpdir(), `wellspring-duckdb-${process.pid}-${threadId}-${++opened}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    enable_external_access: String(externalAccess),
    ...(externalAccess ? {} : { lock_configuration: 'true' }),
  };
  const instance = await guard(`opening ${path ?? 'a database in memory'}`, () =>
    api.DuckDBInstance.create(path, settings),
  );
  const connection = await guard('connecting', () => instance.connect());
  return createDuckDb(api, instance, connection);
}

function createDuckDb(api: Api, instance: DuckDBInstance, connection: DuckDBConnection): DuckDb {
  const convert = createConverter(api);
  const bind = (parameters?: readonly SqlInput[]) =>
    parameters?.map((value) => toDuckDbValue(api, value));
  let closed = false;

  const db: DuckDb = {
    run: (sql, parameters) =>
      guard(sql, async () => (await connection.run(sql, bind(parameters))).rowsChanged),

    rows: <Row>(sql: string, parameters?: readonly SqlInput[]) =>
      guard(sql, async () => {
        const result = await connection.run(sql, bind(parameters));
        return (await result.convertRowObjects(convert)) as Row[];
      }),

    async *stream<Row>(sql: string, parameters?: readonly SqlInput[]) {
      // A second query on a connection ends the stream of the first, hence one connection each.
      const own = await guard('connecting', () => instance.connect());
      try {
        const result = await guard(sql, () => own.stream(sql, bind(parameters)));
        const names = result.deduplicatedColumnNames();
        for (;;) {
          const chunk = await guard(sql, () => result.fetchChunk());
          if (chunk === null || chunk.rowCount === 0) return;
          for (const cells of chunk.convertRows(convert)) {
            yield Object.fromEntries(names.map((name, column) => [name, cells[column]])) as Row;
          }
        }
      } finally {
        own.closeSync();
      }
    },

    async insert(table, rows) {
      // A connection of its own keeps its transaction apart from what else runs while the source is awaited.
      const own = await guard('connecting', () => instance.connect());
      try {
        await guard('BEGIN', () => own.run('BEGIN'));
        const count = await appendRows(api, own, table, rows);
        await guard('COMMIT', () => own.run('COMMIT'));
        return count;
      } finally {
        // Closing before COMMIT rolls back.
        own.closeSync();
      }
    },

    async writeParquet(query, path, { compression = 'zstd', rowGroupRows = 10_000 } = {}) {
      const sql =
        `COPY (${query}) TO ${sqlString(path)} ` +
        `(FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE ${rowGroupRows})`;
      return db.run(sql);
    },

    interrupt: () => connection.interrupt(),

    close() {
      if (closed) return;
      closed = true;
      connection.closeSync();
      instance.closeSync();
    },
  };
  return db;
}

async function appendRows(
  api: Api,
  connection: DuckDBConnection,
  table: string,
  rows: Iterable<readonly SqlInput[]> | AsyncIterable<readonly SqlInput[]>,
): Promise<number> {
  const what = `appending to ${table}`;
  const appender = await guard(what, () => connection.createAppender(table));
  try {
    const types = Array.from({ length: appender.columnCount }, (_, column) =>
      appender.columnType(column),
    );
    let count = 0;
    let batch: (readonly SqlInput[])[] = [];
    const flush = () =>
      guard(what, async () => {
        const chunk = api.DuckDBDataChunk.create(types, batch.length);
        chunk.setRowsConverted(batch as never[][], api.JSToDuckDBValueConverter);
        appender.appendDataChunk(chunk);
        batch = [];
      });
    for await (const row of rows) {
      if (row.length !== types.length) {
        throw new QueryError(
          `DuckDB: row ${count} has ${row.length} cells, and ${table} has ${types.length} columns.`,
        );
      }
      batch.push(row);
      count++;
      if (batch.length === CHUNK_ROWS) await flush();
    }
    if (batch.length > 0) await flush();
    await guard(what, async () => appender.flushSync());
    return count;
  } catch (error) {
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
}

/** A text as an SQL literal. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name (table, column) as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

let opened = 0;

const CHUNK_ROWS = 2048;
/** Decimals of up to 15 digits survive the way through a double. */
const EXACT_DECIMAL_DIGITS = 15;

function createConverter(api: Api): DuckDBValueConverter<SqlOutput> {
  return (value, type, converter) => {
    if (
      value === null ||
      typeof value === 'number' ||
      typeof value === 'string' ||
      typeof value === 'boolean'
    )
      return value;
    if (typeof value === 'bigint') {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value.toString();
    }
    if (value instanceof api.DuckDBBlobValue) return Uint8Array.from(value.bytes);
    if (value instanceof api.DuckDBDecimalValue && value.width <= EXACT_DECIMAL_DIGITS)
      return value.toDouble();
    // The JSON converter handles what remains; it recurses through ours, whose BLOBs its type does not know.
    return api.JsonDuckDBValueConverter(value, type, converter as never) as SqlOutput;
  };
}

function toDuckDbValue(api: Api, value: SqlInput): DuckDBValue {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return new api.DuckDBBlobValue(value);
  if (Array.isArray(value))
    return new api.DuckDBListValue(value.map((item) => toDuckDbValue(api, item)));
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    toDuckDbValue(api, item as SqlInput),
  ]);
  return new api.DuckDBStructValue(Object.fromEntries(entries));
}

async function loadApi(): Promise<Api> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new MissingDependencyError(
      'DuckDB, which reads and writes Parquet, cannot be loaded on this machine.',
      {
        hint: 'Run `npm install` again without --omit=optional; DuckDB has builds for Linux, macOS and Windows on x64 and arm64.',
        cause,
      },
    );
  }
}

async function guard<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const shown = what.length > 200 ? `${what.slice(0, 200)}…` : what;
    throw new QueryError(`DuckDB: ${reason.trim()} (${shown})`, { cause });
  }
}
