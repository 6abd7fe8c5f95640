import { describe, expect, it } from 'vitest';
import { programTrace } from './program-trace.ts';

/** a is 5, then three times 2 more: 11. */
const SCENE = {
  steps: [
    { type: 'assign' as const, to: 'a', left: 5 },
    {
      type: 'loop' as const,
      counter: 'i',
      turns: 3,
      body: [{ type: 'assign' as const, to: 'a', left: 'a', sign: '+' as const, right: 2 }],
    },
  ],
  printed: 'a',
};

const RIGHT = [
  'First, 5 < 3 is false, so it is skipped.\nSo the answer is 11.',
  'if 3 > 5: false.\n\n**Answer: 11**',
  'Line 2 is wrong at first sight.\n\\boxed{11}',
  '11',
  '11.',
  'The program prints 11.',
  'It prints 11',
  'eleven',
  'Eleven.',
  '**11**',
  '`11`',
  '11.0',
  'Answer: 11',
  'The answer is 11.',
  'The output is 11!',
  '\\boxed{11}',
  'So $\\boxed{11}$',
  '<think>5 + 2 = 7, 9, 11</think>11',
  '9 + 2 = 11',
  'a = 11',
  'The loop runs three times, so it prints 11.',
  'Because 2 is added three times, it is 11.',
  '11, because 2 is added three times.',
  'Therefore 11',
  'print(a) shows 11.',
];
const WRONG = [
  'The answer is 11. That is wrong.',
  'The answer is 11.\nThis is false.',
  'This is false:\n\\boxed{11}',
  'All but 11.',
  '',
  '10',
  '7',
  '5',
  '-11',
  '11.5',
  '111',
  '1 1',
  '11 or 13',
  'Either 9 or 11.',
  'Maybe 11',
  '11?',
  'about 11',
  'at least 11',
  'not 11',
  "It doesn't print 11.",
  '11, 13',
  '9 and 11',
  'The answer is 11. No, it is 13.',
  '\\boxed{9}',
  '\\boxed{11} \\boxed{9}',
  '<think>11',
  'I do not know.',
  'twelve',
  'a',
];

describe('program-trace', () => {
  // Programs of the levels of TinyPy (Yamani et al. 2024): assignments, conditions, loops; results worked out by hand.
  it.each([
    ['a = 3\nb = a + 4\na = b * 2\nprint(a)', '14'],
    ['a = 3\nb = 8\na = b\nb = a - 10\nprint(b)', '-2'],
    ['x = 4\nif x > 3:\n    x = x * 2\nelse:\n    x = 0\nprint(x)', '8'],
    ['x = 4\nif x == 3:\n    x = x * 2\nelse:\n    x = 1\nprint(x)', '1'],
    ['x = 4\nif x < 3:\n    x = x * 2\nprint(x)', '4'],
    ['s = 0\nfor i in range(4):\n    s = s + i\nprint(s)', '6'],
    ['a = 1\nfor i in range(3):\n    a = a * 2\nb = a + 1\nprint(b)', '9'],
    [
      'a = 0\nfor i in range(5):\n    if i > 2:\n        a = a + 10\n    else:\n        a = a + 1\nprint(a)',
      '23',
    ],
    ['a = 0\nfor i in range(2):\n    for j in range(3):\n        a = a + 1\nprint(a)', '6'],
    ['a = 2\nfor i in range(2):\n    a = a + i\nprint(i)', '1'],
  ])('runs %j to %s from the text', (program, printed) => {
    expect(programTrace.solvePrompt(`What does this program print?\n\n${program}`)).toEqual([
      printed,
    ]);
    expect(programTrace.solvePrompt(`${program}\n\nWhat does this program print?`)).toEqual([
      printed,
    ]);
  });

  it('runs a scene by its steps, and says the program as Python', () => {
    expect(programTrace.solve(SCENE)).toEqual(['11']);
    expect(programTrace.render(SCENE)).toBe('a = 5\nfor i in range(3):\n    a = a + 2\nprint(a)');
    expect(programTrace.solvePrompt('nothing to read')).toEqual([]);
    expect(programTrace.solvePrompt('for i in range(999999):\n    a = 1\nprint(a)')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(programTrace.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(programTrace.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
