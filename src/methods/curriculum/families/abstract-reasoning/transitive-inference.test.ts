import { describe, expect, it } from 'vitest';
import { transitiveInference } from './transitive-inference.ts';

/** Anna > Ben > Clara > David > Emma, told out of order and both ways round. */
const CLUES = [
  { a: 'Clara', b: 'David', more: true },
  { a: 'Ben', b: 'Anna', more: false },
  { a: 'Emma', b: 'David', more: false },
  { a: 'Ben', b: 'Clara', more: true },
];
const SCENE = {
  quality: 'tall' as const,
  clues: CLUES,
  ask: { more: true, pair: ['David', 'Ben'] as [string, string] },
};

const RIGHT = [
  'Ben',
  'ben',
  'BEN.',
  'Ben is taller.',
  'It is Ben.',
  "It's Ben!",
  'Ben is taller than David.',
  '**Ben**',
  'Answer: Ben',
  'The answer is Ben.',
  'The correct answer is: **Ben**.',
  '\\boxed{Ben}',
  'So it is $\\boxed{\\text{Ben}}$.',
  '<think>David? Clara is taller than David.</think>Ben',
  'Ben, because Ben is taller than Clara and Clara is taller than David.',
  'Ben, not David.',
  'Since Clara is taller than David, it must be Ben.',
  'Ben is the taller one.',
  'Ben is taller than Clara, so Ben is taller than David.',
  'The taller of the two is Ben.',
  'Clearly Ben',
  '"Ben"',
];

const WRONG = [
  '',
  '  ',
  'David',
  'Anna',
  'Ben or David',
  'Either Ben or David.',
  'Ben and David',
  'Ben, David',
  'Maybe Ben.',
  'Ben?',
  'Probably Ben',
  'It is not Ben.',
  "Ben isn't taller.",
  'Ben is not the taller one.',
  'Neither.',
  'Both are equally tall.',
  'I do not know.',
  "I can't tell whether it is Ben.",
  'The answer is Ben. No, it is David.',
  'David is taller than Ben.',
  'Ben is shorter.',
  'Ben is shorter than David.',
  '\\boxed{David}',
  '\\boxed{Ben} \\boxed{David}',
  '<think>Ben',
  'Benjamin',
  'Walter',
];

describe('transitive-inference', () => {
  it('finds the order from the scene and from the text', () => {
    const prompt = (question: string, scene = SCENE): string =>
      `${transitiveInference.render(scene)}\n\n${question}`;
    expect(transitiveInference.solve(SCENE)).toEqual(['Ben']);
    expect(transitiveInference.solvePrompt(prompt('Who is taller, David or Ben?'))).toEqual([
      'Ben',
    ]);
    expect(transitiveInference.solvePrompt(prompt('Who is shorter, David or Ben?'))).toEqual([
      'David',
    ]);
    for (const [more, place, question, answer] of [
      [true, 1, 'Who is the tallest?', 'Anna'],
      [true, 2, 'Who is the second tallest?', 'Ben'],
      [false, 2, 'Who is the second shortest?', 'David'],
      [
        false,
        1,
        'The people stand in a line, and the shortest stands first. Who is first?',
        'Emma',
      ],
      [
        true,
        4,
        'The people stand in a line, and the tallest stands first. Who is fourth?',
        'David',
      ],
    ] as const) {
      expect(transitiveInference.solve({ ...SCENE, ask: { more, place } })).toEqual([answer]);
      expect(transitiveInference.solvePrompt(prompt(question))).toEqual([answer]);
    }
  });

  it('finds nothing where the clues leave the order open or contradict one another', () => {
    const open = { ...SCENE, clues: CLUES.slice(1) };
    expect(transitiveInference.solve(open)).toEqual([]);
    const circle = { ...SCENE, clues: [...CLUES, { a: 'Emma', b: 'Anna', more: true }] };
    expect(transitiveInference.solve(circle)).toEqual([]);
    expect(transitiveInference.solvePrompt('nothing to read')).toEqual([]);
  });

  it('answers the five-term series of Bryant and Trabasso: B over D, from neighbours alone', () => {
    const prompt =
      'Anna is taller than Ben.\nBen is taller than Carl.\nCarl is taller than David.\nDavid is taller than Eric.\n\nWho is taller, Ben or David?';
    expect(transitiveInference.solvePrompt(prompt)).toEqual(['Ben']);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(transitiveInference.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(transitiveInference.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
