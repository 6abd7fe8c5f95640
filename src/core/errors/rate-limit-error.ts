import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

/** The endpoint answered 429 or 503. Retried after `retryAfterMs` where it said so. */
export class RateLimitError extends WellspringError {
  readonly code = 'rate-limited';
  /** What Retry-After asked for, in milliseconds; undefined where the endpoint did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ErrorDetails & { retryAfterMs?: number | undefined } = {}) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}
