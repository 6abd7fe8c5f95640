import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../families/registry.ts';
import { scoreResponse } from './score-response.ts';

describe.each(FAMILIES.map((family) => [family.id, family] as const))('%s', (generator, family) => {
  it('gives 1 to the right answer in any dress, 0 to mistakes, hedges and silence', () => {
    for (const [seed, level] of [
      ['a', 1],
      ['b', 5],
      ['c', 8],
    ] as const) {
      const { world, answer } = family.generate(seed, level);
      const score = (response: string) => scoreResponse({ generator, level, seed, response });
      const right = { score: 1, correct: true, reason: null };
      const [mistake] = family.mistakes(world.scene);
      expect(score(family.say(answer, world.scene))).toEqual(right);
      expect(score(`<think>Is it ${mistake}? Or ${answer}?</think>\n${answer}`)).toEqual(right);
      expect(score(`So the answer is \\boxed{${answer}}.`)).toEqual(right);
      expect(score(family.say(mistake!, world.scene))).toMatchObject({ score: 0 });
      expect(score(`${answer} or ${mistake}`)).toMatchObject({ score: 0 });
      expect(score(`Either ${mistake} or ${answer}, I am not sure.`)).toMatchObject({ score: 0 });
      expect(score('')).toMatchObject({ score: 0 });
      expect(score(`<think>${answer}`)).toMatchObject({ score: 0 });
    }
  });
});

describe('a request that cannot be scored', () => {
  const [family] = FAMILIES;
  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ generator: 'nothing@1', level: 1, seed: 'a', response: 'x' }],
    [{ generator: family!.id, level: 99, seed: 'a', response: 'x' }],
    [{ generator: family!.id, level: 9, seed: 'a', response: 'x' }],
    [{ generator: family!.id, level: 1, seed: 'a' }],
    [{ generator: family!.id, level: '1', seed: 'a', response: 'x' }],
  ])('%j says why and is no wrong answer', (request) => {
    const score = scoreResponse(request);
    expect(score).toEqual({ error: expect.stringMatching(/\w/) });
  });

  it('knows the exam pool', () => {
    const { answer, world } = family!.generate('x', 9, 'exam');
    const request = { generator: family!.id, level: 9, seed: 'x', pool: 'exam' };
    const response = family!.say(answer, world.scene);
    expect(scoreResponse({ ...request, response })).toMatchObject({ score: 1 });
  });
});
