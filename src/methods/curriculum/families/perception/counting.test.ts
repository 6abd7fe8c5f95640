import { describe, expect, it } from 'vitest';
import { counting } from './counting.ts';

const thing = (size: string, colour: string, kind: string) => ({ size, colour, kind });
const OBJECTS = [
  thing('small', 'red', 'ball'),
  thing('big', 'red', 'sock'),
  thing('big', 'blue', 'ball'),
  thing('big', 'red', 'ball'),
  thing('small', 'red', 'ball'),
  thing('small', 'red', 'cup'),
  thing('small', 'blue', 'sock'),
];
/** Three of the seven: the first, the fourth and the fifth. */
const SCENE = {
  layout: 'list' as const,
  objects: OBJECTS,
  wanted: { colour: 'red', kind: 'ball' },
};

const RIGHT = [
  '<answer>3</answer>',
  '3',
  'three',
  'Three.',
  '3.',
  'There are 3 red balls.',
  'There are three red balls!',
  'I can see 3 red balls.',
  'THREE RED BALLS',
  '**3**',
  'Answer: 3',
  'The answer is 3.',
  'The answer is three red balls',
  'Final answer: 3',
  '\\boxed{3}',
  'So $\\boxed{\\text{three}}$.',
  '<think>1, 2, 3, maybe 4?</think>3',
  'Is it four? No.</think>\nThere are 3.',
  '3 of the 7 objects are red balls.',
  '3 out of 7',
  '3, because the sock and the cup are not balls.',
  '1 + 1 + 1 = 3',
  'Two small ones and one big one. The answer is 3',
  'I count 3, not 5.',
  'The number of red balls is 3.',
  '“3”',
];

const WRONG = [
  "I don't know. 3.",
  'A guess: 3',
  '<answer>3</answer> <answer>4</answer>',
  '',
  '  ',
  '4',
  'five',
  '3 or 4',
  'Either 3 or 5',
  '3 and 4',
  'Maybe 3',
  '3?',
  'about 3',
  'at least 3',
  'more than 3',
  'between 3 and 5',
  '2-3',
  '-3',
  '3.5',
  '30',
  '33',
  '3rd',
  '3%',
  'twenty-three',
  'not 3',
  '3 is not right',
  '3 is not how many there are.',
  '3 is wrong.',
  'There are not 3.',
  '3 blue balls',
  'There are 3 red cups.',
  '3. No, 5.',
  '\\boxed{4}',
  '\\boxed{3} \\boxed{4}',
  '<think>3',
  '3 of the 9',
  'I do not know.',
  'red balls',
  'many',
];

const rule = (wanted: object) =>
  counting
    .render({ ...SCENE, wanted })
    .split('\n')
    .at(-1);

describe('counting', () => {
  it.each([
    [{ colour: 'red', kind: 'ball' }, '3'],
    [{ kind: 'sock' }, '2'],
    [{ size: 'small', colour: 'red' }, '3'],
    [{ colour: 'blue' }, '2'],
    [{ size: 'big', colour: 'red', kind: 'ball' }, '1'],
    [{ kind: 'shoe' }, '0'],
  ])('of %j are %s', (wanted, count) => {
    for (const layout of ['list', 'line'] as const) {
      const scene = { layout, objects: OBJECTS, wanted };
      expect(counting.solve(scene)).toEqual([count]);
      expect(counting.solvePrompt(counting.render(scene))).toEqual([count]);
    }
  });

  it('reads nothing from a text without a scene', () => {
    expect(counting.solvePrompt('')).toEqual([]);
    expect(counting.solvePrompt('Count these: red balls.')).toEqual([]);
  });

  it('names what it asks for in plain English', () => {
    expect(rule({ kind: 'sock' })).toBe('Count these: socks.');
    expect(rule({ size: 'small' })).toBe('Count these: small things.');
    expect(rule({ colour: 'red', kind: 'ball', size: 'big' })).toBe(
      'Count these: red balls, big. Huge is not big.',
    );
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(counting.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(counting.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it('says that huge things are not the big ones', () => {
    const scene = { ...SCENE, wanted: { size: 'big' } };
    expect(counting.render(scene)).toMatch(/Count these: big things\. Huge is not big\.$/);
    expect(counting.solvePrompt(counting.render(scene))).toEqual(counting.solve(scene));
  });
});
