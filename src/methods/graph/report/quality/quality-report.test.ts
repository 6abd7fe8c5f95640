import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { flatCommunities, smallGraph } from '../../../../../test/fixtures/small-graph.ts';
import type { Check, Sample } from '../../../../core/records/index.ts';
import { describeQuality } from './describe-quality.ts';
import { drawQuality } from './draw-quality.ts';
import { measureBalance } from './balance.ts';
import { collectQuality } from './collect-quality.ts';
import type { QualitySources } from './quality-report.ts';

const { graph } = smallGraph([
  { subject: 'Halcyon', predicate: 'author', object: 'Marta' },
  { subject: 'Marta', predicate: 'born-in', object: 'Tollen', document: 1 },
  { subject: 'Salt Year', predicate: 'author', object: 'Marta' },
  { subject: 'Isak', predicate: 'born-in', object: 'Ostrey', document: 2 },
]);
const communities = flatCommunities(graph, (id) => (id === 'Isak' || id === 'Ostrey' ? 1 : 0));
const MANIFEST = 'e'.repeat(64);
const HASH = '1'.repeat(64);

const sources: QualitySources = {
  openGraph: async (manifest) => (manifest === MANIFEST ? { graph, communities } : undefined),
};

function sampleOf(
  anchor: string,
  answers: string[],
  more: Partial<Sample> & { graphHash?: string; imported?: boolean } = {},
): Sample {
  const { graphHash = MANIFEST, imported = false, ...rest } = more;
  const reference = { document: HASH, block: 0, start: 0, end: 3, quote: 'abc' };
  const provenance = imported ? { imported: { file: HASH, line: 1 } } : { spans: [reference] };
  const stored = { graph: graphHash, snapshot: HASH };
  return {
    id: '0'.repeat(32),
    hash: HASH,
    method: 'graph',
    kind: 'multi-hop',
    split: 'train',
    groups: [],
    messages: [
      { role: 'user', content: `Where was the author of ${anchor} born?` },
      { role: 'assistant', content: answers.join(', ') },
    ],
    context: [{ document: HASH, block: 0, start: 0, end: 3, text: 'abc', gold: true }],
    answer: { value: answers.join(', '), basis: 'program' },
    evidence: [
      {
        kind: 'path',
        prover: 'path@1',
        ...stored,
        edges: [
          { subject: anchor, predicate: 'author', object: 'Marta', provenance },
          { subject: 'Marta', predicate: 'born-in', object: 'Tollen', provenance },
        ],
      },
      {
        kind: 'query',
        prover: 'query@1',
        ...stored,
        form: '2p',
        anchors: [anchor],
        predicates: ['author', 'born-in'],
        answers,
      },
    ],
    checks: [],
    voice: 'template',
    tags: { hops: 2 },
    metrics: { retrievedGold: 0.5 },
    licenses: [],
    lineage: {
      recipe: HASH,
      part: 'questions',
      assignment: HASH,
      candidate: 0,
      seed: '0',
      method: 'graph@1',
      calls: [],
    },
    ...rest,
  };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const check = (name: string, verdict: Check['verdict']): Check => ({
  name,
  basis: 'replayed',
  verdict,
});

describe('the quality report', () => {
  it('executes the queries again, and tells what the graph does not give', async () => {
    const report = await collectQuality(
      each([
        sampleOf('Halcyon', ['Tollen']),
        sampleOf('Salt Year', ['Ostrey']),
        sampleOf('Nothing', ['Tollen']),
        sampleOf('Halcyon', ['Tollen'], { graphHash: 'd'.repeat(64) }),
      ]),
      sources,
    );
    expect(report.answers).toMatchObject({
      unique: 1,
      different: 2,
      notChecked: 1,
      largestShare: 0.75,
    });
    expect(report.graphs.map(({ samples, coverage }) => [samples, coverage === null])).toEqual([
      [3, false],
      [1, true],
    ]);
  });

  it('tells what of the graph is covered; twins cover nothing', async () => {
    const report = await collectQuality(
      each([
        sampleOf('Halcyon', ['Tollen']),
        sampleOf('Halcyon', ['Tollen'], { kind: 'closed-book' }),
        sampleOf('Salt Year', ['Tollen'], { kind: 'unanswerable' }),
      ]),
      sources,
    );
    const { coverage } = report.graphs[0]!;
    expect(coverage).toMatchObject({
      questions: 1,
      entities: { covered: 3, all: 6 },
      facts: { covered: 2, all: 4 },
      passages: { covered: 2, all: 4 },
      communities: { covered: 1, all: 2 },
    });
    expect(report.kinds).toEqual({ 'closed-book': 1, 'multi-hop': 1, unanswerable: 1 });
    expect(report.retrieval).toMatchObject({
      open: 2,
      measured: 3,
      meanRetrievedGold: 0.5,
      allRetrieved: 0,
    });
  });

  it('counts verdicts, and what was rejected for them, of its own parts only', async () => {
    const report = await collectQuality(
      each([
        sampleOf('Halcyon', ['Tollen'], {
          checks: [check('shortcut@1', 'pass'), check('necessity@1', 'unknown')],
        }),
        sampleOf('Salt Year', ['Tollen'], { checks: [check('shortcut-trained@1', 'pass')] }),
        sampleOf('Salt Year', ['Tollen']),
      ]),
      {
        ...sources,
        rejections: each([
          { part: 'questions', reason: 'shortcut' },
          { part: 'questions', reason: 'near-duplicates' },
          { part: 'tasks', reason: 'length' },
        ]),
      },
    );
    expect(report.shortcut).toEqual({
      pass: 2,
      fail: 0,
      unknown: 0,
      notTested: 1,
      rejected: 1,
      failedShare: 1 / 3,
    });
    expect(report.necessity).toEqual({
      pass: 0,
      fail: 0,
      unknown: 1,
      notTested: 2,
      rejected: 0,
      failedShare: null,
    });
    expect(report.rejections).toEqual({ 'near-duplicates': 1, shortcut: 1 });
    expect(report.duplicates).toEqual({ queries: 1, prompts: 1 });
  });

  it('tells support, and what each accepted sample cost', async () => {
    const unquoted = sampleOf('Halcyon', ['Tollen']);
    const path = unquoted.evidence[0]!;
    if (path.kind === 'path') path.edges[1]!.provenance = { spans: [] };
    const other = { ...sampleOf('Halcyon', ['x']), method: 'curriculum' as const };
    const report = await collectQuality(
      each([
        sampleOf('Halcyon', ['Tollen']),
        sampleOf('Salt Year', ['Tollen'], { imported: true }),
        unquoted,
        other,
      ]),
      {
        ...sources,
        spending: {
          calls: 8,
          inputTokens: 300,
          outputTokens: 100,
          costUsd: 0.04,
          isUnpriced: false,
        },
      },
    );
    expect(report).toMatchObject({
      samples: 3,
      others: 1,
      support: { quoted: 1, imported: 1, missing: 1 },
      spending: { perAccepted: { tokens: 100, costUsd: 0.01 } },
    });
  });

  it('of nothing is a report of nothing', async () => {
    const report = await collectQuality(each([]), sources);
    expect(report).toMatchObject({ samples: 0, graphs: [], rejections: null, spending: null });
    expect(describeQuality(report)).toContain('0 of the graph method');
    expect(drawQuality('Empty', report)).toContain('No sample names a graph.');
  });

  it('is drawn without script, reasons of the data as text', async () => {
    const report = await collectQuality(each([sampleOf('Halcyon', ['Tollen'])]), {
      ...sources,
      rejections: each([{ part: 'questions', reason: '<script>alert(1)</script>' }]),
    });
    const page = drawQuality('<b>Quality</b>', report);
    const tags = new Set<string>();
    const visit = (node: { nodeName: string; childNodes?: unknown[] }): void => {
      tags.add(node.nodeName);
      for (const child of node.childNodes ?? []) visit(child as never);
    };
    visit(parse(page) as never);
    expect([tags.has('svg'), tags.has('script'), tags.has('b')]).toEqual([true, false, false]);
  });
});

describe('balance', () => {
  it('is one where all are equal, and nothing where there is one', () => {
    expect(measureBalance(new Map(Object.entries({ a: 3, b: 3, c: 3, d: 3 })))).toMatchObject({
      entropyBits: 2,
      evenness: 1,
    });
    expect(measureBalance(new Map([['a', 5]]))).toMatchObject({ entropyBits: 0, evenness: 0 });
    expect(measureBalance(new Map())).toEqual({ counts: [], entropyBits: 0, evenness: 0 });
  });
});
