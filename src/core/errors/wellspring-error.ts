/** What every error of ours carries: a stable `code`, and a `hint` that names the mend. */
export interface ErrorDetails {
  hint?: string | undefined;
  cause?: unknown;
}

const MARKER = Symbol.for('wellspring.error');

/** The root of all errors that Wellspring raises on purpose. Anything else that surfaces is a bug. */
export abstract class WellspringError extends Error {
  /** Stable, machine-readable, printed with `--json`. */
  abstract readonly code: string;
  readonly hint: string | undefined;
  readonly [MARKER] = true;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** True across duplicate copies of the package, where `instanceof` is not. */
export function isWellspringError(error: unknown): error is WellspringError {
  return typeof error === 'object' && error !== null && MARKER in error;
}
