import { describe, expect, it } from 'vitest';
import { smallGraph, type SmallFact } from '../../../../../test/fixtures/small-graph.ts';
import { describeExplanation } from './describe-explanation.ts';
import { explainAnswer } from './explain-answer.ts';
import { explainByModel, trainOnGraph } from './explain-by-model.ts';

/** Who is born in a town of a country is a citizen of that country: a rule that can be learned. */
function world(people: number): SmallFact[] {
  const towns = Array.from({ length: 8 }, (_, town) => ({
    subject: `Town ${town}`,
    predicate: 'country',
    object: `Country ${town % 4}`,
  }));
  const persons = Array.from({ length: people }, (_, person) => [
    { subject: `Person ${person}`, predicate: 'born-in', object: `Town ${person % 8}` },
    { subject: `Person ${person}`, predicate: 'citizen-of', object: `Country ${person % 4}` },
  ]);
  return [...towns, ...persons.flat()];
}

describe('paths by a link predictor', () => {
  it(
    'are those of the rule, do not use the asked edge, and exist',
    { timeout: 30_000 },
    async () => {
      const { graph, passageText } = smallGraph(world(40), { extra: ['Lone'] });
      const model = await trainOnGraph(graph, { workers: 0 });
      const at = (id: string): number => graph.entityById.get(id)!;
      const asked = {
        from: at('Person 3'),
        predicate: graph.predicateById.get('citizen-of')!,
        isBackwards: false,
        to: at('Country 3'),
      };
      const found = await explainByModel(model, graph, asked, 5);
      expect(found.rank).toBeLessThanOrEqual(2);
      expect(found.paths.length).toBeGreaterThan(0);
      expect(found.weights).toEqual(found.weights.toSorted((a, b) => b - a));
      const explanation = await explainAnswer(
        graph,
        {
          ...asked,
          predicates: ['citizen-of'],
          method: 'model',
          isCut: false,
          ...found,
          rank: { rank: found.rank, entities: found.entities },
        },
        passageText,
      );
      for (const { entities, edges } of explanation.paths) {
        expect([entities[0], entities.at(-1)]).toEqual(['Person 3', 'Country 3']);
        expect(
          edges.some(
            ({ subject, predicate }) => subject === 'Person 3' && predicate === 'citizen-of',
          ),
        ).toBe(false);
        for (const [hop, { subject, object, forward }] of edges.entries())
          expect(forward ? [subject, object] : [object, subject]).toEqual([
            entities[hop],
            entities[hop + 1],
          ]);
      }
      const ways = explanation.paths.map(({ edges }) =>
        edges.map(({ predicate }) => predicate).join(),
      );
      expect(ways).toContain('born-in,country');
      expect(describeExplanation(explanation)).toMatch(/ranked \d of 53 by the predictor/);

      const back = await explainByModel(
        model,
        graph,
        { ...asked, from: asked.to, to: asked.from, isBackwards: true },
        3,
      );
      expect(back.paths.length).toBeGreaterThan(0);
      const none = await explainByModel(model, graph, { ...asked, to: at('Lone') }, 3);
      expect(none.paths).toEqual([]);
    },
  );

  it('are the same again, and need a graph to learn from', { timeout: 30_000 }, async () => {
    const { graph } = smallGraph(world(24));
    const models = [
      await trainOnGraph(graph, { workers: 0 }),
      await trainOnGraph(graph, { workers: 0 }),
    ];
    expect(models[0]!.parameters).toEqual(models[1]!.parameters);
    await expect(trainOnGraph(smallGraph(world(2)).graph, { workers: 0 })).rejects.toThrow(
      'too few',
    );
  });
});
