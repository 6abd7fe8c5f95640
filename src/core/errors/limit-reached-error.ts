import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

export type LimitName =
  | 'maxCostUsd'
  | 'maxTokens'
  | 'maxCalls'
  | 'maxMinutes'
  | 'maxRejected'
  | 'maxBarren';

/** A limit of the run leaves no room for the next step. The run stops resumably. */
export class LimitReachedError extends WellspringError {
  readonly code = 'limit-reached';
  readonly limit: LimitName;

  constructor(limit: LimitName, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.limit = limit;
  }
}
