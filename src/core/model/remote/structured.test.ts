import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAgainst } from '../../../../test/fake-endpoint/open-against.ts';
import type { Behaviour, ChatRequest, FakeCall } from '../../../../test/fake-endpoint/script.ts';
import { isStrictSchema, saysUnsupported, withSchemaInPrompt } from './structured.ts';

const shape = z.object({
  title: z.string(),
  points: z.array(z.object({ number: z.int().min(1).max(5), good: z.boolean() })).min(2),
});
const schema = { name: 'article', json: z.toJSONSchema(shape) as Record<string, unknown> };

/** An endpoint that knows only some ways of asking for JSON. */
const knowing =
  (...types: string[]) =>
  (call: FakeCall): Behaviour | undefined => {
    const type = (call.body as ChatRequest).response_format?.type;
    if (type === undefined || types.includes(type)) return undefined;
    return {
      kind: 'status',
      status: 400,
      message: `'response_format.type' ${type} is not supported by this model`,
    };
  };

describe('a schema-bound request', () => {
  it.each([true, false])('is bound by the server where it can (stream: %s)', async (stream) => {
    const seen: ChatRequest[] = [];
    await using opened = await openAgainst(
      { behave: ({ body }) => void seen.push(body as ChatRequest) },
      { stream },
    );
    const reply = await opened.ask({ schema });
    expect(shape.safeParse(JSON.parse(reply.text)).success).toBe(true);
    expect(seen[0]!.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'article', strict: true },
    });
    expect(JSON.stringify(seen[0])).not.toContain('$schema');
    expect(opened.notices).toEqual([]);
  });

  it('steps down once, with a notice, to JSON of any shape', async () => {
    await using opened = await openAgainst({ behave: knowing('json_object') });
    for (let i = 0; i < 3; i++) {
      const reply = await opened.ask({
        schema,
        messages: [{ role: 'user', content: `item ${i}` }],
      });
      expect(shape.safeParse(JSON.parse(reply.text)).success).toBe(true);
    }
    expect(opened.endpoint.stats()).toMatchObject({ byStatus: { 400: 1, 200: 3 } });
    expect(opened.notices).toEqual([
      'openai-compatible/fake-model does not know structured mode json-schema: json-object is used instead',
    ]);
    expect(opened.model.notices()).toEqual(opened.notices);
  });

  it('steps down to the prompt alone, with many calls at once', async () => {
    await using opened = await openAgainst({
      behave: knowing(),
      latency: { kind: 'fixed', ms: 5 },
    });
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        opened.ask({ schema, messages: [{ role: 'user', content: `item ${i}` }] }),
      ),
    );
    for (const { text } of replies) expect(shape.safeParse(JSON.parse(text)).success).toBe(true);
    expect(opened.notices).toHaveLength(2);
  });

  it('does not step down where the recipe says how', async () => {
    await using opened = await openAgainst(
      { behave: knowing('json_object') },
      { structured: 'json-schema' },
    );
    await expect(opened.ask({ schema })).rejects.toMatchObject({ code: 'recipe-invalid' });
    await using told = await openAgainst({ behave: knowing() }, { structured: 'prompt' });
    expect(shape.safeParse(JSON.parse((await told.ask({ schema })).text)).success).toBe(true);
    expect(told.endpoint.stats().byStatus).toEqual({ 200: 1 });
    expect(told.notices).toEqual([]);
  });

  it('gives what does not fit back as it came', async () => {
    await using opened = await openAgainst({ kind: 'wrong-schema' });
    expect(JSON.parse((await opened.ask({ schema })).text)).toEqual({ unexpected: ['shape', 7] });
  });
});

describe('usage inside the stream', () => {
  it('is given up once, with a notice, where the endpoint does not know it', async () => {
    await using opened = await openAgainst({
      behave: ({ body }) =>
        'stream_options' in body
          ? {
              kind: 'status',
              status: 400,
              message: 'Unrecognized request argument supplied: stream_options',
            }
          : undefined,
    });
    const replies = [await opened.ask(), await opened.ask({ maxOutputTokens: 99 })];
    for (const { usage } of replies) expect(usage.estimated).toBe(true);
    expect(opened.endpoint.stats().byStatus).toEqual({ 400: 1, 200: 2 });
    expect(opened.notices).toHaveLength(1);
  });
});

describe('saysUnsupported', () => {
  it.each([
    [400, "'response_format' of type 'json_schema' is not supported with this model", true],
    [400, 'This response_format type is unavailable now', true],
    [
      422,
      '[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]',
      true,
    ],
    [400, 'The model does not support structured outputs', true],
    [501, 'grammar is not implemented', true],
    [
      400,
      "Invalid schema for response_format 'article': 'required' is required to be supplied",
      false,
    ],
    [400, 'temperature is not supported', false],
    [400, 'maximum context length', false],
    [500, 'response_format is not supported', false],
  ])('%i %s', (status, body, expected) => {
    expect(saysUnsupported(status, body)).toBe(expected);
  });
});

describe('isStrictSchema', () => {
  it.each([
    [z.toJSONSchema(shape), true],
    [z.toJSONSchema(z.object({ a: z.string().optional() })), false],
    [z.toJSONSchema(z.object({ a: z.record(z.string(), z.number()) })), false],
    [z.toJSONSchema(z.looseObject({ a: z.string() })), false],
    [z.toJSONSchema(z.object({ properties: z.object({ type: z.string() }) })), true],
  ])('%j', (json, expected) => {
    expect(isStrictSchema(json as Record<string, unknown>)).toBe(expected);
  });
});

describe('withSchemaInPrompt', () => {
  it('joins the system message or makes one', () => {
    expect(withSchemaInPrompt([{ role: 'user', content: 'x' }], { type: 'object' })).toHaveLength(
      2,
    );
    const [first] = withSchemaInPrompt(
      [
        { role: 'system', content: [{ type: 'text', text: 'Be kind.' }] },
        { role: 'user', content: 'x' },
      ],
      { type: 'object' },
    );
    expect(first).toMatchObject({
      role: 'system',
      content: expect.stringMatching(/^Be kind\.[\s\S]*\{"type":"object"\}$/),
    });
  });
});
