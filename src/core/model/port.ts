import type { Usage } from '../records/usage.ts';

/** A part of a prompt as it goes over the wire: images as base64, so that a request serialises. */
export type PromptPart =
  | { type: 'text'; text: string }
  | { type: 'image'; base64: string; mediaType: string };

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  content: string | PromptPart[];
}

/** JSON Schema, draft 2020-12, as `z.toJSONSchema` prints it. */
export type JsonSchema = Record<string, unknown>;

/** Sampling parameters. Unset ones are the model's own defaults; what is set is part of the journal key. */
export interface SamplingParameters {
  temperature?: number;
  topP?: number;
  topK?: number;
  presencePenalty?: number;
  frequencyPenalty?: number;
  stop?: string[];
  seed?: number;
  /** `none`, `low`, `medium`, `high`: for models that think, where the provider has such a switch. */
  reasoningEffort?: 'none' | 'low' | 'medium' | 'high';
}

export interface GenerateRequest extends SamplingParameters {
  messages: PromptMessage[];
  /** Binds the final answer (never the thinking) to this schema. */
  schema?: { name: string; json: JsonSchema };
  /** Always set: the worst case of a call is known before it is made. Thinking counts. */
  maxOutputTokens: number;
}

export type FinishReason =
  | 'stop'
  | 'length'
  | 'refusal'
  | 'content-filter'
  | 'tool-calls'
  | 'error'
  | 'unknown';

/** A reply as it came, before anyone interprets it. Plain JSON, so that the journal can keep it whole. */
export interface GenerateReply {
  /** The final answer's text; for a schema-bound request, JSON text that nobody has parsed yet. */
  text: string;
  /** The thinking, whether it came in a field of its own or in tags. */
  reasoning: string | null;
  finishReason: FinishReason;
  usage: Usage;
  /** The model name that the endpoint reported, else the one that was asked for. */
  model: string;
  /** The provider's id of the response, where it gave one. */
  responseId: string | null;
}

export interface EmbedRequest {
  texts: string[];
  dimensions?: number;
}

export interface EmbedReply {
  /** One vector a text, in order. */
  vectors: number[][];
  usage: Usage;
  model: string;
}

export interface CallOptions {
  signal: AbortSignal;
  /** Called with the number of output tokens (or an estimate) as they stream in. */
  onProgress?: (outputTokens: number) => void;
}

/** Prices in US dollars for a million tokens; or an own machine's price for an hour, shared by the calls in flight. */
export interface Price {
  inputPerMillion: number;
  outputPerMillion: number;
  cachedInputPerMillion?: number;
  perHour?: number;
  /** Where the price is from and when it was read, for the card. */
  source: string;
}

/** What is known of a model before it is called. Part of the journal key: `id`, `revision`. */
export interface ModelDescription {
  /** `provider/model`, as recipes and cards name it. */
  id: string;
  /** A file hash, a commit or a dated release; null where the provider tells none. */
  revision: string | null;
  /** Licence or terms that bind the outputs, for the card; null where unknown. */
  terms: string | null;
  /** Null where no price is known: then money limits refuse to start. Free is a price of 0. */
  price: Price | null;
  /** Longest prompt plus reply in tokens; null where unknown. */
  contextTokens: number | null;
  capabilities: { schema: boolean; image: boolean; embed: boolean };
}

/**
 * One language model, as the project sees it. Adapters raise RateLimitError and ModelUnavailableError for what may be
 * tried again, CredentialError for a key, RecipeError for a request that the endpoint will never take; everything
 * that was paid for comes back as a reply, refusals and cut-off texts included.
 */
export interface LanguageModel {
  readonly description: ModelDescription;
  generate(request: GenerateRequest, options: CallOptions): Promise<GenerateReply>;
  embed(request: EmbedRequest, options: CallOptions): Promise<EmbedReply>;
  /** How many calls may be in flight, now; the caller asks before each. Adapters with a queue of their own say Infinity. */
  readonly lanes: Lanes;
  close(): Promise<void>;
}

/** The gate before an endpoint: whoever wants to call takes a permit, and gives back what happened. */
export interface Lanes {
  /** Never more than so many in flight. */
  readonly max: number;
  /** Resolves when a call may start. Rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<Permit>;
  /** For progress and status. */
  snapshot(): { limit: number; inFlight: number; waiting: number };
}

export interface Permit {
  /** Ends the call. `outcome` steers the concurrency: tokens raise it while throughput grows, limits lower it. */
  release(
    outcome:
      | { kind: 'done'; outputTokens: number }
      | { kind: 'limited'; retryAfterMs: number | undefined }
      | { kind: 'failed' },
  ): void;
}
