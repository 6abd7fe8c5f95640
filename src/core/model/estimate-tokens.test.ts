import { describe, expect, it } from 'vitest';
import {
  ceilingPromptTokens,
  ceilingTokens,
  estimatePromptTokens,
  estimateTokens,
} from './estimate-tokens.ts';

/** Token counts of widely used tokenisers (o200k, Llama 3, Qwen 2.5: the highest of the three). */
const KNOWN: [text: string, tokens: number][] = [
  ['', 0],
  ['The quick brown fox jumps over the lazy dog.', 10],
  ['1234567890', 10],
  ['{"name":"Ada","age":36}', 11],
  ['人工智能正在改变世界。', 9],
  ['Привет, как дела?', 7],
];

describe('estimateTokens', () => {
  it.each(KNOWN)('is no lower than the tokens of %j', (text, tokens) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens);
    expect(ceilingTokens(text)).toBeGreaterThanOrEqual(tokens);
  });

  it('stays within twice the usual count for prose', () => {
    const prose =
      'Water that falls on the hill runs down to the mill and turns the wheel all day long. '.repeat(
        20,
      );
    expect(estimateTokens(prose)).toBeLessThan(20 * 20 * 2);
  });

  it('counts messages, images and the schema', () => {
    const one = { messages: [{ role: 'user' as const, content: 'Hello' }] };
    const image = { type: 'image' as const, base64: 'AAAA', mediaType: 'image/png' };
    const withImage = {
      messages: [
        { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }, image] },
      ],
    };
    const withSchema = { ...one, schema: { name: 'reply', json: { type: 'object' } } };
    expect(estimatePromptTokens(withImage) - estimatePromptTokens(one)).toBe(2_048);
    expect(ceilingPromptTokens(withImage) - ceilingPromptTokens(one)).toBe(16_384);
    expect(estimatePromptTokens(withSchema)).toBeGreaterThan(estimatePromptTokens(one));
    expect(ceilingPromptTokens(one)).toBeGreaterThanOrEqual(estimatePromptTokens(one));
  });
});
