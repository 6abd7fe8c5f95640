import { ModelUnavailableError } from '../../errors/index.ts';
import type { Usage } from '../../records/usage.ts';
import { ceilingPromptTokens, estimatePromptTokens, estimateTokens } from '../estimate-tokens.ts';
import type { FinishReason, GenerateReply, GenerateRequest } from '../port.ts';
import { splitReasoning } from '../reasoning.ts';
import type { SdkResult } from './provider-models.ts';

/** A finished call in plain terms, whichever way it came. */
export interface CollectedResult {
  text: string;
  /** Thinking from a field of its own. */
  reasoning: string;
  /** The provider said so in a field of its own. */
  refused: boolean;
  finish: { unified: string; raw: string | undefined };
  usage: SdkResult['usage'];
  model: string | undefined;
  responseId: string | undefined;
  /** We cut the reply off. */
  cut: boolean;
}

/** Names of finish reasons that the SDK files under `other`. */
const RAW_REASONS: Record<string, FinishReason> = {
  eos: 'stop',
  eos_token: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  complete: 'stop',
  STOP: 'stop',
  max_tokens: 'length',
  model_length: 'length',
  max_length: 'length',
  context_length_exceeded: 'length',
  safety: 'content-filter',
  sensitive: 'content-filter',
  refusal: 'refusal',
};

/**
 * Makes the port's reply of a finished call. Throws ModelUnavailableError where the server itself gave the call up
 * (`abort`, `error`): that is no answer of the model.
 */
export function toReply(
  request: GenerateRequest,
  result: CollectedResult,
  options: { model: string; tags: readonly string[] | undefined },
): GenerateReply {
  const { finish, cut } = result;
  const ownFailure =
    finish.unified === 'error' ||
    finish.unified === 'interrupted' ||
    ['abort', 'error', 'cancelled'].includes(finish.raw ?? '');
  if (ownFailure && !cut)
    throw new ModelUnavailableError(
      `${options.model}: the server gave the call up (finish reason ${finish.raw ?? 'error'})`,
    );
  const { text, reasoning } = splitReasoning(
    result.text,
    result.reasoning === '' ? null : result.reasoning,
    options.tags,
  );
  return {
    text,
    reasoning,
    finishReason: cut ? 'length' : finishReason(result),
    usage: toUsage(request, result, reasoning),
    model: result.model ?? options.model.slice(options.model.indexOf('/') + 1),
    responseId: result.responseId ?? null,
  };
}

function finishReason({ finish, refused }: CollectedResult): FinishReason {
  if (refused) return 'refusal';
  switch (finish.unified) {
    case 'stop':
    case 'length':
    case 'tool-calls':
      return finish.unified;
    case 'content-filter':
      return finish.raw === 'refusal' ? 'refusal' : 'content-filter';
    default:
      return RAW_REASONS[finish.raw ?? ''] ?? 'unknown';
  }
}

/**
 * The endpoint's own numbers where they can be true, else an estimate on the high side, marked as one. They cannot be
 * true where they are no counts, where input or output exceeds what a byte-wise tokeniser makes of what was sent or
 * came (the output may reach `maxOutputTokens` besides, for thinking that is not shown), or where a long text is said
 * to be next to nothing. Reasoning tokens that the endpoint does not tell apart are apportioned by characters.
 */
function toUsage(
  request: GenerateRequest,
  result: CollectedResult,
  reasoning: string | null,
): Usage {
  const { inputTokens: input, outputTokens: output } = result.usage;
  const whole = result.text + result.reasoning;
  const likely = () => estimateTokens(whole);
  let estimated = false;

  let inputTokens = input.total;
  if (
    !isCount(inputTokens) ||
    inputTokens === 0 ||
    (inputTokens > 4_096 && inputTokens > ceilingPromptTokens(request) + 4_096)
  ) {
    inputTokens = estimatePromptTokens(request);
    estimated = true;
  }
  let outputTokens = output.total;
  const bytes = Buffer.byteLength(whole);
  if (
    !isCount(outputTokens) ||
    outputTokens > Math.max(bytes, request.maxOutputTokens) + 64 ||
    outputTokens * 128 < whole.length
  ) {
    outputTokens = likely();
    estimated = true;
  }
  if (result.cut) {
    outputTokens = Math.max(likely(), request.maxOutputTokens);
    estimated = true;
  }
  let reasoningTokens = isCount(output.reasoning) ? Math.min(output.reasoning, outputTokens) : 0;
  if (reasoningTokens === 0 && reasoning !== null) {
    reasoningTokens = Math.min(
      outputTokens,
      Math.round((outputTokens * reasoning.length) / Math.max(1, whole.length)),
    );
  }
  const cachedInputTokens = isCount(input.cacheRead) ? Math.min(input.cacheRead, inputTokens) : 0;
  return { inputTokens, outputTokens, reasoningTokens, cachedInputTokens, estimated };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
