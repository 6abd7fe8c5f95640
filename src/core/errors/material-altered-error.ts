import { WellspringError } from './wellspring-error.ts';

/** A stored content no longer matches its hash. */
export class MaterialAlteredError extends WellspringError {
  readonly code = 'material-altered';
}
