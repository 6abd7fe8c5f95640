import { daleChall } from 'dale-chall';
import { spache } from 'spache';
import { describe, expect, it } from 'vitest';
import {
  BEYOND_DALE_CHALL,
  BEYOND_EARLY_LISTS,
} from '../../../../../test/fixtures/beyond-word-lists.ts';
import { lemmaOf, readingsOf } from '../morphology.ts';
import { CATEGORIES, type Category, lineage } from './categories.ts';
import { DISPUTED } from './disputed.ts';
import { FEATURES, type Feature } from './features.ts';
import {
  categoriesOf,
  clearNounsOf,
  entriesOf,
  entryOf,
  featuresFor,
  holdsOf,
  isAnimate,
  LEXICON,
  nounsOf,
} from './lexicon.ts';
import { parseFacts } from './parse-facts.ts';
import { parseWords } from './parse-words.ts';

const bands = new Map<string, number>();
for (const { word, band } of LEXICON) {
  const key = word.toLowerCase();
  bands.set(key, Math.min(bands.get(key) ?? 6, band));
}
const withFacts = LEXICON.filter(({ facts }) => facts !== undefined);

const ofBand = (band: number): number => LEXICON.filter((entry) => entry.band === band).length;
/** The formulas of both lists take the regular forms of a listed word as known. */
const knows = (list: ReadonlySet<string>, word: string): boolean =>
  list.has(word) || readingsOf(word).some(({ entry }) => list.has(entry.word.toLowerCase()));
const has = (word: string, feature: Feature): boolean => holdsOf(word, feature) === true;

const holders = (feature: Feature): string[] =>
  withFacts.flatMap(({ word }) => (has(word, feature) ? [word] : []));
/** The share of words of some bands that a list knows, and those that it does not. */
const measure = (list: ReadonlySet<string>, lowest: number, highest: number) => {
  const words = [...bands].flatMap(([word, band]) =>
    band >= lowest && band <= highest ? [word] : [],
  );
  const beyond = words.filter((word) => !knows(list, word)).toSorted();
  return { share: 1 - beyond.length / words.length, beyond };
};

