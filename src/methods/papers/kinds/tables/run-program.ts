import { openDuckDb } from '../../../../core/store/duckdb.ts';
import type { DuckDb, SqlInput, SqlOutput } from '../../../../core/store/duckdb.ts';
import { columnName } from './program.ts';
import type { TypedTable } from './typed-table.ts';

/** DuckDB's decimals: of 18 digits they are fast, of more than 38 there are none. */
const FAST_DIGITS = 18;
const MOST_DIGITS = 38;

/** One database for many programs: closed to files and network, for the SQL may come from a proof that nobody trusts. */
export interface ProgramRunner {
  /**
   * Runs a program over tables and gives its one value as text, or null where it gives none, several, or NULL. Raises
   * QueryError where the SQL is no query of these tables.
   */
  run(sql: string, tables: readonly TypedTable[]): Promise<string | null>;
  close(): void;
}

let shared: Promise<ProgramRunner> | undefined;

/** The runner of this process, opened with its first use. */
export function sharedRunner(): Promise<ProgramRunner> {
  shared ??= openProgramRunner();
  return shared;
}

export async function openProgramRunner(): Promise<ProgramRunner> {
  const database = await openDuckDb({ externalAccess: false, memoryLimitMb: 256 });
  // Programs of one runner take turns: they share the names of their tables.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    run(sql, tables) {
      const mine = turn.then(() => runOne(database, sql, tables));
      turn = mine.catch(() => {});
      return mine;
    },
    close: () => database.close(),
  };
}

async function runOne(
  database: DuckDb,
  sql: string,
  tables: readonly TypedTable[],
): Promise<string | null> {
  for (const [index, table] of tables.entries()) await load(database, `table ${index + 1}`, table);
  const rows = await database.rows<Record<string, SqlOutput>>(sql);
  const values = rows.map((row) => Object.values(row));
  if (values.length !== 1 || values[0]!.length !== 1) return null;
  const value = values[0]![0]!;
  return value === null ? null : formatValue(value);
}

async function load(database: DuckDb, name: string, table: TypedTable): Promise<void> {
  const types = table.columns.map((column) => {
    if (column.kind === 'text') return 'VARCHAR';
    const digits = Math.max(
      0,
      ...column.cells.map(({ quantity }) => quantity?.value.replace(/[-.]/g, '').length ?? 0),
    );
    const width = digits + column.decimals > FAST_DIGITS ? MOST_DIGITS : FAST_DIGITS;
    return `DECIMAL(${width}, ${column.decimals})`;
  });
  const columns = table.columns.map((column, at) => `${columnName(column)} ${types[at]}`);
  await database.run(
    `CREATE OR REPLACE TABLE "${name}" (line INTEGER, "row" VARCHAR, ${columns.join(', ')})`,
  );
  if (table.rows.length === 0) return;
  const places = `(?, ?, ${types.map((type) => (type === 'VARCHAR' ? '?' : `CAST(? AS ${type})`)).join(', ')})`;
  const cells = table.rows.flatMap((row, at): SqlInput[] => [
    at + 1,
    row,
    ...table.columns.map(({ kind, cells: all }) => {
      const { text, quantity } = all[at]!;
      return kind === 'text' ? text : (quantity?.value ?? null);
    }),
  ]);
  await database.run(
    `INSERT INTO "${name}" VALUES ${table.rows.map(() => places).join(', ')}`,
    cells,
  );
}

/** Numbers in plain notation without trailing zeros; text as it is. */
function formatValue(value: SqlOutput): string {
  const text = typeof value === 'string' ? value : String(value);
  return typeof value === 'number' || /^-?\d+\.\d+$/.test(text) ? plainNumber(text) : text;
}

function plainNumber(text: string): string {
  const plain = /e/i.test(text) ? Number(text).toFixed(12) : text;
  return plain.includes('.') ? plain.replace(/0+$/, '').replace(/\.$/, '') : plain;
}
