import { SourceError } from '../../core/errors/index.ts';

/** An item that was not read, with the reason, which the card counts. */
export interface Skip {
  uri: string;
  /** One kebab-case word or two: `symbolic-link`, `too-large`, `binary`, `undecodable`, `malformed` … */
  reason: string;
  message: string;
}

/** The skip that a SourceError stands for. Anything else is a fault of ours, thrown on. */
export function toSkip(uri: string, error: unknown): Skip {
  if (!(error instanceof SourceError)) throw error;
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return { uri, reason: error.reason, message };
}
