import { RecipeError } from '../../core/errors/recipe-error.ts';
import { numberOption } from '../parse-arguments.ts';

/** `off` is null: only equal texts. Raises RecipeError. */
export function readSimilarity(text: string): number | null {
  if (text === 'off') return null;
  const value = numberOption(text, 'near', { min: 0.3 })!;
  if (value > 1)
    throw new RecipeError(`--near takes a similarity of at most 1, got ${text}`, {
      hint: 'or `off`: equal texts only',
    });
  return value;
}
