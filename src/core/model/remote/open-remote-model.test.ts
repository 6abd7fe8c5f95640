import { describe, expect, it } from 'vitest';
import { openAgainst } from '../../../../test/fake-endpoint/open-against.ts';
import type { ChatRequest } from '../../../../test/fake-endpoint/script.ts';
import { openRemoteModel } from './open-remote-model.ts';

const ways = [
  ['streamed', true],
  ['whole', false],
] as const;

describe.each(ways)('a reply, %s', (_name, stream) => {
  it('carries text, finish reason, usage, model and id as the endpoint gave them', async () => {
    await using opened = await openAgainst(
      { kind: 'reply', text: 'The river carries the stone.', model: 'fake-model-2024' },
      { stream },
    );
    const progress: number[] = [];
    const { signal } = new AbortController();
    const reply = await opened.model.generate(
      { messages: [{ role: 'user', content: 'What?' }], maxOutputTokens: 50 },
      { signal, onProgress: (tokens) => progress.push(tokens) },
    );
    expect(reply).toMatchObject({
      text: 'The river carries the stone.',
      reasoning: null,
      finishReason: 'stop',
      model: 'fake-model-2024',
      usage: { outputTokens: 5, reasoningTokens: 0, cachedInputTokens: 0, estimated: false },
    });
    expect(reply.usage.inputTokens).toBeGreaterThan(0);
    expect(reply.responseId).toMatch(/^chatcmpl-/);
    expect(stream ? progress.at(-1) : 5).toBeGreaterThanOrEqual(5);
    expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
  });

  it.each(['tags', 'reasoning_content', 'reasoning', 'orphan'] as const)(
    'keeps thinking in %s apart, under a schema too',
    async (where) => {
      await using opened = await openAgainst({ kind: 'thinking', where }, { stream });
      const plain = await opened.ask();
      expect(plain.text).toMatch(/^The .*\.$/);
      expect(plain.reasoning).toMatch(/^The .*\.$/);
      expect(plain.text).not.toContain('think>');
      expect(plain.usage.reasoningTokens).toBeGreaterThan(0);
      expect(plain.usage.reasoningTokens).toBeLessThan(plain.usage.outputTokens);
      const schema = {
        name: 'answer',
        json: {
          type: 'object',
          properties: { word: { type: 'string' } },
          required: ['word'],
          additionalProperties: false,
        },
      };
      const bound = await opened.ask({ schema });
      expect(JSON.parse(bound.text)).toEqual({ word: expect.any(String) });
      expect(bound.reasoning).not.toBeNull();
    },
  );

  it('gives an unclosed thought as thought, with no answer', async () => {
    await using opened = await openAgainst({ kind: 'thinking', where: 'unclosed' }, { stream });
    expect(await opened.ask()).toMatchObject({
      text: '',
      reasoning: expect.stringMatching(/^The /),
    });
  });

  it.each([
    [{ kind: 'length' }, 'length', /^The /],
    [{ kind: 'content-filter' }, 'content-filter', /^The /],
    [{ kind: 'refusal' }, 'refusal', /^I cannot help with that\.$/],
    [{ kind: 'reply', finishReason: 'tool_calls' }, 'tool-calls', /^The /],
    [{ kind: 'reply', finishReason: 'eos' }, 'stop', /^The /],
    [{ kind: 'reply', finishReason: 'something-new' }, 'unknown', /^The /],
    [{ kind: 'empty' }, 'stop', /^$/],
  ] as const)('%j ends with %s', async (behaviour, finishReason, text) => {
    await using opened = await openAgainst(behaviour, { stream });
    const reply = await opened.ask();
    expect(reply.finishReason).toBe(finishReason);
    expect(reply.text).toMatch(text);
  });

  it('estimates usage that is missing, on the high side, and says so', async () => {
    await using opened = await openAgainst({ kind: 'no-usage' }, { stream });
    const { text, usage } = await opened.ask();
    expect(usage.estimated).toBe(true);
    expect(usage.outputTokens).toBeGreaterThanOrEqual(text.split(' ').length);
    expect(usage.inputTokens).toBeGreaterThan(0);
  });

  it.each([
    { prompt_tokens: -7, completion_tokens: 1e15 },
    { prompt_tokens: 1e9, completion_tokens: 0 },
    { prompt_tokens: 3.5, completion_tokens: 'many' },
    { prompt_tokens: null, completion_tokens: null },
    { prompt_tokens: [], completion_tokens: {}, prompt_tokens_details: 'none' },
  ])('does not believe %j', async (lie) => {
    await using opened = await openAgainst(
      { behave: () => ({ kind: 'lying-usage', usage: lie }) },
      { stream },
    );
    const { usage, text } = await opened.ask();
    expect(text).toMatch(/^The /);
    expect(usage.estimated).toBe(true);
    expect(usage.inputTokens).toBeGreaterThan(0);
    expect(usage.inputTokens).toBeLessThan(2_000);
    expect(usage.outputTokens).toBeGreaterThan(0);
    expect(usage.outputTokens).toBeLessThan(500);
  });

  it('takes characters of any length apart and together again', async () => {
    const text = '日本語のテキスト 👩‍👩‍👧‍👦 \u2028 "quoted" \\ back \u0000 end — ß';
    await using opened = await openAgainst(
      { kind: 'reply', text, chunks: Array.from(text) },
      { stream },
    );
    expect((await opened.ask()).text).toBe(text);
  });
});

