import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import type { Ontology } from '../extract/ontology.ts';
import { canonicalisePredicates, type PredicateUse } from './canonicalise-predicates.ts';
import { phraseLabel } from './phrase-predicate.ts';
import { readPredicate } from './read-predicate.ts';

const use = (given: Partial<PredicateUse>): PredicateUse => ({
  relation: null,
  phrase: '',
  subjectKind: 'person',
  objectKind: 'place',
  dimension: null,
  count: 1,
  ...given,
});

describe('open predicates', () => {
  it.each<[string, string, boolean]>([
    ['be direct by', 'direct', true],
    ['be directed by', 'direct', true],
    ['was directed by', 'direct', true],
    ['Direct', 'direct', false],
    ['be write by', 'write', true],
    ['be found by', 'found', true],
    ['establish', 'found', false],
    ['be established by', 'found', true],
    ['be founder of', 'found', false],
    ['be bear in', 'be born in', false],
    ['be born in', 'be born in', false],
    ['be situate in', 'be located in', false],
    ['be the capital of', 'be capital of', false],
    ['have wife', 'marry', true],
    ['be part of', 'include', true],
    ['work for', 'work for', false],
    ['employ', 'work for', true],
    ['be employed by', 'work for', false],
    ['be head of', 'be head of', false],
    ['be led by', 'lead', true],
    ['take part in', 'take part in', false],
    ['be xyloph by', 'xyloph', true],
  ])('know %s as %s (turned round: %s)', (phrase, id, reversed) => {
    expect(readPredicate(phrase)).toMatchObject({ id, reversed });
  });

  it.each(['', '!!!', 'a '.repeat(50), 'word '.repeat(9), 'x'.repeat(201)])(
    'are none: %j',
    (phrase) => expect(readPredicate(phrase)).toBeNull(),
  );

  it('are apart for things, times and numbers of each unit', () => {
    const { choices } = canonicalisePredicates(
      [
        use({ phrase: 'be bear in' }),
        use({ phrase: 'be bear in', objectKind: 'time', dimension: 'time' }),
        use({ phrase: 'have', objectKind: 'number', dimension: 'm' }),
        use({ phrase: 'have', objectKind: 'number', dimension: 'kg' }),
      ],
      null,
    );
    expect(choices.map((choice) => choice?.predicate)).toEqual([
      'be born in',
      'be born in (time)',
      'have (m)',
      'have (kg)',
    ]);
  });

  it.each<[string, string, string, [string, string, string]]>([
    [
      'be direct by',
      'work',
      'person',
      ['{subject} directed {object}', 'the work that {x} directed', 'the person who directed {x}'],
    ],
    [
      'be bear in',
      'person',
      'place',
      [
        '{subject} was born in {object}',
        'the place where {x} was born',
        'the person who was born in {x}',
      ],
    ],
    [
      'be capital of',
      'place',
      'place',
      [
        '{subject} is the capital of {object}',
        'the place of which {x} is the capital',
        'the capital of {x}',
      ],
    ],
    [
      'work for',
      'person',
      'organization',
      [
        '{subject} worked for {object}',
        'the organization for which {x} worked',
        'the person who worked for {x}',
      ],
    ],
    [
      'marry',
      'person',
      'person',
      ['{subject} married {object}', 'the person whom {x} married', 'the person who married {x}'],
    ],
    [
      'be name after',
      'place',
      'person',
      [
        '{subject} is named after {object}',
        'the person after whom {x} is named',
        'the place that is named after {x}',
      ],
    ],
    [
      'be member of',
      'person',
      'organization',
      [
        '{subject} is a member of {object}',
        'the organization of which {x} is a member',
        'the member of {x}',
      ],
    ],
    [
      'be situate on',
      'place',
      'place',
      [
        '{subject} is situated on {object}',
        'the place on which {x} is situated',
        'the place that is situated on {x}',
      ],
    ],
  ])('are said in English: %s', (phrase, subjectKind, objectKind, said) => {
    const { predicates } = canonicalisePredicates([use({ phrase, subjectKind, objectKind })], null);
    const { statement, forward, backward } = predicates[0]!;
    expect([statement, forward, backward]).toEqual(said);
  });
});

