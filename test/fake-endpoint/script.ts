import type { Random } from '../../src/core/random.ts';

/** The parts of a chat request that the endpoint reads. */
export interface ChatRequest {
  model: string;
  messages: { role: string; content: unknown }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: {
    type: string;
    json_schema?: { name: string; schema: Record<string, unknown> };
  };
  [key: string]: unknown;
}

export interface EmbeddingRequest {
  model: string;
  input: string | string[];
  dimensions?: number;
}

/** One request as a script sees it. */
export interface FakeCall {
  path: string;
  body: ChatRequest | EmbeddingRequest;
  headers: Record<string, string | string[] | undefined>;
  /** SHA-256 of the body's bytes. */
  hash: string;
  /** How often this very body came before. */
  attempt: number;
  /** Number of the request since the start, from 0. */
  index: number;
  /** Seeded by the script's seed, the body's hash and the attempt: independent of order and time. */
  random: Random;
}

/** What the endpoint does with one request. Latency and queueing come first, whatever follows. */
export type Behaviour =
  /** A good reply; `text` replaces the derived one. */
  | {
      kind: 'reply';
      text?: string;
      reasoning?: string;
      finishReason?: string;
      model?: string;
      chunks?: string[];
    }
  /** Thinking before the answer: in tags of the text, with the closing tag only, never closed, or in a field. */
  | { kind: 'thinking'; where: 'tags' | 'orphan' | 'unclosed' | 'reasoning_content' | 'reasoning' }
  /** An error status with an OpenAI-style body, or `body` as it stands. */
  | {
      kind: 'status';
      status: number;
      headers?: Record<string, string>;
      message?: string;
      code?: string;
      body?: string;
    }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Sends headers and half of the reply, then nothing more. */
  | { kind: 'hang-midway' }
  /** Destroys the socket, before any byte or after half of the reply. */
  | { kind: 'reset' }
  | { kind: 'reset-midway' }
  /** Ends the response in good order after half of the reply. */
  | { kind: 'truncated' }
  /** Bytes that are no JSON, in the transport's own framing. */
  | { kind: 'malformed' }
  /** An error object inside a stream (or a body) that began with status 200. */
  | { kind: 'error-midway'; status?: number; message?: string }
  /** Good JSON that does not fit the schema that was asked for. */
  | { kind: 'wrong-schema' }
  /** Half a reply, with finish reason `length`. */
  | { kind: 'length' }
  | { kind: 'empty' }
  /** Ignores max_tokens and streams about so many characters. */
  | { kind: 'enormous'; characters?: number }
  | { kind: 'refusal'; text?: string }
  | { kind: 'content-filter' }
  /** A good reply, one word every `everyMs`; `keepAliveMs` sends SSE comments instead of words first, for `keepAliveForMs`. */
  | { kind: 'trickle'; everyMs: number; keepAliveMs?: number; keepAliveForMs?: number }
  | { kind: 'no-usage' }
  | { kind: 'lying-usage'; usage: Record<string, unknown> };

export type Latency =
  | { kind: 'fixed'; ms: number }
  | { kind: 'log-normal'; medianMs: number; p99OverP50: number };

export interface FakeScript {
  /** Seeds everything that is drawn. Default `fake`. */
  seed?: string;
  /** Time at work on a request before its first byte. Default none. */
  latency?: Latency;
  /** At most so many requests are at work; the others queue, first come first served, with no word of it. */
  servers?: number;
  /** Answers 429 while more than so many requests are in the house. */
  limitAbove?: number;
  /** What those 429 say in Retry-After; null for nothing. Default null. */
  retryAfter?: string | null;
  /** Text of a plain reply; the default derives words from the body's hash. Schema-bound requests get JSON from the schema unless this gives a string. */
  reply?: (request: ChatRequest, call: FakeCall) => string | undefined;
  /** Decides on each request; undefined is a good reply. */
  behave?: (call: FakeCall) => Behaviour | undefined;
  /** Milliseconds between streamed words. Default 0: the whole stream in one write. */
  wordMs?: number;
  /** Length of embedding vectors where the request names none. Default 32. */
  dimensions?: number;
  /** Wanted in `Authorization: Bearer`; others get 401. */
  key?: string;
  /** Keep counts for each body's hash. Default true; benches turn it off. */
  countBodies?: boolean;
}

/** Draws a latency: log-normal with the given median and ratio of 99th to 50th percentile (z₀.₉₉ = 2.326). */
export function drawLatencyMs(latency: Latency | undefined, random: () => Random): number {
  if (latency === undefined) return 0;
  if (latency.kind === 'fixed') return latency.ms;
  const generator = random();
  const u = 1 - generator.next();
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * generator.next());
  return latency.medianMs * Math.exp((normal * Math.log(latency.p99OverP50)) / 2.326);
}
