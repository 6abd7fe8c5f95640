import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeEndpoint } from '../../../../test/fake-endpoint/start-fake-endpoint.ts';
import { openRemoteModel, type RemoteModel } from './open-remote-model.ts';
import type { ProviderName } from './remote-options.ts';

const key = 'key-0123456789abcdef';
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

interface Seen {
  url: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

/** A server that speaks another protocol: answers every request with these events, or with a status. */
async function serve(
  events: unknown[],
  {
    status = 200,
    named = false,
    stay = false,
  }: { status?: number; named?: boolean; stay?: boolean } = {},
): Promise<{ url: string; seen: Seen[]; closed: () => number }> {
  const seen: Seen[] = [];
  let closed = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      seen.push({
        url: request.url!,
        headers: request.headers,
        body: JSON.parse(text) as Record<string, unknown>,
      });
      response.on('close', () => closed++);
      if (status !== 200)
        return response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(events[0]));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events)
        response.write(
          `${named ? `event: ${(event as { type: string }).type}\n` : ''}data: ${JSON.stringify(event)}\n\n`,
        );
      return stay ? undefined : response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    closed: () => closed,
  };
}

function openModel(
  provider: ProviderName,
  model: string,
  baseUrl: string,
  silenceTimeoutMs = 2_000,
): RemoteModel {
  const opened = openRemoteModel({
    provider,
    model,
    baseUrl,
    silenceTimeoutMs,
    environment: { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key, GOOGLE_GENERATIVE_AI_API_KEY: key },
  });
  open.push(() => opened.close());
  return opened;
}

const ask = (model: RemoteModel, more: object = {}, signal = new AbortController().signal) =>
  model.generate(
    {
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What?' },
            { type: 'image', base64: 'iVBORw0KGgo=', mediaType: 'image/png' },
          ],
        },
      ],
      maxOutputTokens: 64,
      ...more,
    },
    { signal },
  );

const schema = {
  name: 'answer',
  json: {
    type: 'object',
    properties: { word: { type: 'string' } },
    required: ['word'],
    additionalProperties: false,
  },
};

const claude = (stop: string, ...blocks: { type: 'text' | 'thinking'; text: string }[]) => [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-haiku-4-5-20251001',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: 21,
        cache_read_input_tokens: 10,
        cache_creation_input_tokens: 0,
        output_tokens: 1,
      },
    },
  },
  { type: 'ping' },
  ...blocks.flatMap(({ type, text }, index) => [
    {
      type: 'content_block_start',
      index,
      content_block: type === 'text' ? { type, text: '' } : { type, thinking: '', signature: '' },
    },
    {
      type: 'content_block_delta',
      index,
      delta:
        type === 'text' ? { type: 'text_delta', text } : { type: 'thinking_delta', thinking: text },
    },
    { type: 'content_block_stop', index },
  ]),
  {
    type: 'message_delta',
    delta: { stop_reason: stop, stop_sequence: null },
    usage: { output_tokens: 15 },
  },
  { type: 'message_stop' },
];

describe('anthropic', () => {
  it('gives text, thinking, usage with cache, model and id; the key goes in its own header', async () => {
    const { url, seen } = await serve(
      claude('end_turn', { type: 'thinking', text: 'a lamp?' }, { type: 'text', text: 'A lamp.' }),
      { named: true },
    );
    const reply = await ask(openModel('anthropic', 'claude-haiku-4-5', `${url}/v1`), {
      stop: ['END'],
    });
    expect(reply).toMatchObject({
      text: 'A lamp.',
      reasoning: 'a lamp?',
      finishReason: 'stop',
      model: 'claude-haiku-4-5-20251001',
      responseId: 'msg_1',
      usage: { inputTokens: 31, cachedInputTokens: 10, outputTokens: 15, estimated: false },
    });
    expect(reply.usage.reasoningTokens).toBeGreaterThan(0);
    expect(seen[0]).toMatchObject({
      url: '/v1/messages',
      headers: { 'x-api-key': key },
      body: { model: 'claude-haiku-4-5', max_tokens: 64, stream: true, stop_sequences: ['END'] },
    });
    expect(seen[0]!.headers.authorization).toBeUndefined();
    expect(seen[0]!.headers['x-wellspring-call']).toBeUndefined();
    expect(JSON.stringify(seen[0]!.body.messages)).toContain('"media_type":"image/png"');
  });

  it.each([
    ['max_tokens', 'length'],
    ['refusal', 'refusal'],
    ['stop_sequence', 'stop'],
  ])('ends by %s with %s', async (stop, finishReason) => {
    const { url } = await serve(claude(stop, { type: 'text', text: 'x' }), { named: true });
    expect((await ask(openModel('anthropic', 'claude-haiku-4-5', `${url}/v1`))).finishReason).toBe(
      finishReason,
    );
  });

  it('binds a schema', async () => {
    const { url, seen } = await serve(
      claude('end_turn', { type: 'text', text: '{"word":"lamp"}' }),
      { named: true },
    );
    expect(
      (await ask(openModel('anthropic', 'claude-haiku-4-5', `${url}/v1`), { schema })).text,
    ).toBe('{"word":"lamp"}');
    expect(JSON.stringify(seen[0]!.body)).toContain('"word":{"type":"string"}');
  });

  it.each([
    [
      401,
      {
        type: 'error',
        error: { type: 'authentication_error', message: `invalid x-api-key ${key}` },
      },
      'credential-missing',
    ],
    [
      529,
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      'rate-limited',
    ],
    [
      400,
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: 'prompt is too long: 210000 tokens > 200000 maximum',
        },
      },
      'item-rejected',
    ],
    [
      400,
      {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'Your credit balance is too low' },
      },
      'credential-missing',
    ],
  ])('%i %j', async (status, body, code) => {
    const { url } = await serve([body], { status });
    const error = await ask(openModel('anthropic', 'claude-haiku-4-5', `${url}/v1`)).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain(key);
  });

  it('is unavailable when the stream breaks off, falls silent, or carries an error', async () => {
    const whole = claude('end_turn', { type: 'text', text: 'A lamp.' });
    const cut = await serve(whole.slice(0, -2), { named: true });
    await expect(ask(openModel('anthropic', 'm', `${cut.url}/v1`))).rejects.toMatchObject({
      code: 'model-unavailable',
    });
    const silent = await serve(whole.slice(0, -2), { named: true, stay: true });
    await expect(ask(openModel('anthropic', 'm', `${silent.url}/v1`, 100))).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('silent'),
    });
    await expect.poll(silent.closed).toBe(1);
    const failing = await serve(
      [
        ...whole.slice(0, 4),
        { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      ],
      { named: true },
    );
    await expect(ask(openModel('anthropic', 'm', `${failing.url}/v1`))).rejects.toMatchObject({
      code: 'rate-limited',
    });
  });

  it('closes the socket on abort, and cuts an enormous reply off', async () => {
    const stay = await serve(claude('end_turn', { type: 'text', text: 'A lamp.' }).slice(0, -2), {
      named: true,
      stay: true,
    });
    const controller = new AbortController();
    const reply = ask(openModel('anthropic', 'm', `${stay.url}/v1`), {}, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 150);
    await expect(reply).rejects.toThrow('enough');
    await expect.poll(stay.closed).toBe(1);
    const enormous = await serve(
      claude(
        'end_turn',
        ...Array.from({ length: 50 }, () => ({
          type: 'text' as const,
          text: 'blather '.repeat(500),
        })),
      ),
      { named: true },
    );
    expect(await ask(openModel('anthropic', 'm', `${enormous.url}/v1`))).toMatchObject({
      finishReason: 'length',
      usage: { estimated: true },
    });
  });
});

