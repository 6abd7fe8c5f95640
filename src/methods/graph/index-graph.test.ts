import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { indexGraph } from './index-graph.ts';
import type { Fact, GraphContent } from './knowledge-graph.ts';

function content(
  triples: readonly (readonly [
    number,
    number,
    number,
    { negated?: boolean; confidence?: number }?,
  ])[],
  entities = 6,
): GraphContent {
  return {
    documents: [],
    files: [{ hash: '0'.repeat(64), uri: 'triples.tsv', license: null }],
    passages: [],
    entities: Array.from({ length: entities }, (_, index) => ({
      id: `e${index}`,
      name: `e${index}`,
      kind: 'other',
      aliases: [],
      range: null,
    })),
    predicates: ['p', 'q', 'r'].map((id) => ({
      id,
      label: id,
      statement: `{subject} ${id} {object}`,
      forward: `what {x} ${id}`,
      backward: `what ${id} {x}`,
      inverse: null,
      subjectKind: null,
      objectKind: null,
    })),
    facts: triples.map(
      ([subject, predicate, object, { negated = false, confidence = 1 } = {}], index): Fact => ({
        subject,
        predicate,
        object,
        phrase: 'p',
        negated,
        time: null,
        extractors: ['import@1'],
        confidence,
        source: { file: 0, line: index + 1 },
      }),
    ),
  };
}

const edgesOf = (graph: ReturnType<typeof indexGraph>): number[][] =>
  [...graph.edges.subject.keys()].map((edge) => [
    graph.edges.subject[edge]!,
    graph.edges.predicate[edge]!,
    graph.edges.object[edge]!,
  ]);

describe('the index of a graph', () => {
  it('joins facts that say the same into one edge, the surest first', () => {
    const graph = indexGraph(
      content([
        [1, 0, 2, { confidence: 0.5 }],
        [0, 1, 1],
        [1, 0, 2, { confidence: 0.9 }],
      ]),
    );
    expect(edgesOf(graph)).toEqual([
      [0, 1, 1],
      [1, 0, 2],
    ]);
    const { factStart, facts, confidence } = graph.edges;
    expect([...facts.subarray(factStart[1], factStart[2])]).toEqual([2, 0]);
    expect(confidence[1]).toBeCloseTo(0.9);
  });

  it('has no edge for what any fact denies', () => {
    const graph = indexGraph(
      content([
        [0, 0, 1],
        [0, 0, 1, { negated: true }],
        [0, 0, 2],
      ]),
    );
    expect(edgesOf(graph)).toEqual([[0, 0, 2]]);
  });

  it('finds every edge from both of its ends', () => {
    const random = createRandom('index');
    const triples = Array.from(
      { length: 400 },
      () => [random.integer(40), random.integer(3), random.integer(40)] as const,
    );
    const graph = indexGraph(content(triples, 40));
    const distinct = new Set(triples.map((triple) => triple.join(' ')));
    expect(
      edgesOf(graph)
        .map((edge) => edge.join(' '))
        .toSorted(),
    ).toEqual([...distinct].toSorted());
    for (let entity = 0; entity < 40; entity++) {
      for (let edge = graph.outStart[entity]!; edge < graph.outStart[entity + 1]!; edge++) {
        expect(graph.edges.subject[edge]).toBe(entity);
      }
      const into = [...graph.inEdges.subarray(graph.inStart[entity], graph.inStart[entity + 1])];
      expect(into.every((edge) => graph.edges.object[edge] === entity)).toBe(true);
    }
    expect(graph.outStart[40]).toBe(distinct.size);
    expect(graph.inStart[40]).toBe(distinct.size);
  });

  it('refuses a fact of something that is not there, and two things with one id', () => {
    expect(() => indexGraph(content([[0, 0, 9]]))).toThrow('fact 0');
    const twice = content([]);
    twice.entities[1]!.id = 'e0';
    expect(() => indexGraph(twice)).toThrow('"e0"');
  });

  it('is empty for an empty graph', () => {
    const graph = indexGraph(content([], 0));
    expect([...graph.outStart, ...graph.inStart]).toEqual([0, 0]);
    expect(graph.edges.facts).toHaveLength(0);
  });
});
