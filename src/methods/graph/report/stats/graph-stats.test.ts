import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { flatCommunities, smallGraph } from '../../../../../test/fixtures/small-graph.ts';
import { drawPage } from '../page/draw-page.ts';
import { countMerges } from './count-merges.ts';
import { describeStats } from './describe-stats.ts';
import { drawStats } from './draw-stats.ts';
import { collectGraphStats } from './graph-stats.ts';
import { countByDoubling, measureSpread } from './measure-spread.ts';

const { graph } = smallGraph(
  [
    { subject: 'Ann', predicate: 'built', object: 'Bell', confidence: 0.95 },
    { subject: 'Ann', predicate: 'built', object: 'Bell', document: 1, confidence: 0.6 },
    { subject: 'Ann', predicate: 'born-in', object: '1903', confidence: 0.85, time: '1903' },
    { subject: 'Bo', predicate: 'built', object: 'Bell', document: 2, negated: true },
    { subject: 'Cy', predicate: 'knows', object: 'Di', extractors: ['fast@1', 'model@1'] },
    { subject: 'Cy', predicate: 'knows', object: 'Cy', line: 4, confidence: 1 },
  ],
  { kinds: { 1903: 'time', Bell: 'work' }, extra: ['Eve'] },
);

describe('statistics of a graph', () => {
  const stats = collectGraphStats(graph, {
    communities: flatCommunities(graph, (id) => (['Cy', 'Di'].includes(id) ? 1 : 0)),
    manifestCounts: { facts: 6, 'dropped: no object': 3 },
    mergesByRule: { acronym: 2 },
  });

  it('count what is there', () => {
    expect(stats.counts).toEqual({
      documents: 3,
      files: 1,
      passages: 5,
      entities: 7,
      predicates: 3,
      facts: 6,
      edges: 4,
    });
    expect(stats.entitiesByKind).toEqual([
      { kind: 'person', count: 5 },
      { kind: 'time', count: 1 },
      { kind: 'work', count: 1 },
    ]);
    expect(stats.facts).toMatchObject({
      imported: 1,
      quoted: 5,
      denied: 1,
      timed: 1,
      repeats: 1,
      byExtractor: { 'fast@1': 4, 'fast@1+model@1': 1, 'import@1': 1 },
    });
    expect(stats.passages).toEqual({ withFacts: 5, withoutFacts: 0 });
    // Ann stands in two documents, Bell in three; Cy only in one and in the file.
    expect(stats.sharedEntities).toBe(2);
  });

  it('put a confidence into the band that begins with it', () => {
    const bands = Object.fromEntries(stats.facts.byConfidence.map((b) => [b.from, b.count]));
    expect(bands).toEqual({ 0: 0, 0.2: 0, 0.4: 0, 0.6: 1, 0.7: 0, 0.8: 1, 0.9: 2, 0.95: 2 });
  });

  it('tell components, with entities that stand alone', () => {
    // Bo's only fact is denied, and Eve has none.
    expect(stats.components).toEqual({ count: 4, largest: 3, alone: 2 });
    expect(stats.degree.max).toBe(3);
    expect(stats.connected.map(({ id, degree }) => [id, degree])).toEqual([
      ['Cy', 3],
      ['Ann', 2],
      ['1903', 1],
      ['Bell', 1],
      ['Di', 1],
    ]);
    expect(stats.communities!.levels).toEqual([
      { level: 0, count: 2, largest: 5, median: 2, alone: 0 },
    ]);
  });

  it('tell predicates, by edges, with their most confident example', () => {
    expect(
      stats.predicates.map(({ id, edges, facts, denied, example }) => [
        id,
        edges,
        facts,
        denied,
        example,
      ]),
    ).toEqual([
      ['knows', 2, 2, 0, 'Cy knows Cy'],
      ['born-in', 1, 1, 0, 'Ann born in 1903'],
      ['built', 1, 3, 1, 'Ann built Bell'],
    ]);
  });

  it('are told in words, with what the build counted', () => {
    const text = describeStats(stats);
    expect(text).toContain('documents 3, files 1, passages 5, entities 7');
    expect(text).toContain('merges      acronym 2');
    expect(text).toContain('dropped: no object 3');
    expect(text).toMatch(/built +1 +Ann built Bell/);
  });

  it('of an empty graph are all nothing', () => {
    const none = smallGraph([]);
    const empty = collectGraphStats(none.graph);
    expect(empty).toMatchObject({
      components: { count: 0, largest: 0 },
      communities: null,
      degree: { mean: 0, gini: 0, bands: [] },
    });
    expect(describeStats(empty)).toContain('documents 1');
    expect(drawStats(empty)).toContain('None.');
  });

  it('are drawn with hostile names as text', () => {
    const name = '</td><script>alert(1)</script>"\'&';
    const hostile = smallGraph([{ subject: name, predicate: 'built', object: 'Bell' }]);
    const page = drawPage(name, drawStats(collectGraphStats(hostile.graph)));
    const tags: string[] = [];
    const visit = (node: { nodeName: string; childNodes?: unknown[] }): void => {
      tags.push(node.nodeName);
      for (const child of node.childNodes ?? []) visit(child as never);
    };
    visit(parse(page) as never);
    expect(tags).toContain('svg');
    expect(tags).not.toContain('script');
  });
});

describe('the spread of values', () => {
  it('is told by nearest ranks and by Gini', () => {
    expect(measureSpread([1, 1, 1, 1])).toMatchObject({ mean: 1, median: 1, p90: 1, gini: 0 });
    const one = measureSpread([0, 0, 0, 8]);
    expect(one.gini).toBeCloseTo(0.75);
    expect(one).toMatchObject({ count: 4, mean: 2, median: 0, p90: 8, max: 8 });
    expect(measureSpread([])).toMatchObject({ count: 0, mean: 0, median: 0, gini: 0 });
  });

  it('falls into bands that double and leave no gap', () => {
    const values = Array.from({ length: 100 }, (_, value) => value);
    const bands = countByDoubling(values);
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    for (const [index, { from, to }] of bands.entries()) {
      expect(from).toBe(index === 0 ? 0 : bands[index - 1]!.to + 1);
      expect(bands[index]!.count).toBe(
        values.filter((value) => value >= from && value <= to).length,
      );
    }
  });
});

describe('a merge log', () => {
  it('is counted by rule, wherever its entries stand', () => {
    const log = {
      entities: {
        merges: [{ rule: 'acronym', names: ['HLB', 'x'] }, { rule: 'alias' }, { rule: 'alias' }],
      },
      predicates: [{ rule: 'inverse' }],
      apart: [{ because: 'kinds' }],
    };
    expect(Object.entries(countMerges(log))).toEqual([
      ['alias', 2],
      ['acronym', 1],
      ['inverse', 1],
    ]);
    expect(countMerges(null)).toEqual({});
  });
});
