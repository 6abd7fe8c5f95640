import { describe, expect, it } from 'vitest';
import { repeatPattern } from './repeat-pattern.ts';

type Scene = Parameters<typeof repeatPattern.solve>[0];

const row = (text: string, asked: number, hidden: number[] = []): Scene => ({
  row: text.split(' '),
  asked,
  hidden,
});
/** red blue blue, three times; the last blue is asked. */
const SCENE = row('red blue blue red blue blue red blue blue', 8);

const RIGHT = [
  '? = blue',
  'The ? is blue.',
  'blue',
  'Blue.',
  'BLUE',
  'a blue one',
  'Next comes: blue.',
  'Next comes blue.',
  'Blue comes next.',
  'It is blue.',
  'It is blue!',
  'The next thing is blue.',
  '**blue**',
  '“blue”',
  'Answer: blue',
  'The answer is blue.',
  'The correct answer is: blue',
  'Final answer: Blue',
  '\\boxed{blue}',
  'So $\\boxed{\\text{blue}}$',
  '<think>red? no</think>blue',
  'Is it red? No. </think>\nBlue.',
  'Blue, because the part red, blue, blue repeats.',
  'Blue, since red comes only after two of them.',
  'The part is red, blue, blue. The answer is blue.',
  'blue, not red',
  'It must be blue.',
];

const WRONG = [
  "I don't know. blue.",
  "It can't be blue.",
  'blue is wrong.',
  'It is never blue.',
  'Anything but blue.',
  'I doubt it is blue.',
  '',
  ' ',
  'red',
  'green',
  'Next comes: red.',
  'red or blue',
  'Either blue or red.',
  'blue and red',
  'blue, red',
  'red, blue, blue',
  'Maybe blue',
  'Probably blue.',
  'blue?',
  'not blue',
  'It is not blue.',
  'Blue is not right.',
  'Blue is wrong.',
  'Blue does not come next.',
  'Blue. Red.',
  'The answer is blue. No, red.',
  '\\boxed{red}',
  '\\boxed{blue} \\boxed{red}',
  '\\boxed{red} blue',
  '<think>blue',
  'bluebird',
  'I do not know.',
  'the same',
  'a colour',
];

describe('repeat-pattern', () => {
  it.each<[string, Scene, string]>([
    ['AB', row('cat dog cat dog cat', 4), 'cat'],
    ['ABB', SCENE, 'blue'],
    ['AAB, first', row('cap cap hat cap cap hat cap', 0), 'cap'],
    ['ABC with a gap', row('hop nod spin hop nod spin hop nod', 4), 'nod'],
    ['ABCD with hidden things', row('a b c d a b c d a b c d', 6, [1, 10]), 'c'],
  ])('of the form %s has one answer', (_, scene, answer) => {
    expect(repeatPattern.solve(scene)).toEqual([answer]);
    expect(repeatPattern.solvePrompt(repeatPattern.render(scene))).toEqual([answer]);
  });

  it('counts every part that fits, and an open place as no answer', () => {
    const open = row('a b a b', 1, [3]);
    expect(repeatPattern.solve(open)).toEqual(['a', '?']);
    expect(repeatPattern.solvePrompt(repeatPattern.render(open))).toEqual(['a', '?']);
    const both = row('a a b a a b a a a b', 8);
    expect(repeatPattern.solve(both)).toEqual([]);
    const several = row('a a a b a a a a', 7, [3]);
    expect(repeatPattern.solve(several).length).toBeGreaterThan(1);
    expect(repeatPattern.solvePrompt(repeatPattern.render(several)).toSorted()).toEqual(
      repeatPattern.solve(several).toSorted(),
    );
    expect(repeatPattern.solvePrompt('')).toEqual([]);
    expect(repeatPattern.solvePrompt('The row: a; b; a; b')).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(repeatPattern.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(repeatPattern.verify(response, SCENE)).toMatchObject({ correct: false });
  });

  it('shows a row whose hidden things are settled by others', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { scene } = repeatPattern.generate(`settled-${seed}`, 1 + (seed % 8)).world;
      expect(scene.hidden).not.toContain(scene.asked);
      expect(scene.row.length).toBeGreaterThan(4);
      expect(new Set(scene.row).size).toBeGreaterThan(1);
    }
  });
});
