import { describe, expect, it } from 'vitest';
import { edgeCells } from './edge-cells.ts';

type Scene = Parameters<typeof edgeCells.solve>[0];

/** Two at the top, two at the left, one at the bottom: five. Two are inside. */
const SCENE: Scene = { sign: '#', grid: ['##..', '#.#.', '##.o', '..#.'] };

const RIGHT = [
  '5',
  'five',
  'Five.',
  'FIVE',
  'There are 5.',
  'There are 5 filled cells at the edge.',
  'There are five # there!',
  'I count 5.',
  'The number is 5.',
  'five cells',
  '**5**',
  '“5”',
  'Answer: 5',
  'The answer is 5.',
  'The correct answer is: five',
  'Final answer: 5',
  '\\boxed{5}',
  'So $\\boxed{5}$.',
  '<think>2 + 3 = 6? no</think>5',
  'Is it 7? No.</think>\nThere are 5.',
  '2 + 1 + 1 + 1 + 0 = 5',
  'Top row 2, left 2, bottom 1. The answer is 5',
  '5, because the other 2 are inside.',
  '5, not 7',
  'In total 5.',
];

const WRONG = [
  '',
  ' ',
  '6',
  '7',
  'seven',
  '2',
  '5 or 6',
  'Either 5 or 7.',
  '5 and 2',
  'Maybe 5',
  '5?',
  'about 5',
  'at least 5',
  'nearly 5',
  '4-5',
  '-5',
  '5.5',
  '55',
  '5th',
  'fifty',
  'twenty-five',
  'not 5',
  '5 is wrong',
  '5 is not the answer.',
  '5. No, 6.',
  'The answer is 5. Actually 7.',
  '\\boxed{6}',
  '\\boxed{5} \\boxed{6}',
  '<think>5',
  'none',
  'I do not know.',
];

describe('edge-cells', () => {
  it.each<[string, string[], string]>([
    ['a full grid of three by three', ['###', '###', '###'], '8'],
    ['an empty edge', ['....', '.##.', '.##.', '....'], '0'],
    ['four corners', ['#..#', '....', '....', '#..#'], '4'],
    ['other signs', ['oxo', 'x#x', 'ox#'], '1'],
    ['the scene', SCENE.grid, '5'],
  ])('of %s are counted once each', (_, grid, answer) => {
    const scene: Scene = { sign: '#', grid };
    expect(edgeCells.solve(scene)).toEqual([answer]);
    expect(edgeCells.solvePrompt(edgeCells.render(scene))).toEqual([answer]);
    expect(edgeCells.explain(scene).join('\n')).toContain(`= ${answer}.`);
  });

  it('reads nothing from a text without a grid', () => {
    expect(edgeCells.solvePrompt('')).toEqual([]);
    expect(edgeCells.solvePrompt('# #\n# #')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(edgeCells.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(edgeCells.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
