import { type ErrorDetails, WellspringError } from './wellspring-error.ts';

/** One source item cannot be read (too large, malformed, outside its folder). That item is skipped and counted. */
export class SourceError extends WellspringError {
  readonly code = 'source-unreadable';
  /** One kebab-case word or two, counted in the card: `too-large`, `undecodable`, `symbolic-link` … */
  readonly reason: string;

  constructor(message: string, details: ErrorDetails & { reason?: string } = {}) {
    super(message, details);
    this.reason = details.reason ?? 'unreadable';
  }
}
