import { describe, expect, it } from 'vitest';
import { makeSmallGraph } from '../../../../bench/assignments/random-graph.ts';
import type { GraphQuery } from './query.ts';
import { answersWithin, fallsWithout, findEdge, withhold } from './unanswerable.ts';

const query: GraphQuery = { form: '2p', anchors: ['ash'], predicates: ['p', 'q'] };
const bridge = { subject: 'ash', predicate: 'p', object: 'birch' };
const all = {
  passages: new Set(Array.from({ length: 16 }, (_, at) => at)),
  facts: new Set<number>(),
};
const without = (hidden: ReadonlySet<number>) => ({
  passages: new Set([...all.passages].filter((passage) => !hidden.has(passage))),
  facts: new Set<number>(),
});

describe('withholding an edge', () => {
  it('keeps out every passage that says it, also doubtfully, and no other', () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { passage: 1 }],
        ['ash', 'p', 'birch', { passage: 4, confidence: 0.1 }],
        ['birch', 'q', 'cedar', { passage: 2 }],
        ['ash', 'q', 'elm', { passage: 3 }],
      ],
    });
    const hidden = withhold(graph, query, bridge);
    expect([...hidden.passages].toSorted()).toEqual([1, 4]);
    expect(answersWithin(graph, query, all)).toBe(true);
    expect(answersWithin(graph, query, without(hidden.passages))).toBe(false);
    expect(answersWithin(graph, query, without(new Set([1])))).toBe(true);
  });

  it('keeps out what proves the answer another way', () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { passage: 1 }],
        ['birch', 'q', 'cedar', { passage: 2 }],
        ['ash', 'p', 'dogwood', { passage: 3 }],
        ['dogwood', 'q', 'cedar', { passage: 5 }],
        ['dogwood', 'q', 'elm', { passage: 6 }],
      ],
    });
    expect(fallsWithout(graph, query, findEdge(graph, bridge)!)).toBe(false);
    const hidden = withhold(graph, query, bridge);
    expect(hidden.passages).toContain(1);
    expect(answersWithin(graph, query, without(hidden.passages))).toBe(false);
  });

  it('knows both ways round a predicate that is its own inverse', () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { passage: 1 }],
        ['birch', 'p', 'ash', { passage: 7 }],
        ['birch', 'q', 'cedar', { passage: 2 }],
      ],
      symmetric: ['p'],
    });
    const hidden = withhold(graph, query, bridge);
    expect([...hidden.passages].toSorted()).toEqual([1, 7]);
  });

  it('keeps out passages that overlap the span, and counts a cut span as not shown', () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { passage: 0 }],
        ['birch', 'q', 'cedar', { passage: 2 }],
      ],
    });
    // Passage 1 holds the end of passage 0's block, and the span's last words.
    graph.passages[1] = { document: 0, block: 0, start: 5, end: 60 };
    const hidden = withhold(graph, query, bridge);
    expect([...hidden.passages].toSorted()).toEqual([0, 1]);
    const cut = { passages: new Set([1, 2]), facts: new Set<number>() };
    expect(answersWithin(graph, query, cut)).toBe(false);
  });

  it('names imported facts by their number', () => {
    const graph = makeSmallGraph({
      said: [
        ['ash', 'p', 'birch', { line: 1 }],
        ['birch', 'q', 'cedar', { line: 2 }],
      ],
    });
    const hidden = withhold(graph, query, bridge);
    expect(hidden).toEqual({ passages: new Set(), facts: new Set([0]) });
    expect(answersWithin(graph, query, { passages: new Set(), facts: new Set([0, 1]) })).toBe(true);
    expect(answersWithin(graph, query, { passages: new Set(), facts: new Set([1]) })).toBe(false);
  });

  it('refuses an edge that the graph has not', () => {
    const graph = makeSmallGraph({ said: [['ash', 'p', 'birch']] });
    const missing = { ...bridge, object: 'ash' };
    expect(findEdge(graph, missing)).toBeUndefined();
    expect(findEdge(graph, { ...bridge, subject: 'nobody' })).toBeUndefined();
    expect(() => withhold(graph, query, missing)).toThrow(RangeError);
  });

  it('finds every edge by its ids', () => {
    const said = ['ash', 'birch', 'cedar'].flatMap((s) =>
      ['p', 'q', 'r'].flatMap((p) =>
        ['ash', 'birch', 'cedar'].map((o) => [s, p, o] as const).filter((_, at) => at !== 1),
      ),
    );
    const graph = makeSmallGraph({ said });
    const found = said.map(([subject, predicate, object]) =>
      findEdge(graph, { subject, predicate, object }),
    );
    expect(found.toSorted((a, b) => a! - b!)).toEqual([...graph.edges.subject.keys()]);
  });
});
