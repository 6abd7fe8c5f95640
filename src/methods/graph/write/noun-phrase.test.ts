import { describe, expect, it } from 'vitest';
import { askPlainly, fill, joinPhrases, pluralPhrase, verbOfValue } from './noun-phrase.ts';

describe('askPlainly', () => {
  it.each([
    ['the place where {x} was born', 'Ada Holm', 'place', 'Where was Ada Holm born?'],
    ['the date when {x} was founded', 'the firm', 'time', 'When was the firm founded?'],
    ['the person who directed {x}', 'Kelp', 'person', 'Who directed Kelp?'],
    ['the film that was directed by {x}', 'Ada', 'work', 'Which film was directed by Ada?'],
    ['the club of which {x} was a member', 'Ada', null, 'Of which club was Ada a member?'],
    ['the village in which {x} is based', 'Kelp', 'place', 'In which village is Kelp based?'],
    ['the capital of {x}', 'Norway', 'place', undefined],
    ['the book that {x} wrote', 'Ada', 'work', undefined],
  ])('%s', (phrase, words, kind, asked) => {
    expect(askPlainly(phrase, words, kind)).toBe(asked);
  });

  it('takes names as they are, whatever stands in them', () => {
    expect(askPlainly('the person who directed {x}', '$& {x} $1', 'person')).toBe(
      'Who directed $& {x} $1?',
    );
    expect(fill('the capital of {x}', "$' \\1")).toBe("the capital of $' \\1");
  });
});

describe('pluralPhrase', () => {
  it.each([
    ['the person who was born in {x}', 'people who were born in {x}'],
    ['the person who is a member of {x}', 'people who are members of {x}'],
    ['the village that lies in {x}', 'villages that lie in {x}'],
    ['the country that borders {x}', 'countries that border {x}'],
    ['the work that {x} directed', 'works that {x} directed'],
    ['the child of {x}', 'children of {x}'],
    ['the club of which {x} was a member', 'clubs of which {x} was a member'],
    ['the company that supplies {x}', 'companies that supply {x}'],
    ['the school that teaches {x}', 'schools that teach {x}'],
    ['whatever {x} is', undefined],
  ])('%s', (phrase, plural) => {
    expect(pluralPhrase(phrase)).toBe(plural);
  });
});

const join = (phrases: string[], kind: string | null) =>
  joinPhrases(
    phrases.map((phrase, at) => ({ phrase, words: 'ABC'[at]! })),
    kind,
  );

describe('joinPhrases', () => {
  it('joins clauses about one noun', () => {
    expect(
      join(['the person who was born in {x}', 'the person who directed {x}'], 'person'),
    ).toEqual({
      noun: 'the person who was born in A and directed B',
      plain: 'Who was born in A and directed B?',
    });
    expect(join(['the film in which {x} acted', 'the film in which {x} acted'], 'work').noun).toBe(
      'the film in which both A and B acted',
    );
    expect(join(['the film in which {x} acted', 'the film that {x} wrote'], 'work').noun).toBe(
      'the film in which A acted and that B wrote',
    );
    expect(join(Array<string>(3).fill('the person who acted in {x}'), 'person').plain).toBe(
      'Who acted in A, B and C?',
    );
  });

  it('keeps clauses whole whose verb would not fit two', () => {
    expect(
      join(['the place where {x} was born', 'the place where {x} was born'], 'place').noun,
    ).toBe('the place where A was born and where B was born');
  });

  it('adds a role to a clause, and names both where nothing joins them', () => {
    expect(join(['the founder of {x}', 'the person who directed {x}'], 'person').noun).toBe(
      'the person who directed B and is the founder of A',
    );
    expect(join(['the work that {x} published', 'the winner of {x}'], null).noun).toBe(
      'the one that is both the work that A published and the winner of B',
    );
  });
});

it('takes the value from a statement', () => {
  expect(verbOfValue('{subject} was founded in {object}')).toBe('was founded');
  expect(verbOfValue('{subject} has a population of {object}')).toBeUndefined();
});
