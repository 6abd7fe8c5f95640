import { describe, expect, it } from 'vitest';
import { causeFinding } from './cause-finding.ts';

/** The cup starts the machine, the ring stops it; the key and the ball do nothing. */
const SCENE = {
  things: ['key', 'cup', 'ring', 'ball'],
  trials: [
    { on: [0, 1], goes: true },
    { on: [1, 2], goes: false },
    { on: [0], goes: false },
    { on: [1, 3], goes: true },
  ],
  asked: 'starter' as const,
};

const RIGHT = [
  'The key does nothing, so it is the cup.',
  'cup',
  'Cup.',
  'the cup',
  'The cup',
  'CUP',
  'The cup makes the machine go.',
  'It is the cup.',
  "It's the cup!",
  'The cup makes it go.',
  'The cup does.',
  'Answer: cup',
  'The answer is the cup.',
  'The answer is: **cup**',
  '\\boxed{cup}',
  '$\\boxed{\\text{cup}}$',
  '<think>the key? no</think>The cup',
  'The cup, because it goes without the key.',
  'The cup, not the key.',
  'The ring stops it, so the cup makes it go.',
  'The ring stops the machine. The cup makes it go.',
  'The key does nothing, so it must be the cup.',
  'The thing is the cup',
];
const WRONG = [
  'Anything but the cup.',
  'All but the cup.',
  'I doubt that it is the cup.',
  'If I had to guess, the cup.',
  'The cup makes it go. That is wrong.',
  'It is false that the cup makes it go.',
  'The cup is wrong.',
  '',
  'key',
  'The ring',
  'The key makes the machine go.',
  'cup or key',
  'Either the cup or the key.',
  'Maybe the cup',
  'The cup?',
  'Probably the cup.',
  'Not the cup',
  'It is not the cup.',
  "The cup doesn't make it go.",
  'The cup stops the machine.',
  'cup and key',
  'cup, key',
  'The cup. The key.',
  'The answer is the cup. No, the key.',
  '\\boxed{key}',
  '\\boxed{cup} \\boxed{key}',
  '<think>cup',
  'I do not know.',
  'spoon',
  'the machine',
];

describe('cause-finding', () => {
  it('finds what starts and what stops, from the scene and from the text', () => {
    for (const [asked, question, answer] of [
      ['starter', 'Which thing makes the machine go?', 'cup'],
      ['stopper', 'Which thing stops the machine?', 'ring'],
    ] as const) {
      const scene = { ...SCENE, asked };
      expect(causeFinding.solve(scene)).toEqual([answer]);
      expect(causeFinding.solvePrompt(`${causeFinding.render(scene)}\n\n${question}`)).toEqual([
        answer,
      ]);
    }
    expect(causeFinding.solvePrompt('nothing to read')).toEqual([]);
  });

  it('leaves open what the trials leave open', () => {
    const open = { ...SCENE, trials: SCENE.trials.slice(0, 2) };
    expect(causeFinding.solve(open).toSorted()).toEqual(['cup', 'key']);
    const text = `${causeFinding.render(open)}\n\nWhich thing makes the machine go?`;
    expect(causeFinding.solvePrompt(text).toSorted()).toEqual(['cup', 'key']);
    const clash = { ...SCENE, trials: [...SCENE.trials, { on: [2, 3], goes: true }] };
    expect(causeFinding.solve(clash)).toEqual([]);
  });

  it('screens off: of two that go together, the one that goes alone (Gopnik and Sobel 2000)', () => {
    const text =
      '- On the machine: the key and the cup. It goes.\n- On the machine: the key. It does not go.\n' +
      '- On the machine: the cup. It goes.\n- On the machine: the cup and the ring. It does not go.';
    expect(causeFinding.solvePrompt(`${text}\n\nWhat makes the machine go?`)).toEqual(['cup']);
    expect(causeFinding.solvePrompt(`${text}\n\nWhat stops the machine?`)).toEqual(['ring']);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(causeFinding.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(causeFinding.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
