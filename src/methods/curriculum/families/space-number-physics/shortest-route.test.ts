import { describe, expect, it } from 'vitest';
import { shortestRoute } from './shortest-route.ts';

/** Six steps around a wall, where two would do without it. */
const SIGNS = ['S', 'G', '#', '.'] as [string, string, string, string];
const SCENE = { map: ['S#G.', '.##.', '....'], signs: SIGNS };

const at = (map: readonly string[], sign: string) => {
  const row = map.findIndex((line) => line.includes(sign));
  return { row, column: map[row]!.indexOf(sign) };
};
const RIGHT = [
  '8',
  'eight',
  'Eight.',
  '8 steps',
  'eight steps',
  'It takes 8 steps.',
  'The shortest route has 8 steps.',
  'The number of steps on the shortest route is 8.',
  'Answer: 8',
  'The answer is 8.',
  'The correct answer is eight steps.',
  '\\boxed{8}',
  'So the shortest way is $\\boxed{8 \\text{ steps}}$.',
  '**8**',
  '**Answer:** 8 steps',
  '<think>Two? No, a wall. 2 + 3 + 2 = 7?</think>8',
  '2 + 4 + 2 = 8',
  'Down 2, right 3, up 2, left 1, so it takes 8 steps.',
  'First 2 down. Then 3 right. Then 2 up and 1 left. Therefore 8 steps.',
  '8, because the wall is in the way.',
  '8 steps (2 + 3 + 2 + 1)',
  'You need eight steps to get there',
  '8.0',
];

const WRONG = [
  '',
  '2',
  '7',
  '10 steps',
  'nine',
  '80',
  '18',
  '8.5',
  '-8',
  '7 or 8',
  '7 to 8',
  '7-8',
  'about 8',
  'at least 8 steps',
  'more than 8',
  'maybe 8',
  '8?',
  'not 8',
  'It is not 8.',
  "It isn't 8 steps.",
  '8. No, 10.',
  'The answer is 8. Or 10.',
  '\\boxed{10}',
  '\\boxed{8} and \\boxed{10}',
  '<think>8',
  '8 walls',
  'There is no way.',
  'twenty-eight',
  'the 8th',
  '1/8',
];

describe('shortest-route', () => {
  it.each([
    [['SG'], '1'],
    [['S.', '.G'], '2'],
    [['S#G', '...'], '4'],
    [['S#..', '.#.#', '...G'], '5'],
    [SCENE.map, '8'],
  ])('counts the steps of %j', (map, answer) => {
    expect(shortestRoute.solve({ map, signs: SIGNS })).toEqual([answer]);
    expect(shortestRoute.solvePrompt(shortestRoute.render({ map, signs: SIGNS }))).toEqual([
      answer,
    ]);
    expect(shortestRoute.explain({ map, signs: SIGNS }).at(-1)).toContain(answer);
  });

  it('shows the signs of an exam and reads them', () => {
    const scene = { map: ['S#G', '...'], signs: ['P', 'Q', 'X', '_'] as typeof SIGNS };
    expect(shortestRoute.render(scene)).toMatch(
      /^P X Q\n_ _ _\nP is the start\. Q is the goal\. X is a wall\./,
    );
    expect(shortestRoute.solvePrompt(shortestRoute.render(scene))).toEqual(['4']);
  });

  it('knows when there is no route, and when there is no map', () => {
    const map = ['S#G', '.#.'];
    expect(shortestRoute.solve({ map, signs: SIGNS })).toEqual([]);
    expect(shortestRoute.solvePrompt(shortestRoute.render({ map, signs: SIGNS }))).toEqual([]);
    expect(shortestRoute.solvePrompt('')).toEqual([]);
  });

  it('takes a map and the way back on its mirror image as one structure', () => {
    const map = ['S.#', '..G'];
    const back = ['#.G', 'S..'];
    expect(shortestRoute.structure({ map, signs: SIGNS })).toEqual(
      shortestRoute.structure({ map: back, signs: SIGNS }),
    );
    expect(shortestRoute.structure({ map, signs: SIGNS })).not.toEqual(
      shortestRoute.structure({ map: ['S..', '..G'], signs: SIGNS }),
    );
  });

  it('shows a route that leads to the goal in its trace', () => {
    const item = shortestRoute.generate('trace', 6);
    const { map } = item.world.scene;
    const route = item.trace.at(-2)!.slice('One such route: '.length, -1).split(', ');
    let { row, column } = at(map, 'S');
    for (const leg of route) {
      const [way, steps] = leg.split(' ');
      for (let step = 0; step < Number(steps); step++) {
        row += way === 'down' ? 1 : way === 'up' ? -1 : 0;
        column += way === 'right' ? 1 : way === 'left' ? -1 : 0;
        expect('.G').toContain(map[row]![column]);
      }
    }
    expect(map[row]![column]).toBe('G');
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(shortestRoute.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(shortestRoute.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
