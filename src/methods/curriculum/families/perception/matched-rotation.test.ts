import { describe, expect, it } from 'vitest';
import { matchedRotation } from './matched-rotation.ts';

type Scene = Parameters<typeof matchedRotation.solve>[0];

const SHAPE = ['##.', '#..', '#..'];
/** An L on its head: after a quarter turn to the right its foot points down at the right. */
const SCENE: Scene = {
  shape: SHAPE,
  turns: 1,
  pictures: [SHAPE, ['###', '..#', '...'], ['.##', '..#', '..#'], ['...', '#..', '###']],
};

const RIGHT = [
  '2',
  'two',
  'Two.',
  'picture 2',
  'Picture 2.',
  'PICTURE 2',
  'Picture two',
  'the second picture',
  'The second one.',
  'The 2nd picture.',
  'picture number 2',
  'It is picture 2!',
  'The turned shape is in picture 2.',
  '**Picture 2**',
  '“Picture 2”',
  'Answer: 2',
  'The answer is picture 2.',
  'Final answer: picture 2',
  '\\boxed{2}',
  'So $\\boxed{\\text{picture } 2}$',
  '<think>1 or 3?</think>2',
  'Is it 3? No.</think>Picture 2',
  'Picture 2, because picture 3 is a mirror image.',
  'Picture 1 is not turned. The answer is 2',
  'Picture 2, not picture 3.',
];

const WRONG = [
  '',
  ' ',
  '1',
  'picture 3',
  'Picture four',
  'the first picture',
  'the third one',
  '2 or 3',
  'Either picture 2 or picture 4.',
  'pictures 2 and 3',
  'Maybe picture 2',
  'picture 2?',
  'not picture 2',
  'It is not the second picture.',
  'Picture 2 is wrong.',
  'Picture 2 is not right.',
  'Picture 2. Picture 3.',
  'The answer is 2. No, 3.',
  '\\boxed{3}',
  '\\boxed{2} \\boxed{3}',
  '<think>2',
  '22',
  '2.5',
  '-2',
  'about 2',
  'none of them',
  'a quarter turn',
  'I do not know.',
];

describe('matched-rotation', () => {
  it.each<[string, string[][], 1 | 2 | 3, string[]]>([
    ['a quarter turn to the right', SCENE.pictures, 1, ['picture 2']],
    ['a quarter turn either way', SCENE.pictures, 2, ['picture 2', 'picture 4']],
    ['no turn', [SHAPE, ['.##', '..#', '..#']], 3, []],
    ['a half turn, where it is allowed', [SHAPE, ['..#', '..#', '.##']], 3, ['picture 2']],
    ['a half turn, where it is not', [SHAPE, ['..#', '..#', '.##']], 2, []],
    ['a quarter turn to the left, allowed', [['...', '#..', '###'], SHAPE], 2, ['picture 1']],
    ['a quarter turn to the left, not allowed', [['...', '#..', '###'], SHAPE], 1, []],
    [
      'two turns',
      [
        ['###', '..#', '...'],
        ['..#', '..#', '.##'],
      ],
      3,
      ['picture 1', 'picture 2'],
    ],
  ])('knows %s', (_, pictures, turns, answers) => {
    const scene: Scene = { shape: SHAPE, pictures, turns };
    expect(matchedRotation.solve(scene)).toEqual(answers);
    expect(matchedRotation.solvePrompt(matchedRotation.render(scene))).toEqual(answers);
  });

  it('reads nothing from a text without pictures', () => {
    expect(matchedRotation.solvePrompt('')).toEqual([]);
    expect(matchedRotation.solvePrompt('# #\n# #')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(matchedRotation.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(matchedRotation.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
