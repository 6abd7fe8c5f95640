import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { NormsFile } from '../../methods/curriculum/language/norms/read-norms.ts';
import { choiceOption } from '../parse-arguments.ts';

/** The options of verbs that take norms from a file. */
export const NORMS_OPTIONS = {
  norms: {
    type: 'string',
    valueHint: 'FILE',
    description: 'norms that you have, as CSV or TSV; none may be bundled',
  },
  kind: {
    type: 'string',
    valueHint: 'K',
    description: 'what --norms holds: aoa (Kuperman), concreteness (Brysbaert) or cdi (Wordbank)',
  },
} as const;

/** The norms of --norms and --kind; undefined where neither is given. */
export async function readNormsOption(
  path: string | undefined,
  kind: string | undefined,
): Promise<NormsFile | undefined> {
  const { NORM_KINDS, readNorms } =
    await import('../../methods/curriculum/language/norms/read-norms.ts');
  const chosen = choiceOption(kind, 'the kind of norms', NORM_KINDS);
  if ((path === undefined) !== (chosen === undefined)) {
    throw new RecipeError(path === undefined ? '--kind needs --norms' : '--norms needs --kind', {
      hint: `for example: --norms ratings.csv --kind ${NORM_KINDS[0]}; kinds: ${NORM_KINDS.join(', ')}`,
    });
  }
  return path === undefined ? undefined : readNorms(path, chosen!);
}
