import { describe, expect, it } from 'vitest';
import { makeRandomGraph, makeSmallGraph } from '../../../../bench/assignments/random-graph.ts';
import { makeReference } from '../../../../bench/assignments/reference.ts';
import { createRandom } from '../../../core/random.ts';
import { indexGraph } from '../index-graph.ts';
import { answerIds, executeQuery } from './execute-query.ts';
import { SHAPES } from './plan-query.ts';
import { type GraphQuery, QUERY_FORMS, type QueryForm } from './query.ts';

const ask = (form: QueryForm, anchors: string, predicates: string): GraphQuery => ({
  form,
  anchors: anchors.split(' '),
  predicates: predicates.split(' '),
});

describe('executing a query', () => {
  it('gives what plain loops over the facts give, for all forms over graphs full of traps', () => {
    const random = createRandom('execute');
    const answered = new Map<string, number>();
    for (let trial = 0; trial < 60; trial++) {
      const graph = makeRandomGraph(random, 10 + random.integer(30));
      const reference = makeReference(graph);
      const things = graph.entities.map(({ id }) => id);
      const steps = graph.predicates.flatMap(({ id }) => [id, `^${id}`]);
      for (const form of QUERY_FORMS) {
        for (let query = 0; query < 60; query++) {
          const asked: GraphQuery = {
            form,
            anchors: Array.from({ length: SHAPES[form].anchors }, () => random.pick(things)),
            predicates: Array.from({ length: SHAPES[form].predicates }, () => random.pick(steps)),
          };
          if (['more', 'less'].includes(form)) asked.predicates = ['opened'];
          if (['more', 'less'].includes(form) && asked.anchors[0] === asked.anchors[1]) continue;
          if (['most', 'least'].includes(form)) asked.predicates[1] = 'opened';
          if (!graph.predicateById.has('opened')) continue;
          const execution = executeQuery(graph, asked, { mostProofs: 1e6 });
          const expected = reference.answers(asked);
          expect({ asked, answers: answerIds(graph, execution) }).toEqual({
            asked,
            answers: expected,
          });
          if (expected.length > 0) answered.set(form, (answered.get(form) ?? 0) + 1);
          expect(execution.hasAllProofs).toBe(true);
          const proved = new Set(execution.proofs.map(({ answer }) => answer));
          expect(proved.size).toBe(expected.length);
        }
      }
    }
    const often = QUERY_FORMS.filter((form) => (answered.get(form) ?? 0) > 5);
    expect(often).toEqual(QUERY_FORMS);
  });

  it('lists every proof once, each of which gives the answer by itself', () => {
    const random = createRandom('proofs');
    let seen = 0;
    for (let trial = 0; trial < 40; trial++) {
      const graph = makeRandomGraph(random, 30);
      const things = graph.entities.map(({ id }) => id);
      for (const form of Array.from({ length: 12 }, () => QUERY_FORMS.slice(0, 8)).flat()) {
        const asked: GraphQuery = {
          form,
          anchors: Array.from({ length: SHAPES[form].anchors }, () => random.pick(things)),
          predicates: Array.from({ length: SHAPES[form].predicates }, () =>
            random.pick(['p', '^p', 'q', 'married']),
          ),
        };
        if (asked.predicates.some((one) => !graph.predicateById.has(one.replace('^', ''))))
          continue;
        const { proofs } = executeQuery(graph, asked, { mostProofs: 1e6 });
        expect(new Set(proofs.map((proof) => JSON.stringify(proof))).size).toBe(proofs.length);
        for (const { answer, edges } of proofs.slice(0, 20)) {
          seen++;
          const alone = executeQuery(graph, asked, { usable: (edge) => edges.includes(edge) });
          expect(alone.answers).toContain(answer);
        }
        // Without one edge of every proof there is no answer.
        const cut = new Set(proofs.map(({ edges }) => edges[0]));
        const without = executeQuery(graph, asked, { usable: (edge) => !cut.has(edge) });
        expect(without.answers).toEqual([]);
      }
    }
    expect(seen).toBeGreaterThan(300);
  });

  const films = makeSmallGraph({
    said: [
      ['Alien', 'director', 'Scott'],
      ['Legend', 'director', 'Scott'],
      ['Alien', 'cast', 'Hurt'],
      ['Legend', 'cast', 'Curry'],
      ['Scott', 'birthplace', 'Shields'],
      ['Alien', 'released', '1979'],
      ['Legend', 'released', '1985'],
      ['Brazil', 'cast', 'Hurt'],
      ['Brazil', 'released', '1980s'],
      ['Scott', 'married', 'Giannina', { confidence: 0.2 }],
    ],
    entities: {
      '1979': { kind: 'time', range: [3287, 3652] },
      '1985': { kind: 'time', range: [5479, 5844] },
      '1980s': { kind: 'time', range: [3652, 7305] },
    },
    symmetric: ['married'],
  });
  const isSure = (edge: number): boolean => films.edges.confidence[edge]! > 0.5;
  const answer = (query: GraphQuery, usable?: (edge: number) => boolean): string[] =>
    answerIds(films, executeQuery(films, query, usable && { usable }));

  it('follows each form as it is documented', () => {
    expect(answer(ask('2p', 'Alien', 'director birthplace'))).toEqual(['Shields']);
    expect(answer(ask('2i', 'Scott Hurt', '^director ^cast'))).toEqual(['Alien']);
    expect(answer(ask('ip', 'Scott Hurt', '^director ^cast released'))).toEqual(['1979']);
    expect(answer(ask('count', 'Scott', '^director'))).toEqual(['2']);
    expect(answer(ask('count', 'Shields', '^director'))).toEqual([]);
    expect(answer(ask('more', 'Alien Legend', 'released'))).toEqual(['Legend']);
    expect(answer(ask('less', 'Alien Legend', 'released'))).toEqual(['Alien']);
    expect(answer(ask('most', 'Scott', '^director released'))).toEqual(['Legend']);
    expect(answer(ask('1p', 'Giannina', 'married'))).toEqual(['Scott']);
    expect(answer(ask('1p', 'Giannina', '^married'))).toEqual(['Scott']);
  });

  it('leaves no anchor out: there and back reaches the start', () => {
    expect(answer(ask('2p', 'Alien', 'director ^director'))).toEqual(['Alien', 'Legend']);
  });

  it('does not guess where ranges overlap, a value is missing, or units differ', () => {
    expect(answer(ask('more', 'Brazil Legend', 'released'))).toEqual([]);
    expect(answer(ask('more', 'Alien Brazil', 'released'))).toEqual(['Brazil']);
    expect(answer(ask('more', 'Alien Hurt', 'released'))).toEqual([]);
    expect(answer(ask('least', 'Hurt', '^cast released'))).toEqual(['Alien']);
    const bridges = makeSmallGraph({
      said: [
        ['A', 'length', '900 m'],
        ['B', 'length', '2 km'],
        ['C', 'length', '1,250 km'],
      ],
      entities: {
        '900 m': { kind: 'number', range: [900, 900] },
        '2 km': { kind: 'number', range: [2, 2] },
        '1,250 km': { kind: 'number', range: [1250, 1250] },
      },
    });
    expect(executeQuery(bridges, ask('more', 'A B', 'length')).answers).toEqual([]);
    const longest = executeQuery(bridges, ask('more', 'B C', 'length'));
    expect(answerIds(bridges, longest)).toEqual(['C']);
  });

  it('follows usable edges only', () => {
    expect(answer(ask('1p', 'Scott', 'married'))).toEqual(['Giannina']);
    expect(answer(ask('1p', 'Scott', 'married'), isSure)).toEqual([]);
  });

  it('gives nothing for what the graph has not, and refuses a wrong shape', () => {
    expect(answer(ask('1p', 'Nobody', 'director'))).toEqual([]);
    expect(answer(ask('1p', 'Alien', 'eats'))).toEqual([]);
    expect(() => answer(ask('2p', 'Alien', 'director'))).toThrow(/takes 1 anchors and 2/);
    expect(() => answer({ ...ask('1p', 'Alien', 'director'), form: '5p' as never })).toThrow(
      RangeError,
    );
  });

  it('caps the proofs it lists and says so, never the answers', () => {
    const wide = makeSmallGraph({
      said: Array.from({ length: 30 }, (_, at) => [
        ['Hub', 'p', `b${at}`] as const,
        [`b${at}`, 'q', 'End'] as const,
      ]).flat(),
    });
    const capped = executeQuery(wide, ask('2p', 'Hub', 'p q'), { mostProofs: 5 });
    expect(capped).toMatchObject({ hasAllProofs: false, answers: [wide.entityById.get('End')] });
    expect(capped.proofs).toHaveLength(5);
    expect(executeQuery(wide, ask('2p', 'Hub', 'p q')).proofs).toHaveLength(30);
  });

  it('holds on a graph of nothing', () => {
    const empty = indexGraph({
      documents: [],
      files: [],
      passages: [],
      entities: [],
      predicates: [],
      facts: [],
    });
    expect(executeQuery(empty, ask('1p', 'a', 'p')).answers).toEqual([]);
  });
});