describe('the lexicon', () => {
  it('has what the stages need, and no entry twice', () => {
    expect(LEXICON.length).toBeGreaterThanOrEqual(1_800);
    expect(withFacts.length).toBeGreaterThanOrEqual(250);
    const keys = LEXICON.map(({ word, pos }) => `${word} ${pos}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(ofBand(1)).toBeLessThanOrEqual(250);
    for (const band of [2, 3, 4, 5, 6]) expect(ofBand(band)).toBeGreaterThan(100);
  });

  it('stands mostly in the published word lists, and names the words that do not', () => {
    const late = new Set(daleChall.map((word) => word.toLowerCase()));
    const early = new Set([...late, ...spache.map((word) => word.toLowerCase())]);
    const first = measure(early, 1, 3);
    expect(first.share).toBeGreaterThanOrEqual(0.9);
    expect(first.beyond).toEqual(BEYOND_EARLY_LISTS.trim().split(/\s+/));
    const then = measure(late, 4, 5);
    expect(then.share).toBeGreaterThanOrEqual(0.75);
    expect(then.beyond).toEqual(BEYOND_DALE_CHALL.trim().split(/\s+/));
  });

  it('allows each function word from the stage that has its grammar', () => {
    for (const word of 'no not yes what where which who how this that these a the is are in on up down'.split(
      ' ',
    )) {
      expect({ word, band: bands.get(word) }).toEqual({ word, band: 1 });
    }
    expect(['because', 'if', 'when'].map((word) => entryOf(word)?.band)).toEqual([4, 4, 2]);
    expect(
      ['think', 'know', 'believe', 'unless', 'therefore'].map((word) => entryOf(word)?.band),
    ).toEqual([5, 5, 5, 6, 6]);
  });

  it('finds readings of a word, the earliest first', () => {
    expect(entriesOf('fly').map(({ pos, band }) => [pos, band])).toEqual([
      ['verb', 2],
      ['noun', 3],
    ]);
    expect(entryOf('fly', 'noun')?.category).toBe('insect');
    expect(entryOf('xyzzy')).toBeUndefined();
    expect(lemmaOf('flies')).toBe('fly');
  });

  it('has classes that end at the top', () => {
    expect(categoriesOf('owl')).toEqual(['bird', 'animal', 'living-thing', 'thing']);
    expect(categoriesOf('of')).toEqual([]);
    for (const category of Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]) {
      const words = category.split('-');
      expect({
        category,
        known: words.every((word) => word === 'living' || bands.has(word)),
      }).toEqual({
        category,
        known: true,
      });
      expect(lineage(category).length).toBeLessThan(6);
    }
    for (const entry of LEXICON) expect(entry.category !== undefined).toBe(entry.pos === 'noun');
    expect(nounsOf('bird').map(({ word }) => word)).toContain('owl');
    expect(nounsOf('animal').map(({ word }) => word)).toContain('owl');
    expect(isAnimate('owl') && isAnimate('nurse') && !isAnimate('oak') && !isAnimate('ball')).toBe(
      true,
    );
  });

  it('leaves disputed nouns and names of classes out where classes are asked', () => {
    for (const word of DISPUTED)
      expect({ word, entry: entryOf(word, 'noun') }).toHaveProperty('entry.word');
    const fruits = clearNounsOf('fruit').map(({ word }) => word);
    expect(fruits).toContain('apple');
    for (const word of ['tomato', 'coconut', 'fruit']) expect(fruits).not.toContain(word);
  });
});

describe('facts', () => {
  it('stand on words of the lexicon, in the right class', () => {
    for (const entry of withFacts) {
      const { facts, word } = entry;
      const asked = featuresFor(entry);
      for (const feature of [...facts!.features, ...facts!.undecided])
        expect({ word, asked }).toEqual({ word, asked: expect.arrayContaining([feature]) });
      expect(new Set([...facts!.features, ...facts!.undecided]).size).toBe(
        facts!.features.length + facts!.undecided.length,
      );
      for (const part of facts!.parts)
        expect({ word, part, known: entryOf(part, 'noun')?.word }).toEqual({
          word,
          part,
          known: part,
        });
      for (const use of facts!.functions)
        expect({ word, use, known: entryOf(use, 'verb')?.word }).toEqual({ word, use, known: use });
    }
    const colours = withFacts.flatMap(({ facts }) => facts!.colour ?? []);
    expect(colours.filter((colour) => entryOf(colour, 'adjective') === undefined)).toEqual([]);
  });

  it('have features that each hold of some noun and not of another', () => {
    for (const feature of Object.keys(FEATURES) as Feature[]) {
      const verdicts = new Set(withFacts.map(({ word }) => holdsOf(word, feature)));
      expect({ feature, both: verdicts.has(true) && verdicts.has(false) }).toEqual({
        feature,
        both: true,
      });
    }
  });

  it.each<[string, Feature, boolean | undefined]>([
    ['owl', 'can-fly', true],
    ['penguin', 'can-fly', false],
    ['chicken', 'can-fly', undefined],
    ['bat', 'can-fly', true],
    ['bat', 'feathers', false],
    ['whale', 'fur', false],
    ['snake', 'no-legs', true],
    ['spider', 'six-legs', false],
    ['spider', 'eight-legs', true],
    ['boat', 'wheels', false],
    ['train', 'on-rails', true],
    ['ball', 'wheels', undefined],
    ['carrot', 'under-ground', true],
    ['milk', 'from-animals', true],
    ['butterfly', 'wings', true],
  ])('%s, %s: %s', (noun, feature, holds) => expect(holdsOf(noun, feature)).toBe(holds));

  it.each<[Feature, Feature]>([
    ['can-fly', 'wings'],
    ['two-wheels', 'wheels'],
    ['on-rails', 'wheels'],
    ['feathers', 'two-legs'],
  ])('of what has %s, all have %s', (first, second) => {
    expect(holders(first).filter((word) => !has(word, second))).toEqual([]);
  });

  it.each<[Category, Feature]>([
    ['bird', 'feathers'],
    ['insect', 'six-legs'],
    ['fish', 'fins'],
  ])('of each %s, %s holds', (category, feature) => {
    const nouns = withFacts.filter((entry) => entry.category === category);
    expect(nouns.filter(({ word }) => !has(word, feature))).toEqual([]);
  });

  it('gives an animal one number of legs, or says that people differ', () => {
    const LEGS = ['no-legs', 'two-legs', 'four-legs', 'six-legs', 'eight-legs'] as const;
    const odd = withFacts.filter(({ word, category, facts }) => {
      if (!lineage(category!).includes('animal')) return false;
      const sure = LEGS.filter((legs) => has(word, legs)).length;
      const unsure = facts!.undecided.some((feature) =>
        (LEGS as readonly string[]).includes(feature),
      );
      return sure > 1 || (sure === 1) === unsure;
    });
    expect(odd.map(({ word }) => word)).toEqual([]);
  });

  it('names wheels among the parts of vehicles that have them', () => {
    const wheeled = withFacts.filter(({ facts }) => facts!.parts.includes('wheel'));
    expect(wheeled.filter(({ word }) => !has(word, 'wheels'))).toEqual([]);
  });
});

describe('the forms of the lists', () => {
  it.each([
    ['@noun planetoid\n1: x', /category/],
    ['@nown\n1: x', /part of speech/],
    ['@verb\n7: go', /not a line/],
    ['1: go', /not a line/],
    ['@verb\n1: g0', /not a word/],
    ['@pronoun\n1: it(its)', /forms/],
  ])('words refuse %j', (text, message) => expect(() => parseWords(text)).toThrow(message));

  it.each([
    ['dog 3', /no class/],
    ['dog 3 9', /no class/],
    ['dog 3 3 | barks', /no feature/],
    ['dog 3 3\ndog 3 3', /twice/],
  ])('facts refuse %j', (text, message) => expect(() => parseFacts(text)).toThrow(message));
});
