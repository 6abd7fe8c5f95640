import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '../../src/core/random.ts';
import { hell } from './hell.ts';
import { jsonFromSchema } from './json-from-schema.ts';
import { drawLatencyMs, type FakeScript } from './script.ts';
import { type FakeEndpoint, startFakeEndpoint } from './start-fake-endpoint.ts';

async function using<T>(
  script: FakeScript,
  run: (endpoint: FakeEndpoint) => Promise<T>,
): Promise<T> {
  const endpoint = await startFakeEndpoint(script);
  try {
    return await run(endpoint);
  } finally {
    await endpoint.close();
  }
}

const post = (endpoint: FakeEndpoint, body: object, path = '/chat/completions') =>
  fetch(`${endpoint.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
const chat = (content: string, more: object = {}) => ({
  model: 'm',
  messages: [{ role: 'user', content }],
  ...more,
});
interface Completion {
  choices: { message: { content: string }; finish_reason: string }[];
  usage: { completion_tokens: number };
}

const statusesIn = (order: number[]) =>
  using(
    {
      seed: 's',
      behave: hell({
        rate: 0.5,
        mercyAttempt: 2,
        behaviours: [{ kind: 'status', status: 500 }, { kind: 'refusal' }],
      }),
    },
    async (endpoint) => {
      const statuses = new Map<string, number>();
      for (const i of order) statuses.set(`${i}`, (await post(endpoint, chat(String(i)))).status);
      return [...statuses].toSorted();
    },
  );

describe('startFakeEndpoint', () => {
  it('answers the same to the same, and another to another', async () => {
    await using({}, async (endpoint) => {
      const texts = await Promise.all(
        ['a', 'a', 'b'].map(
          async (word) =>
            ((await (await post(endpoint, chat(word))).json()) as Completion).choices[0]!.message
              .content,
        ),
      );
      expect(texts[0]).toBe(texts[1]);
      expect(texts[0]).not.toBe(texts[2]);
      const { bodies, completed } = endpoint.stats();
      expect(completed).toBe(3);
      expect(
        Object.values(bodies)
          .map(({ completed: paid }) => paid)
          .toSorted(),
      ).toEqual([1, 2]);
    });
  });

  it('streams the text that it would send whole', async () => {
    await using({ reply: () => 'one two three' }, async (endpoint) => {
      const text = await (
        await post(endpoint, chat('x', { stream: true, stream_options: { include_usage: true } }))
      ).text();
      const events = text
        .trim()
        .split('\n\n')
        .map((event) => event.slice(6));
      expect(events.at(-1)).toBe('[DONE]');
      const chunks = events
        .slice(0, -1)
        .map(
          (event) =>
            JSON.parse(event) as { choices: { delta: { content?: string } }[]; usage?: object },
        );
      expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
        'one two three',
      );
      expect(chunks.at(-1)!.usage).toMatchObject({ completion_tokens: 3 });
    });
  });

  it('keeps to max_tokens, and knows paths, models and keys', async () => {
    await using({ key: 'k' }, async (endpoint) => {
      const asked = (headers: Record<string, string>) =>
        fetch(`${endpoint.url}/chat/completions`, {
          method: 'POST',
          headers,
          body: JSON.stringify(chat('x', { max_tokens: 2 })),
        });
      expect((await asked({})).status).toBe(401);
      const reply = (await (await asked({ authorization: 'Bearer k' })).json()) as Completion;
      expect(reply).toMatchObject({
        choices: [{ finish_reason: 'length' }],
        usage: { completion_tokens: 2 },
      });
      expect(
        ((await (await fetch(`${endpoint.url}/models`)).json()) as { data: object[] }).data,
      ).toHaveLength(1);
    });
    await using({}, async (endpoint) => {
      expect((await post(endpoint, {}, '/nowhere')).status).toBe(404);
      expect(
        (await fetch(`${endpoint.url}/chat/completions`, { method: 'POST', body: '{' })).status,
      ).toBe(400);
    });
  });

  it('queues beyond its servers, and refuses above its limit', async () => {
    await using({ servers: 2, latency: { kind: 'fixed', ms: 40 } }, async (endpoint) => {
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: 6 }, async (_, i) => (await post(endpoint, chat(String(i)))).text()),
      );
      expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
      expect(endpoint.stats()).toMatchObject({ completed: 6, byStatus: { 200: 6 } });
    });
    await using(
      { limitAbove: 2, retryAfter: '3', latency: { kind: 'fixed', ms: 60 } },
      async (endpoint) => {
        const replies = await Promise.all(
          Array.from({ length: 6 }, (_, i) => post(endpoint, chat(String(i)))),
        );
        const refused = replies.filter(({ status }) => status === 429);
        expect(refused.length).toBeGreaterThan(0);
        expect(refused[0]!.headers.get('retry-after')).toBe('3');
      },
    );
  });

  it('tells who went away from who was served', async () => {
    await using({ latency: { kind: 'fixed', ms: 200 } }, async (endpoint) => {
      await fetch(`${endpoint.url}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify(chat('x')),
        signal: AbortSignal.timeout(50),
      }).catch(() => undefined);
      await expect.poll(() => endpoint.stats().aborted).toBe(1);
      expect(Object.values(endpoint.stats().bodies)).toEqual([
        { started: 1, completed: 0, aborted: 1 },
      ]);
    });
  });

  it('draws its hell by content and attempt, whatever the order', async () => {
    const order = Array.from({ length: 30 }, (_, i) => i);
    const first = await statusesIn(order);
    expect(await statusesIn(order.toReversed())).toEqual(first);
    expect(new Set(first.map(([, status]) => status))).toEqual(new Set([200, 500]));
  });
});

