import { ceilingPromptTokens, ceilingTokens } from './estimate-tokens.ts';
import type { Usage } from '../records/usage.ts';
import type { EmbedRequest, GenerateRequest, ModelDescription, Price } from './port.ts';

export interface WorstCase {
  calls: number;
  tokens: number;
  costUsd: number;
}

/**
 * The most that a call can come to: every byte a token (no byte-level tokenizer makes more), images and template
 * around it, and all of `maxOutputTokens`.
 */
export function worstCaseOf(request: GenerateRequest, description: ModelDescription): WorstCase {
  const input = ceilingPromptTokens(request);
  const output = request.maxOutputTokens;
  const { price } = description;
  const costUsd =
    price === null ? 0 : (input * price.inputPerMillion + output * price.outputPerMillion) / 1e6;
  return { calls: 1, tokens: input + output, costUsd };
}

export function worstCaseOfEmbedding(request: EmbedRequest, price: Price | null): WorstCase {
  const tokens = request.texts.reduce((sum, text) => sum + ceilingTokens(text) + 2, 0);
  return { calls: 1, tokens, costUsd: ((price?.inputPerMillion ?? 0) * tokens) / 1e6 };
}

/** US dollars of a settled call; null without a known price. `shareMs`: its share of the machine's time, for an hourly price. */
export function costOf(usage: Usage, price: Price | null, shareMs: number): number | null {
  if (price === null) return null;
  const cached = price.cachedInputPerMillion ?? price.inputPerMillion;
  const tokens =
    (usage.inputTokens - usage.cachedInputTokens) * price.inputPerMillion +
    usage.cachedInputTokens * cached +
    usage.outputTokens * price.outputPerMillion;
  return tokens / 1e6 + ((price.perHour ?? 0) * shareMs) / 3_600_000;
}
