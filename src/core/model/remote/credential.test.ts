import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openAgainst } from '../../../../test/fake-endpoint/open-against.ts';
import { readCredential, scrubWords } from './credential.ts';
import { openRemoteModel } from './open-remote-model.ts';

const key = 'sk-proj-Abc123Def456Ghi789';

describe('a key', () => {
  it('comes from the environment, by the name that the recipe gives', async () => {
    await using opened = await openAgainst(
      { key },
      { environment: { MY_KEY: ` ${key}\n` }, apiKeyEnv: 'MY_KEY' },
    );
    expect((await opened.ask()).finishReason).toBe('stop');
    expect(opened.endpoint.stats().byStatus).toEqual({ 200: 1 });
  });

  it('is named by its variable, and never shown, where it is refused', async () => {
    await using opened = await openAgainst(
      { key: 'another' },
      { environment: { OPENAI_API_KEY: key }, apiKeyEnv: 'OPENAI_API_KEY' },
    );
    const error = await opened.ask().catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'credential-missing',
      hint: expect.stringContaining('OPENAI_API_KEY'),
    });
    // The endpoint echoes the whole header.
    const shown =
      inspect(error, { depth: 10, showHidden: true }) +
      JSON.stringify(error) +
      String((error as Error).stack);
    expect(shown).toContain('[key]');
    expect(shown).not.toContain('Abc123');
    expect(inspect(opened.model, { depth: 10, showHidden: true })).not.toContain('Abc123');
  });

  it('is not sent to an address that the recipe names, unless the recipe names the key too', async () => {
    await using opened = await openAgainst({ key }, { environment: { OPENAI_API_KEY: key } });
    const error = await opened.ask().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ hint: expect.stringContaining('apiKeyEnv') });
  });

  it('is taken out of replies by an endpoint that echoes it', async () => {
    await using opened = await openAgainst(
      { kind: 'reply', text: `You sent ${key}, thanks.`, reasoning: `key ${key}` },
      { environment: { OPENAI_API_KEY: key }, apiKeyEnv: 'OPENAI_API_KEY' },
    );
    expect(await opened.ask()).toMatchObject({
      text: 'You sent [key], thanks.',
      reasoning: 'key [key]',
    });
  });

  it('is no secret where it is a stand-in for an own server', async () => {
    await using opened = await openAgainst(
      { kind: 'reply', text: 'The set is EMPTY.' },
      { environment: { OPENAI_API_KEY: 'EMPTY' }, apiKeyEnv: 'OPENAI_API_KEY' },
    );
    expect((await opened.ask()).text).toBe('The set is EMPTY.');
  });

  it('must be there for providers that need one, and for a variable that the recipe names', () => {
    for (const provider of ['openai', 'anthropic', 'google'] as const) {
      expect(() => openRemoteModel({ provider, model: 'm', environment: {} })).toThrow(
        /_API_KEY is not set/,
      );
    }
    const options = {
      provider: 'openai-compatible',
      model: 'm',
      baseUrl: 'http://127.0.0.1:1/v1',
    } as const;
    expect(() => openRemoteModel({ ...options, apiKeyEnv: 'MY_KEY', environment: {} })).toThrow(
      'MY_KEY is not set',
    );
    expect(() => openRemoteModel({ ...options, environment: {} })).not.toThrow();
  });

  it('must be fit for a header', () => {
    const options = {
      provider: 'openai',
      model: 'm',
      environment: { OPENAI_API_KEY: 'a secret\nwith more' },
    } as const;
    expect(() => openRemoteModel(options)).toThrow(/characters that no key has/);
    expect(() => openRemoteModel(options)).not.toThrow(/secret/);
  });
});

describe('scrubWords', () => {
  const credential = readCredential({
    provider: 'openai',
    model: 'm',
    environment: { OPENAI_API_KEY: key },
  });

  it.each([
    [`bad key ${key}.`, 'bad key [key].'],
    [`Bearer ${key}`, 'Bearer [key]'],
    [Buffer.from(key).toString('base64'), '[key]'],
    ['Incorrect API key provided: sk-proj-****i789', 'Incorrect API key provided: [key]'],
    ['gsk_abcdefghijkl and AIzaSyA1234567890', '[key] and [key]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [key]'],
    ['the word basic and a task-oriented text', 'the word basic and a task-oriented text'],
  ])('%j', (text, clean) => {
    expect(scrubWords(credential, text)).toBe(clean);
  });
});
