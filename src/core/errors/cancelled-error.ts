import { WellspringError } from './wellspring-error.ts';

/** The user stopped the run. Resumable. */
export class CancelledError extends WellspringError {
  readonly code = 'cancelled';
}
