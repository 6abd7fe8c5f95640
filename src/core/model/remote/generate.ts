import { isWellspringError, ModelUnavailableError, RecipeError } from '../../errors/index.ts';
import { NO_USAGE } from '../../records/usage.ts';
import type {
  CallOptions,
  GenerateReply,
  GenerateRequest,
  LanguageModel,
  ModelDescription,
} from '../port.ts';
import { estimatePromptTokens } from '../estimate-tokens.ts';
import { type Call, createCall } from './call.ts';
import { collectStream, collectWhole } from './collect-result.ts';
import type { Credential } from './credential.ts';
import type { Connection } from './connection.ts';
import { REMOTE_DEFAULTS, type RemoteModelOptions, type StructuredMode } from './remote-options.ts';
import { errorFromBody, isFilteredResponse } from './response-error.ts';
import { saysUnsupported, stepDown } from './structured.ts';
import { toReply } from './to-reply.ts';
import { toSdkOptions } from './to-sdk-options.ts';

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
        if (
          usageInStream &&
          call.mode === 'chat-events' &&
          refused.status < 500 &&
          refused.body.includes('stream_options')
        ) {
          dialect.usageInStream = false;
          notice(`${description.id} does not know stream_options: usage is estimated`);
          continue;
        }
        const weaker = stepDown(mode);
        const mayWeaken =
          request.schema !== undefined && options.structured === undefined && weaker !== undefined;
        if (!mayWeaken || !saysUnsupported(refused.status, refused.body)) throw error;
        // Another call may have stepped down in the meantime.
        if (dialect.structured === mode) {
          dialect.structured = weaker;
          notice(
            `${description.id} does not know structured mode ${mode}: ${weaker} is used instead`,
          );
        }
      }
    }
  };
}

function openCall(
  request: GenerateRequest,
  { signal, onProgress }: CallOptions,
  options: RemoteModelOptions,
  { models }: Connection,
  usageInStream: boolean,
): Call {
  const stream = options.stream ?? true;
  const mode = models.chat ? (stream ? 'chat-events' : 'chat-whole') : stream ? 'stream' : 'body';
  const maxCharacters = request.maxOutputTokens * REMOTE_DEFAULTS.charactersPerToken + 1_024;
  return createCall(mode, signal, { maxCharacters, onProgress, usageInStream });
}

async function run(
  { models, transport }: Connection,
  call: Call,
  request: GenerateRequest,
  mode: StructuredMode,
  context: GenerateContext,
): Promise<GenerateReply> {
  const { options, description, notice } = context;
  const registered = transport.begin(call);
  try {
    const sdkOptions = toSdkOptions(request, mode, options, registered.headers);
    const loose = request.schema !== undefined && mode === 'json-object' && models.loose !== null;
    const model = loose ? models.loose! : models.language;
    const result =
      call.mode === 'stream'
        ? await collectStream(model, sdkOptions, call, notice)
        : await collectWhole(model, sdkOptions, call, notice);
    return toReply(request, result, { model: description.id, tags: options.reasoningTags });
  } catch (error) {
    if (call.failure !== undefined) throw call.failure;
    if (isWellspringError(error)) throw error;
    throw brokenReply(error, call, context);
  } finally {
    registered.end();
  }
}

function checkRequest(
  { maxOutputTokens, schema }: GenerateRequest,
  { id, capabilities }: ModelDescription,
): void {
  if (!Number.isSafeInteger(maxOutputTokens) || maxOutputTokens < 1) {
    throw new RecipeError(
      `${id}: maxOutputTokens must be a whole number above 0, not ${maxOutputTokens}`,
    );
  }
  if (schema !== undefined && !/^[\w-]{1,64}$/.test(schema.name)) {
    throw new RecipeError(
      `${id}: a schema's name is made of letters, digits, - and _ (64 at most), not "${schema.name}"`,
    );
  }
  if (schema !== undefined && !capabilities.schema)
    throw new RecipeError(`${id} is said not to follow schemas`, {
      hint: 'Use another model for this role.',
    });
}

/** Nothing was written and nothing is billed, but the answer is final: the provider declines this prompt. */
function filteredReply(request: GenerateRequest, model: string): GenerateReply {
  const usage = { ...NO_USAGE, inputTokens: estimatePromptTokens(request), estimated: true };
  return {
    text: '',
    reasoning: null,
    finishReason: 'content-filter',
    usage,
    model,
    responseId: null,
  };
}

/** An endpoint that echoes our headers must not bring the key into the journal. */
function scrubReply(reply: GenerateReply, { scrub }: Credential): GenerateReply {
  return {
    ...reply,
    text: scrub(reply.text),
    reasoning: reply.reasoning === null ? null : scrub(reply.reasoning),
    model: scrub(reply.model),
    responseId: reply.responseId === null ? null : scrub(reply.responseId),
  };
}

/** The SDK could not read the reply; its own error carries the prompt and headers, so it is not passed on. */
function brokenReply(
  error: unknown,
  call: Call,
  { description, credential }: GenerateContext,
): Error {
  // An error event of the stream, in the provider's own form.
  if (typeof error === 'object' && error !== null && !(error instanceof Error)) {
    return errorFromBody(error, { model: description.id, host: call.host, credential, nowMs: 0 });
  }
  const { name } = error as { name?: unknown };
  if (call.host === '')
    return new RecipeError(
      `${description.id}: the request cannot be made: ${credential.scrub(String((error as Error).message)).slice(0, 300)}`,
    );
  return new ModelUnavailableError(
    `${description.id}: the reply from ${call.host} is broken (${String(name ?? 'Error')})`,
  );
}
