import { describe, expect, it } from 'vitest';
import { perspective } from './perspective.ts';

type Side = 'front' | 'right' | 'behind' | 'left';
type Turn = 'left' | 'right' | 'around';

const scene = (
  heading: number,
  quarters: readonly number[],
  turns: readonly (readonly [who: number, turn: Turn])[],
  ask: readonly [who: number, side: Side],
) => ({
  around: ['tree', 'house', 'pond', 'barn'] as [string, string, string, string],
  told: [2, 0, 3, 1],
  heading,
  people: quarters.map((count, index) => ({
    name: ['Anna', 'Ben', 'Cara'][index]!,
    quarters: count,
  })),
  turns: turns.map(([who, turn]) => ({ who, turn })),
  ask: { who: ask[0], side: ask[1] },
});

/** Anna looks south; so the house in the east is on her left. */
const SCENE = scene(0, [0], [[0, 'around']], [0, 'left']);

const RIGHT = [
  'house',
  'The house.',
  'the house',
  'HOUSE',
  'It is the house.',
  "The house is on Anna's left.",
  "On Anna's left is the house.",
  'Anna has the house on her left now.',
  'Answer: house',
  'The answer is the house.',
  'The correct answer is: **the house**',
  '\\boxed{house}',
  'So it is $\\boxed{\\text{the house}}$.',
  '<think>The barn? No, she has turned.</think>The house',
  'The house, not the barn.',
  'It is not the barn. It is the house.',
  'The house, because Anna looks south now.',
  'Anna looks south. So the house is on her left.',
  'She sees the pond. The barn is on her right. Therefore it is the house.',
  '*house*',
  "It isn't the tree. It's the house!",
];

const WRONG = [
  '',
  'barn',
  'The tree.',
  'the pond',
  'east',
  'left',
  'house or barn',
  'Either the house or the tree.',
  'Maybe the house',
  'the house?',
  'not the house',
  'It is not the house.',
  "The house isn't on her left.",
  'The house. The barn.',
  'The house and the barn',
  'The answer is the house. No, the barn.',
  '\\boxed{barn}',
  '\\boxed{house} \\boxed{barn}',
  '<think>house',
  'I do not know.',
  'It might be the house.',
  'the gate',
];

describe('perspective', () => {
  it.each([
    [SCENE, 'house'],
    [scene(0, [0], [], [0, 'left']), 'barn'],
    [scene(1, [0], [], [0, 'front']), 'house'],
    [scene(1, [0], [[0, 'left']], [0, 'behind']), 'pond'],
    [scene(3, [0], [[0, 'right']], [0, 'right']), 'house'],
    // After Piaget and Inhelder's three mountains: who stands opposite sees left and right changed.
    [scene(0, [0, 2], [], [0, 'left']), 'barn'],
    [scene(0, [0, 2], [], [1, 'left']), 'house'],
    [scene(0, [0, 1, 3], [[0, 'around']], [2, 'right']), 'house'],
    [scene(2, [0, 0, 1], [[2, 'right']], [2, 'front']), 'tree'],
  ] as const)('sees %j: %s', (story, thing) => {
    for (const question of [
      ...perspective.questions(story),
      ...perspective.examQuestions!(story),
    ]) {
      expect(perspective.solvePrompt(`${question}\n\n${perspective.render(story)}`)).toEqual([
        thing,
      ]);
    }
    expect(perspective.solve(story)).toEqual([thing]);
    expect(perspective.explain(story).at(-1)).toContain(thing);
  });

  it('reads a prompt that was written by hand', () => {
    const told =
      'The lake is in the west.\nThe hill is in the north.\nThe farm is in the south.\nThe shop is in the east.\n' +
      "Eva looks west.\nTom looks where Eva's left hand is.\nThen they turn:\n- Tom turns left.\n- Eva turns around.";
    expect(perspective.solvePrompt(`${told}\n\nWhat is behind Tom now?`)).toEqual(['lake']);
    expect(perspective.solvePrompt(`What is on Eva's right now?\n\n${told}`)).toEqual(['farm']);
    expect(perspective.solvePrompt('')).toEqual([]);
    expect(perspective.solvePrompt('What is behind Tom now?')).toEqual([]);
  });

  it('takes a mirror image as one structure', () => {
    const there = scene(0, [0, 1], [[1, 'left']], [1, 'right']);
    const back = scene(0, [0, 3], [[1, 'right']], [1, 'left']);
    expect(perspective.structure(back)).toEqual(perspective.structure(there));
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(perspective.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(perspective.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
