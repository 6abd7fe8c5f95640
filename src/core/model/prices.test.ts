import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { priceOf, termsOf } from './prices.ts';

const list = JSON.parse(readFileSync(new URL('./prices.json', import.meta.url), 'utf8')) as {
  prices: {
    at: string;
    models: string[];
    input: number;
    output: number;
    cachedInput?: number;
    source: string;
    asOf: string;
  }[];
  terms: { at: string; url: string; asOf: string }[];
};

describe('priceOf', () => {
  it('finds a model by provider and name, with source and date', () => {
    const price = priceOf('openai', 'gpt-4o-mini');
    expect(price).toMatchObject({
      inputPerMillion: 0.15,
      outputPerMillion: 0.6,
      cachedInputPerMillion: 0.075,
    });
    expect(price!.source).toMatch(/^https:.*\(\d{4}-\d{2}-\d{2}\)/);
  });

  it('gives a dated name its family price, and no other name one', () => {
    expect(priceOf('openai', 'gpt-4o-2024-08-06')?.outputPerMillion).toBe(10);
    expect(priceOf('anthropic', 'claude-haiku-4-5-20251001')?.outputPerMillion).toBe(5);
    expect(priceOf('openai', 'gpt-4o-something')).toBeNull();
    expect(priceOf('openai', 'gpt-4')).toBeNull();
  });

  it('looks OpenAI-compatible endpoints up by host, and knows nothing of others', () => {
    expect(
      priceOf('openai-compatible', 'deepseek-flash', 'https://api.deepseek.com/v1')
        ?.outputPerMillion,
    ).toBe(1.2);
    expect(
      priceOf('openai-compatible', 'gpt-4o', 'https://api.openai.com/v1')?.inputPerMillion,
    ).toBe(2.5);
    expect(priceOf('openai-compatible', 'deepseek-flash', 'http://127.0.0.1:8000/v1')).toBeNull();
    expect(priceOf('openai', 'gpt-4o', 'https://proxy.example.org/v1')).toBeNull();
  });
});

describe('termsOf', () => {
  it('names note, address and date; null where unknown', () => {
    expect(termsOf('anthropic', 'https://api.anthropic.com/v1')).toMatch(/compet.*https:.*\d{4}/);
    expect(termsOf('openai-compatible', 'http://127.0.0.1:8000/v1')).toBeNull();
  });
});

describe('prices.json', () => {
  it('is sound: each model once, positive prices, a source and a date each', () => {
    const names = list.prices.flatMap(({ at, models }) => models.map((model) => `${at}/${model}`));
    expect(new Set(names).size).toBe(names.length);
    for (const entry of list.prices) {
      expect(entry.input).toBeGreaterThan(0);
      expect(entry.output).toBeGreaterThanOrEqual(0);
      expect(entry.cachedInput ?? 0).toBeLessThan(entry.input);
    }
    for (const entry of [
      ...list.prices.map(({ source, asOf }) => ({ url: source, asOf })),
      ...list.terms,
    ]) {
      expect(entry.url).toMatch(/^https:\/\//);
      expect(entry.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
