import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRegistry,
  createSmallDataset,
  RECIPE,
  RECIPE_YAML,
  REPORT,
  seal,
  type SmallDataset,
  stream,
} from '../../../test/adversary/small-dataset.ts';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import { type Sample, SPLITS } from '../../core/records/index.ts';
import { writeDataset } from '../../dataset/write.ts';
import { createPaint } from '../output/paint.ts';
import { renderHtml } from './render-html.ts';
import { renderSample } from './render-text.ts';
import { type SampleView, viewSample } from './sample-view.ts';

// oxlint-disable-next-line no-control-regex -- what no output may hold
const STEERING = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
const HOSTILE = '\u001B[2J\u001B]0;owned\u0007 \u202Egnp.exe <img src=x onerror=alert(1)> "\'&';

let dir: string;
let dataset: string;
let small: SmallDataset;
let talk: Sample;
let view: SampleView;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-inspect-'));
  dataset = join(dir, 'dataset');
  small = await createSmallDataset(12);
  await writeDataset({
    dir: dataset,
    samples: stream(small.samples),
    report: REPORT,
    recipe: RECIPE,
    recipeYaml: RECIPE_YAML,
    registry: createRegistry(),
    store: small.store,
  });
  talk = small.samples.find((sample) => sample.kind === 'talk' && sample.split === 'train')!;
  view = await viewSample(talk, small.store);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('viewSample', () => {
  it('shows a quotation in its block, cut out by code points', () => {
    const [quote] = view.evidence[0]!.quotes;
    const [evidence] = talk.evidence;
    expect(quote!.stored).toBe((evidence as { quote: string }).quote);
    expect(quote!.claimed).toBeNull();
    expect(quote!.stored).toContain('🌊');
    expect(quote!.headings).toEqual([expect.stringContaining('Rivers')]);
    const { text } = small.documents.find(({ uri }) => uri === quote!.uri)!.blocks[1]!;
    const around = `${quote!.before}${quote!.stored}${quote!.after}`.replace(/^…|…$/g, '');
    expect(text).toContain(around);
  });

  it('says where the source has other words, a block is not there, and material is absent', async () => {
    const [evidence] = talk.evidence as [Extract<Sample['evidence'][number], { kind: 'span' }>];
    const other = await viewSample(
      { ...talk, evidence: [{ ...evidence, quote: 'never said' }] },
      small.store,
    );
    expect(other.evidence[0]!.quotes[0]!.claimed).toBe('never said');
    const beyond = await viewSample(
      { ...talk, evidence: [{ ...evidence, block: 99 }] },
      small.store,
    );
    expect(beyond.evidence[0]!.problems.join()).toContain('has no block 99');
    const gone = await viewSample(
      { ...talk, evidence: [{ ...evidence, document: 'f'.repeat(64) }] },
      small.store,
    );
    expect(gone.evidence[0]!.problems.join()).toMatch(/not in the store.*quoted, and not shown/s);
  });

  it('shows every kind of evidence', async () => {
    const [span] = talk.evidence as [Extract<Sample['evidence'][number], { kind: 'span' }>];
    const { kind: _kind, prover: _prover, ...reference } = span;
    const shown = await viewSample(
      {
        ...talk,
        evidence: [
          {
            kind: 'path',
            prover: 'path@1',
            graph: 'a'.repeat(64),
            snapshot: 'a'.repeat(64),
            edges: [
              {
                subject: 'Rhine',
                predicate: 'flows into',
                object: 'North Sea',
                provenance: { spans: [reference] },
              },
              {
                subject: 'a',
                predicate: 'b',
                object: 'c',
                provenance: { imported: { file: 'b'.repeat(64), line: 7 } },
              },
            ],
          },
          {
            kind: 'cells',
            prover: 'cells@1',
            document: span.document,
            file: 'd'.repeat(64),
            tables: ['c'.repeat(64)],
            cells: [{ table: 0, row: 1, column: 2, text: '42' }],
            program: { sql: 'SELECT 42', result: '42' },
          },
          {
            kind: 'figure',
            prover: 'figure@1',
            document: span.document,
            file: 'd'.repeat(64),
            image: null,
            scale: 2,
            page: 3,
            box: { x: 1, y: 2, width: 30, height: 40 },
            numbers: ['7', '9'],
          },
          {
            kind: 'query',
            prover: 'query@1',
            graph: 'a'.repeat(64),
            snapshot: 'a'.repeat(64),
            form: '2p',
            anchors: ['Rhine'],
            predicates: ['flows into'],
            answers: ['North Sea'],
          },
        ],
      },
      small.store,
    );
    const text = renderSample(shown, createPaint(false), 100);
    for (const piece of [
      'Rhine · flows into · North Sea',
      'line 7',
      'row 1, column 2: 42',
      'SELECT 42',
      '30 × 40 points at 1, 2',
      'numbers: 7, 9',
      '2p: Rhine',
      'answers: North Sea',
    ])
      expect(text).toContain(piece);
    expect(text).toContain(`«${span.quote.split(' ')[0]}`);
    expect(renderHtml('t', [shown])).toContain('Rhine · flows into · North Sea');
  });
});

