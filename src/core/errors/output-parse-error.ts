import { type ErrorDetails } from './wellspring-error.ts';
import { ItemRejectedError } from './item-rejected-error.ts';

/** The reply does not fit the schema that was asked for. Carries the text that was paid for. Rejects one item. */
export class OutputParseError extends ItemRejectedError {
  override readonly code = 'output-unparsable';
  readonly text: string;

  constructor(reason: string, text: string, message: string, details: ErrorDetails = {}) {
    super(reason, message, details);
    this.text = text;
  }
}
