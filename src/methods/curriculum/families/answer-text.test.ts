import { describe, expect, it } from 'vitest';
import { readFinal } from './answer-text.ts';

describe('readFinal', () => {
  it.each([
    ['<think>It is Ann. No.</think>Ben', 'Ben'],
    ['<think>a</think><reasoning>b</reasoning>Ben', 'Ben'],
    ['<think>a <think>b</think>Ben', 'Ben'],
    ['a</think>Ben', 'Ben'],
    ['<THINK>a</Think>Ben', 'Ben'],
    ['<answer>Ben</answer>', 'Ben'],
    ['<think>a</think>So: <answer>\\boxed{Ben}</answer>', 'Ben'],
  ])('%j is %s', (response, said) => {
    const found = readFinal(response);
    expect('text' in found ? found.text.replaceAll(/[.\s]+$/g, '') : found).toBe(said);
  });

  it.each(['<think>It is Ben', 'a<reasoning>b</think> <think>Ben'])(
    '%j has not ended thinking',
    (response) => expect(readFinal(response)).toEqual({ refused: 'unfinished-thinking' }),
  );

  it.each([
    ['openings', `${'<think>'.repeat(200_000)}Ben`],
    ['openings of another name', `${'<think></thinking>'.repeat(100_000)}<reasoning>Ben`],
  ])(
    'takes time that grows with a response: %s',
    (_, response) => expect(readFinal(response)).toEqual({ refused: 'unfinished-thinking' }),
    10_000,
  );
});