describe('a request', () => {
  it('carries parameters, messages and images in the form of the protocol', async () => {
    const seen: ChatRequest[] = [];
    await using opened = await openAgainst(
      { behave: ({ body }) => void seen.push(body as ChatRequest) },
      { extraBody: { chat_template_kwargs: { enable_thinking: false } } },
    );
    await opened.ask({
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', base64: 'iVBORw0KGgo=', mediaType: 'image/png' },
          ],
        },
        { role: 'assistant', content: 'A lamp.' },
        { role: 'user', content: 'Sure?' },
      ],
      temperature: 0.5,
      topP: 0.9,
      topK: 20,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      stop: ['END'],
      seed: 7,
      reasoningEffort: 'low',
      maxOutputTokens: 33,
    });
    expect(seen[0]).toMatchObject({
      model: 'fake-model',
      max_tokens: 33,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 20,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      stop: ['END'],
      seed: 7,
      reasoning_effort: 'low',
      stream: true,
      stream_options: { include_usage: true },
      chat_template_kwargs: { enable_thinking: false },
    });
    expect(seen[0]!.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
        ],
      },
      { role: 'assistant', content: 'A lamp.' },
      { role: 'user', content: 'Sure?' },
    ]);
  });

  it('is refused before anything is sent where it cannot be right', async () => {
    await using opened = await openAgainst();
    const image = { type: 'image', base64: 'AAAA', mediaType: 'image/png' } as const;
    await expect(opened.ask({ maxOutputTokens: 0 })).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
    await expect(opened.ask({ messages: [] })).rejects.toMatchObject({ code: 'recipe-invalid' });
    await expect(
      opened.ask({ messages: [{ role: 'system', content: [image] }] }),
    ).rejects.toMatchObject({ code: 'recipe-invalid' });
    await expect(opened.ask({ schema: { name: 'no spaces', json: {} } })).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
    expect(opened.endpoint.stats().requests).toBe(0);
  });
});

