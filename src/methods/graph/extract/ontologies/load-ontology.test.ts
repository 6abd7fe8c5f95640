import { describe, expect, it } from 'vitest';
import { RecipeError } from '../../../../core/errors/index.ts';
import { loadOntology, parseOntology, SHIPPED_ONTOLOGIES } from './load-ontology.ts';

describe('shipped ontologies', () => {
  it.each(SHIPPED_ONTOLOGIES)('%s says every relation in three sentences', async (name) => {
    const { relations } = await loadOntology(name);
    expect(relations.length).toBeGreaterThan(80);
    for (const { id, statement, forward, backward, subject, object } of relations) {
      expect([id, statement]).toEqual([
        id,
        expect.stringMatching(/^(?=.*\{subject\})(?=.*\{object\})/),
      ]);
      expect([id, forward]).toEqual([id, expect.stringMatching(/\{x\}/)]);
      expect([id, backward]).toEqual([id, expect.stringMatching(/\{x\}/)]);
      expect([id, subject?.length, object?.length]).toEqual([
        id,
        expect.any(Number),
        expect.any(Number),
      ]);
    }
  });
});

describe('a file of the user', () => {
  const relation = { id: 'r', label: 'r' };
  it.each([
    ['is no YAML', '{ name: [', /no YAML/],
    ['lacks its kinds', 'name: x\nrelations: []', /kinds/],
    [
      'names a relation twice',
      JSON.stringify({ name: 'x', kinds: [], relations: [relation, relation] }),
      /two relations have the id "r"/,
    ],
    [
      'names a kind that is none',
      JSON.stringify({ name: 'x', kinds: [], relations: [{ ...relation, subject: ['q'] }] }),
      /kind "q"/,
    ],
    [
      'names a parent that is none',
      JSON.stringify({ name: 'x', kinds: [{ id: 'a', label: 'a', parent: 'b' }], relations: [] }),
      /parent "b"/,
    ],
    [
      'names an inverse that is none',
      JSON.stringify({ name: 'x', kinds: [], relations: [{ ...relation, inverse: 's' }] }),
      /inverse "s"/,
    ],
    [
      'has a key that nobody knows',
      JSON.stringify({ name: 'x', kinds: [], relations: [{ ...relation, domain: 'q' }] }),
      /domain/,
    ],
  ])('that %s is refused with what to mend', (_, text, message) => {
    expect(() => parseOntology(text, 'own.yaml')).toThrow(RecipeError);
    expect(() => parseOntology(text, 'own.yaml')).toThrow(message);
  });
});
