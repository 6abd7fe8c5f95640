import { describe, expect, it } from 'vitest';
import { kinshipComposition } from './kinship-composition.ts';

/** Anna is the sister of Ben, and Ben is the father of Clara. */
const SCENE = {
  people: [
    { name: 'Anna', female: true },
    { name: 'Ben', female: false },
    { name: 'Clara', female: true },
  ],
  ties: [
    { one: 0, link: 'sibling' as const, other: 1, wording: 0 as const },
    { one: 1, link: 'parent' as const, other: 2, wording: 1 as const },
  ],
  who: 0,
  to: 2,
};

const RIGHT = [
  'aunt',
  'Aunt.',
  'AUNT',
  'an aunt',
  'the aunt',
  'Her aunt.',
  'Anna is the aunt of Clara.',
  'Anna is an aunt to Clara.',
  "Anna is Clara's aunt.",
  "She is Clara's aunt.",
  "Clara's aunt is Anna.",
  'Answer: aunt',
  'The answer is aunt.',
  'The answer is: **aunt**',
  '\\boxed{aunt}',
  'So $\\boxed{\\text{aunt}}$.',
  '<think>mother? no</think>Aunt',
  'Ben is her father, so Anna is the aunt of Clara.',
  'Anna is the aunt, because she is the sister of Ben.',
  'Auntie',
  "It's aunt!",
  'Therefore Anna must be the aunt of Clara.',
];
const WRONG = [
  'Anything but aunt.',
  'All but aunt.',
  'I doubt that it is aunt.',
  'If I had to guess, aunt.',
  'Anna is the aunt of Clara. That is wrong.',
  'It is false that anna is the aunt of Clara.',
  '',
  'uncle',
  'niece',
  'mother',
  'sister',
  'aunt or mother',
  'Either the aunt or the mother.',
  'Maybe her aunt.',
  'aunt?',
  'Probably the aunt.',
  'Anna is not the aunt of Clara.',
  "She isn't her aunt.",
  'Clara is the aunt of Anna.',
  'She is the aunt of Anna.',
  'great-aunt',
  'Her great aunt.',
  'aunt, mother',
  'The aunt and the mother.',
  'The answer is aunt. No, it is cousin.',
  '\\boxed{uncle}',
  '\\boxed{aunt} \\boxed{uncle}',
  '<think>aunt',
  'I do not know.',
  'Anna',
  "Clara's aunt's son",
];

describe('kinship-composition', () => {
  it('answers from the scene and from the text, both ways round', () => {
    const text = kinshipComposition.render(SCENE);
    expect(kinshipComposition.solve(SCENE)).toEqual(['aunt']);
    expect(kinshipComposition.solvePrompt(`${text}\n\nWhat is Anna to Clara?`)).toEqual(['aunt']);
    expect(kinshipComposition.solve({ ...SCENE, who: 2, to: 0 })).toEqual(['niece']);
    expect(kinshipComposition.solvePrompt('nothing to read')).toEqual([]);
  });

  // The compositions of CLUTRR (Sinha et al. 2019, table of rules), in words of our own.
  it.each([
    ['Ben is the son of Anna. Carl is the brother of Ben.', 'Carl', 'Anna', 'son'],
    ['Ben is the son of Anna. Emma is the wife of Ben.', 'Emma', 'Anna', 'daughter-in-law'],
    ['Ben is the son of Anna. Clara is the daughter of Ben.', 'Clara', 'Anna', 'granddaughter'],
    ['Anna is the mother of Ben. Clara is the mother of Anna.', 'Clara', 'Ben', 'grandmother'],
    ['Anna is the mother of Ben. Carl is the brother of Anna.', 'Carl', 'Ben', 'uncle'],
    ['Anna is the mother of Ben. Carl is the husband of Anna.', 'Carl', 'Ben', 'father'],
    ['Anna is the wife of Ben. Carl is the father of Anna.', 'Carl', 'Ben', 'father-in-law'],
    ['Anna is the wife of Ben. Carl is the brother of Anna.', 'Carl', 'Ben', 'brother-in-law'],
    ['Anna is the wife of Ben. Clara is the daughter of Anna.', 'Clara', 'Ben', 'daughter'],
    ['Anna is the sister of Ben. Carl is the father of Anna.', 'Carl', 'Ben', 'father'],
    ['Anna is the sister of Ben. Emma is the daughter of Anna.', 'Emma', 'Ben', 'niece'],
    ['Ben is the son of Anna. Carl is the father of Ben.', 'Carl', 'Anna', 'husband'],
    [
      'Anna is the mother of Ben. Emma is the sister of Anna. Carl is the son of Emma.',
      'Carl',
      'Ben',
      'cousin',
    ],
    ['Anna is the sister of Ben. Carl is the brother of Anna.', 'Carl', 'Ben', 'brother'],
  ])('knows from "%s" that %s is to %s the %s', (story, who, to, kin) => {
    expect(kinshipComposition.solvePrompt(`${story}\n\nWhat is ${who} to ${to}?`)).toEqual([kin]);
    const names = [...new Set(story.match(/\b(?:Anna|Ben|Carl|Clara|Emma)\b/g))];
    const links = {
      mother: 'parent',
      father: 'parent',
      son: 'child',
      daughter: 'child',
      brother: 'sibling',
      sister: 'sibling',
      husband: 'spouse',
      wife: 'spouse',
    } as const;
    const ties = [...story.matchAll(/(\w+) is the (\w+) of (\w+)\./g)].map(
      ([, one, word, other]) => ({
        one: names.indexOf(one!),
        link: links[word as 'wife'],
        other: names.indexOf(other!),
        wording: 0 as const,
      }),
    );
    const people = names.map((name) => ({ name, female: !['Ben', 'Carl'].includes(name) }));
    const scene = { people, ties, who: names.indexOf(who), to: names.indexOf(to) };
    expect(kinshipComposition.solve(scene)).toEqual([kin]);
  });

  it('has no word for an uncle by marriage, and none for people whom nothing joins', () => {
    const married =
      'Anna is the mother of Ben. Emma is the sister of Anna. Carl is the husband of Emma.';
    expect(kinshipComposition.solvePrompt(`${married}\n\nWhat is Carl to Ben?`)).toEqual([]);
    const apart = { ...SCENE, ties: SCENE.ties.slice(0, 1) };
    expect(kinshipComposition.solve(apart)).toEqual([]);
  });

  it.each(RIGHT)('takes %j', (response) => {
    expect(kinshipComposition.verify(response, SCENE)).toEqual({ correct: true });
  });

  it.each(WRONG)('refuses %j', (response) => {
    expect(kinshipComposition.verify(response, SCENE)).toMatchObject({ correct: false });
  });
});
