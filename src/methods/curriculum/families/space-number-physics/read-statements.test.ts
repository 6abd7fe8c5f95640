import { describe, expect, it } from 'vitest';
import { faultOfRewording } from '../../write/reword-check.ts';
import { SPACE_NUMBER_PHYSICS } from './index.ts';
import { readStatements } from './read-statements.ts';

describe('readStatements', () => {
  it.each([
    ['Left.', ['left']],
    ['The left does not go down.', []],
    ["It isn't the left, it is the right.", []],
    ['The right, it is not the left.', ['the right']],
    ['It will never be left. It is right.', ['it is right']],
    ['Left goes down and right does not.', ['left goes down']],
    ['Left has 8. Right has 6. So left goes down.', ['left goes down']],
    ['Left has 8, therefore it sinks', ['it sinks']],
    // An answer that is declared is not taken back by a later "so".
    ['The answer is left. So right.', ['left', 'so right']],
    ["It can't be right. Left!", ['left']],
  ])('of %j takes %j', (response, claims) => {
    const read = readStatements(response);
    expect('refused' in read ? [] : read.claims.map((claim) => claim.replace(/,\s*$/, ''))).toEqual(
      claims,
    );
  });

  it.each(['', 'left or right', 'left?', '<think>left', 'It is not left.'])(
    'refuses %j',
    (response) => {
      expect(readStatements(response)).toMatchObject({ refused: expect.any(String) });
    },
  );
});

describe.each(SPACE_NUMBER_PHYSICS.map((family) => [family.id, family] as const))(
  '%s',
  (_, family) => {
    it('asks in words that its own vocabulary allows, so that rewordings can pass', () => {
      for (let level = 1; level <= family.levels.length; level++) {
        const { scene } = family.generate('words', level).world;
        const questions = family.questions(scene);
        expect(new Set(questions).size).toBe(6);
        for (const question of questions) {
          // One word more, so that it is no repetition of the template.
          const fault = faultOfRewording(
            question,
            `Please: ${question}`,
            family.vocabulary(scene),
            {
              stage: family.stage,
            },
          );
          expect({ question, fault }).toEqual({ question, fault: undefined });
        }
      }
    });
  },
);
