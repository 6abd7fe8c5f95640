import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

/** A dataset hub refused or could not be reached. Nothing local is changed; trying again is safe. */
export class HubError extends WellspringError {
  readonly code = 'hub-failed';
  /** The HTTP status; undefined where no answer came. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, details: ErrorDetails = {}) {
    super(message, details);
    this.status = status;
  }
}
