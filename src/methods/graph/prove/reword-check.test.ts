import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { openWorld, tellWorld } from '../../../../test/fixtures/graph-world.ts';
import type { GraphQuery } from '../assign/query.ts';
import { indexGraph } from '../index-graph.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import { composeQuestion } from '../write/compose-question.ts';
import { faultOfRewording } from './reword-check.ts';

let graph: KnowledgeGraph;
beforeAll(async () => {
  const store = createMemoryStore();
  ({ graph } = await openWorld(store, await tellWorld(store)));
  // A relation that is told by `whose`, as relations of a user's ontology are that has labels alone.
  graph = indexGraph({
    ...graph,
    predicates: graph.predicates.map((predicate) =>
      predicate.id === 'owner'
        ? {
            ...predicate,
            label: 'owner',
            statement: 'the owner of {subject} is {object}',
            forward: 'the owner of {x}',
            backward: 'the ship whose owner is {x}',
          }
        : predicate,
    ),
  });
});

const faultOf = (query: GraphQuery, reworded: string): string | undefined => {
  const template = composeQuestion(graph, query, createRandom('question'))!;
  return faultOfRewording(reworded, template, graph, query);
};

describe('a rewording', () => {
  it('may change the frame', () => {
    const query: GraphQuery = { form: '1p', anchors: ['Brine Works'], predicates: ['^owner'] };
    expect(faultOf(query, 'Which is the ship whose owner is Brine Works?')).toBeUndefined();
  });

  it('may not turn a relation round', () => {
    const query: GraphQuery = { form: '1p', anchors: ['Brine Works'], predicates: ['^owner'] };
    expect(faultOf(query, 'Which ship is the owner of Brine Works?')).toContain(
      'turn a relation round',
    );
    const made: GraphQuery = { form: '1p', anchors: ['Salt Road'], predicates: ['director'] };
    expect(faultOf(made, 'Who is the person who directed Salt Road?')).toBeUndefined();
    expect(faultOf(made, 'Who was directed by Salt Road?')).toContain('turn a relation round');
  });

  it('may not bring in a name, a number or a denial', () => {
    const made: GraphQuery = { form: '1p', anchors: ['Salt Road'], predicates: ['director'] };
    expect(faultOf(made, 'Who is the person who directed Salt Road with Ada Holm?')).toContain(
      'brings in',
    );
    expect(faultOf(made, 'Who is the person who directed Salt Road in 1950?')).toContain(
      'brings in',
    );
    expect(faultOf(made, 'Who is the person who never directed Salt Road?')).toContain(
      'turns the question round',
    );
  });
});
