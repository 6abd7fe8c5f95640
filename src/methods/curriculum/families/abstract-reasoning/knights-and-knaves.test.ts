import { describe, expect, it } from 'vitest';
import { knightsAndKnaves } from './knights-and-knaves.ts';

/** Ben: "Carl and I are of the same kind", so Carl is a knight; he calls Ben a knave and Anna, who says the same, a knight. */
const SCENE = {
  people: ['Anna', 'Ben', 'Carl'],
  claims: [
    { type: 'is' as const, who: 1, kind: 'knave' as const },
    { type: 'like-me' as const, who: 2, same: true },
    { type: 'is' as const, who: 1, kind: 'knave' as const },
  ],
  asked: 0,
};

const RIGHT = [
  'Anna is a knight, so what she says is true.',
  'knight',
  'Knight.',
  'KNIGHT',
  'a knight',
  'Anna is a knight.',
  "She's a knight.",
  'Anna must be a knight.',
  'Anna is the knight',
  'Answer: knight',
  'The answer is: a knight.',
  'The answer is that Anna is a **knight**.',
  '\\boxed{knight}',
  'So $\\boxed{\\text{Knight}}$.',
  '<think>knave? no</think>Anna is a knight.',
  'Anna is a knight and Ben is a knave.',
  'Anna is a knight, Ben is a knave, and Carl is a knight.',
  'Anna and Carl are knights.',
  'Ben is a knave, so Anna is a knight.',
  'Anna is a knight, because Ben is a knave.',
  'Anna tells the truth.',
  'Ben is a knave. Anna is a knight.',
  'Anna is a truth-teller.',
];
const WRONG = [
  'Anything but knight.',
  'All but knight.',
  'I doubt that it is knight.',
  'If I had to guess, knight.',
  'Anna is a knight. That is wrong.',
  'It is false that anna is a knight.',
  'Knight is wrong.',
  '',
  'knave',
  'Anna is a knave.',
  'knight or knave',
  'Either a knight or a knave.',
  'Maybe a knight',
  'A knight?',
  'Probably a knight.',
  'Anna is not a knight.',
  "Anna isn't a knight.",
  'Anna is not a knave, not a knight.',
  'Ben is a knight.',
  'Ben and Carl are knights.',
  'I do not know.',
  'It cannot be known.',
  'knight and knave',
  'Knight. Knave.',
  'The answer is knight. No, knave.',
  '\\boxed{knave}',
  '\\boxed{knight} \\boxed{knave}',
  '<think>knight',
  'Anna lies.',
  'Anna',
];

describe('knights-and-knaves', () => {
  it('solves from the scene and from the text', () => {
    for (const [asked, answer] of [
      [0, 'knight'],
      [1, 'knave'],
      [2, 'knight'],
    ] as const) {
      const scene = { ...SCENE, asked };
      expect(knightsAndKnaves.solve(scene)).toEqual([answer]);
      expect(knightsAndKnaves.solvePrompt(knightsAndKnaves.render(scene))).toEqual([answer]);
    }
    expect(knightsAndKnaves.solvePrompt('nothing to read')).toEqual([]);
  });

  it('has no answer where several assignments fit, or none', () => {
    const mirror = {
      ...SCENE,
      claims: [
        SCENE.claims[0]!,
        { type: 'is' as const, who: 0, kind: 'knave' as const },
        SCENE.claims[2]!,
      ],
    };
    expect(knightsAndKnaves.solve(mirror)).toEqual([]);
    expect(knightsAndKnaves.solvePrompt(knightsAndKnaves.render(mirror))).toEqual([]);
  });

  it("answers Smullyan's puzzles of those who speak of themselves", () => {
    // "All of us are knaves", says the first of three; "exactly one of us is a knight", the second. The first lies, the
    // second tells the truth, the third is a knave and here says something false.
    const three =
      'Anna says: "None of us is a knight."\nBen says: "Exactly one of us is a knight."\nCarl says: "Ben is a knave."\n';
    for (const [name, kind] of [
      ['Anna', 'knave'],
      ['Ben', 'knight'],
      ['Carl', 'knave'],
    ]) {
      expect(knightsAndKnaves.solvePrompt(`${three}The question is about ${name}.\n`)).toEqual([
        kind,
      ]);
    }
    // "Either I am a knave or Ben is a knight": both are knights.
    const two =
      'Anna says: "Anna is a knave, or Ben is a knight, or both."\nBen says: "Anna is a knight."\n';
    for (const name of ['Anna', 'Ben']) {
      expect(knightsAndKnaves.solvePrompt(`${two}The question is about ${name}.\n`)).toEqual([
        'knight',
      ]);
    }
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(knightsAndKnaves.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(knightsAndKnaves.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
