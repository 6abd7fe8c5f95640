import { describe, expect, it } from 'vitest';
import { followsByEnumeration, isConsistent, denialOf, type Mood, MOODS } from './categorical.ts';
import { syllogism } from './syllogism.ts';

/** All painters are singers. No singers are bakers. So no bakers are painters. */
const VALID = {
  groups: ['painters', 'singers', 'bakers'],
  inhabited: true,
  premises: [
    { mood: 'all' as Mood, a: 0, b: 1, wording: 0 as const },
    { mood: 'no' as Mood, a: 1, b: 2, wording: 0 as const },
  ],
  conclusion: { mood: 'no' as Mood, a: 2, b: 0 },
};
const INVALID = { ...VALID, conclusion: { mood: 'all' as Mood, a: 2, b: 0 } };

const YES = [
  'Yes, the statements prove the conclusion.',
  'The statements prove the conclusion.',
  'The conclusion is guaranteed.',
  'yes',
  'Yes',
  'YES.',
  'Yes, it does.',
  'Yes, the conclusion follows.',
  'It follows.',
  'The conclusion follows from the statements.',
  'The conclusion is valid.',
  'It must be true.',
  'True.',
  'Answer: yes',
  'The answer is yes.',
  'The answer is: **Yes**',
  '\\boxed{yes}',
  '$\\boxed{\\text{Yes}}$',
  '<think>Is it? No. Wait.</think>Yes',
  'Yes, because no singers are bakers.',
  'No singers are bakers, so yes, the conclusion follows.',
  'Since all painters are singers, the conclusion follows.',
  'All painters are singers. No singers are bakers. Therefore the conclusion holds.',
  'Yes!',
  '“Yes”',
];
const NO = [
  'No, we cannot be sure.',
  'No, it is not certain.',
  'No, the statements do not prove the conclusion.',
  'The statements do not prove the conclusion.',
  'The conclusion is not guaranteed.',
  'no',
  'No.',
  'NO',
  'No, it does not.',
  'No, it does not follow.',
  'It does not follow.',
  "It doesn't follow.",
  'The conclusion does not necessarily follow.',
  'The conclusion is invalid.',
  'The conclusion is not valid.',
  'Not necessarily true.',
  'False',
  'Answer: no',
  'The answer is no.',
  '\\boxed{\\text{no}}',
  '<think>Yes?</think>No',
  'No, because some bakers may not be painters.',
  'No: the conclusion does not follow.',
  'The conclusion cannot be concluded.',
  'No, the conclusion is false.',
];
const NEITHER = [
  'Anything but yes.',
  'Yes is wrong.',
  'No is wrong.',
  'I doubt that it is yes.',
  'If I had to guess, yes.',
  'Yes, the conclusion follows. That is wrong.',
  'It is not true that no, it does not follow.',
  '',
  'yes or no',
  'Yes and no.',
  'Maybe yes',
  'Yes?',
  'Perhaps it follows.',
  'Probably not valid.',
  'I do not know.',
  "I'm not sure that it follows.",
  'It is unknown.',
  'It cannot be determined.',
  'Yes. No.',
  'The answer is yes. Actually, no.',
  '\\boxed{yes} \\boxed{no}',
  '<think>yes',
  'It is not false.',
  'No bakers are painters.',
  'All painters are singers.',
  'Painters',
  'It might follow.',
  'Either answer is fine.',
];

