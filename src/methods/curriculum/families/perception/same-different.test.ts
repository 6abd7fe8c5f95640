import { describe, expect, it } from 'vitest';
import { sameDifferent } from './same-different.ts';

type Scene = Parameters<typeof sameDifferent.solve>[0];

const OBJECTS = [
  { size: 'small', colour: 'red', kind: 'ball' },
  { size: 'small', colour: 'blue', kind: 'cup' },
  { size: 'big', colour: 'red', kind: 'hat' },
];
/** Both red; sizes and kinds differ. */
const SAME: Scene = { relation: 'same', objects: OBJECTS, pair: [0, 2] };
/** Only the colour differs. */
const DIFFERENT: Scene = {
  relation: 'different',
  objects: [OBJECTS[0]!, OBJECTS[1]!, { size: 'small', colour: 'green', kind: 'ball' }],
  pair: [0, 2],
};

const RIGHT = [
  'colour',
  'Colour.',
  'COLOUR',
  'color',
  'The colour',
  'the colour is the same',
  'The two objects are the same in colour.',
  'They have the same colour.',
  'Both are red.',
  'They are both red!',
  'red',
  'The color red.',
  '**Colour**',
  'Answer: colour',
  'The answer is colour.',
  'The correct answer is: the color',
  '\\boxed{colour}',
  'So it is $\\boxed{\\text{colour}}$.',
  '<think>The kind? No, ball and hat.</think>The colour.',
  'The colour, because both are red.',
  'The colour is the same, but the kinds are different.',
  'They share their colour.',
  'They differ in size. They are alike in colour.',
  'It is the colour that they share, not the size.',
  'Only the colour: the ball and the hat are different kinds.'.replace(':', '.'),
];

const WRONG = [
  '',
  ' ',
  'kind',
  'size',
  'pattern',
  'blue',
  'Both are blue.',
  'They are both small.',
  'colour or kind',
  'Either colour or size.',
  'colour and kind',
  'Colour. Kind.',
  'Maybe the colour',
  'Colour?',
  'Not the colour',
  'It is not colour.',
  'The colour is different.',
  'They differ in colour.',
  'The colour is the same, and the kind is the same.',
  'The colour is the same, but the size is the same.',
  'The colour is not the same.',
  'Colour is wrong.',
  'The answer is colour. No, the size.',
  '\\boxed{kind}',
  '\\boxed{colour} \\boxed{size}',
  '<think>colour',
  'They are the same.',
  'I do not know.',
  'nothing',
  'the objects',
];

describe('same-different', () => {
  it('compares the pair and nothing else', () => {
    for (const [scene, answer] of [
      [SAME, 'colour'],
      [DIFFERENT, 'colour'],
      [{ ...SAME, pair: [0, 1] as [number, number] }, 'size'],
    ] as const) {
      expect(sameDifferent.solve(scene)).toEqual([answer]);
      expect(sameDifferent.solvePrompt(sameDifferent.render(scene))).toEqual([answer]);
    }
  });

  it('finds several answers, or none, where a scene has them', () => {
    const scene: Scene = { ...SAME, relation: 'different' };
    expect(sameDifferent.solve(scene)).toEqual(['kind', 'size']);
    expect(sameDifferent.solvePrompt(sameDifferent.render(scene))).toEqual(['kind', 'size']);
    expect(sameDifferent.solvePrompt('')).toEqual([]);
    expect(sameDifferent.solvePrompt('Look at 1. Look at 2. Kind? One is different.')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(sameDifferent.verify(response, SAME)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(sameDifferent.verify(response, SAME)).toMatchObject({ correct: false });
  });

  it.each([
    ['colour', true],
    ['They differ in colour.', true],
    ['One is red and the other is green.', true],
    ['They are different colours, but the same kind.', true],
    ['kind', false],
    ['One is a ball and one is a cup.', false],
    ['One is red and the other is blue.', false],
    ['They have the same colour.', false],
    ['They have the same kind.', false],
  ])('of a difference: %j is %s', (response, correct) => {
    expect(sameDifferent.verify(response, DIFFERENT).correct).toBe(correct);
  });
});
