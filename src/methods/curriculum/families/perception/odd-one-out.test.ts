import { describe, expect, it } from 'vitest';
import { oddOneOut } from './odd-one-out.ts';

const thing = (size: string, colour: string, shape: string) => ({ size, colour, shape });

/** The one star is small and red; small, red and every pair of them stand elsewhere too. */
const SCENE = {
  layout: 'list' as const,
  objects: [
    thing('small', 'blue', 'circle'),
    thing('large', 'red', 'circle'),
    thing('small', 'red', 'star'),
    thing('large', 'blue', 'square'),
    thing('small', 'red', 'square'),
  ],
};

const RIGHT = [
  'small red star',
  'The small red star',
  'the small red star.',
  'The odd one out is the small red star.',
  'SMALL RED STAR',
  'It is the star.',
  'star',
  'The red star',
  'The little red star!',
  '**The small red star**',
  '“the small red star”',
  'Answer: the star',
  'The answer is the small red star.',
  'Final answer: small red star',
  '\\boxed{small red star}',
  'The answer is \\boxed{\\text{small red star}}.',
  '$\\boxed{\\text{star}}$',
  '<think>Is it the blue circle or the large red circle? No.</think>The small red star.',
  'Maybe the square? no </think>\nThe star.',
  'The star, because all the others are circles and squares.',
  'The small red star is the only star.',
  'It is the red star, unlike the blue square and the circles.',
  'First I count the blue square and the red square.\nSo the answer is: the star',
  'Since no other object is a star, it is the small red star.',
];

const WRONG = [
  '',
  '   ',
  'the small red square',
  'the red one',
  'the small one',
  'the small red object',
  'the star or the square',
  'Either the star or the small blue circle.',
  'Maybe the star.',
  'the star?',
  'Probably the small red star',
  'the blue star',
  'the large red star',
  'the purple star',
  'the star and the circle',
  'It is not the star.',
  'The star. The square.',
  'The answer is the star. Or the circle.',
  'The answer is the star. Actually it is the circle.',
  '\\boxed{star} \\boxed{circle}',
  '\\boxed{circle} The star.',
  '<think>the star',
  'an object with a different shape',
  'I do not know.',
  'all of them',
  'The odd one out is the medium red star.',
  'stars',
];

describe('odd-one-out', () => {
  it('has the star as its only odd object', () => {
    expect(oddOneOut.solve(SCENE)).toEqual(['small red star']);
    expect(oddOneOut.solvePrompt(oddOneOut.render(SCENE))).toEqual(['small red star']);
    expect(oddOneOut.solvePrompt(oddOneOut.render({ ...SCENE, layout: 'sentence' }))).toEqual([
      'small red star',
    ]);
  });

  it('finds every odd object of a scene that has several, and none where there is none', () => {
    const objects = [
      thing('small', 'red', 'star'),
      thing('small', 'red', 'moon'),
      thing('small', 'red', 'star'),
      thing('large', 'red', 'star'),
    ];
    expect(oddOneOut.solve({ layout: 'list', objects })).toEqual([
      'large red star',
      'small red moon',
    ]);
    expect(oddOneOut.solvePrompt(oddOneOut.render({ layout: 'list', objects })).toSorted()).toEqual(
      ['large red star', 'small red moon'],
    );
    const pairs = [objects[0]!, objects[0]!, objects[0]!];
    expect(oddOneOut.solve({ layout: 'list', objects: pairs })).toEqual([]);
    expect(oddOneOut.solvePrompt('nothing to read')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(oddOneOut.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(oddOneOut.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