describe('renderSample', () => {
  it('marks the quotation with «» in plain text and with a style in colour, and keeps within the width', () => {
    const plain = renderSample(view, createPaint(false), 70);
    const [evidence] = talk.evidence as unknown as [{ quote: string }];
    expect(plain.replace(/\s+/g, ' ')).toContain(`«${evidence.quote}»`);
    for (const line of plain.split('\n')) expect([...line].length).toBeLessThanOrEqual(78);
    const colour = renderSample(view, createPaint(true), 70);
    // oxlint-disable-next-line no-control-regex -- our own style
    const marked = [...colour.matchAll(/\u001B\[4;33m(.*?)\u001B\[24;39m/g)].map(
      (match) => match[1],
    );
    expect(marked.join(' ')).toBe(evidence.quote);
    expect(colour).not.toContain('«');
  });

  it('shows conversation, answer with its basis, checks with theirs, and lineage', () => {
    const text = renderSample(view, createPaint(false), 100);
    for (const piece of [
      talk.id,
      'user',
      'assistant',
      'answer, resting on: quotation',
      'evidence 1',
      'pass    quoted@1, replayed',
      'pass    judge@1, attested, score 0.9',
      'writer local/tiny, step write, prompt talk@1',
      'persona=a boatman',
      'licences of the material: CC-BY-4.0',
    ])
      expect(text).toContain(piece);
  });

  it('is steered by nothing in the data, wherever it stands', async () => {
    const hostile = await hostileView();
    expect(renderSample(hostile, createPaint(false), 80)).not.toMatch(STEERING);
    // oxlint-disable-next-line no-control-regex -- our own styles are taken out
    const styled = renderSample(hostile, createPaint(true), 80).replace(/\u001B\[\d+(;\d+)*m/g, '');
    expect(styled).not.toMatch(STEERING);
  });
});

/** A sample with hostile text in every field that takes free text, and a document that is no better. */
async function hostileView(): Promise<SampleView> {
  const { hash: _hash, id: _id, ...rest } = talk;
  const sample = seal({
    ...rest,
    kind: HOSTILE,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: HOSTILE },
          { type: 'image', blob: 'a'.repeat(64), mediaType: HOSTILE },
        ],
      },
      {
        role: 'assistant',
        content: HOSTILE,
        reasoning: HOSTILE,
        tool_calls: [{ id: '1', name: HOSTILE, arguments: { a: HOSTILE } }],
      },
    ],
    answer: { value: HOSTILE, basis: 'model' },
    checks: [{ name: 'judge@1', basis: 'attested', verdict: 'pass', detail: { words: HOSTILE } }],
    tags: { [HOSTILE]: HOSTILE },
    licenses: [HOSTILE],
    lineage: {
      ...rest.lineage,
      part: HOSTILE,
      seed: HOSTILE,
      method: HOSTILE,
      calls: [{ ...rest.lineage.calls[0]!, model: HOSTILE, prompt: HOSTILE }],
    },
  });
  const quote = {
    title: HOSTILE,
    uri: HOSTILE,
    block: 0,
    headings: [HOSTILE],
    page: 1,
    before: HOSTILE,
    stored: `\uE001${HOSTILE}\uE000`,
    after: HOSTILE,
    claimed: HOSTILE,
  };
  return {
    sample,
    evidence: [
      {
        kind: 'span',
        prover: HOSTILE,
        facts: [{ label: 'x', value: HOSTILE }],
        quotes: [quote],
        problems: [HOSTILE],
      },
    ],
  };
}

describe('renderHtml', () => {
  it('escapes everything, holds no script, and forbids requests by its own policy', async () => {
    const page = renderHtml(HOSTILE, [await hostileView(), view]);
    expect(page).not.toMatch(STEERING);
    expect(page).not.toMatch(/<(img|script|iframe|link|object|base)\b/i);
    expect(page).not.toMatch(/<[^>]*\son\w+=/i);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const [evidence] = talk.evidence as unknown as [{ quote: string }];
    const escaped = evidence.quote.replaceAll('"', '&quot;');
    expect(page).toContain(`<mark>${escaped}</mark>`);
  });
});

