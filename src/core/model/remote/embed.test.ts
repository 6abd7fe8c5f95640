import { describe, expect, it } from 'vitest';
import { openAgainst, type Opened } from '../../../../test/fake-endpoint/open-against.ts';
import { openRemoteModel } from './open-remote-model.ts';

const embed = (opened: Opened, texts: string[], dimensions?: number) =>
  opened.model.embed(
    { texts, ...(dimensions === undefined ? {} : { dimensions }) },
    { signal: new AbortController().signal },
  );

describe('embed', () => {
  it('gives one vector a text, in the order of the texts, though the endpoint answers in another', async () => {
    await using opened = await openAgainst();
    const { vectors, usage } = await embed(opened, ['one', 'two', 'three'], 16);
    expect(vectors.map((vector) => vector.length)).toEqual([16, 16, 16]);
    for (const [i, text] of ['one', 'two', 'three'].entries())
      expect((await embed(opened, [text], 16)).vectors[0]).toEqual(vectors[i]);
    expect(usage).toMatchObject({ estimated: false, outputTokens: 0 });
    expect(usage.inputTokens).toBeGreaterThan(0);
  });

  it('splits what is too much for one request', async () => {
    await using opened = await openAgainst();
    const texts = Array.from({ length: 4_500 }, (_, i) => `text ${i}`);
    const { vectors } = await embed(opened, texts, 4);
    expect(vectors).toHaveLength(4_500);
    expect(opened.endpoint.stats().requests).toBe(3);
    expect((await embed(opened, ['text 4321'], 4)).vectors[0]).toEqual(vectors[4_321]);
  });

  it('estimates missing usage', async () => {
    await using opened = await openAgainst({ kind: 'no-usage' });
    expect((await embed(opened, ['a few words'])).usage).toMatchObject({
      estimated: true,
      inputTokens: expect.toSatisfy((n: number) => n > 2),
    });
  });

  it('asks nothing for no texts', async () => {
    await using opened = await openAgainst();
    expect((await embed(opened, [])).vectors).toEqual([]);
    expect(opened.endpoint.stats().requests).toBe(0);
  });

  it.each([
    [{ kind: 'truncated' }, 'model-unavailable'],
    [{ kind: 'malformed' }, 'model-unavailable'],
    [{ kind: 'reset' }, 'model-unavailable'],
    [{ kind: 'hang' }, 'model-unavailable'],
    [{ kind: 'status', status: 429 }, 'rate-limited'],
    [{ kind: 'status', status: 401 }, 'credential-missing'],
  ] as const)('%j', async (behaviour, code) => {
    await using opened = await openAgainst(behaviour, { silenceTimeoutMs: 80 });
    await expect(embed(opened, ['a', 'b'])).rejects.toMatchObject({ code });
  });

  it('is refused where the model makes none', async () => {
    const model = openRemoteModel({
      provider: 'anthropic',
      model: 'claude-haiku-4-5',
      environment: { ANTHROPIC_API_KEY: 'key-1234567' },
    });
    await expect(
      model.embed({ texts: ['a'] }, { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ code: 'recipe-invalid' });
    await model.close();
  });
});
