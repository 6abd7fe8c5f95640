import { describe, expect, it } from 'vitest';
import { addEd, addEr, addEst, addIng, addPossessive, addS, stemsOf } from './spelling-rules.ts';

describe('regular endings', () => {
  it.each([
    [addS, 'dish', 'dishes'],
    [addS, 'baby', 'babies'],
    [addS, 'boy', 'boys'],
    [addS, 'bus', 'buses'],
    [addS, 'fox', 'foxes'],
    [addS, 'wug', 'wugs'],
    [addEd, 'stop', 'stopped'],
    [addEd, 'bake', 'baked'],
    [addEd, 'try', 'tried'],
    [addEd, 'play', 'played'],
    [addEd, 'rain', 'rained'],
    [addEd, 'fix', 'fixed'],
    [addEd, 'visit', 'visited'],
    [addEd, 'admit', 'admitted'],
    [addEd, 'gling', 'glinged'],
    [addIng, 'run', 'running'],
    [addIng, 'tie', 'tying'],
    [addIng, 'see', 'seeing'],
    [addIng, 'bake', 'baking'],
    [addIng, 'quit', 'quitting'],
    [addIng, 'wait', 'waiting'],
    [addIng, 'be', 'being'],
    [addEr, 'big', 'bigger'],
    [addEr, 'nice', 'nicer'],
    [addEst, 'happy', 'happiest'],
  ])('%o of %s is %s', (rule, word, form) => expect(rule(word)).toBe(form));

  it('takes endings off again, the word itself first', () => {
    for (const word of ['wug', 'dax', 'bliff', 'zimmy', 'tove', 'gutch']) {
      for (const rule of [addS, addEd, addIng]) {
        expect(stemsOf(rule(word)).map(({ stem }) => stem)).toContain(word);
      }
      expect(stemsOf(word)[0]).toEqual({ stem: word, morphemes: 1 });
    }
    expect(stemsOf('wugs')).toContainEqual({ stem: 'wug', morphemes: 2 });
    expect(stemsOf('')).toEqual([{ stem: '', morphemes: 1 }]);
  });

  it('makes possessives', () => {
    expect(addPossessive('Anna')).toBe("Anna's");
    expect(addPossessive('dogs', true)).toBe("dogs'");
    expect(addPossessive('children', true)).toBe("children's");
  });
});
