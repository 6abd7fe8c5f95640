import type { IncomingHttpHeaders } from 'node:http';

/**
 * How a response is taken: a chat completion collected from events or read whole, any other body, or a stream that is
 * handed on as it comes.
 */
export type CallMode = 'chat-events' | 'chat-whole' | 'body' | 'stream';

/** One call on its way through the AI SDK: what the transport needs to know, and what it learns. */
export interface Call {
  mode: CallMode;
  signal: AbortSignal;
  /** The reply is cut off past so many characters. */
  maxCharacters: number;
  onProgress: ((outputTokens: number) => void) | undefined;
  /** Ask for the usage inside the stream. */
  usageInStream: boolean;
  /** What went wrong, in our own words; the SDK's words are dropped. */
  failure: unknown;
  /** The response behind `failure`, where there was one. */
  refused: { status: number; headers: IncomingHttpHeaders; body: string } | null;
  /** The reply was cut off by us. */
  cut: boolean;
  host: string;
  /** Of mode `stream`: tells the transport that a token came, or that the rest is not wanted. */
  token: () => void;
  abandon: () => void;
}

/** A call that has not begun. */
export function createCall(
  mode: CallMode,
  signal: AbortSignal,
  options: {
    maxCharacters?: number;
    onProgress?: ((outputTokens: number) => void) | undefined;
    usageInStream?: boolean;
  } = {},
): Call {
  return {
    mode,
    signal,
    maxCharacters: options.maxCharacters ?? Infinity,
    onProgress: options.onProgress,
    usageInStream: options.usageInStream ?? true,
    failure: undefined,
    refused: null,
    cut: false,
    host: '',
    token: () => {},
    abandon: () => {},
  };
}
