import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

/**
 * One item ends as rejected, with one reason; the run goes on.
 * Thrown by adapters and by methods; never for a transport failure.
 */
export class ItemRejectedError extends WellspringError {
  readonly code: string = 'item-rejected';
  /** One kebab-case word or two, counted in the card: `output-too-long`, `model-refusal`, `schema-mismatch` … */
  readonly reason: string;

  constructor(reason: string, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.reason = reason;
  }
}
