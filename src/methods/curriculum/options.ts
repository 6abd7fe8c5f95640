import { z } from 'zod';
import { SKILLS } from './families/registry.ts';

/** What a recipe's part may say under `options` for `method: curriculum`. */
export const CurriculumOptions = z.strictObject({
  /** Skills to draw tasks of, in any order. Default: all. */
  skills: z
    .array(z.string())
    .min(1)
    .refine((skills) => new Set(skills).size === skills.length, 'names a skill twice')
    .superRefine((skills, context) => {
      for (const skill of skills) {
        if (SKILLS.includes(skill)) continue;
        context.addIssue({
          code: 'custom',
          message: `no skill is named "${skill}"; there are: ${SKILLS.join(', ')}`,
        });
      }
    })
    .default([...SKILLS]),
  /** Lowest and highest level, both included, from 1 to 8. */
  levels: z
    .tuple([z.int().min(1).max(8), z.int().min(1).max(8)])
    .refine(([low, high]) => low <= high, 'the lowest level stands above the highest')
    .default([1, 8]),
  /** `template`: our own phrasings. `model`: the role `writer` rewords the question; the scene stays word for word. */
  voice: z.enum(['template', 'model']).default('template'),
  /** Puts the steps from the scene to the answer into `reasoning` of the assistant's message. Not in pairs. */
  reasoning: z.boolean().default(false),
  /** Makes preference pairs: the right answer against a wrong one of the same form. */
  pairs: z.boolean().default(false),
  /** Rewordings drawn before a task is given up; the first that keeps the sense is taken. */
  draws: z.int().min(1).max(16).default(3),
});
export type CurriculumOptions = z.infer<typeof CurriculumOptions>;
