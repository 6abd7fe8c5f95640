import { describe, expect, it } from 'vitest';
import { levelsBeaten, measureReader } from '../../../../../test/fixtures/reader-accuracy.ts';
import { counting, groupsOf } from './counting.ts';
import { ATTRIBUTES, matches, type Thing } from './things.ts';

const thing = (size: string, colour: string, shape: string) => ({ size, colour, shape });
const OBJECTS = [
  thing('small', 'red', 'circle'),
  thing('large', 'red', 'cross'),
  thing('large', 'blue', 'circle'),
  thing('large', 'red', 'circle'),
  thing('small', 'red', 'circle'),
  thing('small', 'red', 'star'),
  thing('small', 'blue', 'cross'),
];
/** Three of the seven: the first, the fourth and the fifth. */
const SCENE = {
  layout: 'list' as const,
  objects: OBJECTS,
  wanted: { colour: 'red', shape: 'circle' },
};

const RIGHT = [
  '3',
  'three',
  'Three.',
  '3.',
  'There are 3 red circles.',
  'There are three red circles!',
  'I can see 3 red circles.',
  'THREE RED CIRCLES',
  '**3**',
  'Answer: 3',
  'The answer is 3.',
  'The answer is three red circles',
  'Final answer: 3',
  '\\boxed{3}',
  'So $\\boxed{\\text{three}}$.',
  '<think>1, 2, 3, maybe 4?</think>3',
  'Is it four? No.</think>\nThere are 3.',
  '3 of the 7 objects are red circles.',
  '3 out of 7',
  '3, because the cross and the star are not circles.',
  '1 + 1 + 1 = 3',
  'Two small ones and one large one. The answer is 3',
  'I count 3, not 5.',
  'The number of red circles is 3.',
  '“3”',
];

const WRONG = [
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
  '3 blue circles',
  'There are 3 red stars.',
  '3. No, 5.',
  '\\boxed{4}',
  '\\boxed{3} \\boxed{4}',
  '<think>3',
  '3 of the 9',
  'I do not know.',
  'red circles',
  'many',
];

type Scene = typeof counting extends { solve(scene: infer S): string[] } ? S : never;
const askedOf = ({ wanted }: Scene) => ATTRIBUTES.filter((name) => wanted[name] !== undefined);
const countOf = (scene: Scene, wanted: Thing) =>
  scene.objects.filter((object) => matches(object, wanted)).length;
const sizes = (scene: Scene) =>
  groupsOf(scene.objects, askedOf(scene)).map((group) => group.length);

describe('counting', () => {
  it.each([
    [{ colour: 'red', shape: 'circle' }, '3'],
    [{ shape: 'cross' }, '2'],
    [{ size: 'small', colour: 'red' }, '3'],
    [{ colour: 'blue' }, '2'],
    [{ size: 'large', colour: 'red', shape: 'circle' }, '1'],
    [{ shape: 'heart' }, '0'],
  ])('of %j are %s', (wanted, count) => {
    for (const layout of ['list', 'sentence'] as const) {
      const scene = { layout, objects: OBJECTS, wanted };
      expect(counting.solve(scene)).toEqual([count]);
      expect(counting.solvePrompt(counting.render(scene))).toEqual([count]);
    }
  });

  it('reads nothing from a text without a scene', () => {
    expect(counting.solvePrompt('')).toEqual([]);
    expect(counting.solvePrompt('Only red circles count.')).toEqual([]);
  });

  it('speaks of one object and of many in plain English', () => {
    expect(counting.say('1', SCENE)).toBe('There is 1 red circle.');
    expect(counting.say('3', SCENE)).toBe('There are 3 red circles.');
    expect(counting.render({ ...SCENE, wanted: { shape: 'cross' } })).toContain(
      'Only crosses count.',
    );
    expect(counting.render({ ...SCENE, wanted: { size: 'small' } })).toContain(
      'Only small objects count.',
    );
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(counting.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(counting.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it.each<[string, (scene: Scene) => number]>([
    ['the largest group', (scene) => Math.max(...sizes(scene))],
    ['the smallest group', (scene) => Math.min(...sizes(scene))],
    ['the group of the first object', (scene) => sizes(scene)[0]!],
    [
      'the group of the last object',
      (scene) => countOf(scene, pickOf(scene.objects.at(-1)!, askedOf(scene))),
    ],
    ['all objects', (scene) => scene.objects.length],
    ['half of the objects', (scene) => scene.objects.length >> 1],
    [
      'one asked value only',
      (scene) => {
        const asked = askedOf(scene);
        return asked.length === 1 ? 0 : countOf(scene, pickOf(scene.wanted, asked.slice(0, 1)));
      },
    ],
    [
      'all asked values but the last',
      (scene) => {
        const asked = askedOf(scene);
        return asked.length === 1 ? 0 : countOf(scene, pickOf(scene.wanted, asked.slice(0, -1)));
      },
    ],
  ])('is not found by counting %s', (_, read) => {
    expect(levelsBeaten(measureReader(counting, read))).toEqual([]);
  });
});

function pickOf(from: Thing, names: readonly (keyof Thing)[]): Thing {
  return Object.fromEntries(names.map((name) => [name, from[name]!]));
}
