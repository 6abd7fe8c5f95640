import { WellspringError } from './wellspring-error.ts';

/**
 * The SQL engine refused or failed: a malformed Parquet file, a wrong query, a full disk.
 * The caller knows which of these it is, and turns it into what happens next.
 */
export class QueryError extends WellspringError {
  readonly code = 'query-failed';
}
