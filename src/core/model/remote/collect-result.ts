import type { Call } from './call.ts';
import type { SdkCallOptions, SdkLanguageModel, SdkResult } from './provider-models.ts';
import type { CollectedResult } from './to-reply.ts';

/** Calls the model for a reply that the transport has collected, or that comes whole. */
export async function collectWhole(
  model: SdkLanguageModel,
  sdkOptions: SdkCallOptions,
  call: Call,
  notice: (text: string) => void,
): Promise<CollectedResult> {
  let result: SdkResult;
  try {
    result = await model.doGenerate(sdkOptions);
  } catch (error) {
    // A whole body that was cut off is no JSON; what is known of it is that it was too long.
    if (call.cut && call.failure === undefined) return cutResult();
    throw error;
  }
  for (const warning of result.warnings) notice(warningText(warning));
  let text = '';
  let reasoning = '';
  for (const part of result.content) {
    if (part.type === 'text') text += part.text;
    else if (part.type === 'reasoning') reasoning += part.text;
  }
  const body = result.response?.body as
    | { choices?: { message?: { refusal?: unknown } }[] }
    | undefined;
  const refusal = body?.choices?.[0]?.message?.refusal;
  return {
    text,
    reasoning,
    refused: typeof refusal === 'string' && refusal !== '',
    finish: result.finishReason,
    usage: result.usage,
    model: result.response?.modelId,
    responseId: result.response?.id,
    cut: call.cut,
  };
}

/** Calls the model for a stream that the SDK reads, and collects it: silence and bounds are seen token by token. */
export async function collectStream(
  model: SdkLanguageModel,
  sdkOptions: SdkCallOptions,
  call: Call,
  notice: (text: string) => void,
): Promise<CollectedResult> {
  const { stream } = await model.doStream(sdkOptions);
  const result = cutResult();
  let finished = false;
  let pieces = 0;
  // A reader of our own: leaving the loop must not wait for a stream that has stopped.
  const reader = stream.getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) break;
    if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      call.token();
      call.onProgress?.(++pieces);
      if (part.type === 'text-delta') result.text += part.delta;
      else result.reasoning += part.delta;
      if (result.text.length + result.reasoning.length > call.maxCharacters) {
        call.cut = true;
        call.abandon();
        return { ...result, cut: true };
      }
    } else if (part.type === 'stream-start')
      for (const warning of part.warnings) notice(warningText(warning));
    else if (part.type === 'response-metadata') {
      result.model = part.modelId ?? result.model;
      result.responseId = part.id ?? result.responseId;
    } else if (part.type === 'finish') {
      finished = true;
      result.finish = part.finishReason;
      result.usage = part.usage;
    } else if (part.type === 'error') throw part.error;
  }
  if (call.cut) return { ...result, cut: true };
  if (call.failure !== undefined) throw call.failure;
  if (!finished || result.finish.raw === undefined)
    throw new Error('the stream ended before the reply did');
  return { ...result, cut: false };
}

function cutResult(): CollectedResult {
  const none = {
    total: undefined,
    noCache: undefined,
    cacheRead: undefined,
    cacheWrite: undefined,
  };
  return {
    text: '',
    reasoning: '',
    refused: false,
    finish: { unified: 'length', raw: undefined },
    usage: {
      inputTokens: none,
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    },
    model: undefined,
    responseId: undefined,
    cut: true,
  };
}

function warningText(warning: SdkResult['warnings'][number]): string {
  if (warning.type === 'unsupported' || warning.type === 'compatibility')
    return `${warning.feature} is not passed on: ${warning.details ?? 'the provider does not support it'}`;
  return 'message' in warning ? warning.message : JSON.stringify(warning);
}