describe('a thousand calls at once', () => {
  it('are in flight together, on sockets of their own', async () => {
    await using opened = await openAgainst({ latency: { kind: 'fixed', ms: 1_500 } });
    const { signal } = new AbortController();
    const replies = await Promise.all(
      Array.from({ length: 1_024 }, (_, i) =>
        opened.ask({ messages: [{ role: 'user', content: `item ${i}` }] }, signal),
      ),
    );
    expect(new Set(replies.map(({ text }) => text)).size).toBeGreaterThan(1_000);
    expect(opened.endpoint.stats()).toMatchObject({ completed: 1_024, byStatus: { 200: 1_024 } });
    expect(opened.endpoint.stats().peakInFlight).toBeGreaterThan(900);
  });
});

describe('an enormous reply', () => {
  it('is cut off, costs no less than its bound, and closes the socket', async () => {
    await using opened = await openAgainst({ kind: 'enormous', characters: 50_000_000 });
    const reply = await opened.ask({ maxOutputTokens: 100 });
    expect(reply.finishReason).toBe('length');
    expect(reply.text.length).toBeGreaterThan(1_600);
    expect(reply.text.length).toBeLessThan(100_000);
    expect(reply.usage).toMatchObject({ estimated: true });
    expect(reply.usage.outputTokens).toBeGreaterThanOrEqual(100);
    await expect.poll(() => opened.endpoint.stats().aborted).toBe(1);
    expect(opened.endpoint.stats().inFlight).toBe(0);
  });

  it('is cut off where it comes whole', async () => {
    await using opened = await openAgainst(
      { kind: 'enormous', characters: 20_000_000 },
      { stream: false },
    );
    expect(await opened.ask({ maxOutputTokens: 100 })).toMatchObject({
      finishReason: 'length',
      text: '',
      usage: { estimated: true },
    });
  });
});

describe('openRemoteModel', () => {
  const base = { provider: 'openai-compatible', model: 'm', environment: {} } as const;

  it('describes the model before it is called', () => {
    const model = openRemoteModel({
      ...base,
      baseUrl: 'http://127.0.0.1:1/v1',
      revision: 'abc',
      contextTokens: 4_096,
      price: { inputPerMillion: 1, outputPerMillion: 2 },
    });
    expect(model.description).toEqual({
      id: 'openai-compatible/m',
      revision: 'abc',
      terms: null,
      contextTokens: 4_096,
      price: { inputPerMillion: 1, outputPerMillion: 2, source: 'recipe' },
      capabilities: { schema: true, image: true, embed: true },
    });
    const hosted = openRemoteModel({
      provider: 'anthropic',
      model: 'claude-haiku-4-5',
      environment: { ANTHROPIC_API_KEY: 'k-123456' },
    });
    expect(hosted.description).toMatchObject({
      price: { outputPerMillion: 5 },
      terms: expect.stringContaining('anthropic.com'),
      capabilities: { embed: false },
    });
  });

  it.each([
    [{}, 'has no address'],
    [{ baseUrl: 'localhost:8000' }, 'cannot be reached by localhost:'],
    [{ baseUrl: 'nonsense' }, 'is not a URL'],
    [{ baseUrl: 'http://user:secret@host/v1' }, 'more than an address'],
    [{ baseUrl: 'http://h/v1', provider: 'nobody' as never }, 'no provider `nobody`'],
    [{ baseUrl: 'http://h/v1', model: ' ' }, 'has no name'],
    [{ baseUrl: 'http://h/v1', silenceTimeoutMs: 0 }, 'silenceTimeoutMs'],
    [
      { baseUrl: 'http://h/v1', price: { inputPerMillion: -1, outputPerMillion: 0 } },
      'price.inputPerMillion',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => openRemoteModel({ ...base, ...options })).toThrow(message);
    expect(() => openRemoteModel({ ...base, ...options })).toThrow(
      expect.objectContaining({
        code: 'recipe-invalid',
        message: expect.not.stringContaining('secret'),
      }),
    );
  });

  it('takes its address from OPENAI_BASE_URL', () => {
    expect(
      openRemoteModel({ ...base, environment: { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1/' } })
        .description.id,
    ).toBe('openai-compatible/m');
  });
});
