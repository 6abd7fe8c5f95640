import { words } from '../family.ts';

/**
 * Words that the stage's tasks teach with the task itself, beyond the stage's band of the lexicon. At most sixty base
 * forms: the linter knows their inflections.
 */
export const TERMS: readonly string[] = words(
  'knight knave conclusion statement sequence option row rule feature unknown true false multiply sum price result ' +
    'program print range else computer python related relative niece nephew uncle aunt cousin grandson granddaughter ' +
    'mother-in-law father-in-law son-in-law daughter-in-law brother-in-law sister-in-law striped spotted checked ' +
    'triangle circle square machine fewer mark replace prove certain follow suppose compare exactly thirteenth fourteenth',
);
