import { describe, expect, it } from 'vitest';
import { eventTimes } from './event-times.ts';

type Point = 'start' | 'end';
type From = readonly [event: number, point: Point, minutes: number];

const scene = (
  first: readonly [number, Point],
  last: readonly [number, Point],
  ...events: readonly (readonly [minutes: number, from?: From])[]
) => ({
  events: events.map(([minutes, from], index) => ({
    name: ['walk', 'game', 'meal', 'nap'][index]!,
    minutes,
    ...(from === undefined ? {} : { from: { event: from[0], point: from[1], minutes: from[2] } }),
  })),
  told: Array.from({ length: 2 * events.length - 1 }, (_, index) => index).toReversed(),
  first: { event: first[0], point: first[1] },
  last: { event: last[0], point: last[1] },
});

/** Walk 0 to 10, game 15 to 35: from the start of the one to the end of the other. */
const SCENE = scene([0, 'start'], [1, 'end'], [10], [20, [0, 'end', 5]]);

const RIGHT = [
  '35',
  'thirty-five',
  'Thirty-five.',
  '35 minutes',
  'thirty five minutes',
  'It is 35 minutes.',
  'The game ends 35 minutes later.',
  'In 35 minutes.',
  'Answer: 35',
  'The answer is 35.',
  'The correct answer is 35 minutes.',
  '\\boxed{35}',
  'So $\\boxed{35 \\text{ minutes}}$ pass.',
  '**35**',
  '**Answer:** 35 minutes',
  '<think>10 + 20 = 30? No, a wait of 5.</think>35',
  '10 + 5 + 20 = 35',
  'It takes 10, 5 and 20, so 35 minutes pass.',
  '35, because there is a wait.',
  'It is not 30. It is 35.',
  '35 minutes (10 + 5 + 20)',
  '35.0',
];

const WRONG = [
  '',
  '30',
  '15',
  '25 minutes',
  'thirty',
  '350',
  '35.5',
  '-35',
  '35 or 30',
  '30 to 35',
  'about 35',
  'at least 35',
  'maybe 35',
  '35?',
  'not 35',
  'It is not 35.',
  "It isn't 35 minutes.",
  '35. No, 30.',
  'The answer is 35. Or 30.',
  '\\boxed{30}',
  '\\boxed{35} \\boxed{30}',
  '<think>35',
  '35 hours',
  '35 seconds',
  'It never ends.',
];

describe('event-times', () => {
  it.each([
    [SCENE, '35'],
    [scene([0, 'start'], [1, 'start'], [10], [20, [0, 'end', 5]]), '15'],
    [scene([0, 'end'], [1, 'end'], [10], [20, [0, 'end', 0]]), '20'],
    [scene([1, 'start'], [0, 'end'], [10], [20, [0, 'end', -4]]), '4'],
    [scene([0, 'start'], [2, 'end'], [10], [20, [0, 'start', 3]], [5, [1, 'end', 1]]), '29'],
    [scene([2, 'start'], [1, 'end'], [10], [20, [0, 'start', 3]], [5, [0, 'start', -2]]), '25'],
  ] as const)('counts %j: %s', (story, answer) => {
    for (const question of [...eventTimes.questions(story), ...eventTimes.examQuestions!(story)]) {
      expect(eventTimes.solvePrompt(`${question}\n\n${eventTimes.render(story)}`)).toEqual([
        answer,
      ]);
    }
    expect(eventTimes.solve(story)).toEqual([answer]);
    expect(eventTimes.explain(story).at(-1)).toContain(`${answer} minutes`);
  });

  it('writes plain sentences', () => {
    expect(
      eventTimes.render(
        scene([0, 'start'], [2, 'end'], [1], [20, [0, 'end', 0]], [5, [1, 'start', -1]]),
      ),
    ).toBe(
      [
        '1 minute before the game starts, the meal starts.',
        'When the walk ends, the game starts.',
        'The meal takes 5 minutes.',
        'The game takes 20 minutes.',
        'The walk takes 1 minute.',
      ].join('\n'),
    );
  });

  it('reads a prompt that was written by hand', () => {
    const told = 'The film takes 90 minutes.\n12 minutes after the film ends, the lunch starts.';
    expect(
      eventTimes.solvePrompt(
        `${told}\n\nThe film starts. How many minutes later does the lunch start?`,
      ),
    ).toEqual(['102']);
    expect(eventTimes.solvePrompt('')).toEqual([]);
    expect(
      eventTimes.solvePrompt('The film starts. How many minutes later does the lunch start?'),
    ).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(eventTimes.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(eventTimes.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
