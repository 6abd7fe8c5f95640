import { describe, expect, it } from 'vitest';
import { connectedParts } from './connected-parts.ts';

type Scene = Parameters<typeof connectedParts.solve>[0];

/** A bent part, a single cell that touches it at a corner, and a bar at the right: three. */
const SCENE: Scene = { sign: '#', grid: ['##..#', '#...#', '.#..#', '.....'] };

const RIGHT = [
  '3',
  'three',
  'Three.',
  'THREE',
  'There are 3.',
  'There are 3 parts.',
  'There are three separate parts!',
  'I see 3 parts.',
  'The number of parts is 3.',
  'three parts',
  '**3**',
  '“3”',
  'Answer: 3',
  'The answer is 3.',
  'The correct answer is: three',
  'Final answer: 3 parts',
  '\\boxed{3}',
  'So $\\boxed{3}$.',
  '<think>2, if corners join? no</think>3',
  'Is it 2? No.</think>\nThere are 3.',
  'A bend, a dot and a bar. The answer is 3',
  '1 + 1 + 1 = 3',
  '3, because a corner does not join.',
  '3, not 2',
  'In total 3.',
];

const WRONG = [
  '',
  ' ',
  '2',
  'two',
  '4',
  '7',
  '3 or 4',
  'Either 3 or 2.',
  '3 and 2',
  'Maybe 3',
  '3?',
  'about 3',
  'at least 3',
  'more than 3',
  '2-3',
  '-3',
  '3.5',
  '33',
  '3rd',
  'thirty',
  'thirty-three',
  'not 3',
  '3 is wrong',
  '3 is not the answer.',
  '3. No, 2.',
  'The answer is 3. Actually 2.',
  '\\boxed{2}',
  '\\boxed{3} \\boxed{2}',
  '<think>3',
  'none',
  'I do not know.',
];

describe('connected-parts', () => {
  it.each<[string, string[], string]>([
    ['an empty grid', ['...', '...', '...'], '0'],
    ['a full grid', ['###', '###', '###'], '1'],
    ['a ring', ['###', '#.#', '###'], '1'],
    ['a ring with a dot', ['#####', '#...#', '#.#.#', '#...#', '#####'], '2'],
    ['a chessboard', ['#.#', '.#.', '#.#'], '5'],
    ['a cup, joined at the bottom', ['#.#', '#.#', '###'], '1'],
    ['a comb, joined at the right', ['###', '..#', '###', '..#', '###'], '1'],
    ['a spiral', ['####', '...#', '##.#', '#..#', '####'], '1'],
    ['the scene', SCENE.grid, '3'],
  ])('are counted in %s', (_, grid, answer) => {
    const scene: Scene = { sign: '#', grid };
    expect(connectedParts.solve(scene)).toEqual([answer]);
    expect(connectedParts.solvePrompt(connectedParts.render(scene))).toEqual([answer]);
    expect(connectedParts.explain(scene).at(-1)).toContain(answer);
  });

  it('reads nothing from a text without a grid', () => {
    expect(connectedParts.solvePrompt('')).toEqual([]);
    expect(connectedParts.solvePrompt('# #\n# #')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(connectedParts.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(connectedParts.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it('takes the rule, repeated, as no answer', () => {
    const one: Scene = { sign: '#', grid: ['##.', '#..', '...'] };
    expect(connectedParts.verify('One part.', one)).toEqual({ correct: true });
    expect(connectedParts.verify(connectedParts.render(one), one).correct).toBe(false);
  });
});
