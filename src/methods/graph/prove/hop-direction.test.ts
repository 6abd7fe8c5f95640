import { describe, expect, it } from 'vitest';
import type { Predicate } from '../knowledge-graph.ts';
import { faultOfDirection } from './hop-direction.ts';
import { contentOf } from './question-words.ts';

const predicate = (
  statement: string,
  forward: string,
  backward: string,
  inverse: string | null = null,
): Predicate => ({
  id: 'p',
  label: 'p',
  statement,
  forward,
  backward,
  inverse,
  subjectKind: null,
  objectKind: null,
});

const founded = predicate(
  '{subject} was founded by {object}',
  'the founder of {x}',
  'what {x} founded',
);
const born = predicate(
  '{subject} was born in {object}',
  'the place where {x} was born',
  'the person who was born in {x}',
);

function faultOf(text: string, of: Predicate, subject: string, object: string): string | undefined {
  const words = [of.statement, of.forward, of.backward].join(' ; ').replaceAll(/\{\w+\}/g, ' ');
  return faultOfDirection(text, { subject, object }, of, contentOf(words));
}

describe('faultOfDirection', () => {
  it.each([
    'Vale School was founded by Ada Holm',
    'Ada Holm founded Vale School',
    'In 1870 Ada Holm founded the Vale School',
    'The founder of Vale School is Ada Holm',
    'Ada Holm is the founder of Vale School',
    'Vale School’s founder is Ada Holm',
    'Vale School is what Ada Holm founded',
  ])('takes "%s"', (text) => {
    expect(faultOf(text, founded, 'Vale School', 'Ada Holm')).toBeUndefined();
  });

  it.each([
    'Ada Holm was founded by Vale School',
    'Vale School founded Ada Holm',
    'The founder of Ada Holm is Vale School',
    'Vale School is the founder of Ada Holm',
    'Ada Holm’s founder is Vale School',
    'Ada Holm is what Vale School founded',
    'Ada Holm, whose founder is Vale School',
  ])('refuses "%s", which turns the relation round', (text) => {
    expect(faultOf(text, founded, 'Vale School', 'Ada Holm')).toContain('other way round');
  });

  it('goes by each predicate’s own phrases', () => {
    expect(faultOf('Ada Holm was born in Vik', born, 'Ada Holm', 'Vik')).toBeUndefined();
    expect(
      faultOf('The place where Ada Holm was born is Vik', born, 'Ada Holm', 'Vik'),
    ).toBeUndefined();
    expect(faultOf('Vik was born in Ada Holm', born, 'Ada Holm', 'Vik')).toContain('round');
  });

  it('does not take a name for a part of the other', () => {
    expect(faultOf('Vale School was founded', founded, 'Vale School', 'Vale')).toContain(
      'does not name "Vale" by itself',
    );
    expect(
      faultOf('Vale School was founded by Vale', founded, 'Vale School', 'Vale'),
    ).toBeUndefined();
    expect(
      faultOf('Vale founded Vale School, Vale School', founded, 'Vale School', 'Vale'),
    ).toContain('twice');
  });

  it('reads marks of possession, in names and behind them', () => {
    const of = 'King’s College';
    expect(faultOf(`${of} was founded by Ada Holm`, founded, of, 'Ada Holm')).toBeUndefined();
    expect(faultOf(`${of}’s founder is Ada Holm`, founded, of, 'Ada Holm')).toBeUndefined();
    const directed = predicate(
      '{subject} directed {object}',
      'what {x} directed',
      'the director of {x}',
    );
    expect(faultOf('The Coens directed Fargo', directed, 'Coens', 'Fargo')).toBeUndefined();
    expect(faultOf('The Coens’ director is Fargo', directed, 'Coens', 'Fargo')).toContain('round');
  });

  it('asks nothing of a relation that is its own inverse', () => {
    const married = predicate(
      '{subject} married {object}',
      'the spouse of {x}',
      'the spouse of {x}',
      'p',
    );
    expect(faultOf('Ada married Bo', married, 'Bo', 'Ada')).toBeUndefined();
    expect(faultOf('Bo married Ada', married, 'Bo', 'Ada')).toBeUndefined();
  });
});
