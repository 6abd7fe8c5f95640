import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.ts';
import { smallGraph } from '../../../../../test/fixtures/small-graph.ts';
import { describeExplanation } from './describe-explanation.ts';
import { drawExplanation } from './draw-explanation.ts';
import { explainAnswer } from './explain-answer.ts';
import { findEntity, findPredicate } from './find-entity.ts';
import { findPaths, type GraphPath } from './find-paths.ts';

const harbour = smallGraph(
  [
    { subject: 'Silver Tern', predicate: 'built-by', object: 'Carrow' },
    { subject: 'Carrow', predicate: 'founded-by', object: 'John' },
    { subject: 'John', predicate: 'born-in', object: 'Tollen', document: 1 },
    { subject: 'John', predicate: 'born-in', object: 'Tollen', document: 2, confidence: 0.5 },
    { subject: 'John', predicate: 'born-in', object: 'Tollen', document: 3, confidence: 0.4 },
    { subject: 'Ada', predicate: 'born-in', object: '1836' },
    { subject: 'John', predicate: 'born-when', object: '1836' },
    { subject: 'Ada', predicate: 'designed', object: 'Silver Tern', negated: true },
    { subject: 'Tollen', predicate: 'part-of', object: 'Skarrow', line: 12 },
  ],
  { kinds: { 1836: 'time' }, extra: ['Lone'] },
);
const at = (id: string): number => harbour.graph.entityById.get(id)!;

function explain(from: string, to: string, options = {}) {
  const { paths, isCut } = findPaths(harbour.graph, at(from), at(to), options);
  const question = { from: at(from), to: at(to), predicates: [], paths, isCut };
  return explainAnswer(
    harbour.graph,
    { ...question, method: 'search', maxHops: 4 },
    harbour.passageText,
  );
}

describe('paths between two entities', () => {
  it('follow edges either way, and quote the sentence of each', async () => {
    const explanation = await explain('Silver Tern', 'Tollen');
    expect(explanation.verdict).toBe('evidence');
    const [path] = explanation.paths;
    expect(path!.entities).toEqual(['Silver Tern', 'Carrow', 'John', 'Tollen']);
    expect(path!.edges.map(({ forward }) => forward)).toEqual([true, true, true]);
    expect(path!.edges[2]).toMatchObject({
      statement: 'John born in Tollen',
      confidence: 0.9,
      moreQuotes: 1,
      quotes: [
        { text: 'John born in Tollen.', title: 'Text 1', uri: 'text-1.md' },
        { text: 'John born in Tollen.', title: 'Text 2', uri: 'text-2.md' },
      ],
    });
    const back = await explain('Tollen', 'Carrow');
    expect(back.paths[0]!.edges.map(({ forward }) => forward)).toEqual([false, false]);
  });

  it('name the line of an imported file', async () => {
    const text = describeExplanation(await explain('John', 'Skarrow'));
    expect(text).toContain('1. John born in Tollen (0.90)');
    expect(text).toContain('line 12 of triples.tsv');
    expect(text).toContain('and in 1 more place');
  });

  it('are none where nothing leads there in the hops allowed', async () => {
    for (const explanation of [
      await explain('Silver Tern', 'Lone'),
      await explain('Silver Tern', 'Skarrow', { maxHops: 3 }),
    ]) {
      expect(explanation).toMatchObject({ verdict: 'no-evidence', paths: [] });
      expect(describeExplanation(explanation)).toContain('no evidence');
      expect(drawExplanation(explanation)).toContain('No evidence');
    }
  });

  it('do not go through a year, unless they may', async () => {
    expect((await explain('Ada', 'John')).verdict).toBe('no-evidence');
    const through = await explain('Ada', 'John', { throughValues: true });
    expect(through.paths[0]!.entities).toEqual(['Ada', '1836', 'John']);
    // A year may be what is asked for.
    expect((await explain('Ada', '1836')).verdict).toBe('evidence');
  });

  it('tell what the text denies', async () => {
    const explanation = await explain('Ada', 'Silver Tern');
    expect(explanation.denials).toHaveLength(1);
    expect(describeExplanation(explanation)).toContain('the text denies: Ada designed Silver Tern');
  });

  it('are drawn, hostile names as text', async () => {
    const name = '<script>x</script>&"';
    const { graph, passageText } = smallGraph([
      { subject: name, predicate: 'built', object: 'Bell' },
    ]);
    const paths = findPaths(graph, 0, 1);
    const drawn = drawExplanation(
      await explainAnswer(
        graph,
        { from: 0, to: 1, predicates: [], method: 'search', maxHops: 4, ...paths },
        passageText,
      ),
    );
    const tags = new Set<string>();
    const visit = (node: { nodeName: string; childNodes?: unknown[] }): void => {
      tags.add(node.nodeName);
      for (const child of node.childNodes ?? []) visit(child as never);
    };
    visit(parseFragment(drawn) as never);
    expect(tags.has('line')).toBe(true);
    expect(tags.has('script')).toBe(false);
  });

  it('prefer rare links to hubs among equals', () => {
    const { graph } = smallGraph([
      { subject: 'A', predicate: 'p', object: 'Hub' },
      { subject: 'Hub', predicate: 'p', object: 'B' },
      ...['1', '2', '3', '4'].map((object) => ({ subject: 'Hub', predicate: 'p', object })),
      { subject: 'A', predicate: 'q', object: 'Rare' },
      { subject: 'Rare', predicate: 'q', object: 'B' },
    ]);
    const { paths } = findPaths(graph, graph.entityById.get('A')!, graph.entityById.get('B')!);
    expect(paths).toHaveLength(2);
    expect(
      paths[0]!.edges.map((edge) => graph.predicates[graph.edges.predicate[edge]!]!.id),
    ).toEqual(['q', 'q']);
  });

  it('are those that trying everything finds, in random graphs', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom(seed);
      const names = ['A', 'B', 'C', 'D', 'E', 'F'];
      const facts = Array.from({ length: 9 }, () => ({
        subject: random.pick(names),
        predicate: random.pick(['p', 'q']),
        object: random.pick(names),
      }));
      const { graph } = smallGraph(facts, { extra: names });
      const [from, to] = [graph.entityById.get('A')!, graph.entityById.get('B')!];
      const all = tryAll(graph, from, to, 3);
      const { paths } = findPaths(graph, from, to, { maxHops: 3, maxPaths: 1000 });
      expect(keys(paths)).toEqual(keys(all));
      const lengths = paths.map(({ edges }) => edges.length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    }
  });

  it('end where there are too many to look at, and say so', () => {
    const names = Array.from({ length: 14 }, (_, index) => `N${index}`);
    const facts = names.flatMap((subject) =>
      names
        .filter((object) => object !== subject)
        .map((object) => ({ subject, predicate: 'p', object })),
    );
    const { graph } = smallGraph(facts);
    const direct = new Set(
      [...graph.edges.subject.keys()].filter((edge) =>
        [graph.edges.subject[edge], graph.edges.object[edge]].every(
          (end) => end === 0 || end === 1,
        ),
      ),
    );
    const found = findPaths(graph, 0, 1, { maxHops: 6, maxPaths: 1e9, maxSteps: 5000 }, direct);
    expect(found.isCut).toBe(true);
    expect(found.paths.length).toBeGreaterThan(0);
    expect(found.paths.every(({ edges }) => edges.every((edge) => !direct.has(edge)))).toBe(true);
  });
});

