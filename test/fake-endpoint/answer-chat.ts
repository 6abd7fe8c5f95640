import { jsonForRequest, splitTokens, textFromHash } from './derive-reply.ts';
import type { Behaviour, ChatRequest } from './script.ts';
import { count, type Exchange } from './exchange.ts';

/** A reply before it is framed as one body or as a stream. */
interface ChatReply {
  chunks: string[];
  reasoning: string[];
  reasoningField: 'reasoning_content' | 'reasoning';
  refusal: string | null;
  finishReason: string;
  usage: Record<string, unknown> | null;
  model: string;
}

/** Writes the answer to a chat request, streamed or whole, as the behaviour says. */
export function answerChat(
  exchange: Exchange,
  behaviour: Exclude<Behaviour, { kind: 'status' }>,
): void {
  const { response, call, keeper } = exchange;
  const request = call.body as ChatRequest;
  if (behaviour.kind === 'hang') return;
  if (behaviour.kind === 'reset') return void response.destroy();
  const reply = composeReply(exchange, request, behaviour);
  keeper.counts.inputTokens += Number(reply.usage?.prompt_tokens ?? 0) || 0;
  keeper.counts.outputTokens += reply.chunks.length + reply.reasoning.length;
  count(keeper, 200);
  if (request.stream === true) writeStream(exchange, request, reply, behaviour);
  else writeBody(exchange, reply, behaviour);
}

function composeReply(exchange: Exchange, request: ChatRequest, behaviour: Behaviour): ChatReply {
  const { call, script } = exchange;
  const bound = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  const derived = () =>
    script.reply?.(request, call) ?? jsonForRequest(request, call.hash) ?? textFromHash(call.hash);
  const thought = textFromHash(call.hash.split('').toReversed().join(''));
  const reply: ChatReply = {
    chunks: [],
    reasoning: [],
    reasoningField: 'reasoning_content',
    refusal: null,
    finishReason: 'stop',
    usage: null,
    model: request.model,
  };
  switch (behaviour.kind) {
    case 'reply':
      reply.chunks = behaviour.chunks ?? splitTokens(behaviour.text ?? derived());
      reply.reasoning = behaviour.reasoning === undefined ? [] : splitTokens(behaviour.reasoning);
      reply.finishReason = behaviour.finishReason ?? 'stop';
      reply.model = behaviour.model ?? request.model;
      break;
    case 'thinking': {
      if (behaviour.where === 'reasoning' || behaviour.where === 'reasoning_content') {
        reply.reasoningField = behaviour.where;
        reply.reasoning = splitTokens(thought);
        reply.chunks = splitTokens(derived());
        break;
      }
      const opening = behaviour.where === 'orphan' ? '' : '<think>\n';
      const answer = behaviour.where === 'unclosed' ? '' : `\n</think>\n\n${derived()}`;
      // Three characters a chunk, so that tags split over chunks.
      reply.chunks = `${opening}${thought}${answer}`.match(/[\s\S]{1,3}/g)!;
      break;
    }
    case 'wrong-schema':
      reply.chunks = splitTokens('{"unexpected": ["shape", 7]}');
      break;
    case 'length': {
      const whole = splitTokens(derived());
      reply.chunks = whole.slice(0, Math.max(1, whole.length >> 1));
      reply.finishReason = 'length';
      break;
    }
    case 'empty':
      break;
    case 'enormous':
      reply.chunks = Array.from(
        { length: Math.ceil((behaviour.characters ?? 2_000_000) / 1_000) },
        () => 'blather '.repeat(125),
      );
      break;
    case 'refusal':
      reply.refusal = behaviour.text ?? 'I cannot help with that.';
      break;
    case 'content-filter':
      reply.chunks = splitTokens(derived()).slice(0, 2);
      reply.finishReason = 'content_filter';
      break;
    default:
      reply.chunks = splitTokens(derived());
  }
  if (
    behaviour.kind !== 'enormous' &&
    behaviour.kind !== 'thinking' &&
    reply.chunks.length > bound
  ) {
    reply.chunks = reply.chunks.slice(0, bound);
    reply.finishReason = 'length';
  }
  reply.usage = usageOf(request, reply, behaviour);
  return reply;
}

function usageOf(
  request: ChatRequest,
  reply: ChatReply,
  behaviour: Behaviour,
): Record<string, unknown> | null {
  if (behaviour.kind === 'no-usage') return null;
  if (behaviour.kind === 'lying-usage') return behaviour.usage;
  const prompt = Math.ceil(JSON.stringify(request.messages).length / 4);
  const completion =
    reply.chunks.length +
    reply.reasoning.length +
    (reply.refusal === null ? 0 : splitTokens(reply.refusal).length);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reply.reasoning.length },
  };
}

