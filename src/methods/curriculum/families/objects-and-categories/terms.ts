import { words } from '../family.ts';

/**
 * Words that the stage's tasks teach with the task itself, beyond the stage's band of the lexicon. At most sixty base
 * forms: the linter knows their inflections.
 */
export const TERMS: readonly string[] = words(
  'card number kind near gold silver pot cart jar tub sink bin bush bench couch desk bell ring coin swap ' +
    'wing page roof sleeve shell paw seat beak feather collar fruit clothing living insect odd van fur stripe sweet farm dig',
);