const part = (parts: object[], finishReason?: string) => ({
  candidates: [
    {
      index: 0,
      content: { role: 'model', parts },
      ...(finishReason === undefined ? {} : { finishReason }),
    },
  ],
  usageMetadata: {
    promptTokenCount: 40,
    candidatesTokenCount: 7,
    thoughtsTokenCount: 5,
    cachedContentTokenCount: 8,
    totalTokenCount: 52,
  },
  modelVersion: 'gemini-2.5-flash',
  responseId: 'resp-1',
});

describe('google', () => {
  it('gives text, thinking and usage; the key goes in its own header, not in the URL', async () => {
    const { url, seen } = await serve([
      part([{ text: 'a lamp?', thought: true }]),
      part([{ text: 'A lamp.' }], 'STOP'),
    ]);
    expect(await ask(openModel('google', 'gemini-2.5-flash', `${url}/v1beta`))).toMatchObject({
      text: 'A lamp.',
      reasoning: 'a lamp?',
      finishReason: 'stop',
      usage: {
        inputTokens: 40,
        cachedInputTokens: 8,
        outputTokens: 12,
        reasoningTokens: 5,
        estimated: false,
      },
    });
    expect(seen[0]!.url).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse');
    expect(seen[0]!.headers['x-goog-api-key']).toBe(key);
    expect(JSON.stringify(seen[0]!.body)).toContain('"inlineData":{"mimeType":"image/png"');
  });

  it.each([
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content-filter'],
  ])('ends by %s with %s', async (reason, finishReason) => {
    const { url } = await serve([part([{ text: 'x' }], reason)]);
    expect((await ask(openModel('google', 'gemini-2.5-flash', `${url}/v1beta`))).finishReason).toBe(
      finishReason,
    );
  });

  it('binds a schema, and knows its errors', async () => {
    const { url, seen } = await serve([part([{ text: '{"word":"lamp"}' }], 'STOP')]);
    expect(
      (await ask(openModel('google', 'gemini-2.5-flash', `${url}/v1beta`), { schema })).text,
    ).toBe('{"word":"lamp"}');
    expect(JSON.stringify(seen[0]!.body)).toContain('"responseMimeType":"application/json"');
    const limited = await serve(
      [
        {
          error: {
            code: 429,
            message: 'Resource has been exhausted',
            status: 'RESOURCE_EXHAUSTED',
          },
        },
      ],
      { status: 429 },
    );
    await expect(ask(openModel('google', 'm', `${limited.url}/v1beta`))).rejects.toMatchObject({
      code: 'rate-limited',
    });
  });
});

describe('openai', () => {
  it('speaks chat completions, with a bound schema, and reports parameters that its model does not take', async () => {
    const endpoint = await startFakeEndpoint({ key });
    open.push(() => endpoint.close());
    const model = openModel('openai', 'gpt-4.1-mini', endpoint.url);
    const reply = await ask(model, { schema, temperature: 0.1 });
    expect(JSON.parse(reply.text)).toEqual({ word: expect.any(String) });
    expect(model.notices()).toEqual([]);
    const thinker = openModel('openai', 'o4-mini', endpoint.url);
    await ask(thinker, { temperature: 0.1, reasoningEffort: 'low' });
    expect(thinker.notices()).toEqual([expect.stringContaining('temperature')]);
  });

  it('sees a refusal in its own field', async () => {
    const endpoint = await startFakeEndpoint({ behave: () => ({ kind: 'refusal' }) });
    open.push(() => endpoint.close());
    expect(await ask(openModel('openai', 'gpt-4.1-mini', endpoint.url))).toMatchObject({
      finishReason: 'refusal',
      text: 'I cannot help with that.',
    });
  });
});
