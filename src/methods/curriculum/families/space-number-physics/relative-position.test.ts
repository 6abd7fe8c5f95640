import { describe, expect, it } from 'vitest';
import { relativePosition } from './relative-position.ts';

type Way = 'left' | 'right' | 'above' | 'below';

const scene = (axis: 'across' | 'upright', thing: string, of: string, ...facts: string[]) => ({
  axis,
  thing,
  of,
  facts: facts.map((fact) => {
    const [a, way, b] = fact.split(' ') as [string, Way, string];
    return { thing: a, way, of: b };
  }),
});

/** The cup is two steps left of the ball, and one above it. */
const SCENE = scene('across', 'cup', 'ball', 'cup left hat', 'hat above key', 'ball right key');
const LEVEL = scene('across', 'cup', 'ball', 'cup left hat', 'hat above key', 'ball left key');
const UP = { ...SCENE, axis: 'upright' as const };

const RIGHT = [
  'left',
  'Left.',
  'LEFT',
  'on the left',
  'On the left.',
  'It is left.',
  'The cup is left of the ball.',
  'The cup is to the left of the ball.',
  'The ball is right of the cup.',
  'Answer: left',
  'The answer is left.',
  'The correct answer is: **left**',
  '\\boxed{left}',
  'So it is $\\boxed{\\text{left}}$.',
  '<think>Right? No.</think>Left',
  'Left, not right.',
  'It is not right. It is left.',
  'It is left, because the hat is between.',
  'The hat is above the key. So the cup is left.',
  '*left*',
  "It isn't neither. It is left.",
];

const WRONG = [
  '',
  'right',
  'neither',
  'Neither.',
  'on the right',
  'The cup is right of the ball.',
  'The ball is left of the cup.',
  'above',
  'left or right',
  'Either left or neither.',
  'Maybe left',
  'left?',
  'not left',
  'It is not left.',
  "It isn't on the left.",
  'Left. Right.',
  'The answer is left. No, right.',
  '\\boxed{right}',
  '\\boxed{left} \\boxed{right}',
  '<think>left',
  'I cannot know.',
  'It might be left.',
  'In the same column.',
];

describe('relative-position', () => {
  it.each([
    [SCENE, 'left'],
    [LEVEL, 'neither'],
    [UP, 'above'],
    [scene('upright', 'key', 'cup', 'cup left hat', 'hat above key'), 'below'],
    // After the published form of positional reasoning (bAbI, task 17): a triangle above a rectangle, a square to the
    // left of the triangle; then the rectangle is to the right of the square, and the square not below the rectangle.
    [scene('across', 'box', 'book', 'flag above box', 'book left flag'), 'right'],
    [scene('upright', 'book', 'box', 'flag above box', 'book left flag'), 'above'],
    // Steps there and back again.
    [scene('across', 'key', 'cup', 'hat left cup', 'bell below hat', 'key right bell'), 'neither'],
  ])('places %j: %s', (story, answer) => {
    for (const question of [
      ...relativePosition.questions(story),
      ...relativePosition.examQuestions!(story),
    ]) {
      const prompt = `${question}\n\n${relativePosition.render(story)}`;
      expect(relativePosition.solvePrompt(prompt)).toEqual([answer]);
    }
    expect(relativePosition.solve(story)).toEqual([answer]);
    expect(relativePosition.explain(story).at(-1)).toContain(answer);
  });

  it('reads nothing where nothing is told', () => {
    expect(relativePosition.solvePrompt('')).toEqual([]);
    expect(relativePosition.solvePrompt('Is the cup left or right of the hat?')).toEqual([]);
  });

  it('takes a mirror image as one structure', () => {
    const back = scene('across', 'cup', 'ball', 'cup right hat', 'hat above key', 'ball left key');
    expect(relativePosition.structure(back)).toEqual(relativePosition.structure(SCENE));
    expect(relativePosition.structure(LEVEL)).not.toEqual(relativePosition.structure(SCENE));
  });

  it('puts no two things on one place', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { scene: story } = relativePosition.generate(`place-${seed}`, 1 + (seed % 8)).world;
      const names = [...new Set(story.facts.flatMap(({ thing, of }) => [thing, of]))];
      for (const thing of names) {
        for (const of of names) {
          if (thing === of) continue;
          const apart = (['across', 'upright'] as const).map(
            (axis) => relativePosition.solve({ ...story, thing, of, axis })[0],
          );
          expect(apart).not.toEqual(['neither', 'neither']);
        }
      }
    }
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(relativePosition.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(relativePosition.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it.each(['neither', 'Neither left nor right.', 'They are in the same column.', 'It is in line.'])(
    'takes %j where they are in line',
    (response) => {
      expect(relativePosition.verify(response, LEVEL)).toEqual({ correct: true });
    },
  );

  it.each(['above', 'It is above.', 'over it', 'The cup is higher.', 'The ball is below the cup.'])(
    'takes %j where it is above',
    (response) => {
      expect(relativePosition.verify(response, UP)).toEqual({ correct: true });
    },
  );

  it.each(['Neither, on the left', 'Neither and right.', 'Neither, left, right', 'neither/left'])(
    'refuses a list with the right answer in it: %j',
    (response) => {
      expect(relativePosition.verify(response, LEVEL).correct).toBe(false);
    },
  );

  it.each([
    'Neither left nor right.',
    'It is neither to the left, nor to the right.',
    'Neither, it is just above.',
  ])('takes %j as neither', (response) => {
    expect(relativePosition.verify(response, LEVEL)).toEqual({ correct: true });
  });
});
