import { describe, expect, it } from 'vitest';
import { unknownNumbers } from './unknown-numbers.ts';

/** 2 cups and 3 pens cost 19 coins, 1 cup and 1 pen 8: a cup costs 5. */
const SCENE = {
  form: 'prices' as const,
  names: ['cup', 'pen'],
  lines: [
    { factors: [2, 3], total: 19 },
    { factors: [1, 1], total: 8 },
  ],
  asked: 0,
};

const RIGHT = [
  '5',
  '5.',
  '5 coins',
  'five',
  'Five coins.',
  'It costs 5 coins.',
  'One cup costs 5 coins.',
  'A cup costs five coins.',
  'The price is 5.',
  '**5**',
  '5.0',
  'Answer: 5',
  'The answer is 5 coins.',
  '\\boxed{5}',
  'So $\\boxed{5}$.',
  '<think>a pen is 3</think>5 coins',
  '8 - 3 = 5',
  'cup = 5',
  'A pen costs 3 coins, so a cup costs 5 coins.',
  '5, because 2 cups and 3 pens cost 19.',
  'Because a pen costs 3 coins, it is 5.',
  'Therefore the cup costs 5 coins!',
];
const WRONG = [
  '',
  '3',
  '8',
  '-5',
  '5.5',
  '55',
  '5 or 3',
  'Either 5 or 6 coins.',
  'Maybe 5',
  '5?',
  'about 5 coins',
  'at least 5 coins',
  'between 4 and 6',
  'not 5',
  "It doesn't cost 5 coins.",
  '5, 3',
  '5 and 3',
  'The answer is 5. No, it is 3.',
  '\\boxed{3}',
  '\\boxed{5} \\boxed{3}',
  '<think>5',
  'I do not know.',
  'fifty',
  'a cup',
];

describe('unknown-numbers', () => {
  it.each([
    [
      '2 cups and 3 pens cost 19 coins.\n1 cup and 1 pen cost 8 coins.\n\nHow much does one pen cost?',
      '3',
    ],
    ['x + y = 12\nx - y = 4\n\nWhat is x?', '8'],
    ['2 * x + 3 * y = 12\nx - y = 1\n\nFind y.', '2'],
    ['-x + 2 * y = 3\nx + y = 9\n\nWhat is y?', '4'],
    ['x + y + z = 6\nx - y = 1\n2 * x - z = 5\n\nWhat is z?', '1'],
    [
      "Anna thinks of a number.\nShe adds 3.\nThen she multiplies it by 4.\nThe result is 20.\n\nWhat is Anna's first number?",
      '2',
    ],
    [
      "Ben thinks of a number.\nHe takes away 6.\nThe result is 5.\n\nWhat is Ben's first number?",
      '11',
    ],
  ])('solves %j', (prompt, answer) => {
    expect(unknownNumbers.solvePrompt(prompt)).toEqual([answer]);
  });

  it('solves scenes, and finds nothing where no one number fits', () => {
    expect(unknownNumbers.solve(SCENE)).toEqual(['5']);
    const twice = { ...SCENE, lines: [SCENE.lines[1]!, { factors: [2, 2], total: 16 }] };
    expect(unknownNumbers.solve(twice)).toEqual([]);
    const half = { ...SCENE, lines: [SCENE.lines[0]!, { factors: [1, 1], total: 7 }], asked: 0 };
    expect(unknownNumbers.solve(half)).toEqual(['2']);
    const riddle = {
      form: 'riddle' as const,
      name: 'Anna',
      pronoun: 'she' as const,
      moves: [
        { type: 'times' as const, number: 3 },
        { type: 'add' as const, number: 1 },
      ],
      result: 9,
    };
    expect(unknownNumbers.solve(riddle)).toEqual([]);
    expect(unknownNumbers.solve({ ...riddle, result: 10 })).toEqual(['3']);
    expect(unknownNumbers.solvePrompt('nothing to read')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(unknownNumbers.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(unknownNumbers.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it('reads what is said of the unknown that is asked, beside the other', () => {
    const signs = { ...SCENE, form: 'signs' as const, names: ['x', 'y'] };
    const says = (response: string) => unknownNumbers.verify(response, signs).correct;
    expect(
      ['x = 5', 'x = 5, y = 3', 'y = 3 and x = 5', 'y=3\nx=5'].filter((said) => !says(said)),
    ).toEqual([]);
    expect(['y = 5', 'x = 3, y = 5', 'y = 3', 'x = 3'].filter(says)).toEqual([]);
  });
});
