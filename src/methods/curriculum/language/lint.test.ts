import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { STAGES } from '../stages/stages.ts';
import { languageFaults } from './lint.ts';

const heard = (text: string, stage = 'perception', coined: string[] = []): string[] =>
  languageFaults(text, stage, 'heard', coined);

describe('languageFaults', () => {
  it.each([
    ['Which one is red?', 'perception'],
    ['Look. Where is it?', 'perception'],
    ['How many?\n\n# . . #\n. # # .', 'perception'],
    ['One dog sat here.', 'objects-and-categories'],
    ['Anna, Ben and Cara sit. Who sits?', 'space-number-physics'],
    ['The dog barks because it sees a cat.', 'language'],
    ['Anna thinks that the ball is in the box.', 'social-cognition'],
    ['If all cats are animals, some animals are cats.', 'abstract-reasoning'],
    ['', 'perception'],
  ])('takes %j in %s', (text, stage) => expect(heard(text, stage)).toEqual([]));

  it.each([
    ['Find the torque.', 'perception', '“torque”'],
    ['Find the opposite.', 'perception', 'is of band'],
    ['Which of these is red?', 'perception', 'has 5 words, the stage allows 4'],
    ['It is red because it is.', 'objects-and-categories', '“because”'],
    ['Unless it rains, we go.', 'language', '“Unless”'],
    ['Anna thinks it is red.', 'language', '“thinks”'],
    ['Anna tells Ben that the dog that sees the cat that ran is red.', 'language', 'deep'],
    ['A wug is here.', 'abstract-reasoning', '“wug”'],
    ['Xavier is here.', 'abstract-reasoning', '“Xavier”'],
  ])('refuses %j in %s', (text, stage, words) =>
    expect(heard(text, stage).join('\n')).toContain(words),
  );

  it('lets coined words and their forms stand, and counts their endings', () => {
    expect(heard('Two wugs blicked here.', 'language', ['wug', 'blick'])).toEqual([]);
    expect(heard('Two wugs blicked here.', 'language', ['wug'])).toHaveLength(1);
    expect(heard("The wug's dog.", 'objects-and-categories', ['wug'])).toEqual([]);
    expect(heard('Wugs. Wugs.', 'perception', ['Wug'])).toEqual([]);
  });

  it('lets people, numbers and single letters stand at every stage', () => {
    for (const stage of STAGES) {
      expect(heard('Anna. 12. Seventeen. B. Row 3'.replace(' Row 3', ''), stage)).toEqual([]);
    }
    expect(heard('anna', 'abstract-reasoning')).toHaveLength(1);
  });

  it('holds what is said to shorter utterances than what is heard', () => {
    const text = 'The red ball.';
    expect(languageFaults(text, 'perception', 'heard')).toEqual([]);
    expect(languageFaults(text, 'perception', 'said')).toEqual([
      '3.00 morphemes an utterance, the stage allows 2 said',
    ]);
  });

  it('counts a comma as an end for the mean, not for the words of a sentence', () => {
    expect(languageFaults('Red, blue.', 'perception', 'said')).toEqual([]);
    expect(heard('A ball, a cup, a hat.', 'perception').join()).toContain('has 6 words');
  });

  it('judges the grade from twelve words on', () => {
    const long = 'Particular explanations illustrate mathematical generalization independently';
    expect(heard(long, 'abstract-reasoning').join()).not.toContain('grade');
    expect(heard(`${long} ${long}`, 'abstract-reasoning').join()).toContain('grade');
  });

  it('holds words to norms where they are given', () => {
    const norms = new Map([['ball', { word: 'ball', kupermanAge: 4.5 }]]);
    const lint = (text: string, stage: string): string[] =>
      languageFaults(text, stage, 'heard', [], norms);
    expect(lint('Two balls.', 'perception')).toEqual([
      'the word “balls” is learnt at 4.5, the stage allows 4',
    ]);
    expect(lint('Two balls.', 'objects-and-categories')).toEqual([]);
  });

  it('names the stages where there is no such stage', () => {
    expect(() => heard('A dog.', 'school')).toThrow(/perception, objects/);
    expect(() => heard('A dog.', 'toString')).toThrow(RangeError);
  });

  it('never throws, whatever it reads, and stays quick on long lines', () => {
    const random = createRandom('lint');
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: random.integer(60) }, () =>
        String.fromCodePoint(random.integer(0xd800)),
      ).join('');
      expect(Array.isArray(heard(text))).toBe(true);
    }
    const started = performance.now();
    heard(`${'because if that who '.repeat(2_000)}.`);
    heard('a, '.repeat(5_000));
    heard('.'.repeat(20_000));
    heard(`${'"”)'.repeat(7_000)}x`);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
