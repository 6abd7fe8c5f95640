import { describe, expect, it } from 'vitest';
import {
  articleFor,
  comparativeOf,
  ingOf,
  lemmaOf,
  morphemesIn,
  participleOf,
  pastOf,
  pluralOf,
  possessiveOf,
  superlativeOf,
  thirdPersonOf,
} from './morphology.ts';

describe('inflection', () => {
  it.each([
    [pluralOf, 'mouse', 'mice'],
    [pluralOf, 'leaf', 'leaves'],
    [pluralOf, 'child', 'children'],
    [pluralOf, 'sheep', 'sheep'],
    [pluralOf, 'scissors', 'scissors'],
    [pluralOf, 'milk', 'milk'],
    [pluralOf, 'potato', 'potatoes'],
    [pluralOf, 'piano', 'pianos'],
    [pluralOf, 'cherry', 'cherries'],
    [pluralOf, 'wug', 'wugs'],
    [thirdPersonOf, 'go', 'goes'],
    [thirdPersonOf, 'have', 'has'],
    [thirdPersonOf, 'carry', 'carries'],
    [thirdPersonOf, 'rick', 'ricks'],
    [pastOf, 'go', 'went'],
    [pastOf, 'put', 'put'],
    [pastOf, 'hop', 'hopped'],
    [pastOf, 'bing', 'binged'],
    [participleOf, 'break', 'broken'],
    [participleOf, 'find', 'found'],
    [participleOf, 'push', 'pushed'],
    [ingOf, 'lie', 'lying'],
    [comparativeOf, 'good', 'better'],
    [comparativeOf, 'heavy', 'heavier'],
    [comparativeOf, 'beautiful', 'more beautiful'],
    [superlativeOf, 'bad', 'worst'],
    [superlativeOf, 'careful', 'most careful'],
    [possessiveOf, 'dog', "dog's"],
    [possessiveOf, 'dogs', "dogs'"],
    [possessiveOf, 'children', "children's"],
    [possessiveOf, 'Ben', "Ben's"],
  ])('%o of %s is %s', (inflect, word, form) => expect(inflect(word)).toBe(form));

  it.each([
    ['apple', 'an'],
    ['hour', 'an'],
    ['unicorn', 'a'],
    ['umbrella', 'an'],
    ['uninvited guest', 'an'],
    ['one', 'a'],
    ['8', 'an'],
    ['11', 'an'],
    ['18 balls', 'an'],
    ['80', 'an'],
    ['110', 'a'],
    ['F', 'an'],
    ['U', 'a'],
    ['European', 'a'],
    ['yellow ball', 'a'],
  ])('%s takes %s', (words, article) => expect(articleFor(words)).toBe(article));
});

describe('lemmaOf', () => {
  it.each([
    ['mice', 'mouse'],
    ['went', 'go'],
    ['dishes', 'dish'],
    ['Running', 'run'],
    ['worst', 'bad'],
    ['saw', 'see'],
    ['xyzzy', undefined],
  ])('%s is of %s', (form, lemma) => expect(lemmaOf(form)).toBe(lemma));
});

describe('morphemesIn', () => {
  it.each([
    ['dog', 1],
    ['dogs', 2],
    ['mice', 1],
    ["dog's", 2],
    ["dogs'", 3],
    ['went', 1],
    ['walked', 2],
    ['walking', 2],
    ['going', 2],
    ['goes', 2],
    ['does', 1],
    ["doesn't", 2],
    ["it's", 2],
    ["they'll", 2],
    ['birthday', 1],
    ['doggie', 1],
    ['Anna', 1],
    ["Anna's", 2],
    ['bigger', 1],
    ['went', 1],
    ['this', 1],
    ['bus', 1],
    ['', 1],
  ])('%j has %i', (word, count) => expect(morphemesIn(word)).toBe(count));
});
