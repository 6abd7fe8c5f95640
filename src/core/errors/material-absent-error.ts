import { WellspringError } from './wellspring-error.ts';

/** A content that was asked for by hash is not there. Missing, not altered. */
export class MaterialAbsentError extends WellspringError {
  readonly code = 'material-absent';
}
