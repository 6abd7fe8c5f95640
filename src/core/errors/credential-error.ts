import { WellspringError } from './wellspring-error.ts';

/** A key is missing or was refused. Stops before anything more is spent. */
export class CredentialError extends WellspringError {
  readonly code = 'credential-missing';
}
