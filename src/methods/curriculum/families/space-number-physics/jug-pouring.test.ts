import { describe, expect, it } from 'vitest';
import { jugPouring } from './jug-pouring.ts';

type Deed = { pour: number; into: number } | { fill: number } | { empty: number };
type Scene = ReturnType<typeof scene>;

const scene = (
  jugs: readonly (readonly [cups: number, size: number])[],
  asked: number,
  ...deeds: Deed[]
) => ({
  jugs: jugs.map(([cups, size], index) => ({
    colour: ['red', 'blue', 'green'][index]!,
    size,
    cups,
  })),
  deeds,
  asked,
});
const pour = (from: number, into: number): Deed => ({ pour: from, into });
const ask = (story: Scene) => `${jugPouring.questions(story)[0]}\n\n${jugPouring.render(story)}`;

/** Of eight cups four go into the blue jug, which is full then. */
const SCENE = scene(
  [
    [8, 8],
    [1, 5],
  ],
  0,
  pour(0, 1),
);
const EMPTY = scene(
  [
    [3, 8],
    [1, 5],
  ],
  0,
  pour(0, 1),
);

const RIGHT = [
  '4',
  'four',
  'Four.',
  '4 cups',
  'four cups',
  'There are 4 cups in it.',
  'The red jug has 4 cups.',
  'The number of cups in the red jug is 4.',
  'Answer: 4',
  'The answer is 4.',
  'The correct answer is four cups.',
  '\\boxed{4}',
  'So it has $\\boxed{4 \\text{ cups}}$.',
  '**4**',
  '**Answer:** 4 cups',
  '<think>9 in all? No.</think>4',
  '8 - 4 = 4',
  'The blue jug takes 4 cups, so the red jug has 4.',
  '4, because the blue jug is full then.',
  'The blue jug is full with 5. So 4 cups are in the red jug.',
  '4 cups (8 - 4)',
  '4.0',
];

const WRONG = [
  '',
  '8',
  '5',
  '0',
  'It is empty.',
  'nothing',
  '3 cups',
  'five',
  '40',
  '4.5',
  '-4',
  '4 or 5',
  '4 to 5',
  'about 4',
  'at least 4 cups',
  'less than 5',
  'maybe 4',
  '4?',
  'not 4',
  'It is not 4.',
  "It isn't 4 cups.",
  '4. No, 5.',
  'The answer is 4. Or 5.',
  '\\boxed{5}',
  '\\boxed{4} and \\boxed{5}',
  '<think>4',
  '4 litres',
  '1/4',
  'forty-four',
];

describe('jug-pouring', () => {
  it.each([
    [SCENE, '4'],
    [EMPTY, '0'],
    [
      scene(
        [
          [3, 8],
          [1, 5],
        ],
        1,
        pour(0, 1),
      ),
      '4',
    ],
    [
      scene(
        [
          [3, 8],
          [1, 5],
        ],
        0,
        { fill: 0 },
      ),
      '8',
    ],
    [
      scene(
        [
          [3, 8],
          [1, 5],
        ],
        0,
        { empty: 0 },
        pour(1, 0),
      ),
      '1',
    ],
    // The published puzzle of jugs for five and for three cups: four cups in the larger one.
    [
      scene(
        [
          [0, 5],
          [0, 3],
        ],
        0,
        { fill: 0 },
        pour(0, 1),
        { empty: 1 },
        pour(0, 1),
        { fill: 0 },
        pour(0, 1),
      ),
      '4',
    ],
    // Jugs for eight, five and three cups (Tartaglia's form): the eight cups halved.
    [
      scene(
        [
          [8, 8],
          [0, 5],
          [0, 3],
        ],
        1,
        pour(0, 1),
        pour(1, 2),
        pour(2, 0),
        pour(1, 2),
        pour(0, 1),
        pour(1, 2),
      ),
      '4',
    ],
  ])('pours %j: %s', (story, answer) => {
    expect(jugPouring.solve(story)).toEqual([answer]);
    expect(jugPouring.solvePrompt(ask(story))).toEqual([answer]);
    expect(jugPouring.explain(story).at(-1)).toContain(answer);
  });

  it('loses no water in pours alone', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { jugs, deeds } = jugPouring.generate(`sum-${seed}`, 1 + (seed % 3)).world.scene;
      const sum = jugs.reduce((total, { cups }) => total + cups, 0);
      const ends = jugs.map((_, asked) => Number(jugPouring.solve({ jugs, deeds, asked })[0]));
      expect(ends.reduce((total, cups) => total + cups, 0)).toBe(sum);
      for (const [index, { size }] of jugs.entries()) expect(ends[index]).toBeLessThanOrEqual(size);
    }
  });

  it('reads nothing where no jug is', () => {
    expect(jugPouring.solvePrompt('')).toEqual([]);
    expect(jugPouring.solvePrompt('How many cups are in the red jug at the end?')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(jugPouring.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(jugPouring.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it.each(['0', 'zero', 'It is empty.', 'Nothing.', 'No water is in it.', 'none'])(
    'takes %j where the jug is empty',
    (response) => {
      expect(jugPouring.verify(response, EMPTY)).toEqual({ correct: true });
      expect(jugPouring.verify(response, SCENE).correct).toBe(false);
    },
  );
});
