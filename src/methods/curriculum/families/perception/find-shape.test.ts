import { describe, expect, it } from 'vitest';
import { findShape } from './find-shape.ts';

type Scene = Parameters<typeof findShape.solve>[0];

/** At row 2, column 3; its top row stands at three other places too. */
const SCENE: Scene = {
  shape: ['#.', '##'],
  grid: ['#.#.#', '..#.#', '#.##.', '#....'],
};

const RIGHT = [
  'Row 1 is top. The shape is at row 2, column 3.',
  'row 2, column 3',
  'Row 2, column 3.',
  'Row 2 and column 3',
  'row 2 column 3',
  'ROW 2, COLUMN 3',
  'column 3, row 2',
  'Row two, column three.',
  'the second row, the third column',
  'The 2nd row and the 3rd column.',
  'It is in the second row and third column.',
  'The shape starts at row 2, column 3.',
  '(2, 3)',
  '2, 3',
  '2,3'.replace(',', ', '),
  'r2c3',
  'R2 C3',
  'Row: 2, column: 3',
  'row number 2, col 3',
  '**Row 2, column 3**',
  'Answer: row 2, column 3',
  'The answer is (2, 3).',
  '\\boxed{(2, 3)}',
  '\\boxed{\\text{row } 2, \\text{ column } 3}',
  '<think>row 1? no</think>row 2, column 3',
  'Row 2, column 3, because # # is under it there.',
  'Row 2, column 3, not row 1.',
  'The row is 2. The column is 3.',
];

const WRONG = [
  "I don't know. row 2, column 3.",
  "It can't be row 2, column 3.",
  'row 2, column 3 is wrong.',
  'It is never row 2, column 3.',
  'Anything but row 2, column 3.',
  'I doubt it is row 2, column 3.',
  '',
  ' ',
  'row 3, column 2',
  '(3, 2)',
  'row 2',
  'column 3',
  '2',
  'row 2, column 4',
  'row 1, column 3',
  'row 2 or 3, column 3',
  'row 2, column 3 or column 4',
  'rows 2 and 3, column 3',
  'row 2, columns 3 and 4',
  'row 2, column 3 and row 1, column 1',
  'row 2, column 3. Row 1, column 3.',
  'Maybe row 2, column 3',
  'row 2, column 3?',
  'not row 2, column 3',
  'Row 2, column 3 is wrong.',
  'Row 2, column 3 is not right.',
  '(2, 3, 4)',
  '(2.5, 3)',
  '-2, 3',
  '22, 33',
  'the second row from the bottom, third column',
  'second row, last column',
  '\\boxed{(1, 1)}',
  '\\boxed{(2, 3)} \\boxed{(1, 1)}',
  '<think>row 2, column 3',
  'The answer is (2, 3). No, (1, 3).',
  'in the middle',
  'I do not know.',
];

describe('find-shape', () => {
  it.each<[string, Scene, string[]]>([
    ['once', SCENE, ['row 2, column 3']],
    [
      'in a corner',
      { shape: ['##', '##'], grid: ['....', '....', '..##', '..##'] },
      ['row 3, column 3'],
    ],
    [
      'twice, one over the other',
      { shape: ['##', '##'], grid: ['##..', '##..', '##..', '....'] },
      ['row 1, column 1', 'row 2, column 1'],
    ],
    ['never', { shape: ['##', '##'], grid: ['#.#.', '.#.#', '#.#.', '.#.#'] }, []],
  ])('is found %s', (_, scene, answers) => {
    expect(findShape.solve(scene)).toEqual(answers);
    expect(findShape.solvePrompt(findShape.render(scene))).toEqual(answers);
  });

  it('reads nothing from a text without grids', () => {
    expect(findShape.solvePrompt('')).toEqual([]);
    expect(findShape.solvePrompt('# #\n# #')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(findShape.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(findShape.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
