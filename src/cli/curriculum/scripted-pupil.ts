import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { Pupil } from '../../methods/curriculum/mastery/pupil.ts';
import { plainLine } from '../output/plain-text.ts';

/** A scripted pupil by its name; undefined for a model. */
export async function scriptedPupil(name: string): Promise<Pupil | undefined> {
  if (!name.startsWith('scripted/')) return undefined;
  const { guessingPupil, perfectPupil } = await import('../../methods/curriculum/mastery/pupil.ts');
  const found = [perfectPupil, guessingPupil].find((pupil) => pupil.name === name);
  if (found !== undefined) return found;
  throw new RecipeError(`there is no scripted pupil "${plainLine(name)}"`, {
    hint: 'scripted/perfect knows everything, scripted/guesser nothing',
  });
}
