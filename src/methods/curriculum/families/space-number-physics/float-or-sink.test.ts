import { describe, expect, it } from 'vitest';
import { floatOrSink } from './float-or-sink.ts';

const scene = (
  [cups, weight]: readonly [cups: number, weight: number],
  asked: 'float' | 'sink',
  ...things: readonly (readonly [cups: number, weight: number])[]
) => ({
  kind: 'block',
  liquid: { name: 'water', cups, weight },
  things: things.map((thing, index) => ({
    letter: 'ABCDE'[index]!,
    cups: thing[0],
    weight: thing[1],
  })),
  asked,
});

/** Two of three are lighter than as much water; the heaviest thing is one of them. */
const SCENE = scene([1, 3], 'float', [2, 5], [10, 28], [3, 10]);
const NONE = scene([1, 3], 'float', [2, 7], [1, 4]);

const RIGHT = [
  '2',
  'two',
  'Two.',
  '2 blocks',
  'two blocks',
  'Two blocks float.',
  'There are 2.',
  '2 of them float',
  'Answer: 2',
  'The answer is 2.',
  'The correct answer is two blocks.',
  '\\boxed{2}',
  'So $\\boxed{2 \\text{ blocks}}$ float.',
  '**2**',
  '**Answer:** 2 blocks',
  '<think>Three? No, C sinks.</think>2',
  '3 - 1 = 2',
  'A and B float, so the number is 2.',
  '2, because C is too heavy.',
  'It is not 3. It is 2.',
  '2 blocks (3 - 1)',
  '2.0',
];

const WRONG = [
  '',
  '1',
  '3',
  '0',
  'none',
  'No block floats.',
  'A',
  'three blocks',
  '22',
  '2.5',
  '-2',
  '2 or 3',
  '2 to 3',
  'about 2',
  'at least 2',
  'maybe 2',
  '2?',
  'not 2',
  'It is not 2.',
  "It isn't 2 blocks.",
  '2. No, 3.',
  'The answer is 2. Or 3.',
  '\\boxed{3}',
  '\\boxed{2} \\boxed{3}',
  '<think>2',
  '2 cups',
  'twenty-two',
];

describe('float-or-sink', () => {
  it.each([
    [SCENE, '2'],
    [{ ...SCENE, asked: 'sink' as const }, '1'],
    [NONE, '0'],
    // Inhelder and Piaget (1958): neither the light nor the small float as such, but what is light for its size.
    [scene([1, 10], 'float', [20, 150], [1, 12]), '1'],
    [scene([1, 10], 'sink', [20, 150], [1, 12]), '1'],
    [scene([3, 7], 'float', [4, 9], [4, 10], [5, 11], [5, 12]), '2'],
    [scene([7, 3], 'sink', [7, 2], [7, 4], [14, 7]), '2'],
  ])('weighs %j: %s', (story, answer) => {
    for (const question of [
      ...floatOrSink.questions(story),
      ...floatOrSink.examQuestions!(story),
    ]) {
      expect(floatOrSink.solvePrompt(`${question}\n\n${floatOrSink.render(story)}`)).toEqual([
        answer,
      ]);
    }
    expect(floatOrSink.solve(story)).toEqual([answer]);
    expect(floatOrSink.explain(story).at(-1)).toContain(answer);
  });

  it('reads a prompt that was written by hand', () => {
    const told =
      '2 cups of oil weigh 3.\nBag P fills 4 cups. It weighs 5.\nBag Q fills 4 cups. It weighs 7.';
    expect(floatOrSink.solvePrompt(`How many bags float?\n\n${told}`)).toEqual(['1']);
    expect(floatOrSink.solvePrompt('')).toEqual([]);
  });

  it('never draws a thing that would hang in the water', () => {
    for (let seed = 0; seed < 600; seed++) {
      const { liquid, things } = floatOrSink.generate(`hang-${seed}`, 1 + (seed % 8)).world.scene;
      for (const { cups, weight } of things) {
        expect(weight * liquid.cups).not.toBe(liquid.weight * cups);
      }
    }
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(floatOrSink.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(floatOrSink.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it.each(['0', 'zero', 'none', 'No block floats.', 'Nothing floats.', 'None of them.'])(
    'takes %j where all sink',
    (response) => {
      expect(floatOrSink.verify(response, NONE)).toEqual({ correct: true });
    },
  );
});
