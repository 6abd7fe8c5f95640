import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom, type Random } from '../../src/core/random.ts';
import { answerChat } from './answer-chat.ts';
import { count, type Exchange, sendError } from './exchange.ts';
import { vectorFromText } from './derive-reply.ts';
import {
  type Behaviour,
  type ChatRequest,
  drawLatencyMs,
  type EmbeddingRequest,
  type FakeCall,
  type FakeScript,
} from './script.ts';
import { type FakeStats, StatsKeeper } from './stats.ts';

export interface FakeEndpoint {
  /** Base URL, ending in `/v1`. */
  url: string;
  port: number;
  stats(): FakeStats;
  /** Sets all counts to zero. */
  reset(): void;
  /** Changes what the endpoint does from the next request on. */
  setScript(script: FakeScript): void;
  /** Closes at once, with all sockets. */
  close(): Promise<void>;
}

/** Starts an OpenAI-compatible endpoint that does what its script says, on 127.0.0.1. */
export async function startFakeEndpoint(initial: FakeScript = {}, port = 0): Promise<FakeEndpoint> {
  let current = initial;
  let keeper = new StatsKeeper();
  let index = 0;
  let atWork = 0;
  const queue: (() => void)[] = [];

  const server = createServer(
    { keepAliveTimeout: 60_000, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      if (request.method === 'GET') return answerGet(request, response, keeper);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        take(request, response, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
      );
      request.on('error', () => response.destroy());
    },
  );
  server.on('connection', (socket) => {
    const { sockets } = keeper.counts;
    sockets.open++;
    sockets.accepted++;
    socket.setNoDelay(true);
    socket.on('close', () => keeper.counts.sockets.open--);
  });

  function take(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
    const house = keeper;
    const script = current;
    const hash = createHash('sha256').update(bytes).digest('hex');
    let body: ChatRequest;
    try {
      body = JSON.parse(bytes.toString()) as ChatRequest;
    } catch {
      return sendError(response, house, 400, 'The body is no JSON');
    }
    const attempt = script.countBodies === false ? 0 : house.body(hash);
    let random: Random | undefined;
    const call: FakeCall = {
      path: request.url ?? '',
      body,
      headers: request.headers,
      hash,
      attempt,
      index: index++,
      get random() {
        return (random ??= createRandom(`${script.seed ?? 'fake'}/${hash}/${attempt}`));
      },
    };
    const exchange: Exchange = { response, script, call, keeper: house, completed: false };
    house.enter();
    let working = false;
    const start = () => {
      if (response.destroyed) return;
      working = true;
      atWork++;
      const ms = drawLatencyMs(script.latency, () => call.random);
      if (ms > 0) setTimeout(() => !response.destroyed && answer(exchange), ms);
      else answer(exchange);
    };
    response.on('close', () => {
      house.leave();
      if (working) {
        atWork--;
        let next = queue.shift();
        while (next !== undefined && atWork < (script.servers ?? Infinity)) {
          next();
          next = atWork < (script.servers ?? Infinity) ? queue.shift() : undefined;
        }
      }
      const entry = house.bodies.get(hash);
      if (exchange.completed) {
        house.counts.completed++;
        if (entry !== undefined) entry.completed++;
      } else {
        house.counts.aborted++;
        if (entry !== undefined) entry.aborted++;
      }
    });
    if (script.key !== undefined && request.headers.authorization !== `Bearer ${script.key}`) {
      return sendError(
        response,
        house,
        401,
        `Incorrect API key provided: ${request.headers.authorization ?? 'none'}`,
        'invalid_api_key',
      );
    }
    if (script.limitAbove !== undefined && house.counts.inFlight > script.limitAbove) {
      const retryAfter = script.retryAfter ?? null;
      return sendError(
        response,
        house,
        429,
        'Rate limit reached',
        'rate_limit_exceeded',
        retryAfter === null ? {} : { 'retry-after': retryAfter },
      );
    }
    if (atWork >= (script.servers ?? Infinity)) queue.push(start);
    else start();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 4_096, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}/v1`,
    port: bound,
    stats: () => keeper.snapshot(),
    reset() {
      const { open } = keeper.counts.sockets;
      keeper = new StatsKeeper();
      keeper.counts.sockets.open = open;
      index = 0;
    },
    setScript(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function answer(exchange: Exchange): void {
  const { call, script, keeper, response } = exchange;
  const behaviour: Behaviour = script.behave?.(call) ?? { kind: 'reply' };
  keeper.counts.byBehaviour[behaviour.kind] = (keeper.counts.byBehaviour[behaviour.kind] ?? 0) + 1;
  if (behaviour.kind === 'status') {
    const { status, message = 'An error', code, headers = {}, body } = behaviour;
    if (body === undefined) return sendError(response, keeper, status, message, code, headers);
    count(keeper, status);
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
    return;
  }
  if (call.path.endsWith('/embeddings')) return answerEmbedding(exchange, behaviour);
  if (call.path.endsWith('/chat/completions')) return answerChat(exchange, behaviour);
  sendError(response, keeper, 404, `No such path: ${call.path}`);
}

function answerEmbedding(exchange: Exchange, behaviour: Behaviour): void {
  const { call, script, keeper, response } = exchange;
  const { input, model, dimensions = script.dimensions ?? 32 } = call.body as EmbeddingRequest;
  if (behaviour.kind === 'hang') return;
  if (behaviour.kind === 'reset') return void response.destroy();
  const texts = typeof input === 'string' ? [input] : input;
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: vectorFromText(text, dimensions),
  }));
  if (behaviour.kind === 'truncated') data.pop();
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  keeper.counts.inputTokens += tokens;
  count(keeper, 200);
  exchange.completed = true;
  const usage =
    behaviour.kind === 'no-usage' ? {} : { usage: { prompt_tokens: tokens, total_tokens: tokens } };
  const text = JSON.stringify({ object: 'list', model, data: data.toReversed(), ...usage });
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(behaviour.kind === 'malformed' ? text.slice(0, -9) : text);
}

function answerGet(request: IncomingMessage, response: ServerResponse, keeper: StatsKeeper): void {
  const body =
    request.url === '/stats'
      ? keeper.snapshot()
      : request.url?.endsWith('/models')
        ? { object: 'list', data: [{ id: 'fake', object: 'model', owned_by: 'test' }] }
        : undefined;
  response
    .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(body ?? {}));
}
