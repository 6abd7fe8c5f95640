import { WellspringError } from './wellspring-error.ts';

/** The recipe, an option or an argument is wrong. Stops before anything is spent. */
export class RecipeError extends WellspringError {
  readonly code = 'recipe-invalid';
}
