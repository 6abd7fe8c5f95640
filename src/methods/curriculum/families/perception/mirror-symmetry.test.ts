import { describe, expect, it } from 'vitest';
import { mirrorSymmetry } from './mirror-symmetry.ts';

const ROWS = { axis: 'row' as const, grid: ['.#.', '#.#', '..#', '.#.'] };
const COLUMNS = { axis: 'column' as const, grid: ['.#o.', 'o.#o', '.#.o'] };

const RIGHT = [
  'Row 1 is top. The odd one is row 3.',
  '3',
  'Row 3',
  'row 3.',
  'row three',
  'three',
  'Row #3',
  'the third row',
  'The 3rd row.',
  'Third.',
  'The mirror symmetry breaks in row 3.',
  'It is row number 3.',
  '**Row 3**',
  'Answer: 3',
  'The answer is row 3.',
  'The correct answer is: 3',
  '\\boxed{3}',
  'So we get $\\boxed{\\text{row } 3}$.',
  '<think>Row 1 is fine, row 2 too.</think>Row 3',
  'Row 3, because it reads . . # and not # . .',
  'Row 1 and row 2 are fine. The answer is row 3',
  'The second row from the bottom',
  'The one that breaks the symmetry is row 3.',
  'ROW 3',
  'Row 3 breaks it while rows 1, 2 and 4 are fine.',
];

const WRONG = [
  "I don't know. row 3.",
  "It can't be row 3.",
  'row 3 is wrong.',
  'It is never row 3.',
  'Anything but row 3.',
  'I doubt it is row 3.',
  'Read rows. Row 1 is top.',
  '',
  '2',
  'Row 4',
  'column 3',
  'Row 2 or 3',
  'Row 3 or row 2',
  'rows 2 and 3',
  'Row 3 and row 4.',
  'not row 3',
  'Maybe row 3',
  'Row 3?',
  '3.5',
  '-3',
  '30',
  'Row 33',
  'the third column',
  'the last row',
  'the top row',
  'third from the bottom',
  'The answer is 3. No, it is 4.',
  '\\boxed{2}',
  '\\boxed{3} or \\boxed{4}',
  '<think>Row 3',
  'one of the rows',
  'It might be row 3.',
  'None of them.',
];

describe('mirror-symmetry', () => {
  it('finds broken rows and columns from the scene and from the text', () => {
    for (const [scene, answer] of [
      [ROWS, 'row 3'],
      [COLUMNS, 'column 4'],
    ] as const) {
      const lines = mirrorSymmetry.solve(scene);
      expect(lines).toContain(answer);
      expect(mirrorSymmetry.solvePrompt(mirrorSymmetry.render(scene))).toEqual(lines);
    }
    expect(mirrorSymmetry.solve(ROWS)).toEqual(['row 3']);
    expect(mirrorSymmetry.solve({ axis: 'row', grid: ['aba', 'bab', 'aaa'] })).toEqual([]);
    expect(mirrorSymmetry.solvePrompt('. # .\n. #')).toEqual([]);
    expect(mirrorSymmetry.solvePrompt('')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(mirrorSymmetry.verify(response, ROWS)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(mirrorSymmetry.verify(response, ROWS)).toMatchObject({ correct: false });
  });

  it('keeps the symbols of the broken line, so that counting them finds nothing', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { scene } = mirrorSymmetry.generate(`count-${seed}`, 1 + (seed % 4)).world;
      const broken = scene.grid.find((row) => row !== [...row].toReversed().join(''))!;
      const odd = [...new Set(broken)].filter((symbol) => broken.split(symbol).length % 2 === 0);
      expect(odd.length).toBe(broken.length % 2);
    }
  });

  it('counts columns from the left, and knows the outer ones by name', () => {
    const scene = { axis: 'column' as const, grid: ['.#.', '.#o', '.#o'] };
    expect(mirrorSymmetry.solve(scene)).toEqual(['column 3']);
    expect(mirrorSymmetry.verify('the rightmost column', scene)).toEqual({ correct: true });
    expect(mirrorSymmetry.verify('first column from the right', scene)).toEqual({ correct: true });
    expect(mirrorSymmetry.verify('the leftmost column', scene).correct).toBe(false);
    expect(mirrorSymmetry.verify('row 3', scene).correct).toBe(false);
  });
});
