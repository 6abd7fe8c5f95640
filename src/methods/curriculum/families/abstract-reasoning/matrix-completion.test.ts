import { describe, expect, it } from 'vitest';
import { matrixCompletion } from './matrix-completion.ts';

const SCENE = {
  features: ['shape' as const, 'colour' as const, 'count' as const],
  rules: ['same' as const, 'three' as const, 'step' as const],
  rows: [
    [
      ['star', 'red', 1],
      ['ring', 'red', 2],
      ['heart', 'red', 3],
    ],
    [
      ['ring', 'blue', 3],
      ['heart', 'blue', 4],
      ['star', 'blue', 5],
    ],
    [
      ['heart', 'red', 2],
      ['star', 'red', 3],
    ],
  ],
  options: [
    ['ring', 'red', 4],
    ['ring', 'blue', 4],
    ['ring', 'red', 3],
    ['ring', 'blue', 3],
  ],
};

const RIGHT = [
  'A',
  'a',
  'A.',
  '(A)',
  'Option A',
  'option a fits.',
  'Option A fits.',
  'A fits',
  'The letter is A.',
  'The answer is A.',
  'Answer: **A**',
  'It is option A',
  'It is A.',
  '\\boxed{A}',
  '$\\boxed{\\text{A}}$',
  '<think>B? no</think>A',
  '4 red rings',
  'A: 4 red rings',
  'Option A, 4 red rings.',
  'The missing cell has 4 red rings.',
  'A, because the number grows by one.',
  'Each row grows by one, so it is A.',
  'I choose A!',
];
const WRONG = [
  'Anything but A.',
  'All but A.',
  'I doubt that it is A.',
  'If I had to guess, A.',
  'Option A fits. That is wrong.',
  'It is false that option A fits.',
  'B, A',
  'A/B',
  'B. No, A.',
  '',
  'B',
  'Option C',
  'E',
  'A or B',
  'Either A or C.',
  'Maybe A',
  'A?',
  'Probably option A.',
  'not A',
  "It isn't A.",
  'Option A does not fit.',
  'A and B',
  'A, B',
  'A. B.',
  'The answer is A. No, it is B.',
  '\\boxed{B}',
  '\\boxed{A} \\boxed{B}',
  '<think>A',
  'I do not know.',
  '4 blue rings',
  'A: 4 blue rings',
  '14 red rings',
  'a cell',
];

describe('matrix-completion', () => {
  it('finds the option from the scene and from the text', () => {
    expect(matrixCompletion.solve(SCENE)).toEqual(['A']);
    expect(matrixCompletion.solvePrompt(matrixCompletion.render(SCENE))).toEqual(['A']);
    expect(matrixCompletion.solvePrompt('nothing to read')).toEqual([]);
  });

  it('finds every option that the rules allow, and none where they allow none', () => {
    const open = {
      ...SCENE,
      rows: [
        SCENE.rows[0]!,
        SCENE.rows[1]!,
        [
          ['heart', 'red', 2],
          ['star', 'blue', 3],
        ],
      ],
    };
    expect(matrixCompletion.solve(open)).toEqual([]);
    expect(matrixCompletion.solvePrompt(matrixCompletion.render(open))).toEqual([]);
  });

  // The relations of Carpenter, Just and Shell (1990) that can be said in words: constant, progression, sum, three values.
  it.each([
    [
      '2 red stars, 2 red rings, 2 red hearts',
      '1 red heart, 1 red star, 1 red ring',
      '3 red rings, 3 red hearts',
      '3 red stars',
    ],
    [
      '1 red star, 3 blue stars, 5 white stars',
      '2 blue rings, 4 white rings, 6 red rings',
      '3 white hearts, 5 red hearts',
      '7 blue hearts',
    ],
    [
      '1 red star, 2 red stars, 3 red stars',
      '4 red rings, 1 red ring, 5 red rings',
      '2 red hearts, 5 red hearts',
      '7 red hearts',
    ],
  ])('completes %s / %s / %s with %s', (one, two, three, answer) => {
    const prompt = [
      `Row 1: ${one}`,
      `Row 2: ${two}`,
      `Row 3: ${three}, ?`,
      '- It stays the same along the row.',
      '- The same three kinds stand in every row, in any order.',
      '- A number goes up or down by the same step.',
      '- The third number is the first and the second together.',
      'A: 9 red stars',
      `B: ${answer}`,
      'C: 4 blue rings',
      'D: 1 white heart',
    ].join('\n');
    expect(matrixCompletion.solvePrompt(prompt)).toEqual(['B']);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(matrixCompletion.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(matrixCompletion.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
