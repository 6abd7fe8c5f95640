import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sample } from '../../src/core/records/index.ts';
import { openDuckDb } from '../../src/core/store/duckdb.ts';
import { EXPORTERS } from '../../src/export/index.ts';
import { makeWholeDataset } from '../adversary/whole-recipe.ts';
import { callCli } from '../fixtures/call-cli.ts';

/** What a page must show and never do. */
const HOSTILE =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">go</a>\u001B[2J\u202Etxet "quoted" \'single\' & more';

/** Escape and right-to-left override. */
const STEERING = /[\p{Cc}\u202E]/u;

const FACTS = [
  ['Where do bees dance?', 'Bees dance on the vertical combs of the dark hive.'],
  ['Why does ice float?', 'Ice floats because it is less dense than liquid water.'],
  ['What turns a mill?', 'A stream or the wind turns the stones of a mill.'],
  ['Who reads a contour map?', 'Walkers, surveyors and engineers read contour maps.'],
  ['When do tides turn?', 'Tides turn about every six hours on most coasts.'],
  ['How is tea dried?', 'Tea leaves are fired in hot air until they are crisp.'],
] as const;

type Fact = readonly [question: string, answer: string];

const asTurns = ([question, answer]: Fact) => [
  { role: 'user', content: question },
  { role: 'assistant', content: answer },
];
const asShareGpt = ([question, answer]: Fact) => ({
  conversations: [
    { from: 'human', value: question },
    { from: 'gpt', value: answer },
  ],
});
const asAlpaca = ([instruction, output]: Fact) => ({
  instruction,
  input: '',
  output,
});
const asPair = ([prompt, chosen]: Fact) => ({
  prompt,
  chosen,
  rejected: 'I would rather not say.',
});

let dir: string;
let runs: string;
let files: Record<'messages' | 'sharegpt' | 'alpaca' | 'parquet' | 'pairs', string>;

const lines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const call = (...argv: string[]) => callCli([...argv, '--workspace', runs]);
const readLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wellspring-rows-'));
  runs = join(dir, 'runs');
  const at = (name: string): string => join(dir, name);
  files = {
    messages: at('messages.jsonl'),
    sharegpt: at('sharegpt.jsonl'),
    alpaca: at('alpaca.jsonl'),
    parquet: at('rows.parquet'),
    pairs: at('pairs.jsonl'),
  };
  writeFileSync(
    files.messages,
    lines([
      { messages: asTurns(FACTS[0]), license: 'CC0-1.0' },
      { messages: asTurns(FACTS[1]) },
      { messages: asTurns(['What does a hostile page say?', HOSTILE]) },
      // Turned away: the same again, and nothing said.
      { messages: asTurns(FACTS[0]) },
      { messages: asTurns(['Say nothing.', '']) },
    ]),
  );
  writeFileSync(
    files.sharegpt,
    lines([asShareGpt(FACTS[2]), asShareGpt(FACTS[3]), asShareGpt(FACTS[1])]),
  );
  writeFileSync(files.alpaca, `${lines([asAlpaca(FACTS[4])])}not json at all\n`);
  writeFileSync(files.pairs, lines(FACTS.slice(0, 3).map(asPair)));
  const duckdb = await openDuckDb();
  const rows = FACTS.slice(4).map(([question, answer]) => `('${question}', '${answer}')`);
  await duckdb.run(
    `COPY (SELECT * FROM (VALUES ${rows.join(', ')}) AS t (prompt, completion)) TO '${files.parquet}' (FORMAT parquet)`,
  );
  duckdb.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('rows that exist already, through gates alone', () => {
  it('go in as JSONL of three shapes and Parquet, and come out counted, sealed and unproved', async () => {
    const { messages, sharegpt, alpaca, parquet } = files;
    const run = await call('run', messages, sharegpt, alpaca, parquet, '--name', 'mine', '--json');
    expect(run.code).toBe(0);
    const summary = JSON.parse(run.stdout) as {
      accepted: number;
      rejected: Record<string, number>;
      dataset: string;
    };
    // Six facts and the hostile row; three repeat an earlier one, one says nothing.
    expect(summary).toMatchObject({ accepted: 7, rejected: { 'exact-duplicates': 3, length: 1 } });

    const verify = await callCli(['verify', summary.dataset, '--json']);
    expect(verify.code).toBe(0);
    expect(JSON.parse(verify.stdout)).toMatchObject({
      ok: true,
      samples: 7,
      grounded: 7,
      attested: 0,
    });
    const card = readFileSync(join(summary.dataset, 'README.md'), 'utf8');
    expect(card).not.toContain('<script>alert(1)');

    const rejected = readLines<{ reason: string }>(join(runs, 'mine', 'rejected.jsonl'));
    expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
      'exact-duplicates',
      'exact-duplicates',
      'exact-duplicates',
      'length',
    ]);
  });

  it.each(EXPORTERS.map(({ name }) => name))(
    'export as %s: every sample is written or counted',
    async (format) => {
      const out = join(dir, `${format}.jsonl`);
      const exported = await call('export', 'mine', '--format', format, '--out', out, '--json');
      expect(exported.code).toBe(format === 'dpo' ? 3 : 0);
      const { written, skipped } = JSON.parse(exported.stdout) as {
        written: number;
        skipped: Record<string, number>;
      };
      const counted = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect(written + counted).toBe(7);
      expect(written).toBe(format === 'dpo' ? 0 : 7);
      if (format === 'dpo') return;
      const text = readFileSync(out, 'utf8');
      expect(readLines<object>(out)).toHaveLength(7);
      // What was said is carried whole, whatever it is.
      for (const [question, answer] of [
        ...FACTS,
        ['What does a hostile page say?', HOSTILE],
      ] as const) {
        expect(text).toContain(JSON.stringify(question));
        expect(text).toContain(JSON.stringify(answer));
      }
    },
  );

  it('exported whole, they verify as rows of their dataset', async () => {
    const proof = join(runs, 'mine', 'dataset', 'proof');
    const verify = await callCli([
      'verify',
      join(dir, 'jsonl.jsonl'),
      '--material',
      proof,
      '--json',
    ]);
    expect(verify.code).toBe(0);
    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, samples: 7 });
  });

  it('a gate of choice, with options, is all that they pass through', async () => {
    const run = await call(
      'run',
      files.messages,
      '--name',
      'chosen',
      '--gate',
      'language,allow=[de]',
      '--json',
    );
    expect(JSON.parse(run.stdout)).toMatchObject({
      accepted: 0,
      // Of one row, which says nothing, the language cannot be told.
      rejected: { language: 4, 'language-unknown': 1 },
      dataset: null,
    });
  });

  it('preference pairs stay pairs; for DPO they are counted out, since no check tells their sides apart', async () => {
    const run = await call('run', files.pairs, '--name', 'pairs', '--json');
    expect(JSON.parse(run.stdout)).toMatchObject({ accepted: 3 });
    const out = join(dir, 'dpo-rows.jsonl');
    const exported = await call('export', 'pairs', '--format', 'dpo', '--out', out, '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject({
      written: 0,
      skipped: { 'not-a-content-difference': 3 },
    });
  });
});