describe('syllogism', () => {
  it('judges from the scene and from the text', () => {
    for (const [scene, answer] of [
      [VALID, 'yes'],
      [INVALID, 'no'],
    ] as const) {
      expect(syllogism.solve(scene)).toEqual([answer]);
      expect(syllogism.solvePrompt(syllogism.render(scene))).toEqual([answer]);
    }
    expect(syllogism.solvePrompt('nothing to read')).toEqual([]);
  });

  it('reads both wordings of every mood', () => {
    for (const mood of MOODS) {
      const answers = ([0, 1] as const).map((wording) => {
        const premises = VALID.premises.map((premise) => ({ ...premise, mood, wording }));
        return syllogism.solvePrompt(syllogism.render({ ...VALID, premises }));
      });
      expect(answers[0]).toHaveLength(1);
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it('finds exactly the valid moods of the tradition, with and without existential import', () => {
    // Vowels of the medieval names: mood of major premise (terms M, P), minor premise (S, M) and conclusion (S, P).
    const always = 'AAA EAE AII EIO/EAE AEE EIO AOO/IAI AII OAO EIO/AEE IAI EIO'.split('/');
    const withImport = 'AAI EAO/AEO EAO/AAI EAO/AEO EAO AAI'.split('/');
    const vowel: Record<string, Mood> = { A: 'all', E: 'no', I: 'some', O: 'some-not' };
    for (const inhabited of [false, true]) {
      const found = ['', '', '', ''];
      for (const [figure] of found.entries()) {
        for (const major of 'AEIO') {
          for (const minor of 'AEIO') {
            for (const last of 'AEIO') {
              const [s, m, p] = [0, 1, 2];
              const premises = [
                { mood: vowel[major]!, a: figure % 2 === 0 ? m : p, b: figure % 2 === 0 ? p : m },
                { mood: vowel[minor]!, a: figure < 2 ? s : m, b: figure < 2 ? m : s },
              ];
              const conclusion = { mood: vowel[last]!, a: s, b: p };
              const follows = followsByEnumeration(premises, conclusion, 3, inhabited);
              expect(!isConsistent([...premises, denialOf(conclusion)], 3, inhabited)).toBe(
                follows ?? true,
              );
              if (follows === true) found[figure] += `${major}${minor}${last} `;
            }
          }
        }
      }
      for (const [figure, names] of found.entries()) {
        const expected = [
          ...always[figure]!.split(' '),
          ...(inhabited ? withImport[figure]!.split(' ') : []),
        ];
        expect(names.trim().split(' ').toSorted()).toEqual(expected.toSorted());
      }
    }
  });

  it('needs members for "some" only where the prompt says that there are some', () => {
    const darapti = {
      groups: VALID.groups,
      premises: [
        { mood: 'all' as Mood, a: 1, b: 2, wording: 0 as const },
        { mood: 'all' as Mood, a: 1, b: 0, wording: 0 as const },
      ],
      conclusion: { mood: 'some' as Mood, a: 0, b: 2 },
    };
    for (const [inhabited, answer] of [
      [true, 'yes'],
      [false, 'no'],
    ] as const) {
      expect(syllogism.solve({ ...darapti, inhabited })).toEqual([answer]);
      expect(syllogism.solvePrompt(syllogism.render({ ...darapti, inhabited }))).toEqual([answer]);
    }
  });

  it('calls statements that cannot all be true unanswerable', () => {
    const clash = {
      ...VALID,
      premises: [...VALID.premises, { mood: 'some' as Mood, a: 0, b: 2, wording: 0 as const }],
    };
    expect(syllogism.solve(clash)).toEqual([]);
    expect(syllogism.solvePrompt(syllogism.render(clash))).toEqual([]);
  });

  it.each(YES)('takes %j where it follows, and not where it does not', (response) => {
    expect(syllogism.verify(response, VALID)).toEqual({ correct: true });
    expect(syllogism.verify(response, INVALID).correct).toBe(false);
  });

  it.each(NO)('takes %j where it does not follow, and not where it does', (response) => {
    expect(syllogism.verify(response, INVALID)).toEqual({ correct: true });
    expect(syllogism.verify(response, VALID).correct).toBe(false);
  });

  it.each(NEITHER)('refuses %j', (response) => {
    expect(syllogism.verify(response, VALID).correct).toBe(false);
    expect(syllogism.verify(response, INVALID).correct).toBe(false);
  });
});
