import { describe, expect, it } from 'vitest';
import { wordProblem } from './word-problem.ts';

/** Anna has 5 apples and finds 3; Ben has 4 fewer than Anna at first. */
const SCENE = {
  people: ['Anna', 'Ben'],
  things: ['apples', 'books'] as [string, string],
  facts: [
    { type: 'has' as const, who: 0, count: 5, other: false },
    { type: 'compare' as const, who: 1, to: 0, more: false, count: 4 },
  ],
  changes: [{ type: 'finds' as const, who: 0, count: 3, other: false }],
  ask: { type: 'now' as const, who: 0 },
};

const RIGHT = [
  '8',
  '8.',
  '8 apples',
  'eight',
  'Eight apples.',
  'Anna has 8 apples.',
  'She has eight apples in the end.',
  'In the end, Anna has 8 apples.',
  '**8**',
  '8.0',
  'Answer: 8',
  'The answer is 8 apples.',
  '\\boxed{8}',
  'So $\\boxed{8}$',
  '<think>5 + 3</think>8',
  '5 + 3 = 8',
  '5 + 3 = 8 apples.',
  'She had 5 and finds 3, so she has 8 apples.',
  'Because she finds 3 apples, it is 8.',
  '8, because 5 and 3 make 8.',
  'Therefore 8 apples',
  'There are 8 apples!',
];
const WRONG = [
  '',
  '5',
  '2',
  '-8',
  '8.5',
  '88',
  '8 or 9',
  'Either 8 or 2 apples.',
  'Maybe 8',
  '8?',
  'about 8 apples',
  'at least 8 apples',
  'more than 8',
  'not 8',
  "She doesn't have 8 apples.",
  '8, 9',
  '8 and 1',
  'The answer is 8. No, it is 9.',
  '\\boxed{9}',
  '\\boxed{8} \\boxed{9}',
  '<think>8',
  'I do not know.',
  'eighteen',
  'apples',
];

describe('word-problem', () => {
  // The classes of Riley, Greeno and Heller (1983), with stories of our own: change, combine, compare; each part unknown.
  it.each([
    [
      'At first, Anna has 3 books.\nThen Anna finds 5 books.',
      'How many books does Anna have in the end?',
      '8',
    ],
    [
      'At first, Anna has 8 books.\nThen Anna loses 5 books.',
      'How many books does Anna have in the end?',
      '3',
    ],
    [
      'At first, Anna has some books.\nThen Anna finds 5 books.\nIn the end, Anna has 8 books.',
      'How many books did Anna have at first?',
      '3',
    ],
    [
      'At first, Anna has some books.\nThen Anna loses 5 books.\nIn the end, Anna has 3 books.',
      'How many books did Anna have at first?',
      '8',
    ],
    [
      'At first, Anna has 3 books.\nAt first, Ben has 5 books.',
      'How many books do Anna and Ben have together in the end?',
      '8',
    ],
    [
      'At first, Anna has 8 books.\nAt first, Ben has 5 books.',
      'How many more books does Anna have than Ben in the end?',
      '3',
    ],
    [
      'At first, Anna has 3 books.\nAt first, Ben has 5 more books than Anna.',
      'How many books does Ben have in the end?',
      '8',
    ],
    [
      'At first, Anna has 8 books.\nAt first, Anna has 5 more books than Ben.',
      'How many books does Ben have in the end?',
      '3',
    ],
    [
      'At first, Anna has 8 books.\nAt first, Ben has 5 fewer books than Anna.',
      'How many books does Ben have in the end?',
      '3',
    ],
    [
      'At first, Anna has 3 books.\nAt first, Anna has 5 fewer books than Ben.',
      'How many books does Ben have in the end?',
      '8',
    ],
    [
      'At first, Anna has 6 books.\nAt first, Anna has 2 times as many books as Ben.',
      'How many books does Ben have in the end?',
      '3',
    ],
    [
      'At first, Anna has 2 books.\nThen Anna buys 3 bags with 4 books each.',
      'How many books does Anna have in the end?',
      '14',
    ],
    [
      'At first, Anna has 2 books.\nAt first, Anna has 9 cups.\nThen Anna loses 7 cups.',
      'How many books does Anna have in the end?',
      '2',
    ],
  ])('solves %j: %s', (story, question, answer) => {
    expect(wordProblem.solvePrompt(`${story}\n\n${question}`)).toEqual([answer]);
  });

  it('solves scenes, and finds nothing where the start is open', () => {
    expect(wordProblem.solve(SCENE)).toEqual(['8']);
    expect(wordProblem.solve({ ...SCENE, ask: { type: 'together', who: 0, other: 1 } })).toEqual([
      '9',
    ]);
    expect(wordProblem.solve({ ...SCENE, ask: { type: 'difference', who: 0, other: 1 } })).toEqual([
      '7',
    ]);
    const open = { ...SCENE, facts: [{ type: 'has' as const, who: 0, other: false }] };
    expect(wordProblem.solve(open)).toEqual([]);
    expect(
      wordProblem.solve({ ...open, end: { who: 0, count: 9 }, ask: { type: 'first', who: 0 } }),
    ).toEqual(['6']);
    expect(wordProblem.solvePrompt('nothing to read')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(wordProblem.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(wordProblem.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
