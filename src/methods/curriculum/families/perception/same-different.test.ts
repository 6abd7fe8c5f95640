import { describe, expect, it } from 'vitest';
import { levelsBeaten, measureReader } from '../../../../../test/fixtures/reader-accuracy.ts';
import { sameDifferent } from './same-different.ts';
import { ATTRIBUTES } from './things.ts';

type Scene = Parameters<typeof sameDifferent.solve>[0];

const OBJECTS = [
  { size: 'small', colour: 'red', shape: 'circle' },
  { size: 'small', colour: 'blue', shape: 'star' },
  { size: 'large', colour: 'red', shape: 'moon' },
];
/** Both red; sizes and shapes differ. */
const SAME: Scene = { relation: 'same', objects: OBJECTS, pair: [0, 2] };
/** Only the colour differs. */
const DIFFERENT: Scene = {
  relation: 'different',
  objects: [OBJECTS[0]!, OBJECTS[1]!, { size: 'small', colour: 'green', shape: 'circle' }],
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
  '<think>The shape? No, circle and moon.</think>The colour.',
  'The colour, because both are red.',
  'The colour is the same, but the shapes are different.',
  'They share their colour.',
  'They differ in size. They are alike in colour.',
  'It is the colour that they share, not the size.',
  'Only the colour: the circle and the moon are different shapes.'.replace(':', '.'),
];

const WRONG = [
  '',
  ' ',
  'shape',
  'size',
  'pattern',
  'blue',
  'Both are blue.',
  'They are both small.',
  'colour or shape',
  'Either colour or size.',
  'colour and shape',
  'Colour. Shape.',
  'Maybe the colour',
  'Colour?',
  'Not the colour',
  'It is not colour.',
  'The colour is different.',
  'They differ in colour.',
  'The colour is the same, and the shape is the same.',
  'The colour is the same, but the size is the same.',
  'The colour is not the same.',
  'Colour is wrong.',
  'The answer is colour. No, the size.',
  '\\boxed{shape}',
  '\\boxed{colour} \\boxed{size}',
  '<think>colour',
  'They are the same.',
  'I do not know.',
  'nothing',
  'the objects',
];

function compare({ relation, objects }: Scene, a: number, b: number) {
  return ATTRIBUTES.find((name) => {
    const [one, other] = [objects[a]![name], objects[b]![name]];
    return one !== undefined && (one === other) === (relation === 'same');
  });
}

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
    expect(sameDifferent.solve(scene)).toEqual(['size', 'shape']);
    expect(sameDifferent.solvePrompt(sameDifferent.render(scene))).toEqual(['size', 'shape']);
    expect(sameDifferent.solvePrompt('')).toEqual([]);
    expect(sameDifferent.solvePrompt('Compare object 1 and object 2. They differ')).toEqual([]);
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
    ['They are different colours, but the same shape.', true],
    ['shape', false],
    ['One is a circle and one is a star.', false],
    ['One is red and the other is blue.', false],
    ['They have the same colour.', false],
    ['They have the same shape.', false],
  ])('of a difference: %j is %s', (response, correct) => {
    expect(sameDifferent.verify(response, DIFFERENT).correct).toBe(correct);
  });

  it.each<[string, (scene: Scene) => string | undefined, number]>([
    ['always the colour', () => 'colour', 1],
    ['always the shape', () => 'shape', 1],
    // With two or three objects the pair is often the first two: there this reader is no shallow one.
    ['the first two objects', (scene) => compare(scene, 0, 1), 5],
    [
      'the last two objects',
      (scene) => compare(scene, scene.objects.length - 2, scene.objects.length - 1),
      5,
    ],
    ['the first and the last object', (scene) => compare(scene, 0, scene.objects.length - 1), 5],
    [
      'the pair, but for the other relation',
      (scene) =>
        compare(
          { ...scene, relation: scene.relation === 'same' ? 'different' : 'same' },
          ...scene.pair,
        ),
      1,
    ],
    [
      'what most objects share',
      ({ objects }) =>
        ATTRIBUTES.filter((name) => objects[0]![name] !== undefined).toSorted(
          (a, b) =>
            new Set(objects.map((object) => object[a])).size -
            new Set(objects.map((object) => object[b])).size,
        )[0],
      3,
    ],
  ])('is not found by reading %s', (_, read, fromLevel) => {
    const beaten = levelsBeaten(measureReader(sameDifferent, read));
    expect(beaten.filter(({ level }) => level >= fromLevel)).toEqual([]);
  });
});
