import { type ErrorDetails } from './wellspring-error.ts';
import { ItemRejectedError } from './item-rejected-error.ts';

/** The model declined, or its provider filtered the reply. Rejects one item. */
export class ModelRefusalError extends ItemRejectedError {
  override readonly code = 'model-refusal';

  constructor(message: string, details: ErrorDetails = {}) {
    super('model-refusal', message, details);
  }
}
