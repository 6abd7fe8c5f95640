import { describe, expect, it } from 'vitest';
import { lineOrientation } from './line-orientation.ts';

type Scene = Parameters<typeof lineOrientation.solve>[0];

/** Up to the right, with a flat line of o under it. */
const SCENE: Scene = { sign: '#', grid: ['...#.', '..#.x', '.#...', 'ooo..', 'x....'] };

const RIGHT = [
  'rising',
  'Rising.',
  'RISING',
  'The line is rising.',
  'It is a rising line!',
  'The line rises.',
  'It goes up to the right.',
  'up to the right',
  'Upward.',
  'It slopes upwards.',
  'From the bottom left to the top right.',
  'bottom-left to top-right',
  '**rising**',
  '“Rising”',
  'Answer: rising',
  'The answer is rising.',
  'Final answer: Rising',
  '\\boxed{rising}',
  'So $\\boxed{\\text{rising}}$',
  '<think>flat? no, that is o</think>rising',
  'Is it flat? No.</think>Rising',
  'Rising, because each cell is one row higher.',
  'The o line lies flat. The answer is rising',
  'Rising, not falling.',
  'The line of # runs up to the right.',
];

const WRONG = [
  '',
  ' ',
  'falling',
  'flat',
  'upright',
  'vertical',
  'horizontal',
  'It goes down to the right.',
  'From the top left to the bottom right.',
  'rising or falling',
  'Either rising or flat.',
  'rising and falling',
  'rising, flat',
  'Maybe rising',
  'rising?',
  'not rising',
  'It is not rising.',
  'Rising is wrong.',
  'Rising is not right.',
  'Rising. Falling.',
  'The answer is rising. No, flat.',
  '\\boxed{flat}',
  '\\boxed{rising} \\boxed{flat}',
  '<think>rising',
  'diagonal',
  'up to the left',
  'left to right',
  'straight',
  'I do not know.',
];

describe('line-orientation', () => {
  it.each<[string, string[], string[]]>([
    ['flat', ['.....', '.###.', '.....', '.....', '.....'], ['flat']],
    ['upright', ['..#..', '..#..', '..#..', '.....', '.....'], ['upright']],
    ['rising', SCENE.grid, ['rising']],
    ['falling', ['#....', '.#...', '..#..', '.....', '.....'], ['falling']],
    ['steeply falling', ['#....', '.....', '.#...', '.....', '..#..'], ['falling']],
    ['gently rising', ['....#', '..#..', '#....', '.....', '.....'], ['rising']],
    ['absent', ['.....', '.....', '.....', '.....', '.....'], []],
  ])('is seen to be %s', (_, grid, answers) => {
    const scene: Scene = { sign: '#', grid };
    expect(lineOrientation.solve(scene)).toEqual(answers);
    expect(lineOrientation.solvePrompt(lineOrientation.render(scene))).toEqual(answers);
  });

  it('says no way of cells that make no line, and reads nothing from nothing', () => {
    const bent: Scene = { sign: '#', grid: ['#.#..', '.#...', '.....', '.....', '.....'] };
    expect(lineOrientation.solve(bent)).toEqual([]);
    expect(lineOrientation.solvePrompt('')).toEqual([]);
    expect(lineOrientation.solvePrompt('# #\n# #')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(lineOrientation.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(lineOrientation.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
