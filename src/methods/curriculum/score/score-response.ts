import { z } from 'zod';
import { familyById } from '../families/registry.ts';

/** A task by what remakes it, and what was answered. Other fields may stand beside these, and come back untouched. */
export const ScoreRequest = z.looseObject({
  /** `family@version`. */
  generator: z.string(),
  level: z.number().positive(),
  seed: z.string(),
  pool: z.enum(['training', 'exam']).default('training'),
  /** The whole completion; thinking and `\boxed{}` are understood. */
  response: z.string().max(1_000_000),
});

export interface Score {
  /** 1 for the right answer, 0 for all else: no family declares partial credit. */
  score: 0 | 1;
  correct: boolean;
  /** Why it is not right: `wrong`, `hedged`, `no-answer`, `several-answers` …; null where it is. */
  reason: string | null;
}

/** A line that cannot be scored: counted apart from a wrong answer, which it is not. */
export interface ScoreError {
  error: string;
}

/** Scores one answer by making its task again. Never throws. */
export function scoreResponse(request: unknown): Score | ScoreError {
  const parsed = ScoreRequest.safeParse(request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue!.path.join('.') || 'the line';
    return {
      error: `${field}: ${issue!.message} (a request has generator, level, seed and response)`,
    };
  }
  const { generator, level, seed, pool, response } = parsed.data;
  const family = familyById(generator);
  if (family === undefined) return { error: `this build has no task family ${generator}` };
  try {
    const { world } = family.generate(seed, level, pool);
    const verdict = family.verify(response, world.scene);
    return verdict.correct
      ? { score: 1, correct: true, reason: null }
      : { score: 0, correct: false, reason: verdict.reason };
  } catch (error) {
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}
