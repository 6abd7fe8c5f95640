import { describe, expect, it } from 'vitest';
import { balanceBeam } from './balance-beam.ts';

type Sides = readonly (readonly [count: number, step: number])[];

const beam = (left: Sides, right: Sides, layout: 'sides' | 'stacks' = 'sides') => ({
  layout,
  person: 'Anna',
  thing: 'block',
  stacks: [
    ...left.map(([count, step]) => ({ side: 'left' as const, count, step })),
    ...right.map(([count, step]) => ({ side: 'right' as const, count, step })),
  ],
});

/** Three blocks near the post against two far from it: the left side goes down. */
const LEFT = beam([[2, 4]], [[3, 2]]);
const LEVEL = beam([[2, 3]], [[3, 2]]);

const RIGHT_FORMS = [
  'Left: 12. Right: 10. The left side goes down.',
  'left',
  'Left',
  'the left',
  'The left side.',
  'LEFT SIDE',
  'The left side goes down.',
  'The side that goes down is the left.',
  'It tips to the left.',
  'left, because 8 is more than 6',
  'The left side goes down and the right side goes up.',
  'The right side goes up.',
  'Left, not right.',
  'The right side does not go down. The left side does go down.',
  'Answer: left',
  'The answer is the left side.',
  'The correct answer is: left',
  '\\boxed{left}',
  '$\\boxed{\\text{left side}}$',
  '**left**',
  '<think>The right has more blocks. Right? No.</think>Left.',
  'The pull on the left is 8 and on the right it is 6, so the left side goes down.',
  'Left: 2 x 4 = 8. Right: 3 x 2 = 6. Therefore the beam tips left.',
  'The leftmost end sinks.',
  'Left goes down, right goes up.',
];

const WRONG_FORMS = [
  'The left side is wrong.',
  "I don't know. Left.",
  'All but the left side.',
  '',
  'right',
  'The right side goes down.',
  'level',
  'The beam stays level.',
  'left or right',
  'Either left or level.',
  'Maybe the left',
  'left?',
  'It is not the left.',
  'The left side does not go down.',
  "The left side doesn't go down.",
  "The left side won't go down.",
  'The left side will never go down.',
  'The left side goes up.',
  'Left. Right.',
  'The answer is left. No, right.',
  'Both sides go down.',
  'Neither side goes down.',
  '\\boxed{right}',
  '\\boxed{left} \\boxed{right}',
  '<think>left',
  'I cannot say.',
  'down',
  'The answer is left. So right.',
  'The side with 8 goes down.',
];

describe('balance-beam', () => {
  // Siegler (1976): the six kinds of problem, each with a worked case of our own.
  it.each([
    ['balance', beam([[3, 2]], [[3, 2]]), 'level'],
    ['weight', beam([[4, 2]], [[3, 2]]), 'left'],
    ['distance', beam([[3, 2]], [[3, 4]]), 'right'],
    ['conflict-weight', beam([[5, 2]], [[2, 3]]), 'left'],
    ['conflict-distance', beam([[3, 2]], [[2, 4]]), 'right'],
    ['conflict-balance', beam([[4, 1]], [[1, 4]]), 'level'],
    [
      'two stacks a side',
      beam(
        [
          [1, 1],
          [2, 4],
        ],
        [
          [4, 2],
          [1, 3],
        ],
      ),
      'right',
    ],
    [
      'two stacks a side, level',
      beam(
        [
          [1, 2],
          [2, 4],
        ],
        [
          [4, 1],
          [2, 3],
        ],
      ),
      'level',
    ],
  ] as const)('knows the problem: %s', (_, scene, answer) => {
    for (const layout of ['sides', 'stacks'] as const) {
      const shown = { ...scene, layout };
      expect(balanceBeam.solve(shown)).toEqual([answer]);
      expect(balanceBeam.solvePrompt(balanceBeam.render(shown))).toEqual([answer]);
    }
  });

  it('says nothing where there is no beam', () => {
    expect(balanceBeam.solvePrompt('')).toEqual([]);
    expect(balanceBeam.solvePrompt('On the left side:\n- nothing')).toEqual([]);
  });

  it('writes plain sentences', () => {
    expect(balanceBeam.render(beam([[1, 4]], [[3, 2]], 'stacks'))).toBe(
      [
        'Anna puts a beam on a post.',
        'The post is under its middle.',
        'On the left, 1 block stands on step 4.',
        'On the right, 3 blocks stand on step 2.',
        'Steps count from the post. All blocks weigh the same.',
        'One block on step 2 pulls 2.',
        'One block on step 3 pulls 3. And so on.',
        'The pulls of one side add up.',
        'The side with more pull goes down.',
        'With the same pull the beam stays level.',
      ].join('\n'),
    );
    expect(balanceBeam.explain(LEVEL)).toEqual([
      'Pull on the left: 2 × 3 = 6.',
      'Pull on the right: 3 × 2 = 6.',
      '6 is equal to 6: the beam stays level.',
    ]);
  });

  it.each(RIGHT_FORMS)('takes %j', (response) => {
    expect(balanceBeam.verify(response, LEFT)).toEqual({ correct: true });
  });

  it.each(WRONG_FORMS)('refuses %j', (response) => {
    expect(balanceBeam.verify(response, LEFT)).toMatchObject({ correct: false });
  });

  it.each([
    'level',
    'The beam stays level.',
    'It balances.',
    'Neither side goes down.',
    'Neither the left nor the right goes down.',
    'No side goes down.',
    'Balanced, because both pulls are 6.',
    'Left and right pull equally.',
  ])('takes %j where the beam is level', (response) => {
    expect(balanceBeam.verify(response, LEVEL)).toEqual({ correct: true });
    expect(balanceBeam.verify(response, LEFT).correct).toBe(false);
  });

  it.each(['It is level, the left side, the right side', balanceBeam.render(LEVEL)])(
    'refuses all answers and the rule, repeated: %j',
    (response) => {
      expect(balanceBeam.verify(response, LEVEL).correct).toBe(false);
    },
  );

  it.each(['It does not tip.', "The beam doesn't move at all."])(
    'takes %j as level',
    (response) => {
      expect(balanceBeam.verify(response, LEVEL)).toEqual({ correct: true });
    },
  );
});
