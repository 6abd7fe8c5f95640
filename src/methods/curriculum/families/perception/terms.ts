import { words } from '../family.ts';

/**
 * Words that the stage's tasks teach with the task itself, beyond the stage's band of the lexicon. At most sixty base
 * forms: the linter knows their inflections.
 */
export const TERMS: readonly string[] = words(
  // What is looked at.
  'row column edge corner cell part shape bar line kind size pattern thing way ' +
    // What it is asked for.
    'odd same different missing repeat start turn quarter half full or mirror ' +
    'top bottom left right flat upright rise long short first last next second third fourth fifth ' +
    // Values: what makes things differ.
    'small huge large vast plain striped checked ringed crossed starred black white pink brown grey gold tan rose',
);
