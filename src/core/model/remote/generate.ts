import { isWellspringError, ModelUnavailableError, RecipeError } from '../../errors/index.ts';
import type { CallOptions, GenerateReply, GenerateRequest, LanguageModel, ModelDescription } from '../port.ts';
import { estimatePromptTokens } from '../estimate-tokens.ts';
import { type Call, createCall } from './call.ts';
import type { Credential } from './credential.ts';
import type { Connection } from './connection.ts';
import { COMPATIBLE_NAME, type SdkCallOptions, type SdkLanguageModel, type SdkResult } from './provider-models.ts';
import { REMOTE_DEFAULTS, type RemoteModelOptions, type StructuredMode } from './remote-options.ts';
import { errorFromBody, isFilteredResponse } from './response-error.ts';
import { isStrictSchema, saysUnsupported, stepDown, wireSchema, withSchemaInPrompt } from './structured.ts';
import { toPrompt } from './to-prompt.ts';
import { type CollectedResult, toReply } from './to-reply.ts';

interface GenerateContext {
  options: RemoteModelOptions;
  description: ModelDescription;
  credential: Credential;
  connect: () => Promise<Connection>;
  notice: (text: string) => void;
}

/** What the endpoint is known to understand; only ever weakened, and each time with a notice. */
interface Dialect {
  structured: StructuredMode;
  usageInStream: boolean;
}

/** Makes the port's `generate` for one remote model. */
export function createGenerate(context: GenerateContext): LanguageModel['generate'] {
  const { options, description, credential, connect, notice } = context;
  const dialect: Dialect = { structured: options.structured ?? 'json-schema', usageInStream: true };

  return async (request, callOptions) => {
    callOptions.signal.throwIfAborted();
    checkRequest(request, description);
    const connection = await connect();
    for (;;) {
      const mode = dialect.structured;
      const usageInStream = dialect.usageInStream;
      const call = openCall(request, callOptions, options, connection, usageInStream);
      try {
        return scrubReply(await run(connection, call, request, mode, context), credential);
      } catch (error) {
        if (callOptions.signal.aborted) throw callOptions.signal.reason;
        const { refused } = call;
        if (refused === null) throw error;
        if (isFilteredResponse(refused)) return filteredReply(request, options.model);
        if (usageInStream && call.mode === 'chat-events' && refused.status < 500 && refused.body.includes('stream_options')) {
          dialect.usageInStream = false;
          notice(`${description.id} does not know stream_options: usage is estimated`);
          continue;
        }
        const weaker = stepDown(mode);
        const mayWeaken = request.schema !== undefined && options.structured === undefined && weaker !== undefined;
        if (!mayWeaken || !saysUnsupported(refused.status, refused.body)) throw error;
        // Another call may have stepped down in the meantime.
        if (dialect.structured === mode) {
          dialect.structured = weaker;
          notice(`${description.id} does not know structured mode ${mode}: ${weaker} is used instead`);
        }
      }
    }
  };
}

function openCall(request: GenerateRequest, { signal, onProgress }: CallOptions, options: RemoteModelOptions, { models }: Connection, usageInStream: boolean): Call {
  const stream = options.stream ?? true;
  const mode = !stream ? 'body' : models.chat ? 'chat-events' : 'stream';
  const maxCharacters = request.maxOutputTokens * REMOTE_DEFAULTS.charactersPerToken + 1_024;
  return createCall(mode, signal, { maxCharacters, onProgress, usageInStream });
}

async function run({ models, transport }: Connection, call: Call, request: GenerateRequest, mode: StructuredMode, context: GenerateContext): Promise<GenerateReply> {
  const { options, description, notice } = context;
  const registered = transport.begin(call);
  try {
    const sdkOptions = toSdkOptions(request, mode, options, registered.headers);
    const loose = request.schema !== undefined && mode === 'json-object' && models.loose !== null;
    const model = loose ? models.loose! : models.language;
    const result = call.mode === 'stream' ? await collectStream(model, sdkOptions, call, notice) : await generateWhole(model, sdkOptions, call, notice);
    return toReply(request, result, { model: description.id, tags: options.reasoningTags });
  } catch (error) {
    if (call.failure !== undefined) throw call.failure;
    if (isWellspringError(error)) throw error;
    throw brokenReply(error, call, context);
  } finally {
    registered.end();
  }
}

async function generateWhole(model: SdkLanguageModel, sdkOptions: SdkCallOptions, call: Call, notice: (text: string) => void): Promise<CollectedResult> {
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
  const body = result.response?.body as { choices?: { message?: { refusal?: unknown } }[] } | undefined;
  const refusal = body?.choices?.[0]?.message?.refusal;
  return {
    text, reasoning,
    refused: typeof refusal === 'string' && refusal !== '',
    finish: result.finishReason, usage: result.usage, model: result.response?.modelId, responseId: result.response?.id, cut: call.cut,
  };
}

async function collectStream(model: SdkLanguageModel, sdkOptions: SdkCallOptions, call: Call, notice: (text: string) => void): Promise<CollectedResult> {
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
    } else if (part.type === 'stream-start') for (const warning of part.warnings) notice(warningText(warning));
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
  if (!finished || result.finish.raw === undefined) throw new Error('the stream ended before the reply did');
  return { ...result, cut: false };
}

