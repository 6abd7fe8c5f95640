import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LanguageModel } from '../port.ts';
import { jsonSchemaOf, parseObject } from '../structured.ts';
import { findModel } from '../weights/weights.ts';
import { weightsPath } from '../weights/weights-folder.ts';
import { grammarSchema } from './grammar-schema.ts';
import { openLocalModel } from './open-local-model.ts';

const NAME = 'smollm2-135m-instruct';
const here = existsSync(weightsPath(findModel(NAME)));
if (!here)
  console.warn(
    `skipped: the weights of ${NAME} are not on this machine (wellspring models pull ${NAME})`,
  );

describe('the grammar of a schema', () => {
  it('spells out small ranges of integers, wherever they stand', () => {
    const schema = z.object({
      pick: z.array(z.int().min(2).max(4)).min(1).max(2),
      score: z.number(),
    });
    expect(grammarSchema(jsonSchemaOf(schema))).toMatchObject({
      properties: {
        pick: { items: { enum: [2, 3, 4] }, minItems: 1, maxItems: 2 },
        score: { type: 'number' },
      },
    });
  });
});

const ask = (content: string) => [{ role: 'user' as const, content }];

const request = (seed: number) => ({
  messages: ask('Write one sentence about ships.'),
  maxOutputTokens: 24,
  temperature: 0.8,
  seed,
});

describe.skipIf(!here)('a model in this process', () => {
  let model: LanguageModel;
  const { signal } = new AbortController();
  beforeAll(async () => {
    model = await openLocalModel({ model: NAME, contextTokens: 1024, sequences: 3 });
  });
  afterAll(() => model.close());

  it('answers, counts its tokens, and says why it stopped', async () => {
    const reply = await model.generate(
      {
        messages: ask('What is the capital of France?'),
        maxOutputTokens: 40,
        temperature: 0.5,
        seed: 3,
      },
      { signal },
    );
    expect(reply.text.split(/\s+/).length).toBeGreaterThan(2);
    expect(reply).toMatchObject({ usage: { estimated: false } });
    expect(reply.usage.inputTokens).toBeGreaterThan(5);
    const cut = await model.generate(
      { messages: ask('Tell me a long story.'), maxOutputTokens: 5, temperature: 0 },
      { signal },
    );
    expect(cut).toMatchObject({ finishReason: 'length', usage: { outputTokens: 5 } });
  });

  it('is bound by a schema, whatever it would rather say', async () => {
    const schema = z.object({ sentences: z.array(z.int().min(1).max(5)).min(1).max(3) });
    for (let seed = 0; seed < 4; seed++) {
      const reply = await model.generate(
        {
          messages: ask('Hello, who are you?'),
          maxOutputTokens: 60,
          temperature: 1,
          seed,
          schema: { name: 'pick', json: jsonSchemaOf(schema) },
        },
        { signal },
      );
      expect(parseObject(reply.text, schema).sentences.length).toBeGreaterThan(0);
    }
  });

  it('says other words for another seed, and serves more callers than it has sequences', async () => {
    const together = await Promise.all(
      [1, 2, 3, 4, 5].map((seed) => model.generate(request(seed), { signal })),
    );
    expect(new Set(together.map((reply) => reply.text)).size).toBeGreaterThan(1);
  });

  it('stops when asked to, and goes on working', async () => {
    const controller = new AbortController();
    // Well before the first words of any answer: a quick machine is done with a short one in a moment.
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(
      model.generate(
        { messages: ask('Count to one thousand.'), maxOutputTokens: 900 },
        { signal: controller.signal },
      ),
    ).rejects.toThrow('enough');
    const reply = await model.generate(
      { messages: ask('Say yes.'), maxOutputTokens: 4 },
      { signal },
    );
    expect(reply.usage.outputTokens).toBeGreaterThan(0);
  });

  it('refuses a prompt that does not fit, and a model that is not one', async () => {
    await expect(
      model.generate({ messages: ask('word '.repeat(1100)), maxOutputTokens: 20 }, { signal }),
    ).rejects.toMatchObject({ code: 'item-rejected', reason: 'prompt-too-long' });
    await expect(openLocalModel({ model: 'no-such-model' })).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
    await expect(openLocalModel({ model: 'no/such.gguf' })).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
  });
});
