import { RecipeError } from '../../core/errors/recipe-error.ts';
import { nearestWord } from '../../core/text/nearest-word.ts';
import type { Family } from '../../methods/curriculum/families/family.ts';
import { plainLine } from '../output/plain-text.ts';

/** The task families that a word names (a skill, `name@version`, or a whole stage); all of them without a word. */
export async function findFamilies(name?: string): Promise<readonly Family[]> {
  const { FAMILIES } = await import('../../methods/curriculum/families/registry.ts');
  if (name === undefined) return FAMILIES;
  const found = FAMILIES.filter(
    ({ id, skill, stage }) => id === name || skill === name || stage === name,
  );
  if (found.length > 0) return found;
  const skills = FAMILIES.map(({ skill }) => skill);
  const nearest = nearestWord(name, skills);
  throw new RecipeError(`there is no task family "${plainLine(name)}"`, {
    hint: `${nearest === undefined ? '' : `did you mean ${nearest}? `}skills: ${skills.join(', ')}`,
  });
}
