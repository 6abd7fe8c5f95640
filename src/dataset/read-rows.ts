import { extname } from 'node:path';
import { MaterialAlteredError } from '../core/errors/index.ts';
import { canonicalJson } from '../core/hash.ts';
import { Sample } from '../core/records/index.ts';
import { type DuckDb, sqlName, sqlString } from '../core/store/duckdb.ts';
import { readLines } from './read-lines.ts';
import { fromRow, ROW_COLUMNS } from './row.ts';

/** A row as it lies in a file: values of any kind, not yet believed. */
export interface RawRow {
  /** From 0. */
  index: number;
  value: Record<string, unknown>;
}

/** How a file of rows ends: what was read, and what its columns are beside ours. */
export interface RowFileShape {
  isDataset: boolean;
  /** All of its columns. */
  columns: string[];
  /** Columns that no seal covers. */
  extraColumns: string[];
}

const MARKS = ['id', 'hash', 'lineage'];

/**
 * Makes DuckDB read files from the disk each time. It keeps pages of files it has read, and takes a file that was
 * changed within the resolution of its clock for the old one.
 */
export async function forgetFiles(duckdb: DuckDb): Promise<void> {
  await duckdb.run('SET enable_external_file_cache = false');
}

/** Says whether a file holds rows of a dataset. Raises QueryError or MaterialAlteredError when it cannot be read. */
export async function readShape(path: string, duckdb: DuckDb): Promise<RowFileShape> {
  let columns: string[] = [];
  if (isParquet(path)) {
    const described = await duckdb.rows<{ column_name: string }>(`DESCRIBE ${selectAll(path)}`);
    columns = described.map((row) => row.column_name);
  } else {
    for await (const { value } of readJsonRows(path)) {
      columns = Object.keys(value);
      break;
    }
  }
  const known = new Set([...Object.keys(ROW_COLUMNS), ...Object.keys(Sample.shape)]);
  return {
    isDataset: MARKS.every((name) => columns.includes(name)),
    columns,
    extraColumns: columns.filter((name) => !known.has(name)),
  };
}

/** Rows of a Parquet or JSONL file in order, with the columns that it has. Raises QueryError or MaterialAlteredError where reading must end. */
export async function* readRows(
  path: string,
  columns: string[],
  duckdb: DuckDb,
): AsyncGenerator<RawRow> {
  if (!isParquet(path)) {
    yield* readJsonRows(path);
    return;
  }
  const known = columns.filter((name) => name in ROW_COLUMNS);
  let index = 0;
  const query = selectAll(path, known.map(sqlName).join(', '));
  for await (const value of duckdb.stream(query)) yield { index: index++, value };
}

/** The sample that a raw row holds, whether in columns or as a whole record. Raises MaterialAlteredError. */
export function parseRawRow(value: Record<string, unknown>): Sample {
  if (typeof value['lineage'] === 'string') return fromRow(value);
  const parsed = Sample.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new MaterialAlteredError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== canonicalJson(value)) {
    throw new MaterialAlteredError('it has members that its seal does not cover');
  }
  return parsed.data;
}

async function* readJsonRows(path: string): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let index = 0;
  for await (const { bytes, length } of readLines(path)) {
    if (length === 0) continue;
    if (bytes === null)
      throw new MaterialAlteredError(`line ${index + 1} is ${length} bytes long: refused`);
    let value: unknown;
    try {
      value = JSON.parse(decoder.decode(bytes));
    } catch (cause) {
      throw new MaterialAlteredError(`line ${index + 1} is not JSON in UTF-8`, { cause });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new MaterialAlteredError(`line ${index + 1} is not a JSON object`);
    }
    yield { index: index++, value: value as Record<string, unknown> };
  }
}

const isParquet = (path: string): boolean => extname(path).toLowerCase() === '.parquet';

/** The path is taken literally: DuckDB would read patterns and partitions out of it. */
function selectAll(path: string, columns = '*'): string {
  const literal = path.replace(/[*?[]/g, '[$&]');
  return `SELECT ${columns} FROM read_parquet(${sqlString(literal)}, hive_partitioning = false)`;
}
