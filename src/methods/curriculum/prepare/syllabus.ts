import { z } from 'zod';
import { RecipeError } from '../../../core/errors/index.ts';
import type { MaterialRef, PrepareContext, Store } from '../../../core/run/method.ts';
import { type Family } from '../families/family.ts';
import { hasLevel } from '../families/ladder.ts';
import { familyById, familyOfSkill } from '../families/registry.ts';
import { CurriculumOptions } from '../options.ts';
import { Certificate } from '../mastery/certificate.ts';
import { skillGraph } from '../stages/read-skills.ts';
import { missingLevels } from './smooth-levels.ts';
import { type Course, courseOf, readCertificate } from './course.ts';

/** One skill at one level: what assignments are balanced over. */
export interface Cell {
  family: Family;
  level: number;
}

/** The part's material: its options and the cells they come to. */
export interface Syllabus {
  options: CurriculumOptions;
  cells: Cell[];
  course: Course;
}

const StoredSyllabus = z.strictObject({
  type: z.literal('curriculum-syllabus'),
  options: CurriculumOptions,
  cells: z.array(z.strictObject({ generator: z.string(), level: z.number().positive() })),
  certificate: Certificate.optional(),
});

/** Stores which versions of which families at which levels the part draws from. */
export async function prepareSyllabus(
  context: PrepareContext<CurriculumOptions>,
): Promise<MaterialRef> {
  const { options, store, progress, baseDir } = context;
  const [low, high] = options.levels;
  const certificate =
    options.certificate === undefined
      ? undefined
      : await readCertificate(options.certificate, baseDir);
  const cells: { generator: string; level: number }[] = [];
  const unseen: string[] = [];
  for (const skill of options.skills) {
    const family = familyOfSkill(skill);
    if (family === undefined) throw new RecipeError(`no skill is named "${skill}"`);
    if (options.forms.every((form) => form === 'picture') && family.picture === undefined) {
      unseen.push(skill);
      continue;
    }
    const record = certificate?.skills.find((one) => one.skill === skill);
    const between = options.smooth ? missingLevels(record?.cells ?? []) : [];
    const whole = Array.from({ length: family.levels.length }, (_, index) => index + 1);
    for (const level of [...whole, ...between].toSorted((a, b) => a - b)) {
      if (level < low || level > high || !hasLevel(family, level)) continue;
      cells.push({ generator: family.id, level });
    }
  }
  if (cells.length === 0) {
    throw new RecipeError(`none of these skills can be shown as a picture: ${unseen.join(', ')}`, {
      hint: 'add another form, or choose other skills',
    });
  }
  const hash = await store.putRecord({
    type: 'curriculum-syllabus',
    options,
    cells,
    ...(certificate && { certificate }),
  });
  progress(cells.length, cells.length, 'skills and levels');
  const levels = low === high ? `level ${low}` : `levels ${low} to ${high}`;
  const left = unseen.length === 0 ? '' : `; left out for want of a picture: ${unseen.join(', ')}`;
  return { hash, summary: `${options.skills.length - unseen.length} skills, ${levels}${left}` };
}

/** Opens a stored syllabus. Throws RecipeError where it names a family version that this build lacks. */
export async function openSyllabus(ref: MaterialRef, store: Store): Promise<Syllabus> {
  const stored = StoredSyllabus.parse(await store.record(ref.hash));
  const cells = stored.cells.map(({ generator, level }) => {
    const family = familyById(generator);
    if (family === undefined) {
      throw new RecipeError(`this build has no task family ${generator}`, {
        hint: 'prepare the material again, or install the version of wellspring that made it',
      });
    }
    return { family, level };
  });
  const named = cells.map(({ family, level }) => ({ skill: family.skill, level }));
  return {
    options: stored.options,
    cells,
    course: courseOf(named, skillGraph(), stored.certificate),
  };
}