describe('relations of an ontology', () => {
  const ontology: Ontology = {
    name: 'test',
    kinds: [{ id: 'film', label: 'film', parent: 'work' }],
    relations: [
      { id: 'child', label: 'child', inverse: 'parent' },
      { id: 'parent', label: 'parent', inverse: 'child' },
      { id: 'owner-of', label: 'owner of', inverse: 'owned-by' },
      { id: 'owned-by', label: 'owned by', inverse: 'owner-of', functional: true },
      { id: 'spouse', label: 'spouse', inverse: 'spouse' },
      { id: 'director', label: 'director', statement: '{subject} was made by {object}' },
    ],
  };
  const choose = (relation: string) =>
    canonicalisePredicates([use({ relation })], ontology).choices[0];

  it('keep their ids, and one of two inverse ones stands for both', () => {
    expect(choose('child')).toEqual({ predicate: 'child', reversed: false });
    expect(choose('parent')).toEqual({ predicate: 'child', reversed: true });
    expect(choose('owner-of')).toEqual({ predicate: 'owned-by', reversed: true });
    expect(choose('spouse')).toEqual({ predicate: 'spouse', reversed: false });
    expect(choose('unheard-of')).toBeNull();
  });

  it('take the phrases that they are given, and others made of their labels', () => {
    const uses = [
      use({ relation: 'director', subjectKind: 'film', objectKind: 'person', count: 9 }),
      use({ relation: 'director', subjectKind: 'person', objectKind: 'person', count: 1 }),
    ];
    const { predicates } = canonicalisePredicates(uses, ontology);
    expect(predicates).toEqual([
      {
        id: 'director',
        label: 'director',
        statement: '{subject} was made by {object}',
        forward: 'the director of {x}',
        backward: 'the film whose director is {x}',
        inverse: null,
        subjectKind: 'film',
        objectKind: 'person',
      },
    ]);
  });

  it('log what was turned round', () => {
    const { log } = canonicalisePredicates([use({ relation: 'parent', count: 3 })], ontology);
    expect(log).toEqual([
      { phrase: 'parent', predicate: 'child', reversed: true, rules: ['inverse'], count: 3 },
    ]);
  });

  it('do not mix with open predicates of the same words', () => {
    const { choices } = canonicalisePredicates(
      [use({ phrase: 'parent' }), use({ relation: 'child' })],
      ontology,
    );
    expect(choices.map((choice) => choice!.predicate)).toEqual(['parent (open)', 'child']);
  });

  it('come out the same in any order of uses', () => {
    const random = createRandom('uses');
    const uses = ['child', 'parent', 'spouse', null, null].flatMap((relation, index) =>
      ['person', 'place'].map((objectKind) =>
        use({ relation, phrase: `work for ${index}`, objectKind, count: index + 1 }),
      ),
    );
    const { predicates, log } = canonicalisePredicates(uses, ontology);
    const again = canonicalisePredicates(random.shuffle(uses), ontology);
    expect(again.predicates).toEqual(predicates);
    expect(again.log).toEqual(log);
  });
});

describe('phraseLabel', () => {
  it.each<[string, [string, string, string]]>([
    [
      'place of birth',
      [
        'The place of birth of {subject} is {object}',
        'the place of birth of {x}',
        'the person whose place of birth is {x}',
      ],
    ],
    [
      'founded by',
      [
        '{subject} was founded by {object}',
        'the place by which {x} was founded',
        'the person who was founded by {x}',
      ],
    ],
    [
      'location of',
      [
        '{subject} is a location of {object}',
        'the place of which {x} is a location',
        'the location of {x}',
      ],
    ],
    [
      'has part',
      [
        '{subject} has the part {object}',
        'the part that {x} has',
        'the person who has the part {x}',
      ],
    ],
    [
      'follows',
      ['{subject} follows {object}', 'the place that {x} follows', 'the person who follows {x}'],
    ],
    [
      'isa',
      [
        '{subject} is a kind of {object}',
        'the kind of thing that {x} is',
        'the person who is a kind of {x}',
      ],
    ],
  ])('makes phrases of %s', (label, said) => {
    expect(Object.values(phraseLabel(label, 'person', 'place', new Map()))).toEqual(said);
  });
});
