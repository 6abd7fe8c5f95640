import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

/** The endpoint did not answer, or answered 5xx, or fell silent. Retried; if it stays so, the run stops resumably. */
export class ModelUnavailableError extends WellspringError {
  readonly code = 'model-unavailable';
  /** False where the request never arrived or was refused whole; true, the safe guess, where it may have been worked on. */
  readonly charged: boolean;

  constructor(message: string, details: ErrorDetails & { charged?: boolean } = {}) {
    super(message, details);
    this.charged = details.charged ?? true;
  }
}
