import { hashRecord } from '../../src/core/hash.ts';
import type { LanguageModel } from '../../src/core/model/port.ts';
import { createPrompt } from '../../src/core/run/prompts.ts';
import type { Method } from '../../src/core/run/method.ts';
import type { PlannedGate, RunPlan } from '../../src/core/run/run-plan.ts';
import { z } from 'zod';

/** What every scenario asks: a prompt of about 100 tokens, so that the wire carries something. */
export const PROMPT =
  'Write two plain sentences about the number {{n}}: where one meets it in daily life, and what is curious about it. ' +
  'Use no list, no heading and no markup. Keep to words that a child of ten would know, and end each sentence with a full stop.';
export const MAX_OUTPUT_TOKENS = 80;

/** One call, one candidate; a die of the assignment's own rejects `rejectShare` of them. */
function numbered(rejectShare: number): Method<object, null, { n: number }> {
  return {
    name: 'rows',
    version: 1,
    options: z.object({}),
    roles: () => ['writer'],
    prompts: { ask: { version: 1, text: PROMPT } },
    prepare: async () => ({ hash: hashRecord('none'), summary: 'nothing' }),
    open: async () => null,
    async *assign() {
      for (let n = 0; ; n++) yield { key: `n-${n}`, groups: [], payload: { n } };
    },
    async write({ payload: { n } }, _material, context) {
      const prompt = context.prompt('ask');
      const content = prompt.render({ n });
      const { text } = await context.models.role('writer').text({
        step: 'say',
        messages: [{ role: 'user', content }],
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        prompt,
      });
      const verdict = context.random.next() < rejectShare ? 'fail' : 'pass';
      return [
        {
          kind: 'numbered',
          messages: [
            // Not the prompt: what all samples share would make them near duplicates of each other.
            { role: 'user', content: `What about ${n}?` },
            { role: 'assistant', content: text },
          ],
          evidence: [],
          checks: [{ name: 'die@1', basis: 'replayed', verdict }],
          voice: 'model',
          tags: { n },
          licenses: ['CC0-1.0'],
        },
      ];
    },
    provers: [],
    replayers: [],
    requires: () => null,
  };
}

export interface TrivialPlan {
  model: LanguageModel;
  target: number;
  concurrency: number;
  rejectShare?: number | undefined;
  lookAhead?: number | undefined;
  gates?: PlannedGate[];
}

/** The smallest plan that takes the whole way of a run: assignment, call, journal, gates, commit lane, files. */
export function trivialPlan(options: TrivialPlan): RunPlan {
  const { model, target, concurrency, rejectShare = 0, lookAhead = 4, gates = [] } = options;
  const method = numbered(rejectShare);
  return {
    name: 'bench',
    seed: 'bench',
    recipe: hashRecord('bench'),
    parts: [
      {
        name: 'numbers',
        method: method as unknown as Method,
        options: {},
        target,
        weight: target,
        material: null,
        assignments: null,
        materialSummary: 'nothing',
        prompts: new Map([['ask', createPrompt('ask@1', PROMPT)]]),
      },
    ],
    gates,
    roles: new Map([['writer', [{ model, weight: 1, sampling: {} }]]]),
    splits: { train: 1, validation: 0, test: 0 },
    limits: { maxBarren: 10_000 },
    concurrency,
    lookAhead,
    epochSize: 256,
  };
}
