import { z } from 'zod';
import { RecipeError } from '../../../core/errors/index.ts';
import type { MaterialRef, PrepareContext, Store } from '../../../core/run/method.ts';
import { type Family } from '../families/family.ts';
import { familyById, familyOfSkill } from '../families/registry.ts';
import { CurriculumOptions } from '../options.ts';

/** One skill at one level: what assignments are balanced over. */
export interface Cell {
  family: Family;
  level: number;
}

/** The part's material: its options and the cells they come to. */
export interface Syllabus {
  options: CurriculumOptions;
  cells: Cell[];
}

const StoredSyllabus = z.strictObject({
  type: z.literal('curriculum-syllabus'),
  options: CurriculumOptions,
  cells: z.array(z.strictObject({ generator: z.string(), level: z.int().positive() })),
});

/** Stores which versions of which families at which levels the part draws from. */
export async function prepareSyllabus(
  context: PrepareContext<CurriculumOptions>,
): Promise<MaterialRef> {
  const { options, store, progress } = context;
  const [low, high] = options.levels;
  const cells: { generator: string; level: number }[] = [];
  for (const skill of options.skills) {
    const family = familyOfSkill(skill);
    if (family === undefined) throw new RecipeError(`no skill is named "${skill}"`);
    for (let level = low; level <= Math.min(high, family.levels.length); level++) {
      cells.push({ generator: family.id, level });
    }
  }
  const hash = await store.putRecord({ type: 'curriculum-syllabus', options, cells });
  progress(cells.length, cells.length, 'skills and levels');
  const levels = low === high ? `level ${low}` : `levels ${low} to ${high}`;
  return { hash, summary: `${options.skills.length} skills, ${levels}` };
}

/** Opens a stored syllabus. Throws RecipeError where it names a family version that this build lacks. */
export async function openSyllabus(ref: MaterialRef, store: Store): Promise<Syllabus> {
  const stored = StoredSyllabus.parse(await store.record(ref.hash));
  return {
    options: stored.options,
    cells: stored.cells.map(({ generator, level }) => {
      const family = familyById(generator);
      if (family === undefined) {
        throw new RecipeError(`this build has no task family ${generator}`, {
          hint: 'prepare the material again, or install the version of wellspring that made it',
        });
      }
      return { family, level };
    }),
  };
}
