import { words } from '../family.ts';

/**
 * Words that the stage's tasks teach with the task itself, beyond the stage's band of the lexicon. At most sixty base
 * forms: the linter knows their inflections.
 */
export const TERMS: readonly string[] = words('label');
