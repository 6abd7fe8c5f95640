import type { JoinPlan, TablePlan } from './plan.ts';
import type { TypedColumn, TypedTable } from './typed-table.ts';

/**
 * The SQL (DuckDB) of a plan. Tables are called `table 1`, `table 2`; each has its columns by name, `row` (the row's name) and
 * `line` (its place from 1). Numbers are exact decimals, so that 28.4 − 27.3 is 1.1.
 */
export function programOf(plan: TablePlan, table: TypedTable): string {
  const from = 'FROM "table 1"';
  const column = (at: number): string => columnName(table.columns[at]!);
  switch (plan.form) {
    case 'lookup':
      return `SELECT ${column(plan.column)} ${from} WHERE line = ${plan.row + 1}`;
    case 'compare': {
      const [a, b] = plan.rows;
      return `SELECT "row" ${from} WHERE line IN (${a + 1}, ${b + 1}) ORDER BY ${column(plan.column)} ${plan.direction === 'higher' ? 'DESC' : 'ASC'} LIMIT 1`;
    }
    case 'extreme':
      return `SELECT "row" ${from} WHERE ${column(plan.column)} IS NOT NULL${and(plan.where, column)} ORDER BY ${column(plan.column)} ${plan.direction === 'highest' ? 'DESC' : 'ASC'} LIMIT 1${plan.rank > 1 ? ` OFFSET ${plan.rank - 1}` : ''}`;
    case 'difference':
      return `SELECT abs(${one(plan.rows[0], column(plan.column))} - ${one(plan.rows[1], column(plan.column))})`;
    case 'ratio':
      return `SELECT round(${one(plan.rows[0], column(plan.column))}::DOUBLE / ${one(plan.rows[1], column(plan.column))}::DOUBLE, 2)`;
    case 'aggregate': {
      const { decimals } = table.columns[plan.column]!;
      const value = column(plan.column);
      const sql = {
        average: `round(avg(${value}), ${decimals + 1})`,
        sum: `sum(${value})`,
        range: `max(${value}) - min(${value})`,
      }[plan.operation];
      return `SELECT ${sql} ${from} WHERE ${value} IS NOT NULL${and(plan.where, column)}`;
    }
    case 'count':
      return `SELECT count(*) ${from} WHERE ${column(plan.column)} ${plan.direction === 'above' ? '>' : '<'} ${plan.limit}`;
    case 'extreme-lookup':
      return `SELECT ${column(plan.asked)} ${from} WHERE ${column(plan.column)} IS NOT NULL ORDER BY ${column(plan.column)} ${plan.direction === 'highest' ? 'DESC' : 'ASC'} LIMIT 1`;
  }
}

/** The leader of the first table, looked up by its name in the second. */
export function joinProgramOf(plan: JoinPlan, first: TypedTable, second: TypedTable): string {
  const leads = columnName(first.columns[plan.column]!);
  return `SELECT b.${columnName(second.columns[plan.asked]!)} FROM (SELECT "row" FROM "table 1" WHERE ${leads} IS NOT NULL ORDER BY ${leads} ${plan.direction === 'highest' ? 'DESC' : 'ASC'} LIMIT 1) AS a JOIN "table 2" AS b ON b."row" = a."row"`;
}

/** A column by its heading, quoted; by its place where it has none. */
export function columnName({ name, index }: TypedColumn): string {
  const bare = name === '' || name === 'row' || name === 'line' ? `column ${index + 1}` : name;
  return `"${bare.replaceAll('"', '""')}"`;
}

function one(row: number, column: string): string {
  return `(SELECT ${column} FROM "table 1" WHERE line = ${row + 1})`;
}

function and(
  where: { column: number; value: string } | null,
  column: (at: number) => string,
): string {
  return where === null
    ? ''
    : ` AND ${column(where.column)} = '${where.value.replaceAll("'", "''")}'`;
}
