import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callVerb as call } from '../../../../test/fixtures/call-verb.ts';
import { storeGraph } from '../../../../test/fixtures/stored-graph.ts';
import { type Sample, sampleHash } from '../../../core/records/index.ts';
import { openContentStore } from '../../../core/store/content-store.ts';
import type { ThoughtGraph } from '../../../methods/graph/thought/thought-graph.ts';
import type { QualityReport } from '../../../methods/graph/report/quality/quality-report.ts';
import { verb as report } from './report.ts';
import { verb as thoughts } from './thoughts.ts';

const HASH = '1'.repeat(64);
const THOUGHTS: ThoughtGraph = {
  type: 'thought-graph',
  nodes: [
    {
      id: 'question',
      operation: 'generate',
      after: [],
      wave: 1,
      made: [{ id: 'question/1', text: 'Where was \u202eshe born?', from: [] }],
      scores: {},
      verdicts: {},
      kept: ['question/1'],
      lost: {},
      calls: 2,
      inputTokens: 30,
      outputTokens: 5,
    },
  ],
};

let workspace: string;
let samples: Sample[];

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'graph-report-'));
  const store = await openContentStore(join(workspace, '.store'));
  const { manifest, snapshot, record } = await storeGraph(store);
  const kept = await store.putRecord(THOUGHTS);
  store.close();
  samples = ['Tollen', 'Skarrow'].map((answer) =>
    sampleOf(answer, kept, manifest, snapshot, record),
  );
  const dir = join(workspace, 'island');
  await mkdir(join(dir, 'accepted'), { recursive: true });
  await writeFile(join(dir, 'recipe.yaml'), 'name: island\n');
  await writeAccepted(samples);
  const rejections = [
    { part: 'questions', reason: 'shortcut', message: 'x' },
    { part: 'elsewhere', reason: 'length', message: 'x' },
  ];
  await writeFile(
    join(dir, 'rejected.jsonl'),
    rejections.map((one) => `${JSON.stringify(one)}\n`).join(''),
  );
  const usage = {
    inputTokens: 900,
    outputTokens: 100,
    reasoningTokens: 0,
    cachedInputTokens: 0,
    estimated: false,
  };
  const spent = {
    calls: 4,
    usage,
    settled: { calls: 4, tokens: 1000, costUsd: 0.5 },
    byModel: [{ model: 'm', calls: 4, usage, costUsd: null }],
  };
  await writeFile(join(dir, 'usage.json'), JSON.stringify(spent));
});

afterAll(() => rm(workspace, { recursive: true, force: true }));

const writeAccepted = (list: readonly Sample[]): Promise<void> =>
  writeFile(
    join(workspace, 'island/accepted/00000.jsonl'),
    list.map((one) => `${JSON.stringify(one)}\n`).join(''),
  );

function sampleOf(
  answer: string,
  kept: string,
  manifest: string,
  snapshot: string,
  record: string,
): Sample {
  const stored = { graph: manifest, snapshot };
  const span = {
    document: record,
    block: 0,
    start: 0,
    end: 34,
    quote: 'Halcyon was written by Marta Veen.',
  };
  const sample = {
    id: '0'.repeat(32),
    method: 'graph' as const,
    kind: 'multi-hop',
    split: 'train' as const,
    groups: [],
    messages: [{ role: 'user' as const, content: `Q ${answer}` }],
    answer: { value: answer, basis: 'program' as const },
    evidence: [
      {
        kind: 'path' as const,
        prover: 'path@1',
        ...stored,
        edges: [
          {
            subject: 'Halcyon',
            predicate: 'author',
            object: 'Marta Veen',
            provenance: { spans: [span] },
          },
        ],
      },
      {
        kind: 'query' as const,
        prover: 'query@1',
        ...stored,
        form: '2p',
        anchors: ['Halcyon'],
        predicates: ['author', 'place-of-birth'],
        answers: [answer],
      },
    ],
    checks: [
      { name: 'shortcut@1', basis: 'replayed' as const, verdict: 'pass' as const },
      {
        name: 'thought@1',
        basis: 'replayed' as const,
        verdict: 'pass' as const,
        detail: { graph: kept },
      },
    ],
    voice: 'template' as const,
    tags: { hops: 2 },
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
  };
  return { ...sample, hash: sampleHash(sample) };
}

describe('wellspring graph report', () => {
  it('reads a run: answers executed again, coverage, rejections of its part, cost', async () => {
    const { code, stdout } = await call(report, ['island', '--workspace', workspace, '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as QualityReport;
    expect(found).toMatchObject({
      samples: 2,
      answers: { unique: 1, different: 1 },
      shortcut: { pass: 2, rejected: 1 },
      rejections: { shortcut: 1 },
      spending: { isUnpriced: true, perAccepted: { tokens: 500, costUsd: 0.25 } },
    });
    expect(found.graphs[0]!.coverage).toMatchObject({
      questions: 2,
      facts: { covered: 1, all: 3 },
    });
  });

  it('tells it in words, and as a page', async () => {
    const text = await call(report, ['island', '--workspace', workspace]);
    expect(text.stdout).toContain('1 (50.0 %) the graph');
    expect(text.stdout).toContain('33.3 % of those tested solvable without the bridge');
    const file = join(workspace, 'quality.html');
    const page = await call(report, ['island', '--workspace', workspace, '--html', file]);
    expect(page.stdout).toBe('');
    expect(await readFile(file, 'utf8')).toContain('Coverage of the graph');
  });

  it('stops at a sample that was altered, and names the mend where there is no run', async () => {
    await writeAccepted([{ ...samples[0]!, voice: 'model' }]);
    await expect(call(report, ['island', '--workspace', workspace])).rejects.toMatchObject({
      code: 'material-altered',
    });
    await writeAccepted(samples);
    await expect(call(report, ['islnad', '--workspace', workspace])).rejects.toMatchObject({
      code: 'recipe-invalid',
    });
  });
});

describe('wellspring graph thoughts', () => {
  it('shows and draws the thought graph that a sample keeps', async () => {
    const shown = await call(thoughts, ['island', '--workspace', workspace]);
    expect(shown.stdout).toMatch(
      /1 +question +generate +1 +1 +2 +35 +Where was \\u\{202e\}she born\?/,
    );
    const file = join(workspace, 'thoughts.svg');
    await call(thoughts, ['island', '--workspace', workspace, '--id', '000', '--svg', file]);
    expect(await readFile(file, 'utf8')).toContain('<svg');
    const json = await call(thoughts, ['island', '--workspace', workspace, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ thoughts: THOUGHTS });
  });

  it('names the mend where there is none', async () => {
    const none = call(thoughts, ['island', '--workspace', workspace, '--id', 'fff']);
    await expect(none).rejects.toMatchObject({ code: 'recipe-invalid' });
  });
});
