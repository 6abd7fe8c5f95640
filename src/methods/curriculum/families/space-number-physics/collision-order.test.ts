import { describe, expect, it } from 'vitest';
import { collisionOrder } from './collision-order.ts';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'black'];
const line = (bump: number, ...balls: readonly (readonly [place: number, speed: number])[]) => ({
  balls: balls.map(([place, speed], index) => ({ colour: COLOURS[index]!, place, speed })),
  order: balls.map((_, index) => index).toReversed(),
  bump,
});

/** Red and blue are nearest; blue and green meet first. */
const SCENE = line(1, [1, 1], [3, 0], [8, -5], [20, 1]);

const RIGHT = [
  'blue and green',
  'green and blue',
  'Blue and green.',
  'BLUE, GREEN',
  'the blue ball and the green ball',
  'The blue and the green ball.',
  'The first bump is between blue and green.',
  'Blue bumps into green.',
  'The green ball hits the blue ball.',
  'blue & green',
  'blue-green',
  'Answer: blue and green',
  'The answer is blue and green.',
  'The correct answer is: **green and blue**',
  '\\boxed{blue and green}',
  'So it is $\\boxed{\\text{green, blue}}$.',
  '<think>Red and blue? They need 2 seconds.</think>Blue and green',
  'Blue and green, because they need 1 second only.',
  'Blue and green, not red and blue.',
  'Red and blue need 2 seconds. Blue and green need 1. So it is blue and green.',
  'It is not red and blue. It is blue and green.',
  'The pair is (blue, green).',
];

const WRONG = [
  '',
  'red and blue',
  'green and yellow',
  'blue',
  'green',
  'blue, green and red',
  'red and green',
  'blue and green or red and blue',
  'Either blue and green or green and yellow',
  'Maybe blue and green',
  'blue and green?',
  'not blue and green',
  'It is not blue and green.',
  "Blue and green don't bump.",
  'Blue and green. Red and blue.',
  'The answer is blue and green. No, red and blue.',
  '\\boxed{red and blue}',
  '\\boxed{blue and green} \\boxed{red and blue}',
  '<think>blue and green',
  'None of them.',
  'all the balls',
  'It might be blue and green.',
  'blue and black',
];

describe('collision-order', () => {
  it.each([
    [SCENE, 'blue and green'],
    [line(1, [0, 2], [4, 0], [9, -1]), 'red and blue'],
    [line(1, [0, 1], [4, 0], [9, -3]), 'blue and green'],
    // Newton's cradle: the motion runs through the balls that rest.
    [line(2, [0, 1], [3, 0], [5, 0]), 'blue and green'],
    [line(3, [0, 1], [3, 0], [5, 0], [9, 0]), 'green and yellow'],
    // A slow ball is caught, and sends the motion back to the first.
    [line(2, [0, 1], [2, 0], [9, -3]), 'blue and green'],
    [line(3, [0, 1], [2, 0], [9, -3]), 'red and blue'],
  ])('knows the bump of %j: %s', (scene, answer) => {
    const prompt = `${collisionOrder.questions(scene)[0]}\n\n${collisionOrder.render(scene)}`;
    expect(collisionOrder.solve(scene)).toEqual([answer]);
    expect(collisionOrder.solvePrompt(prompt)).toEqual([answer]);
    expect(collisionOrder.explain(scene).at(-1)).toContain(answer);
  });

  it('knows when no balls bump, and when there are no balls', () => {
    const apart = line(1, [0, -1], [2, 0], [4, 1]);
    expect(collisionOrder.solve(apart)).toEqual([]);
    expect(
      collisionOrder.solvePrompt(`Which two balls bump first?\n\n${collisionOrder.render(apart)}`),
    ).toEqual([]);
    expect(collisionOrder.solvePrompt('')).toEqual([]);
  });

  it('takes a line and its mirror image as one structure', () => {
    const there = line(1, [1, 2], [4, 0], [9, -3]);
    const back = line(1, [11, 3], [16, 0], [19, -2]);
    expect(collisionOrder.structure(back)).toEqual(collisionOrder.structure(there));
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(collisionOrder.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(collisionOrder.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
