import type { GenerateRequest } from '../port.ts';
import { COMPATIBLE_NAME, type SdkCallOptions } from './provider-models.ts';
import type { RemoteModelOptions, StructuredMode } from './remote-options.ts';
import { isStrictSchema, wireSchema, withSchemaInPrompt } from './structured.ts';
import { toPrompt } from './to-prompt.ts';

/** The port's request in the SDK's form, with the schema bound, asked for or described as `mode` says. */
export function toSdkOptions(
  request: GenerateRequest,
  mode: StructuredMode,
  options: RemoteModelOptions,
  headers: Record<string, string>,
): SdkCallOptions {
  const { schema } = request;
  const bound = schema !== undefined && mode === 'json-schema';
  const messages =
    schema === undefined || bound
      ? request.messages
      : withSchemaInPrompt(request.messages, wireSchema(schema.json));
  const sdk: SdkCallOptions = {
    prompt: toPrompt(messages),
    maxOutputTokens: request.maxOutputTokens,
    headers,
  };
  if (request.temperature !== undefined) sdk.temperature = request.temperature;
  if (request.topP !== undefined) sdk.topP = request.topP;
  if (request.presencePenalty !== undefined) sdk.presencePenalty = request.presencePenalty;
  if (request.frequencyPenalty !== undefined) sdk.frequencyPenalty = request.frequencyPenalty;
  if (request.stop !== undefined) sdk.stopSequences = request.stop;
  if (request.seed !== undefined) sdk.seed = request.seed;
  if (request.reasoningEffort !== undefined) sdk.reasoning = request.reasoningEffort;
  if (bound)
    sdk.responseFormat = { type: 'json', name: schema.name, schema: wireSchema(schema.json) };
  else if (schema !== undefined && mode === 'json-object') sdk.responseFormat = { type: 'json' };

  const strictJsonSchema = bound ? isStrictSchema(schema.json) : undefined;
  if (options.provider === 'openai-compatible') {
    const topK = request.topK === undefined ? {} : { top_k: request.topK };
    sdk.providerOptions = {
      [COMPATIBLE_NAME]: {
        ...(options.extraBody as Record<string, never>),
        ...topK,
        ...(strictJsonSchema === undefined ? {} : { strictJsonSchema }),
      },
    };
  } else {
    if (request.topK !== undefined) sdk.topK = request.topK;
    if (options.provider === 'openai' && strictJsonSchema !== undefined)
      sdk.providerOptions = { openai: { strictJsonSchema } };
  }
  return sdk;
}
