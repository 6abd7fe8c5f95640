import { describe, expect, it } from 'vitest';
import { RateLimitError } from '../errors/index.ts';
import type { GenerateRequest } from './port.ts';
import { openReplayModel, recordModel } from './replay-model.ts';

const ask = (content: string): GenerateRequest => ({
  messages: [{ role: 'user', content }],
  maxOutputTokens: 100,
});
const options = () => ({ signal: new AbortController().signal });

describe('openReplayModel', () => {
  it('answers by a function that sees request, index and attempt', async () => {
    const model = openReplayModel({
      replies: ({ messages }, { index, attempt }) =>
        `${index}/${attempt} ${String(messages[0]!.content)}`,
    });
    const texts = [];
    for (const word of ['a', 'b', 'a'])
      texts.push((await model.generate(ask(word), options())).text);
    expect(texts).toEqual(['0/0 a', '1/0 b', '2/1 a']);
    expect(model.requests).toHaveLength(3);
  });

  it('plays a list with failures, and says when it is at its end', async () => {
    const model = openReplayModel({
      replies: [
        'one',
        new RateLimitError('slow down', { retryAfterMs: 5 }),
        { text: 'two', finishReason: 'length', usage: { outputTokens: 7, estimated: false } },
      ],
    });
    expect((await model.generate(ask('x'), options())).text).toBe('one');
    await expect(model.generate(ask('x'), options())).rejects.toThrow('slow down');
    expect(await model.generate(ask('x'), options())).toMatchObject({
      text: 'two',
      finishReason: 'length',
      usage: { outputTokens: 7, estimated: false },
    });
    await expect(model.generate(ask('x'), options())).rejects.toThrow(
      'no answer is scripted for call 3',
    );
  });

  it('keeps thinking apart, as endpoints do', async () => {
    const model = openReplayModel({ replies: ['<think>hm</think>yes'] });
    expect(await model.generate(ask('x'), options())).toMatchObject({
      text: 'yes',
      reasoning: 'hm',
    });
  });

  it('hangs until it is aborted, and rejects with the reason', async () => {
    const model = openReplayModel({ replies: ['hang'] });
    const controller = new AbortController();
    const reply = model.generate(ask('x'), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(reply).rejects.toThrow('enough');
    await expect(model.generate(ask('x'), { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('embeds the same text to the same unit vector', async () => {
    const model = openReplayModel({ replies: [] });
    const { vectors } = await model.embed({ texts: ['a', 'b', 'a'] }, options());
    expect(vectors[0]).toEqual(vectors[2]);
    expect(vectors[0]).not.toEqual(vectors[1]);
    expect(Math.hypot(...vectors[0]!)).toBeCloseTo(1, 9);
  });
});

describe('recordModel', () => {
  it('gives recorded replies back by request, in any order, through JSON', async () => {
    const source = recordModel(
      openReplayModel({
        replies: ({ messages }, { index }) => `${String(messages[0]!.content)} ${index}`,
      }),
    );
    for (const word of ['a', 'b', 'a']) await source.generate(ask(word), options());
    const recorded = JSON.parse(JSON.stringify(source.recorded())) as ReturnType<
      typeof source.recorded
    >;
    const replay = openReplayModel({ replies: { recorded } });
    const texts = [];
    for (const word of ['b', 'a', 'a', 'a'])
      texts.push((await replay.generate(ask(word), options())).text);
    expect(texts).toEqual(['b 1', 'a 0', 'a 2', 'a 2']);
    await expect(replay.generate(ask('c'), options())).rejects.toThrow('no answer is scripted');
  });
});
