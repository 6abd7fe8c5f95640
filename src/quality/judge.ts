/**
 * Has a model judge samples by a rubric of the recipe's. Its verdict is attested: recorded whole, found intact by verify, and never
 * a proof. The sample goes before the judge as data between marks that it cannot forge.
 */
import { z } from 'zod';
import { ModelRefusalError, OutputParseError } from '../core/errors/index.ts';
import { sha256 } from '../core/hash.ts';
import type { Check } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import type { ModelAccess, Prompt } from '../core/run/method.ts';
import { codePointLength } from '../core/text/code-points.ts';
import { JUDGE_PROMPT, renderJudged } from './judge/prompt.ts';

const options = z
  .strictObject({
    /** What is asked of a sample: each scored from 1 (not at all) to 5 (fully). */
    criteria: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z][a-z0-9-]*$/),
          question: z.string().min(1),
        }),
      )
      .min(1)
      .max(12),
    role: z.string().default('judge'),
    /** The least mean of the scores, and the least of each, that pass. */
    minScore: z.number().min(1).max(5).default(4),
    minEach: z.int().min(1).max(5).default(3),
    /** Whether the judge's own verdict must be a pass too. */
    mustAgree: z.boolean().default(true),
    /** What the judge sees besides the conversation. */
    show: z
      .array(z.enum(['context', 'evidence', 'answer']))
      .default(['context', 'evidence', 'answer']),
    /** Times that an unusable reply is asked for again. */
    attempts: z.int().min(1).max(10).default(2),
    maxOutputTokens: z.int().positive().default(1024),
    temperature: z.number().min(0).max(2).default(0),
    /** A sample of more is not judged: unknown, never cut. */
    maxCharacters: z.int().positive().default(60_000),
  })
  .refine(
    (chosen) => new Set(chosen.criteria.map(({ name }) => name)).size === chosen.criteria.length,
    {
      path: ['criteria'],
      message: 'two criteria have one name',
    },
  );
export type JudgeOptions = z.infer<typeof options>;

export const judge: GateDefinition<JudgeOptions> = {
  name: 'judge',
  version: 1,
  summary: "has a model score samples by the recipe's criteria (attested)",
  options,
  roles: (chosen) => [chosen.role],
  open: (chosen) => ({
    scope: 'item',
    check: (draft, { models }) => askJudge(draft, chosen, models),
  }),
};

async function askJudge(draft: Draft, chosen: JudgeOptions, models: ModelAccess): Promise<Check> {
  const numbers = chosen.criteria.map(
    ({ name, question }, index) => `${index + 1}. ${name}: ${question}`,
  );
  const shown = renderJudged(draft, chosen.show);
  const limits = { minScore: chosen.minScore, minEach: chosen.minEach };
  const characters = codePointLength(shown);
  if (characters > chosen.maxCharacters) {
    const reason = `the sample has ${characters} characters, the judge reads ${chosen.maxCharacters}`;
    return attested('unknown', { ...limits, reason });
  }
  const prompt = judgePrompt();
  // The mark depends on the text, so that no text can hold its own.
  const mark = `sample-${sha256(shown).slice(0, 16)}`;
  const content = prompt.render({
    criteria: numbers.join('\n'),
    mark,
    sample: shown,
    count: numbers.length,
  });
  // Reason first: a model that has said why scores more steadily (Zheng et al. 2023, arXiv 2306.05685).
  const schema = z.object({
    reason: z.string().max(4000),
    scores: z.array(z.int().min(1).max(5)).length(chosen.criteria.length),
    verdict: z.enum(['pass', 'fail']),
  });
  try {
    const { value, call } = await models.role(chosen.role).object({
      step: 'gate/judge',
      messages: [{ role: 'user', content }],
      schema,
      schemaName: 'judgement',
      attempts: chosen.attempts,
      maxOutputTokens: chosen.maxOutputTokens,
      temperature: chosen.temperature,
      prompt,
    });
    const mean = value.scores.reduce((sum, score) => sum + score, 0) / value.scores.length;
    const score = Math.round(mean * 1e4) / 1e4;
    const passes =
      mean >= chosen.minScore &&
      value.scores.every((one) => one >= chosen.minEach) &&
      (!chosen.mustAgree || value.verdict === 'pass');
    const detail = {
      ...limits,
      scores: Object.fromEntries(
        chosen.criteria.map(({ name }, index) => [name, value.scores[index]!]),
      ),
      verdict: value.verdict,
      reason: value.reason,
      model: call.model,
      revision: call.revision,
      prompt: prompt.id,
      journalKey: call.journalKey,
    };
    return attested(passes ? 'pass' : 'fail', detail, score);
  } catch (error) {
    // Transport failures and limits go through: they end no sample.
    if (!(error instanceof OutputParseError) && !(error instanceof ModelRefusalError)) throw error;
    return attested('unknown', {
      ...limits,
      reason: `${error.reason}: ${error.message}`,
      prompt: prompt.id,
    });
  }
}

function attested(
  verdict: Check['verdict'],
  detail: NonNullable<Check['detail']>,
  score?: number,
): Check {
  const name = `${judge.name}@${judge.version}`;
  return { name, basis: 'attested', verdict, ...(score === undefined ? {} : { score }), detail };
}

function judgePrompt(): Prompt {
  return {
    id: 'judge@1',
    render: (values) =>
      JUDGE_PROMPT.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])),
  };
}