function writeBody(exchange: Exchange, reply: ChatReply, behaviour: Behaviour): void {
  const { response, call } = exchange;
  const message: Record<string, unknown> = {
    role: 'assistant',
    content: reply.refusal === null ? reply.chunks.join('') : null,
  };
  if (reply.reasoning.length > 0) message[reply.reasoningField] = reply.reasoning.join('');
  if (reply.refusal !== null) message.refusal = reply.refusal;
  const body = JSON.stringify({
    id: `chatcmpl-${call.hash.slice(0, 16)}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: reply.model,
    choices: [{ index: 0, message, finish_reason: reply.finishReason }],
    ...(reply.usage === null ? {} : { usage: reply.usage }),
  });
  const head = { 'content-type': 'application/json' };
  const half = body.slice(0, body.length >> 1);
  switch (behaviour.kind) {
    case 'hang-midway':
      response.writeHead(200, head).write(half);
      return;
    case 'reset-midway':
      response.writeHead(200, head).write(half, () => response.destroy());
      return;
    case 'truncated':
    case 'malformed':
      response.writeHead(200, head).end(half);
      return;
    case 'error-midway':
      response.writeHead(200, head).end(errorText(behaviour));
      return;
    case 'trickle':
      setTimeout(
        () => finish(exchange, () => response.writeHead(200, head).end(body)),
        behaviour.everyMs * reply.chunks.length,
      );
      return;
    default:
      finish(exchange, () => response.writeHead(200, head).end(body));
  }
}

function writeStream(
  exchange: Exchange,
  request: ChatRequest,
  reply: ChatReply,
  behaviour: Behaviour,
): void {
  const { response, call, script } = exchange;
  const shell = `{"id":"chatcmpl-${call.hash.slice(0, 16)}","object":"chat.completion.chunk","created":1700000000,"model":${JSON.stringify(reply.model)},"choices":[`;
  const event = (delta: string, reason = 'null') =>
    `data: ${shell}{"index":0,"delta":${delta},"finish_reason":${reason}}]}\n\n`;
  const events = [event('{"role":"assistant","content":""}')];
  for (const piece of reply.reasoning)
    events.push(event(`{"${reply.reasoningField}":${JSON.stringify(piece)}}`));
  for (const piece of reply.chunks) events.push(event(`{"content":${JSON.stringify(piece)}}`));
  if (reply.refusal !== null) events.push(event(`{"refusal":${JSON.stringify(reply.refusal)}}`));
  const ending = [event('{}', JSON.stringify(reply.finishReason))];
  if (reply.usage !== null && request.stream_options?.include_usage === true) {
    ending.push(`data: ${shell}],"usage":${JSON.stringify(reply.usage)}}\n\n`);
  }
  ending.push('data: [DONE]\n\n');

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const half = events.slice(0, Math.max(2, events.length >> 1)).join('');
  switch (behaviour.kind) {
    case 'hang-midway':
      response.write(half);
      return;
    case 'reset-midway':
      response.write(half, () => response.destroy());
      return;
    case 'truncated':
      response.end(half);
      return;
    case 'malformed':
      response.end(`${half}data: {"id": oops\n\n`);
      return;
    case 'error-midway':
      response.end(`${half}data: ${errorText(behaviour)}\n\n`);
      return;
    case 'trickle':
      trickle(exchange, [...events, ...ending], behaviour);
      return;
    case 'enormous':
      pour(exchange, [...events, ...ending]);
      return;
    default:
      if ((script.wordMs ?? 0) > 0)
        trickle(exchange, [...events, ...ending], { everyMs: script.wordMs! });
      else finish(exchange, () => response.end(events.join('') + ending.join('')));
  }
}

function trickle(
  exchange: Exchange,
  events: string[],
  {
    everyMs,
    keepAliveMs,
    keepAliveForMs = 0,
  }: { everyMs: number; keepAliveMs?: number; keepAliveForMs?: number },
): void {
  const { response } = exchange;
  let next = 0;
  let comments = keepAliveMs === undefined ? 0 : Math.ceil(keepAliveForMs / keepAliveMs);
  const step = () => {
    if (response.destroyed) return;
    if (comments > 0) {
      comments--;
      response.write(': still here\n\n');
      setTimeout(step, keepAliveMs);
      return;
    }
    if (next < events.length - 1) {
      response.write(events[next++]);
      setTimeout(step, everyMs);
      return;
    }
    finish(exchange, () => response.end(events[next]));
  };
  step();
}

/** Writes at the client's pace: a client that goes away stops it. */
function pour(exchange: Exchange, events: string[]): void {
  const { response } = exchange;
  let next = 0;
  const step = () => {
    while (next < events.length - 1) {
      if (response.destroyed) return;
      if (!response.write(events[next++])) {
        response.once('drain', step);
        return;
      }
    }
    finish(exchange, () => response.end(events[next]));
  };
  step();
}

function finish(exchange: Exchange, write: () => void): void {
  if (exchange.response.destroyed) return;
  exchange.completed = true;
  write();
}

function errorText({
  status = 500,
  message = 'The engine stopped',
}: {
  status?: number;
  message?: string;
}): string {
  return JSON.stringify({ error: { message, type: 'server_error', code: status } });
}
