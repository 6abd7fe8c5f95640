import { WellspringError } from './wellspring-error.ts';

/** A program, package or model file is missing on this machine. Stops before anything is spent. */
export class MissingDependencyError extends WellspringError {
  readonly code = 'dependency-missing';
}