describe('wellspring inspect', () => {
  it('reads a dataset with its material, and picks by split, kind and id', async () => {
    const { code, stdout } = await callCli([
      'inspect',
      dataset,
      '--n',
      '3',
      '--split',
      'test',
      '--kind',
      'talk',
      '--json',
    ]);
    expect(code).toBe(0);
    const { samples } = JSON.parse(stdout) as { samples: SampleView[] };
    expect(samples.length).toBeGreaterThan(0);
    for (const { sample, evidence } of samples) {
      expect(sample).toMatchObject({ split: 'test', kind: 'talk' });
      expect(evidence[0]!.problems).toEqual([]);
      expect(evidence[0]!.quotes[0]!.claimed).toBeNull();
    }
    const named = await callCli(['inspect', dataset, '--kind', `${talk.method}/talk`, '--json']);
    expect(named.code).toBe(0);
    const none = await callCli(['inspect', dataset, '--kind', 'rows/talk']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain(`${talk.method}/talk`);
    const one = await callCli(['inspect', dataset, '--id', talk.id.slice(0, 8)]);
    expect(one.stdout).toContain(talk.id);
    expect(one.stdout.match(/^evidence 1/gm)).toHaveLength(1);
  });

  it('reads single files of it, and every split', async () => {
    for (const split of SPLITS.filter((name) =>
      small.samples.some((sample) => sample.split === name),
    )) {
      const file = join(dataset, 'data', `${split}-00000-of-00001.parquet`);
      const { code, stdout } = await callCli(['inspect', file, '--n', '1']);
      expect(code).toBe(0);
      expect(stdout).toContain(` · ${split} · `);
    }
  });

  it('writes a page', async () => {
    const file = join(dir, 'page.html');
    const { code, stdout } = await callCli(['inspect', dataset, '--n', '2', '--html', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect((await readFile(file, 'utf8')).match(/<article /g)).toHaveLength(2);
  });

  it.each([
    [['inspect', 'nowhere'], /no folder of runs|no run/],
    [['inspect', '--n', '0', 'x'], /at least 1/],
    [['inspect', 'x', '--split', 'tset'], /did you mean test/],
    [['inspect', 'x', '--n', '1000000'], /more than 10,000/],
  ])('refuses %j with 2', async (argv, message) => {
    const { code, stderr } = await callCli([...argv, '--workspace', join(dir, 'no-runs')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('says so when nothing fits, and when a folder holds no rows', async () => {
    const none = await callCli(['inspect', dataset, '--kind', 'poem']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no such sample among the 12');
    await mkdir(join(dir, 'empty'));
    expect((await callCli(['inspect', join(dir, 'empty')])).stderr).toContain('no rows in');
  });

  it('says which rows cannot be read, and shows the others', async () => {
    const rows = join(dir, 'rows.jsonl');
    const [first, second] = small.samples as [Sample, Sample];
    await writeFile(rows, `${JSON.stringify(first)}\n${JSON.stringify({ ...second, kind: 5 })}\n`);
    const { code, stdout, stderr } = await callCli(['inspect', rows]);
    expect(code).toBe(0);
    expect(stdout).toContain(first.id);
    expect(stderr).toMatch(/unreadable: rows\.jsonl row 1/);
  });
});

const rejection = (reason: string, text: string) => ({
  assignment: 'a'.repeat(64),
  part: 'talks',
  candidate: 0,
  reason,
  message: text,
  content: {
    kind: 'talk',
    messages: [{ role: 'user', content: text }],
    evidence: [],
    checks: [],
    voice: 'model',
    tags: {},
    licenses: [],
  },
});

describe('wellspring inspect --rejected', () => {
  it('groups by reason, with examples, and is steered by nothing', async () => {
    const run = join(dir, 'runs', 'demo');
    await mkdir(run, { recursive: true });
    await writeFile(join(run, 'recipe.yaml'), 'name: demo\n');
    await writeFile(join(run, 'status.json'), '{}');
    const lines = [
      rejection('length', 'one'),
      rejection('length', 'two'),
      rejection('judge', HOSTILE),
    ];
    await writeFile(
      join(run, 'rejected.jsonl'),
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"torn\n`,
    );
    const { code, stdout, stderr } = await callCli([
      'inspect',
      'demo',
      '--rejected',
      '--n',
      '1',
      '--workspace',
      join(dir, 'runs'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^length {2}2\n.*one/s);
    expect(stdout).not.toContain('two');
    expect(stdout).not.toMatch(STEERING);
    expect(stderr).toContain('1 lines of');
    const kind = ['--kind', 'personas/none', '--workspace', join(dir, 'runs')];
    const none = await callCli(['inspect', 'demo', '--rejected', ...kind]);
    expect(none.stdout).toContain('nothing was rejected');
    const json = await callCli(['inspect', run, '--rejected', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      unreadable: 1,
      reasons: [
        { reason: 'length', count: 2 },
        { reason: 'judge', count: 1 },
      ],
    });
  });

  it('is refused for what is no run', async () => {
    const { code, stderr } = await callCli(['inspect', dataset, '--rejected']);
    expect(code).toBe(2);
    expect(stderr).toContain('stay with their run');
  });
});
