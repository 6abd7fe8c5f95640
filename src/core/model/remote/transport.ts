import type { Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import { ModelUnavailableError } from '../../errors/index.ts';
import type { Call } from './call.ts';
import type { Credential } from './credential.ts';
import { Exchange, type ExchangeEvents } from './exchange.ts';
import {
  BodyReceiver,
  BrokenResponseError,
  ChatReceiver,
  ErrorInResponse,
  StreamReceiver,
} from './receivers.ts';
import { createReplicas, type Replicas, type ReplicaTicket } from './replicas.ts';
import {
  type ErrorContext,
  errorFromBody,
  errorFromNetwork,
  errorFromResponse,
} from './response-error.ts';

/** Names a call in the headers that pass through the SDK; never sent. */
const CALL_HEADER = 'x-wellspring-call';

export interface TransportOptions {
  /** `provider/model`, for messages. */
  model: string;
  baseUrls: string[];
  credential: Credential;
  dispatcher: Dispatcher;
  silenceTimeoutMs: number;
  maxReplyBytes: number;
  clock: Clock;
}

/** The way from the SDK to the endpoint: sockets, replicas, keys, silence, bounds and errors are its matter. */
export interface Transport {
  /** For the SDK's provider. Knows its call by {@link Transport.begin}. */
  fetch: typeof globalThis.fetch;
  replicas: Replicas;
  /** Registers a call; its headers go into the SDK's call options. */
  begin(call: Call): { headers: Record<string, string>; end(): void };
  close(): Promise<void>;
}

type Sdk = { url: string; headers: Record<string, string>; body: string };

/** Opens the transport of one remote model. */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrls, credential, dispatcher, clock } = options;
  const calls = new Map<string, Call>();
  const replicas = createReplicas(baseUrls, clock);
  const primary = baseUrls[0]!;
  let counter = 0;

  function send({ url, headers, body }: Sdk, call: Call): Promise<Response> {
    return new Promise((resolve, reject) => {
      const ticket = replicas.take();
      const { replica } = ticket;
      call.host = replica.host;
      const path = `${replica.prefix}${url.slice(primary.length)}`;
      const context: ErrorContext = {
        model: options.model,
        host: replica.host,
        credential,
        nowMs: clock.now(),
      };
      const fail = (error: unknown, cause: unknown = error) => {
        call.failure ??= error;
        if (receiver instanceof StreamReceiver) receiver.break(cause);
        reject(cause);
      };
      const onStream = (
        responseHeaders: Dispatcher.DispatchOptions['headers'],
        stream: ReadableStream<Uint8Array>,
      ) =>
        resolve(
          new Response(stream, {
            status: 200,
            headers: pick(responseHeaders as Record<string, string | string[] | undefined>),
          }),
        );
      const receiver = createReceiver(call, options.maxReplyBytes, onStream);
      const events = exchangeEvents(ticket, call, context, options.silenceTimeoutMs, fail, () => {
        if (receiver instanceof StreamReceiver) receiver.end();
        else resolve(collectedResponse(receiver.bytes()));
      });
      const exchange = new Exchange(receiver, events, {
        signal: call.signal,
        clock,
        silenceTimeoutMs: options.silenceTimeoutMs,
      });
      receiver.exchange = exchange;
      call.token = () => exchange.token();
      call.abandon = () => {
        exchange.abandon();
        ticket.end('well');
      };
      dispatcher.dispatch(
        { origin: replica.origin, path, method: 'POST', headers, body },
        exchange,
      );
    });
  }

  return {
    replicas,
    begin(call) {
      const id = String(counter++);
      calls.set(id, call);
      return { headers: { [CALL_HEADER]: id }, end: () => void calls.delete(id) };
    },
    fetch: (input, init) => {
      const headers = { ...(init?.headers as Record<string, string>) };
      const call = calls.get(headers[CALL_HEADER] ?? '');
      if (call === undefined) throw new Error('transport: a request without its call');
      delete headers[CALL_HEADER];
      for (const name of ['authorization', 'x-api-key', 'x-goog-api-key']) delete headers[name];
      const key = credential.header();
      if (key !== undefined) headers[key[0]] = key[1];
      let body = String(init?.body);
      if (call.mode === 'chat-events') {
        const usage = call.usageInStream ? ',"stream_options":{"include_usage":true}' : '';
        body = `${body.slice(0, -1)},"stream":true${usage}}`;
      }
      return send({ url: String(input), headers, body }, call);
    },
    close: () => dispatcher.destroy(),
  };
}

function createReceiver(
  call: Call,
  maxBytes: number,
  onStream: ConstructorParameters<typeof StreamReceiver>[2],
): BodyReceiver | ChatReceiver | StreamReceiver {
  if (call.mode === 'chat-events' || call.mode === 'chat-whole')
    return new ChatReceiver(call, maxBytes);
  if (call.mode === 'stream') return new StreamReceiver(call, maxBytes, onStream);
  return new BodyReceiver(call, Math.min(maxBytes, call.maxCharacters * 6 + 65_536));
}

function exchangeEvents(
  ticket: ReplicaTicket,
  call: Call,
  context: ErrorContext,
  silenceTimeoutMs: number,
  fail: (error: unknown, cause?: unknown) => void,
  finished: () => void,
): ExchangeEvents {
  const { model, host } = context;
  return {
    refused(status, headers, body) {
      ticket.end(status >= 500 || status === 429 ? 'failed' : 'unknown');
      call.refused = { status, headers, body };
      fail(errorFromResponse(call.refused, context));
    },
    failed(cause) {
      ticket.end('failed');
      if (cause instanceof ErrorInResponse) fail(errorFromBody(cause.error, context));
      else if (cause instanceof BrokenResponseError)
        fail(
          new ModelUnavailableError(`${model}: the reply from ${host} is broken: ${cause.message}`),
        );
      else fail(errorFromNetwork(cause, context));
    },
    silent(silentMs) {
      ticket.end('failed');
      fail(
        new ModelUnavailableError(
          `${model}: ${host} was silent for ${(silentMs / 1_000).toFixed(1)} s`,
          {
            hint: `Raise silenceTimeoutMs (now ${silenceTimeoutMs}) if the server queues or thinks that long.`,
          },
        ),
      );
    },
    aborted(reason) {
      ticket.end('unknown');
      // Under a name that the SDK passes through.
      fail(reason, new DOMException('aborted', 'AbortError'));
    },
    finished() {
      ticket.end('well');
      finished();
    },
  };
}

const JSON_HEADERS = new Map([['content-type', 'application/json']]);

/** The little of a Response that the SDK reads of a JSON body, without the cost of a real one. */
function collectedResponse(bytes: Uint8Array): Response {
  let given = false;
  const reader = {
    read: () => {
      const result = given ? { done: true, value: undefined } : { done: false, value: bytes };
      given = true;
      return Promise.resolve(result);
    },
    cancel: () => Promise.resolve(),
    releaseLock: () => {},
  };
  return {
    ok: true,
    status: 200,
    statusText: 'OK',
    headers: JSON_HEADERS,
    body: { getReader: () => reader },
  } as unknown as Response;
}

function pick(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
}
