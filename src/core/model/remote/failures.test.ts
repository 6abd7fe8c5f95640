import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { HELL } from '../../../../test/fake-endpoint/hell.ts';
import { openAgainst } from '../../../../test/fake-endpoint/open-against.ts';
import type { Behaviour } from '../../../../test/fake-endpoint/script.ts';
import type { GenerateReply } from '../port.ts';
import { isWellspringError } from '../../errors/index.ts';
import { openRemoteModel } from './open-remote-model.ts';

const failure = (promise: Promise<unknown>) =>
  promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${inspect(value)}`);
    },
    (error: unknown) =>
      error as Error & { code: string; hint?: string; reason?: string; retryAfterMs?: number },
  );

describe('a status that is no success', () => {
  it.each([
    [401, {}, 'credential-missing'],
    [403, {}, 'credential-missing'],
    [402, {}, 'credential-missing'],
    [
      429,
      { code: 'insufficient_quota', message: 'You exceeded your current quota' },
      'credential-missing',
    ],
    [404, { message: 'The model `x` does not exist' }, 'recipe-invalid'],
    [400, { message: 'temperature must be below 2' }, 'recipe-invalid'],
    [422, { message: 'seed: value is not a valid integer' }, 'recipe-invalid'],
    [307, { headers: { location: 'http://elsewhere.example/v1' } }, 'recipe-invalid'],
    [408, {}, 'rate-limited'],
    [409, {}, 'rate-limited'],
    [425, {}, 'rate-limited'],
    [429, {}, 'rate-limited'],
    [503, {}, 'rate-limited'],
    [529, {}, 'rate-limited'],
    [500, {}, 'model-unavailable'],
    [
      502,
      { body: '<html><head><style>p{}</style></head><p>Bad gateway</p></html>' },
      'model-unavailable',
    ],
    [504, {}, 'model-unavailable'],
    [
      400,
      {
        message:
          "'max_tokens' is too large: 5000. This model's maximum context length is 4096 tokens and your request has 12 input tokens",
      },
      'recipe-invalid',
    ],
    [429, { message: 'You exceeded your current quota. Please retry in 38s' }, 'rate-limited'],
    [413, {}, 'item-rejected'],
    [
      400,
      {
        message: "This model's maximum context length is 4096 tokens",
        code: 'context_length_exceeded',
      },
      'item-rejected',
    ],
    [400, { message: 'prompt is too long: 250000 tokens > 200000 maximum' }, 'item-rejected'],
  ] as const)('%i %j', async (status, rest, code) => {
    await using opened = await openAgainst({ kind: 'status', status, ...rest });
    const error = await failure(opened.ask());
    expect(error).toMatchObject({ code });
    expect(isWellspringError(error)).toBe(true);
    expect(error.reason).toBe(code === 'item-rejected' ? 'prompt-too-long' : undefined);
    expect(error.message).toContain('message' in rest ? rest.message : '');
    expect(error.message).not.toMatch(/<|style/);
    expect(opened.endpoint.stats().requests).toBe(1);
  });

  it.each([
    [{ 'retry-after': '7' }, 7_000, 7_000],
    [{ 'retry-after': '0.25' }, 250, 250],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500, 1_500],
    [{ 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }, 1e12, Infinity],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0, 0],
    [{ 'retry-after': 'soon' }, undefined, undefined],
    [{}, undefined, undefined],
  ])('reads %j', async (headers, least, most) => {
    await using opened = await openAgainst({
      kind: 'status',
      status: 429,
      headers: headers as Record<string, string>,
    });
    const { retryAfterMs } = await failure(opened.ask());
    expect(retryAfterMs === undefined).toBe(least === undefined);
    expect(retryAfterMs ?? 0).toBeGreaterThanOrEqual(least ?? 0);
    expect(retryAfterMs ?? 0).toBeLessThanOrEqual(most ?? 0);
  });

  it('is a reply where the provider filters the prompt', async () => {
    await using opened = await openAgainst({
      kind: 'status',
      status: 400,
      code: 'content_filter',
      message: 'The prompt was filtered by the content management policy',
    });
    expect(await opened.ask()).toMatchObject({
      finishReason: 'content-filter',
      text: '',
      usage: { outputTokens: 0, estimated: true },
    });
  });
});

describe.each([
  ['streamed', true],
  ['whole', false],
] as const)('a transport that fails, %s', (_name, stream) => {
  it.each<Behaviour>([
    { kind: 'reset' },
    { kind: 'reset-midway' },
    { kind: 'truncated' },
    { kind: 'malformed' },
    { kind: 'error-midway' },
    { kind: 'hang' },
    { kind: 'hang-midway' },
    { kind: 'reply', finishReason: 'abort' },
    { kind: 'status', status: 200, body: '<html>a login page</html>' },
    { kind: 'status', status: 200, body: '' },
    {
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"choices":[]}',
    },
  ])('%j is the model unavailable', async (behaviour) => {
    await using opened = await openAgainst(behaviour, { stream, silenceTimeoutMs: 80 });
    expect(await failure(opened.ask())).toMatchObject({ code: 'model-unavailable' });
    await expect.poll(() => opened.endpoint.stats().inFlight).toBe(0);
  });

  it('passes an error inside a good response on by its own status', async () => {
    await using opened = await openAgainst(
      { kind: 'error-midway', status: 429, message: 'Slow down' },
      { stream },
    );
    expect(await failure(opened.ask())).toMatchObject({
      code: 'rate-limited',
      message: expect.stringContaining('Slow down'),
    });
  });
});

describe('silence', () => {
  it('is no matter of length: a slow trickle goes through', async () => {
    await using opened = await openAgainst(
      { kind: 'trickle', everyMs: 25 },
      { silenceTimeoutMs: 600 },
    );
    const begun = performance.now();
    const reply = await opened.ask();
    expect(performance.now() - begun).toBeGreaterThan(300);
    expect(reply.finishReason).toBe('stop');
  });

  it('is not broken for ever by keep-alive comments, but for a while', async () => {
    const patient = { kind: 'trickle', everyMs: 1, keepAliveMs: 30, keepAliveForMs: 300 } as const;
    await using opened = await openAgainst(patient, { silenceTimeoutMs: 100 });
    expect((await opened.ask()).finishReason).toBe('stop');
    await using stuck = await openAgainst(
      { ...patient, keepAliveMs: 10, keepAliveForMs: 60_000 },
      { silenceTimeoutMs: 60 },
    );
    const begun = performance.now();
    expect(await failure(stuck.ask())).toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('silent'),
    });
    expect(performance.now() - begun).toBeGreaterThan(300);
    expect(performance.now() - begun).toBeLessThan(2_500);
  });
});

describe('abort', () => {
  it.each<[string, Behaviour | undefined, boolean]>([
    ['before the first byte', { kind: 'hang' }, true],
    ['in the middle of the stream', { kind: 'hang-midway' }, true],
    ['of a whole reply', { kind: 'hang-midway' }, false],
  ])(
    '%s closes the socket at once and rejects with the reason',
    async (_name, behaviour, stream) => {
      await using opened = await openAgainst(behaviour ?? {}, { stream });
      const controller = new AbortController();
      const reply = failure(opened.ask({}, controller.signal));
      await expect.poll(() => opened.endpoint.stats().inFlight).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const begun = performance.now();
      controller.abort(new Error('the user stopped'));
      expect(await reply).toMatchObject({ message: 'the user stopped' });
      await expect.poll(() => opened.endpoint.stats().aborted, { interval: 5 }).toBe(1);
      expect(performance.now() - begun).toBeLessThan(500);
      expect(opened.endpoint.stats()).toMatchObject({ inFlight: 0, completed: 0 });
    },
  );

  it('beforehand sends nothing', async () => {
    await using opened = await openAgainst();
    expect(await failure(opened.ask({}, AbortSignal.abort(new Error('early'))))).toMatchObject({
      message: 'early',
    });
    expect(opened.endpoint.stats().requests).toBe(0);
  });
});

describe('an address where nobody is', () => {
  it('names the server and the mend', async () => {
    const { signal } = new AbortController();
    const request = { messages: [{ role: 'user' as const, content: 'x' }], maxOutputTokens: 10 };
    const refused = openRemoteModel({
      provider: 'openai-compatible',
      model: 'm',
      baseUrl: 'http://127.0.0.1:1/v1',
      environment: {},
    });
    expect(await failure(refused.generate(request, { signal }))).toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('127.0.0.1:1'),
      hint: expect.stringContaining('running'),
    });
    const nowhere = openRemoteModel({
      provider: 'openai-compatible',
      model: 'm',
      baseUrl: 'http://no-such-host.invalid/v1',
      environment: {},
    });
    expect(await failure(nowhere.generate(request, { signal }))).toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('no-such-host.invalid'),
    });
    const plain = await openAgainst();
    const tls = openRemoteModel({
      provider: 'openai-compatible',
      model: 'm',
      baseUrl: plain.endpoint.url.replace('http:', 'https:'),
      environment: {},
    });
    expect(await failure(tls.generate(request, { signal }))).toMatchObject({
      code: 'model-unavailable',
    });
    await plain[Symbol.asyncDispose]();
    await Promise.all([refused.close(), nowhere.close(), tls.close()]);
  });
});

describe('hell', () => {
  const key = 'sk-hell-0123456789abcdefSECRET';
  let errors: unknown[] = [];
  let kinds: Record<string, number> = {};
  let leaked = '';
  let leftInFlight = -1;

  beforeAll(async () => {
    await using opened = await openAgainst(
      { seed: 'hell', key, behave: ({ index }) => HELL[index % HELL.length] },
      {
        environment: { HELL_KEY: key },
        apiKeyEnv: 'HELL_KEY',
        silenceTimeoutMs: 2_500,
        concurrency: { start: 64, max: 64 },
      },
    );
    const schema = {
      name: 'answer',
      json: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    };
    const settled: PromiseSettledResult<GenerateReply>[] = [];
    let next = 0;
    const worker = async () => {
      for (let i = next++; i < HELL.length * 12; i = next++) {
        const messages = [{ role: 'user' as const, content: `item ${i}` }];
        settled.push(
          ...(await Promise.allSettled([
            opened.ask({ messages, maxOutputTokens: 200, ...(i % 2 ? { schema } : {}) }),
          ])),
        );
      }
    };
    await Promise.all(Array.from({ length: 48 }, worker));
    errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    kinds = {};
    for (const one of settled) {
      const kind =
        one.status === 'fulfilled'
          ? one.value.finishReason
          : String((one.reason as { code?: unknown }).code);
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    leaked = inspect([settled, opened.model, opened.model.notices(), opened.model.replicas()], {
      depth: 12,
      showHidden: true,
    });
    for (let waits = 0; opened.endpoint.stats().inFlight > 0 && waits < 200; waits++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    leftInFlight = opened.endpoint.stats().inFlight;
  });

  it('leaves no request behind', () => {
    expect(leftInFlight).toBe(0);
  });

  it('ends every call in a reply or in one of our errors, by kind', () => {
    expect(errors.filter((error) => !isWellspringError(error))).toEqual([]);
    // 24 kinds, 12 times each: 3 limits by status (two 429, one 503); 10 that are no reply; the rest are replies.
    expect(kinds).toEqual({
      'rate-limited': 36,
      'model-unavailable': 108,
      stop: 96,
      length: 24,
      refusal: 12,
      'content-filter': 12,
    });
  });

  it('shows the key nowhere', () => {
    expect(leaked).not.toContain(key);
    expect(leaked).not.toContain('SECRET');
    expect(leaked.length).toBeGreaterThan(1_000);
  });
});
