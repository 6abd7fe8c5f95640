import { describe, expect, it } from 'vitest';
import { oddOneOut } from './odd-one-out.ts';

const thing = (size: string, colour: string, kind: string) => ({ size, colour, kind });

/** The one cup is small and red; small, red and every pair of them stand elsewhere too. */
const SCENE = {
  layout: 'list' as const,
  objects: [
    thing('small', 'blue', 'ball'),
    thing('big', 'red', 'ball'),
    thing('small', 'red', 'cup'),
    thing('big', 'blue', 'book'),
    thing('small', 'red', 'book'),
  ],
};

const RIGHT = [
  'small red cup',
  'red cup, small',
  'Red cup, small.',
  'A small, red cup.',
  'The small red cup',
  'the small red cup.',
  'The odd one out is the small red cup.',
  'SMALL RED CUP',
  'It is the cup.',
  'cup',
  'The red cup',
  'The little red cup!',
  '**The small red cup**',
  '“the small red cup”',
  'Answer: the cup',
  'The answer is the small red cup.',
  'Final answer: small red cup',
  '\\boxed{small red cup}',
  'The answer is \\boxed{\\text{small red cup}}.',
  '$\\boxed{\\text{cup}}$',
  '<think>Is it the blue ball or the big red ball? No.</think>The small red cup.',
  'Maybe the book? no </think>\nThe cup.',
  'The cup, because all the others are balls and books.',
  'The small red cup is the only cup.',
  'It is the red cup, unlike the blue book and the balls.',
  'First I count the blue book and the red book.\nSo the answer is: the cup',
  'Since no other object is a cup, it is the small red cup.',
];

const WRONG = [
  '',
  '   ',
  'the small red book',
  'the red one',
  'the small one',
  'the small red object',
  'the cup or the book',
  'Either the cup or the small blue ball.',
  'Maybe the cup.',
  'the cup?',
  'Probably the small red cup',
  'the blue cup',
  'the big red cup',
  'the purple cup',
  'the cup and the ball',
  'It is not the cup.',
  'The cup. The book.',
  'The answer is the cup. Or the ball.',
  'The answer is the cup. Actually it is the ball.',
  '\\boxed{cup} \\boxed{ball}',
  '\\boxed{ball} The cup.',
  '<think>the cup',
  'a thing of a different kind',
  'I do not know.',
  'all of them',
  'The odd one out is the huge red cup.',
  'red cup, big',
  'Small.',
];

describe('odd-one-out', () => {
  it('has the cup as its only odd object', () => {
    expect(oddOneOut.solve(SCENE)).toEqual(['red cup, small']);
    expect(oddOneOut.solvePrompt(oddOneOut.render(SCENE))).toEqual(['red cup, small']);
    expect(oddOneOut.solvePrompt(oddOneOut.render({ ...SCENE, layout: 'line' }))).toEqual([
      'red cup, small',
    ]);
  });

  it('finds every odd object of a scene that has several, and none where there is none', () => {
    const objects = [
      thing('small', 'red', 'cup'),
      thing('small', 'red', 'hat'),
      thing('small', 'red', 'cup'),
      thing('big', 'red', 'cup'),
    ];
    expect(oddOneOut.solve({ layout: 'list', objects })).toEqual([
      'red hat, small',
      'red cup, big',
    ]);
    expect(oddOneOut.solvePrompt(oddOneOut.render({ layout: 'list', objects })).toSorted()).toEqual(
      ['red cup, big', 'red hat, small'],
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
