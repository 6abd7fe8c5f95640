import { describe, expect, it } from 'vitest';
import { splitReasoning } from './reasoning.ts';

describe('splitReasoning', () => {
  it.each([
    ['no thinking', 'Paris.', 'Paris.', null],
    ['a closed tag', '<think>capital?</think>\n\nParis.', 'Paris.', 'capital?'],
    [
      'the long tag, in capitals, after white space',
      '\n <THINKING>capital?</THINKING>Paris.',
      'Paris.',
      'capital?',
    ],
    ['several blocks', '<think>a</think>\n<think>b</think>\nc', 'c', 'a\n\nb'],
    [
      'an empty block, as a model without thought writes it',
      '<think>\n\n</think>\n\n{"a":1}',
      '{"a":1}',
      null,
    ],
    ['an unclosed tag', '<think>I wonder and wonder', '', 'I wonder and wonder'],
    [
      'an orphan closing tag on its own line',
      'It is a city.\n</think>\n\nParis.',
      'Paris.',
      'It is a city.',
    ],
    [
      'an orphan right before JSON',
      'It is a city.</think>{"city":"Paris"}',
      '{"city":"Paris"}',
      'It is a city.',
    ],
    ['an orphan at the very end', 'It is a city.</think>', '', 'It is a city.'],
    [
      'tags spoken about in the middle',
      'Models write <think>…</think> first.',
      'Models write <think>…</think> first.',
      null,
    ],
    [
      'a lone closing tag inside a sentence',
      'The tag </think> ends it.',
      'The tag </think> ends it.',
      null,
    ],
    ['comparison signs', 'a < b', 'a < b', null],
    ['other tags', '<b>bold</b>', '<b>bold</b>', null],
  ])('parts %s', (_name, text, answer, reasoning) => {
    expect(splitReasoning(text)).toEqual({ text: answer, reasoning });
  });

  it('keeps what came in a field, and joins it with what came in tags', () => {
    expect(splitReasoning('Paris.', 'capital?')).toEqual({ text: 'Paris.', reasoning: 'capital?' });
    expect(splitReasoning('<think>b</think>c', 'a')).toEqual({ text: 'c', reasoning: 'a\n\nb' });
    expect(splitReasoning('Paris.', '  ')).toEqual({ text: 'Paris.', reasoning: null });
  });

  it('takes other tag names, or none', () => {
    expect(splitReasoning('<thought>a</thought>b', null, ['thought'])).toEqual({
      text: 'b',
      reasoning: 'a',
    });
    expect(splitReasoning('<think>a</think>b', null, [])).toEqual({
      text: '<think>a</think>b',
      reasoning: null,
    });
  });

  it('loses no character of thinking and answer, wherever a block is cut', () => {
    const whole = '<think>step one, step two</think>The answer is 4.';
    for (let length = 0; length <= whole.length; length++) {
      const { text, reasoning } = splitReasoning(whole.slice(0, length));
      const open = length < 7;
      const closed = length >= 33;
      expect(text).toBe(open ? whole.slice(0, length) : closed ? whole.slice(33, length) : '');
      expect(closed ? reasoning : 'step one, step two').toBe('step one, step two');
    }
  });

  it('stays fast on a hostile text', () => {
    const text = `${'<think>'.repeat(20_000)}${' '.repeat(100_000)}</thin`;
    const begun = performance.now();
    splitReasoning(text);
    splitReasoning(`${'\n \t'.repeat(50_000)}</think`);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
