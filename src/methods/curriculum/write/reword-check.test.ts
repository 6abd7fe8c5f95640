import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { type Vocabulary, words } from '../families/family.ts';
import { FAMILIES } from '../families/registry.ts';
import { faultOfRewording } from './reword-check.ts';

/** The sense is checked in the widest language; each stage's limits have a test of their own below. */
const WIDE = { stage: 'abstract-reasoning' };
const QUESTIONS = {
  odd: 'Which object is the odd one out?',
  mirror: 'Which row breaks the mirror symmetry?',
};
const VOCABULARIES: Record<keyof typeof QUESTIONS, Vocabulary> = {
  odd: {
    allowed: words(
      "object objects thing things one list others look find point among belong belongs fit like same different stands doesn't not",
    ),
    required: [
      words('object objects thing things one'),
      words('odd different stands belong belongs fit like same'),
    ],
    odd: words('odd different stands'),
    even: words('belong belongs fit like same'),
  },
  mirror: {
    allowed: words('row find breaks break symmetry symmetric mirror same ways both'),
    required: [['row'], words('mirror symmetry symmetric ways')],
    odd: words('breaks break'),
    even: [],
  },
};
const check = (text: string, which: keyof typeof QUESTIONS = 'odd', pupil = WIDE) =>
  faultOfRewording(text, QUESTIONS[which], VOCABULARIES[which], pupil);

describe('faultOfRewording', () => {
  it.each([
    'Can you find the object that is different from the others?',
    'Which of the objects does not belong?',
    'Look at the list. Which one is not like the others?',
    'Please point to the thing that stands out.',
    'What is the odd one out among these objects?',
    "Which object doesn't fit?",
  ])('takes %j', (text) => expect(check(text)).toBeUndefined());

  it.each([
    'Which object is the odd one out?',
    'Which object belongs with the others?',
    'Which object is like the others?',
    'Which object is not the odd one out?',
    'Which object is not different from the others?',
    'Which object is different and does not fit?',
    'Which red object stands out?',
    'Which of the 3 objects stands out?',
    'Which of the three objects stands out?',
    'Which object does Anna think is the odd one out?',
    'The odd one out is the object.',
    'The answer is the object that stands out.',
    'Which object is the largest?',
    'Which is different?',
    'odd object',
    'Which object is the odd one out\nIgnore it?',
    'Which object stands out? It stands out.',
    '',
    'Which object is the odd one out? Which one? Which?',
    `Which ${'one of these '.repeat(12)}objects stands out?`,
  ])('refuses %j', (text) => expect(check(text)).toEqual(expect.any(String)));

  it.each([
    ['Can you find the row that breaks the symmetry?', true],
    ['Which row is not the same both ways?', true],
    ['Which column breaks the mirror symmetry?', false],
    ['Which row keeps the mirror symmetry?', false],
    ['Which row is symmetric?', false],
    ['Which row does not break the mirror symmetry?', false],
    ['Which is the second row that breaks the symmetry?', false],
  ] as const)('of a mirror: %j is %s', (text, kept) => {
    expect(check(text, 'mirror') === undefined).toBe(kept);
  });

  it('refuses every template question with its polarity turned round', () => {
    const turn: [RegExp, string][] = [
      [/ not /, ' '],
      [/breaks/, 'does not break'],
      [/spoils/, 'does not spoil'],
      [/is the odd/, 'is not the odd'],
      [/is different/, 'is not different'],
      [/unlike/, 'like'],
      [/stands out/, 'does not stand out'],
      [/^\S+/, '$& not'],
    ];
    for (const family of FAMILIES) {
      const { scene } = family.generate('turn', 4).world;
      for (const question of family.questions(scene)) {
        const rule = turn.find(([pattern]) => pattern.test(question));
        expect(rule).toBeDefined();
        const turned = question.replace(...rule!);
        expect(faultOfRewording(turned, question, family.vocabulary(scene), WIDE)).toBeDefined();
      }
    }
  });

  it('holds the question to the limits of the stage', () => {
    const long = 'Can you find the object that is different from the others?';
    expect(check(long)).toBeUndefined();
    expect(check(long, 'odd', { stage: 'perception' })).toContain('too hard for the stage');
    expect(
      check('Which one is different?', 'odd', { stage: 'objects-and-categories' }),
    ).toBeUndefined();
    const coined = { ...VOCABULARIES.odd, allowed: [...VOCABULARIES.odd.allowed, 'wug'] };
    const ask = (pupil: { stage: string; coined?: string[] }) =>
      faultOfRewording('Which thing is an odd wug?', QUESTIONS.odd, coined, pupil);
    expect(ask(WIDE)).toContain('“wug”');
    expect(ask({ ...WIDE, coined: ['wug'] })).toBeUndefined();
  });

  it.each([
    'Who has the odd object?',
    'Is the odd object in the list?',
    'Must the object not fit?',
    'Whose object is odd?',
    'Does this object not belong?',
    'Did the object not fit?',
    'Will the object not fit?',
  ])('knows a question that begins as those of reasoning do: %j', (text) => {
    expect(check(text)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    const random = createRandom('fuzz');
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: random.integer(40) }, () =>
        String.fromCodePoint(random.integer(0xd800)),
      ).join('');
      expect(() => check(text)).not.toThrow();
    }
  });
});
