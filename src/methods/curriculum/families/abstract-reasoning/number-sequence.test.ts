import { describe, expect, it } from 'vitest';
import { numberSequence } from './number-sequence.ts';

const RULES = ['add', 'multiply', 'growing', 'turns', 'sums', 'multiply-add'] as const;
const scene = (numbers: number[], ahead = 1) => ({ numbers, rules: [...RULES], ahead });
/** Adds 5 each time: 28 is next. */
const SCENE = scene([3, 8, 13, 18, 23]);

const RIGHT = [
  '? = 28',
  '$? = 28$',
  '28',
  '28.',
  'The number is 28.',
  'It is 28',
  'twenty-eight',
  'Twenty eight.',
  'The next number is twenty-eight.',
  '**28**',
  '28.0',
  'Answer: 28',
  'The answer is 28.',
  'The answer is: 28!',
  '\\boxed{28}',
  'So $\\boxed{28}$',
  '<think>23 + 4 = 27? No.</think>28',
  '23 + 5 = 28',
  '23 + 5 = 28.',
  'Because 5 is added each time, it is 28.',
  '28, because 5 is added each time.',
  '8 - 3 = 5. 23 + 5 = 28. So the number is 28.',
  'Add 5 each time. So the next one is 28.',
  'Therefore 28',
];
const WRONG = [
  'All but 28.',
  'everything except 28',
  'If I had to guess, 28.',
  '28?',
  '',
  '27',
  '29',
  '-28',
  '28.5',
  '280',
  '2 8',
  '28 or 29',
  'Either 28 or 33.',
  'Maybe 28',
  '28?',
  'about 28',
  'at least 28',
  'between 27 and 29',
  'not 28',
  "It isn't 28.",
  "I don't think it is 28.",
  '28, 33',
  '28 and 33',
  'The answer is 28. No, it is 33.',
  '\\boxed{33}',
  '\\boxed{28} \\boxed{33}',
  '<think>28',
  'I do not know.',
  'twenty',
  'twenty-nine',
  '28%',
  '28/2',
  '23 + 5 = 29',
];

describe('number-sequence', () => {
  it('goes on with well-known sequences', () => {
    for (const [numbers, next, ahead] of [
      [[2, 4, 6, 8, 10], 12, 1],
      [[3, 6, 12, 24, 48], 96, 1],
      [[1, 3, 6, 10, 15], 21, 1], // triangular numbers
      [[1, 4, 9, 16, 25], 49, 2], // squares
      [[1, 1, 2, 3, 5], 8, 1], // Fibonacci
      [[2, 1, 3, 4, 7], 18, 2], // Lucas
      [[1, 3, 7, 15, 31], 63, 1], // Mersenne
      [[5, 8, 6, 9, 7], 10, 1],
      [[5, 8, 6, 9, 7], 8, 2],
      [[40, 30, 21, 13, 6], 0, 1],
    ] as const) {
      const item = scene([...numbers], ahead);
      expect(numberSequence.solve(item)).toEqual([String(next)]);
      expect(numberSequence.solvePrompt(numberSequence.render(item))).toEqual([String(next)]);
    }
  });

  it('finds all continuations of a sequence that several rules fit, and none where none fits', () => {
    expect(numberSequence.solve(scene([2, 4, 8, 10, 14]))).toEqual(['16']);
    const short = scene([1, 2, 4]);
    const answers = numberSequence.solve(short);
    expect(answers.length).toBeGreaterThan(1);
    expect(numberSequence.solvePrompt(numberSequence.render(short)).toSorted()).toEqual(
      answers.toSorted(),
    );
    expect(numberSequence.solve(scene([1, 5, 2, 9, 4]))).toEqual([]);
    expect(numberSequence.solvePrompt(numberSequence.render(scene([1, 5, 2, 9, 4])))).toEqual([]);
    expect(numberSequence.solvePrompt('nothing to read')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(numberSequence.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(numberSequence.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
