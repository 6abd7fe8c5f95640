import { words } from '../family.ts';

/**
 * Words that the stage's tasks teach with the task itself, beyond the stage's band of the lexicon. At most sixty base
 * forms: the linter knows their inflections.
 */
export const TERMS: readonly string[] = words(
  'beam post level goal neither north east south west jug motion string clay dough lump amount ' +
    'cellar attic garage office tin sack chest crate trunk',
);
