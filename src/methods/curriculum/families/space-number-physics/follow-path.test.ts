import { describe, expect, it } from 'vitest';
import { followPath } from './follow-path.ts';

const turn = (way: 'left' | 'right' | 'around') => ({ turn: way });
const walk = (cells: number) => ({ walk: cells });
/** From B4: two north to B2, then right, three east to E2. */
const SCENE = {
  person: 'Anna',
  size: 5,
  column: 1,
  row: 3,
  heading: 'north' as const,
  commands: [walk(2), turn('right'), walk(3)],
};

const RIGHT = [
  'E2',
  'e2',
  'E 2',
  'E-2',
  'cell E2',
  'The robot ends on E2.',
  'The robot stops on cell E2.',
  'It ends on E2!',
  'column E, row 2',
  'row 2, column E',
  'Column E and row two',
  'In row 2 of column E',
  'Answer: E2',
  'The answer is E2.',
  'The final answer is: **E2**',
  '\\boxed{E2}',
  'So it is $\\boxed{\\text{E2}}$.',
  '<think>B4, B3, B2, then D2? No: E2.</think>E2',
  'It walks to B2. It turns east. So it ends on E2.',
  'E2, because it walks north and then east.',
  'After two cells it is on B2. Therefore it stops on E2',
  '(E, 2)',
  'It stands on E2, not on B2.',
  'e two',
];

const WRONG = [
  '',
  'E3',
  'B2',
  '2E',
  'E',
  '2',
  'E22',
  'row 2',
  'column 2, row 5',
  'E2 or E3',
  'Either E2 or B2',
  'Maybe E2',
  'E2?',
  'not E2',
  'It is not E2.',
  "The robot doesn't stop on E2.",
  'E2. E3.',
  'E2 and D2',
  'The answer is E2. No, D2.',
  '\\boxed{D2}',
  '\\boxed{E2} \\boxed{D2}',
  '<think>E2',
  'It falls off the floor.',
  'Row 2, column D',
  'It might be E2.',
  'A1',
];

describe('follow-path', () => {
  it.each([
    [SCENE, 'E2'],
    [{ ...SCENE, commands: [walk(2), turn('left'), walk(1)] }, 'A2'],
    [{ ...SCENE, commands: [turn('around'), walk(1)] }, 'B5'],
    [{ ...SCENE, commands: [turn('right'), walk(-1)] }, 'A4'],
    [{ ...SCENE, heading: 'west' as const, commands: [turn('left'), walk(1)] }, 'B5'],
    [{ ...SCENE, heading: 'south' as const, commands: [turn('left'), walk(3)] }, 'E4'],
    [{ ...SCENE, commands: [turn('right'), turn('right'), turn('right'), walk(1)] }, 'A4'],
    // After the published form of path following (turn by the compass, walk, count): a square walked round ends at home.
    [{ ...SCENE, commands: [1, 2, 3, 4].flatMap(() => [walk(1), turn('right')]) }, 'B4'],
  ])('follows %j to %s', (scene, cell) => {
    expect(followPath.solve(scene)).toEqual([cell]);
    expect(followPath.solvePrompt(followPath.render(scene))).toEqual([cell]);
    expect(followPath.explain(scene).at(-1)).toContain(`Now: ${cell}`);
  });

  it('reads nothing where nobody walks', () => {
    expect(followPath.solvePrompt('')).toEqual([]);
  });

  it('takes a path and its mirror image as one structure, wherever they start', () => {
    const mirrored = { ...SCENE, column: 3, commands: [walk(2), turn('left'), walk(3)] };
    expect(followPath.structure(mirrored)).toEqual(followPath.structure(SCENE));
  });

  it('never leaves the floor', () => {
    for (let seed = 0; seed < 800; seed++) {
      const { trace, world } = followPath.generate(`floor-${seed}`, 1 + (seed % 8));
      for (const line of trace) {
        const [, letter, row] = /(?:Start|Now): (.)(\d+)/.exec(line)!;
        expect('ABCDEFGHIJK'.slice(0, world.scene.size)).toContain(letter);
        expect(Number(row)).toBeGreaterThan(0);
        expect(Number(row)).toBeLessThanOrEqual(world.scene.size);
      }
    }
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(followPath.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(followPath.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
