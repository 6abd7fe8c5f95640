import { QueryError, SourceError } from '../../core/errors/index.ts';
import { openDuckDb, type SqlRow, sqlString } from '../../core/store/duckdb.ts';

/** Streams the rows of a Parquet file in their order. Raises SourceError (`malformed`) where it is not one. */
export async function* readParquetRows(path: string): AsyncGenerator<SqlRow> {
  const db = await openDuckDb();
  try {
    yield* db.stream(`SELECT * FROM read_parquet(${sqlString(escapeGlob(path))})`);
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    throw new SourceError('It cannot be read as Parquet.', {
      reason: 'malformed',
      hint: 'Write it again; encrypted files and files cut short are not read.',
      cause,
    });
  } finally {
    db.close();
  }
}

/** DuckDB reads a path as a glob; a class of one character stands for itself. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