const keys = (list: readonly GraphPath[]): string[] =>
  list.map(({ edges }) => edges.join()).toSorted();

/** Every simple path by blind search. */
function tryAll(
  graph: ReturnType<typeof smallGraph>['graph'],
  from: number,
  to: number,
  most: number,
): GraphPath[] {
  const found: GraphPath[] = [];
  const walk = (entity: number, seen: number[], edges: number[]): void => {
    if (entity === to) return void found.push({ edges, cost: null });
    if (edges.length === most) return;
    for (let edge = 0; edge < graph.edges.subject.length; edge++) {
      const [a, b] = [graph.edges.subject[edge]!, graph.edges.object[edge]!];
      for (const [here, next] of [
        [a, b],
        [b, a],
      ] as const)
        if (here === entity && !seen.includes(next) && a !== b)
          walk(next, [...seen, next], [...edges, edge]);
    }
  };
  walk(from, [from], []);
  return found;
}

describe('a name on the command line', () => {
  const { graph } = smallGraph([
    { subject: 'Zoë Čapek', predicate: 'member-of', object: 'Harbour and Lights Board' },
    { subject: 'Paris', predicate: 'located-in', object: 'France' },
    { subject: 'Paris (2)', predicate: 'located-in', object: 'Texas' },
  ]);
  graph.entities[graph.entityById.get('Harbour and Lights Board')!]!.aliases.push('HLB');
  graph.entities[graph.entityById.get('Paris (2)')!]!.name = 'Paris';

  it('finds its entity whatever its case, accents and spacing, or by an alias', () => {
    for (const words of ['Zoë Čapek', 'zoe capek', '  ZOE-CAPEK '])
      expect(findEntity(graph, words)).toEqual({
        kind: 'one',
        index: graph.entityById.get('Zoë Čapek'),
      });
    expect(findEntity(graph, 'hlb')).toMatchObject({ kind: 'one' });
  });

  it('finds an id before a name, and tells all that share a name', () => {
    expect(findEntity(graph, 'Paris')).toEqual({
      kind: 'one',
      index: graph.entityById.get('Paris'),
    });
    expect(findEntity(graph, 'PARIS')).toEqual({ kind: 'several', ids: ['Paris', 'Paris (2)'] });
  });

  it('that is unknown brings the nearest ones', () => {
    expect(findEntity(graph, 'Harbor and Light Board')).toMatchObject({
      kind: 'none',
      nearest: ['Harbour and Lights Board'],
    });
    expect(findEntity(graph, 'qqqq')).toEqual({ kind: 'none', nearest: [] });
    for (const empty of ['', '   ', '!!!'])
      expect(findEntity(graph, empty)).toEqual({ kind: 'none', nearest: [] });
    expect(findEntity(graph, 'x'.repeat(1_000_000))).toEqual({ kind: 'none', nearest: [] });
  });

  it('finds a predicate by id or label', () => {
    expect(findPredicate(graph, 'member of')).toMatchObject({ kind: 'one' });
    expect(findPredicate(graph, 'membr')).toMatchObject({ kind: 'none', nearest: ['member-of'] });
  });
});
