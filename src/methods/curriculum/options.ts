import { z } from 'zod';
import { FORMS } from './families/forms.ts';
import { SKILLS } from './families/registry.ts';
import { ORDERED, STRATEGY_NAMES } from './strategies/registry.ts';

/** What a recipe's part may say under `options` for `method: curriculum`. */
const Options = z.strictObject({
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
  /**
   * How a world is put: as a bare task, as a talk of two, as a short story, as a picture with the question. Each task
   * takes one of those listed that its skill has; skills without a picture are left out where there is no other form.
   */
  forms: z
    .array(z.enum(FORMS))
    .min(1)
    .refine((forms) => new Set(forms).size === forms.length, 'names a form twice')
    .default(['bare']),
  /** Makes preference pairs: the right answer against a wrong one of the same form. */
  pairs: z.boolean().default(false),
  /** Which levels come when, and how often: `wellspring curriculum strategies` in the guide says what each is for. */
  strategy: z.enum(STRATEGY_NAMES).default('mixed'),
  /** Tasks that the whole course takes, for strategies with an order: usually the part's target. */
  length: z.int().min(1).optional(),
  /** A certificate of `wellspring curriculum evaluate`: what the learner masters, for strategies that follow it. */
  certificate: z.string().min(1).optional(),
  /**
   * Puts half levels where the certificate's model falls by more than 25 points from one level to the next, so that the
   * ladder has no step that it cannot take.
   */
  smooth: z.boolean().default(false),
  /** Rewordings drawn before a task is given up; the first that keeps the sense is taken. */
  draws: z.int().min(1).max(16).default(3),
});

export const CurriculumOptions = Options.superRefine(
  ({ strategy, length, certificate, smooth }, context) => {
    if (ORDERED.includes(strategy) && length === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['length'],
        message: `strategy ${strategy} needs \`length\`: the number of tasks that the course takes, such as the part's target`,
      });
    }
    if (smooth && certificate === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['certificate'],
        message: 'smooth needs `certificate`: it shows where the ladder is too steep',
      });
    }
    if (strategy === 'frontier' && certificate === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['certificate'],
        message:
          'strategy frontier needs `certificate`: a file that `wellspring curriculum evaluate` wrote',
      });
    }
  },
);
export type CurriculumOptions = z.infer<typeof CurriculumOptions>;
