import { z } from 'zod';

const Share = z.number().min(0).max(1);
const Interval = z.strictObject({ low: z.number(), high: z.number() });

/** One skill at one level: what was asked, and what it shows. */
const CellRecord = z.strictObject({
  level: z.number().positive(),
  right: z.int().min(0),
  trials: z.int().min(0),
  accuracy: Share.nullable(),
  /** Mean chance to guess. */
  chance: Share,
  /** (accuracy − chance) / (1 − chance): 0 for a guesser, 1 for a master. */
  beyondChance: z.number().nullable(),
  /** Wilson, 95 %, of the accuracy. */
  interval: Interval,
  decision: z.enum(['mastered', 'not-mastered', 'undecided']),
});

const AbilityRecord = z.strictObject({ theta: z.number(), standardError: z.number() });

const SkillRecord = z.strictObject({
  skill: z.string(),
  family: z.string(),
  stage: z.string(),
  cells: z.array(CellRecord),
  /** 0 where not even level 1 is mastered. Levels below it count as mastered where they were not measured. */
  highestMastered: z.int().min(0),
  ability: AbilityRecord,
  /** Largest fall of success between neighbouring measured levels; at most 0.25 on a smooth ladder. Null where no two were measured. */
  steepest: z.number().nullable(),
  /** Items longer or larger than any that is trained; null where the highest level is not mastered. */
  transfer: z
    .strictObject({ right: z.int(), trials: z.int(), accuracy: Share, interval: Interval })
    .nullable(),
  /** Share of items whose repeated answers are all right; null where nothing is mastered. */
  passHat: z.record(z.string(), Share).nullable(),
  /** `mastered`: the highest level, transfer, reliability and all needs hold. `partly`: some level. */
  status: z.enum(['mastered', 'partly', 'not-mastered']),
  /** What keeps a skill of which some level is mastered from being mastered. */
  heldBackBy: z.array(z.string()),
  /** Where to go from here. */
  advice: z.strictObject({
    /** `promote` to the next level, `stay`, or go back to a weaker skill that this one needs. */
    action: z.enum(['promote', 'stay', 'send-back']),
    to: z.string(),
  }),
  /** Why answers were refused, by the verifier's reason. */
  refusals: z.record(z.string(), z.int()),
});
export type SkillRecord = z.infer<typeof SkillRecord>;

const ForgettingRecord = z.strictObject({
  /** When the earlier certificate was made. */
  since: z.string(),
  skills: z.array(
    z.strictObject({
      skill: z.string(),
      level: z.number(),
      before: Share,
      now: Share,
      difference: Interval,
      /** The whole interval lies below −3 points. */
      forgotten: z.boolean(),
    }),
  ),
  promoted: z.array(z.string()),
  lost: z.array(z.string()),
});

/** What an exam found out about a model: the file that `curriculum evaluate` writes and that a recipe can name. */
export const Certificate = z.strictObject({
  type: z.literal('curriculum-certificate'),
  version: z.literal(1),
  pupil: z.strictObject({
    name: z.string(),
    revision: z.string().nullable(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  examinedAt: z.iso.datetime(),
  exam: z.strictObject({
    seed: z.string(),
    threshold: Share,
    families: z.array(z.string()),
    /** Of all marked answers, in order: names the exact exam. */
    answersHash: z.string(),
  }),
  answers: z.int().min(0),
  /** Where the exam was cut short by a limit: skills that were not asked. */
  notExamined: z.array(z.string()),
  overall: z.strictObject({
    mastered: z.int(),
    partly: z.int(),
    skills: z.int(),
    ability: AbilityRecord,
  }),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      skills: z.int(),
      mastered: z.int(),
      partly: z.int(),
      /** Mean over the skills of the highest mastered level. */
      meanLevel: z.number(),
      accuracy: Share.nullable(),
      beyondChance: z.number().nullable(),
      ability: AbilityRecord,
    }),
  ),
  skills: z.array(SkillRecord),
  calibration: z
    .strictObject({
      answers: z.int(),
      expectedError: Share,
      brier: Share,
      bins: z.array(
        z.strictObject({ confidence: Share, accuracy: Share, answers: z.int().positive() }),
      ),
    })
    .nullable(),
  forgetting: ForgettingRecord.nullable(),
});
export type Certificate = z.infer<typeof Certificate>;
