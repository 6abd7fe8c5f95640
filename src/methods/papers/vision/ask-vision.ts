import type { z } from 'zod';
import type { Prompt, RoleCaller } from '../../../core/run/method.ts';
import { CLAIM_SCHEMAS, type VisionClaim, type VisionTask } from './vision-claim.ts';

const MAX_TOKENS: Record<VisionTask, number> = {
  table: 2_000,
  equation: 400,
  chart: 1_500,
  text: 2_000,
};

/**
 * Puts one picture to a vision model, as a data URI with a question bound to a schema. The picture is part of the journaled
 * request, so the same crop is paid for once. Raises what calls raise: refusals and unreadable replies reject this element only.
 */
export async function askVision(
  caller: RoleCaller,
  task: VisionTask,
  png: Uint8Array,
  prompt: Prompt,
): Promise<{ claim: VisionClaim; model: string }> {
  const { value, call } = await caller.object({
    step: `vision-${task}`,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', base64: Buffer.from(png).toString('base64'), mediaType: 'image/png' },
          { type: 'text', text: prompt.render({}) },
        ],
      },
    ],
    maxOutputTokens: MAX_TOKENS[task],
    temperature: 0,
    prompt,
    schema: CLAIM_SCHEMAS[task] as z.ZodType<unknown>,
    schemaName: task,
  });
  return { claim: { task, value } as VisionClaim, model: call.model };
}