describe('preference pairs that a program made', () => {
  it('go out for DPO with both sides and their one prompt, and nothing else does', async () => {
    const dataset = await makeWholeDataset(join(dir, 'whole'), { targets: [3, 8, 3, 3] });
    const [dpo, whole] = [join(dir, 'pairs-out.jsonl'), join(dir, 'whole.jsonl')];
    const exported = await callCli([
      'export',
      dataset,
      '--format',
      'dpo',
      '--split',
      'all',
      '--out',
      dpo,
      '--json',
    ]);
    expect(JSON.parse(exported.stdout)).toMatchObject({
      written: 8,
      skipped: { 'no-preference-pair': 9 },
    });
    await callCli(['export', dataset, '--format', 'jsonl', '--out', whole]);
    const pairs = readLines<Sample>(whole).filter(({ kind }) => kind === 'preference');
    const rows = readLines<Record<'prompt' | 'chosen' | 'rejected', Sample['messages']>>(dpo);
    expect(rows).toEqual(
      pairs.map(({ messages, chosen, rejected }) => ({ prompt: messages, chosen, rejected })),
    );
    for (const { chosen, rejected } of rows)
      expect(chosen[0]!.content).not.toBe(rejected[0]!.content);
  }, 60_000);
});

describe('inspect --html of hostile rows', () => {
  it('shows the text and holds no element, attribute or address of its making', async () => {
    const page = join(dir, 'page.html');
    const inspect = await call('inspect', 'mine', '--n', '50', '--html', page);
    expect(inspect.code).toBe(0);
    const html = readFileSync(page, 'utf8');
    const elements: DefaultTreeAdapterTypes.Element[] = [];
    collect(parse(html), elements);
    expect(elements.map(({ tagName }) => tagName)).not.toContain('script');
    expect(elements.map(({ tagName }) => tagName)).not.toContain('img');
    expect(elements.filter(({ tagName }) => tagName === 'article')).toHaveLength(7);
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(
      attributes.filter(({ name }) => name.startsWith('on') || name === 'href' || name === 'src'),
    ).toEqual([]);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html.replaceAll('\n', '')).not.toMatch(STEERING);
    const policy = elements.find(({ attrs }) =>
      attrs.some(({ value }) => value === 'Content-Security-Policy'),
    );
    expect(policy?.attrs.find(({ name }) => name === 'content')?.value).toContain(
      "default-src 'none'",
    );
  });

  it('nor does the terminal obey them', async () => {
    const { stdout } = await call('inspect', 'mine', '--n', '50');
    expect(stdout).toContain('alert(1)');
    expect(stdout.replaceAll('\n', '')).not.toMatch(STEERING);
  });
});

function collect(
  node: DefaultTreeAdapterTypes.Node,
  into: DefaultTreeAdapterTypes.Element[],
): void {
  if ('tagName' in node) into.push(node);
  for (const child of 'childNodes' in node ? node.childNodes : []) collect(child, into);
}