function cutResult(): CollectedResult {
  const none = { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined };
  return {
    text: '', reasoning: '', refused: false, finish: { unified: 'length', raw: undefined },
    usage: { inputTokens: none, outputTokens: { total: undefined, text: undefined, reasoning: undefined } },
    model: undefined, responseId: undefined, cut: true,
  };
}

function toSdkOptions(request: GenerateRequest, mode: StructuredMode, options: RemoteModelOptions, headers: Record<string, string>): SdkCallOptions {
  const { schema } = request;
  const bound = schema !== undefined && mode === 'json-schema';
  const messages = schema === undefined || bound ? request.messages : withSchemaInPrompt(request.messages, wireSchema(schema.json));
  const sdk: SdkCallOptions = { prompt: toPrompt(messages), maxOutputTokens: request.maxOutputTokens, headers };
  if (request.temperature !== undefined) sdk.temperature = request.temperature;
  if (request.topP !== undefined) sdk.topP = request.topP;
  if (request.presencePenalty !== undefined) sdk.presencePenalty = request.presencePenalty;
  if (request.frequencyPenalty !== undefined) sdk.frequencyPenalty = request.frequencyPenalty;
  if (request.stop !== undefined) sdk.stopSequences = request.stop;
  if (request.seed !== undefined) sdk.seed = request.seed;
  if (request.reasoningEffort !== undefined) sdk.reasoning = request.reasoningEffort;
  if (bound) sdk.responseFormat = { type: 'json', name: schema.name, schema: wireSchema(schema.json) };
  else if (schema !== undefined && mode === 'json-object') sdk.responseFormat = { type: 'json' };

  const strictJsonSchema = bound ? isStrictSchema(schema.json) : undefined;
  if (options.provider === 'openai-compatible') {
    const topK = request.topK === undefined ? {} : { top_k: request.topK };
    sdk.providerOptions = { [COMPATIBLE_NAME]: { ...(options.extraBody as Record<string, never>), ...topK, ...(strictJsonSchema === undefined ? {} : { strictJsonSchema }) } };
  } else {
    if (request.topK !== undefined) sdk.topK = request.topK;
    if (options.provider === 'openai' && strictJsonSchema !== undefined) sdk.providerOptions = { openai: { strictJsonSchema } };
  }
  return sdk;
}

function checkRequest({ maxOutputTokens, schema }: GenerateRequest, { id, capabilities }: ModelDescription): void {
  if (!Number.isSafeInteger(maxOutputTokens) || maxOutputTokens < 1) {
    throw new RecipeError(`${id}: maxOutputTokens must be a whole number above 0, not ${maxOutputTokens}`);
  }
  if (schema !== undefined && !/^[\w-]{1,64}$/.test(schema.name)) {
    throw new RecipeError(`${id}: a schema's name is made of letters, digits, - and _ (64 at most), not "${schema.name}"`);
  }
  if (schema !== undefined && !capabilities.schema) throw new RecipeError(`${id} is said not to follow schemas`, { hint: 'Use another model for this role.' });
}

/** Nothing was written and nothing is billed, but the answer is final: the provider declines this prompt. */
function filteredReply(request: GenerateRequest, model: string): GenerateReply {
  const usage = { inputTokens: estimatePromptTokens(request), outputTokens: 0, reasoningTokens: 0, cachedInputTokens: 0, estimated: true };
  return { text: '', reasoning: null, finishReason: 'content-filter', usage, model, responseId: null };
}

/** An endpoint that echoes our headers must not bring the key into the journal. */
function scrubReply(reply: GenerateReply, { scrub }: Credential): GenerateReply {
  return {
    ...reply, text: scrub(reply.text), reasoning: reply.reasoning === null ? null : scrub(reply.reasoning),
    model: scrub(reply.model), responseId: reply.responseId === null ? null : scrub(reply.responseId),
  };
}

/** The SDK could not read the reply; its own error carries the prompt and headers, so it is not passed on. */
function brokenReply(error: unknown, call: Call, { description, credential }: GenerateContext): Error {
  const inside = errorInBody(call.bodyText);
  if (inside !== undefined) return errorFromBody(inside, { model: description.id, host: call.host, credential, nowMs: 0 });
  const { name } = error as { name?: unknown };
  if (call.host === '') return new RecipeError(`${description.id}: the request cannot be made: ${credential.scrub(String((error as Error).message)).slice(0, 300)}`);
  return new ModelUnavailableError(`${description.id}: the reply from ${call.host} is broken (${String(name ?? 'Error')})`);
}

function errorInBody(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return (JSON.parse(text) as { error?: unknown } | null)?.error ?? undefined;
  } catch {
    return undefined;
  }
}

function warningText(warning: SdkResult['warnings'][number]): string {
  if (warning.type === 'unsupported' || warning.type === 'compatibility') return `${warning.feature} is not passed on: ${warning.details ?? 'the provider does not support it'}`;
  return 'message' in warning ? warning.message : JSON.stringify(warning);
}
