/** Keeps samples within limits of words and characters, by message role and in total. */
import { z } from 'zod';
import type { Check } from '../core/records/index.ts';
import { messageText } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { codePointLength } from '../core/text/code-points.ts';
import { splitWords } from '../core/text/sentences.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';
import { branchesOf, namedMessages } from './text/conversation.ts';

const count = z.int().nonnegative();
const limits = z.strictObject({
  /** Words by UAX #29, with dictionaries for Chinese, Japanese, Thai …. */
  minWords: count.optional(),
  maxWords: count.optional(),
  /** Unicode code points. */
  minCharacters: count.optional(),
  maxCharacters: count.optional(),
});
type Limits = z.infer<typeof limits>;

const options = z
  .strictObject({
    /** Each message of the role, alone. A message that only calls tools is not measured. */
    system: limits.optional(),
    user: limits.optional(),
    assistant: limits.default({ minWords: 1 }),
    tool: limits.optional(),
    /** All messages of a conversation together; of a preference pair, each end with its prompt. */
    total: limits.optional(),
  })
  .superRefine((chosen, context) => {
    for (const [name, limit] of Object.entries(chosen)) {
      for (const unit of ['Words', 'Characters'] as const) {
        const [min, max] = [limit?.[`min${unit}`], limit?.[`max${unit}`]];
        if (min === undefined || max === undefined || min <= max) continue;
        context.addIssue({
          code: 'custom',
          path: [name, `min${unit}`],
          message: `min${unit} ${min} is above max${unit} ${max}: nothing could pass`,
        });
      }
    }
  });
export type LengthOptions = z.infer<typeof options>;

type Size = {
  words: number;
  characters: number;
};

export const length: GateDefinition<LengthOptions> = {
  name: 'length',
  version: 1,
  summary: 'keeps samples within limits of words and characters, by role and in total',
  options,
  open: (chosen) => ({ scope: 'item', check: (draft) => checkLength(draft, chosen) }),
  replay: (chosen) => replayByChecking((draft) => checkLength(draft, chosen)),
};

function checkLength(draft: Draft, chosen: LengthOptions): Check {
  const breaches: { where: string; measured: number; limit: string }[] = [];
  const totals: Record<string, Size> = {};
  const judge = (where: string, size: Size, limit: Limits | undefined): void => {
    for (const [unit, measured] of [
      ['Words', size.words],
      ['Characters', size.characters],
    ] as const) {
      const [min, max] = [limit?.[`min${unit}`], limit?.[`max${unit}`]];
      if (min !== undefined && measured < min)
        breaches.push({ where, measured, limit: `min${unit} ${min}` });
      if (max !== undefined && measured > max)
        breaches.push({ where, measured, limit: `max${unit} ${max}` });
    }
  };
  const sizes = new Map<object, Size>();
  for (const { where, message } of namedMessages(draft)) {
    const size = measure(messageText(message));
    sizes.set(message, size);
    const onlyCalls = size.characters === 0 && (message.tool_calls?.length ?? 0) > 0;
    if (!onlyCalls) judge(`${where} ${message.role}`, size, chosen[message.role]);
  }
  for (const { name, messages } of branchesOf(draft)) {
    const total: Size = { words: 0, characters: 0 };
    for (const message of messages) {
      total.words += sizes.get(message)!.words;
      total.characters += sizes.get(message)!.characters;
    }
    totals[name] = total;
    judge(`${name} in total`, total, chosen.total);
  }
  if (breaches.length === 0) return programCheck(length, 'pass', { totals });
  return programCheck(length, 'fail', { totals, breaches: breaches.slice(0, 10) });
}

function measure(text: string): Size {
  return { words: text === '' ? 0 : splitWords(text).length, characters: codePointLength(text) };
}