describe('main', () => {
  it('prints its URL, serves its counts, and ends with its parent', async () => {
    const child = spawn(
      process.execPath,
      [new URL('./main.ts', import.meta.url).pathname, '--latency-ms', '5', '--with-parent'],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    const reply = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(chat('x')),
    });
    expect(reply.status).toBe(200);
    expect(await (await fetch(url.replace('/v1', '/stats'))).json()).toMatchObject({ requests: 1 });
    child.stdin.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});

describe('jsonFromSchema', () => {
  interface Tree {
    name: string;
    children: Tree[];
  }
  const tree: z.ZodType<Tree> = z.lazy(() =>
    z.object({ name: z.string(), children: z.array(tree).max(2) }),
  );

  it.each<[string, z.ZodType]>([
    [
      'object',
      z.object({
        a: z.string().min(30),
        b: z.int().min(3).max(5),
        c: z.boolean(),
        d: z.null(),
        e: z.number().gt(0).lt(1),
      }),
    ],
    [
      'arrays',
      z.object({
        many: z.array(z.int()).min(4).max(6),
        pair: z.tuple([z.string(), z.int()]),
        none: z.array(z.string()).max(0),
      }),
    ],
    [
      'choices',
      z.object({
        kind: z.enum(['x', 'y']),
        one: z.literal(7),
        either: z.union([z.string(), z.object({ q: z.int() })]),
        maybe: z.string().nullable(),
      }),
    ],
    [
      'discriminated',
      z.discriminatedUnion('t', [
        z.object({ t: z.literal('a'), x: z.int() }),
        z.object({ t: z.literal('b'), y: z.string() }),
      ]),
    ],
    ['formats', z.object({ at: z.iso.datetime(), mail: z.email(), id: z.uuid(), link: z.url() })],
    [
      'steps and patterns',
      z.object({
        step: z.int().multipleOf(5).min(10).max(40),
        word: z.string().regex(/^[a-z-]+$/),
      }),
    ],
    ['recursion', tree],
    ['large least', z.object({ n: z.int().min(1_000_000).max(1_000_002), m: z.int().max(-5) })],
  ])('fits: %s', (_name, schema) => {
    const json = z.toJSONSchema(schema) as Record<string, unknown>;
    for (let seed = 0; seed < 40; seed++) {
      const value = jsonFromSchema(json, createRandom(seed));
      expect({ value, error: schema.safeParse(value).error?.message }).toEqual({ value });
    }
  });
});

describe('drawLatencyMs', () => {
  it('is log-normal with the median and the ratio of percentiles asked for', () => {
    const random = createRandom('latency');
    const draws = Array.from({ length: 40_000 }, () =>
      drawLatencyMs({ kind: 'log-normal', medianMs: 100, p99OverP50: 30 }, () => random),
    ).toSorted((a, b) => a - b);
    expect(draws[20_000]! / 100).toBeCloseTo(1, 1);
    expect(draws[39_600]! / draws[20_000]!).toBeGreaterThan(26);
    expect(draws[39_600]! / draws[20_000]!).toBeLessThan(34);
  });
});

const startProcess = async (...argv: string[]) => {
  const child = spawn(process.execPath, ['test/fake-endpoint/main.ts', ...argv]);
  let text = '';
  child.stdout.on('data', (more: Buffer) => (text += more.toString()));
  child.stderr.on('data', (more: Buffer) => (text += more.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
};

describe('the endpoint as a process', () => {
  it('lists its options, and names one that it does not know without a stack', async () => {
    const help = await startProcess('--help');
    expect(help.code).toBe(0);
    for (const option of ['--latency-ms', '--hell', '--limit-above', '--with-parent'])
      expect(help.text).toContain(option);
    const wrong = await startProcess('--prot', '1');
    expect(wrong.code).toBe(2);
    expect(wrong.text).toContain('--prot');
    expect(wrong.text).not.toContain('at parseArgs');
  });
});
