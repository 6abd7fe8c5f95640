import { describe, expect, it } from 'vitest';
import { asPhrase, whoIs } from './as-phrase.ts';

describe('asPhrase', () => {
  it.each([
    ['A nurse who sails.', 'a nurse who sails'],
    ['An 80-year-old man. Lives in a town.', 'an 80-year-old man. Lives in a town'],
    ['The keeper of the light', 'the keeper of the light'],
    ['Ada Lind, a pilot', 'Ada Lind, a pilot'],
    ['a pilot', 'a pilot'],
  ])('%j is %j', (description, phrase) => expect(asPhrase(description)).toBe(phrase));
});

describe('whoIs', () => {
  it('leaves out a name that nobody gave', () => {
    expect(whoIs({ name: 'stored-5cd67ac657e27bca', description: 'A pilot.' })).toBe('a pilot');
    expect(whoIs({ name: 'hub-19', description: 'a pilot' })).toBe('a pilot');
    expect(whoIs({ name: 'Ada', description: 'A pilot.' })).toBe('Ada, a pilot');
  });
});
