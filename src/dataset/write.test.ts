import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parse } from 'yaml';
import {
  createRegistry,
  createSmallDataset,
  RECIPE,
  RECIPE_HASH,
  RECIPE_YAML,
  REPORT,
  seal,
  type SmallDataset,
  stream,
} from '../../test/adversary/small-dataset.ts';
import { VERSION } from '../core/version.ts';
import { hashFile } from '../core/store/hash-file.ts';
import { type Manifest, sealManifest } from './manifest.ts';
import { openDuckDb, sqlString } from '../core/store/duckdb.ts';
import { readDataset } from './read.ts';
import { verifyDataset } from './verify.ts';
import { writeDataset, type WriteDatasetOptions } from './write.ts';

let base: string;
let small: SmallDataset;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-write-'));
  small = await createSmallDataset();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const options = (name: string, more: Partial<WriteDatasetOptions> = {}): WriteDatasetOptions => ({
  dir: join(base, name),
  samples: stream(small.samples),
  report: REPORT,
  recipe: RECIPE,
  recipeYaml: RECIPE_YAML,
  registry: createRegistry(),
  store: small.store,
  ...more,
});

describe('writeDataset', () => {
  it('writes the layout that the manifest lists, and nothing else', async () => {
    const { files, hash } = await writeDataset(options('layout', { maxShardRows: 15 }));
    const dir = join(base, 'layout');
    const found = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
      .toSorted();
    expect(found).toEqual([...files.map((file) => file.path), 'manifest.json'].toSorted());
    expect(found).toEqual(
      expect.arrayContaining([
        'README.md',
        'recipe.yaml',
        'proof/objects-00000.jsonl',
        'proof/samples.jsonl',
        'data/train-00000-of-00002.parquet',
        'data/train-00001-of-00002.parquet',
        'data/test-00000-of-00001.parquet',
      ]),
    );
    for (const { path, sha256, bytes } of files)
      expect(await hashFile(join(dir, path))).toEqual({ sha256, bytes });
    const text = readFileSync(join(dir, 'manifest.json'), 'utf8');
    const { hash: own, ...content } = JSON.parse(text) as Manifest;
    expect(text).toBe(sealManifest(content));
    expect(own).toBe(hash);
    expect(readFileSync(join(dir, 'recipe.yaml'), 'utf8')).toBe(RECIPE_YAML);
    const lines = readFileSync(join(dir, 'proof/objects-00000.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { hash: string }).hash)).toEqual(
      lines.map((line) => line.slice(9, 73)).toSorted(),
    );
    expect(lines.length).toBe(20 + 3 + 1);
  });

  it('gives the same bytes again, and other bytes for other samples', async () => {
    const [one, two] = [
      await writeDataset(options('same-1')),
      await writeDataset(options('same-2')),
    ];
    expect(two.hash).toBe(one.hash);
    const less = await writeDataset(options('same-3', { samples: stream(small.samples.slice(1)) }));
    expect(less.hash).not.toBe(one.hash);
  });

  it('gives its samples back in commit order', async () => {
    await writeDataset(options('order', { maxShardRows: 7 }));
    expect(await collect(readDataset(join(base, 'order')))).toEqual(small.samples);
  });

  it('keeps turns as lists of {role, content} that other readers see', async () => {
    await writeDataset(options('columns'));
    const duckdb = await openDuckDb();
    const [row] = await duckdb.rows(
      `SELECT messages, groups, answer FROM ${sqlString(join(base, 'columns/data/*.parquet'))} WHERE kind = 'sum' AND tags LIKE '%sum%' ORDER BY length(answer), answer LIMIT 1`,
    );
    duckdb.close();
    expect(row).toMatchObject({
      answer: '3',
      messages: [
        { role: 'user', content: 'What is 1 + 2?' },
        { role: 'assistant', content: 'The sum of 1 and 2 is 3.' },
      ],
    });
  });

  it('keeps the old dataset until the new one is whole', async () => {
    const dir = join(base, 'swap');
    const first = await writeDataset(options('swap'));
    const broken = async function* () {
      yield* small.samples.slice(0, 5);
      throw new Error('the power went');
    };
    await expect(writeDataset(options('swap', { samples: broken() }))).rejects.toThrow(
      'the power went',
    );
    expect(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'))).toMatchObject({
      hash: first.hash,
    });
    expect(readdirSync(base).filter((name) => name.includes('swap'))).toEqual(['swap']);
    const second = await writeDataset(
      options('swap', { samples: stream(small.samples.slice(0, 9)) }),
    );
    expect(second.samples).toBe(9);
    expect((await verifyDataset(dir, { registry: createRegistry() })).ok).toBe(true);
  });

  it('puts back a dataset that a killed process had moved aside', async () => {
    const aside = join(base, '.killed.outgoing');
    mkdirSync(aside);
    writeFileSync(join(aside, 'manifest.json'), 'the old one');
    const failing = writeDataset(options('killed', { signal: AbortSignal.abort() }));
    await expect(failing).rejects.toThrow('stopped');
    expect(readFileSync(join(base, 'killed/manifest.json'), 'utf8')).toBe('the old one');
    expect(existsSync(aside)).toBe(false);
  });

  it('does not replace a folder that is no dataset', async () => {
    mkdirSync(join(base, 'holiday'));
    writeFileSync(join(base, 'holiday/photo.jpg'), 'sea');
    await expect(writeDataset(options('holiday'))).rejects.toThrow('photo.jpg');
    expect(readFileSync(join(base, 'holiday/photo.jpg'), 'utf8')).toBe('sea');
  });

  it('writes an empty dataset that says so', async () => {
    await writeDataset(options('nothing', { samples: stream([]) }));
    const result = await verifyDataset(join(base, 'nothing'), { registry: createRegistry() });
    expect(result.failed.map(({ reason }) => reason)).toEqual([
      'no row of a dataset was found here',
    ]);
  });

  it.each([
    ['another hash', { hash: '0'.repeat(64) }, /hash is not that of its content/],
    ['a failed check', undefined, /did not pass/],
    ['another recipe', undefined, /made by recipe/],
  ])('refuses a sample with %s', async (what, change, reason) => {
    const { id: _id, hash: _hash, ...open } = small.samples[0]!;
    let sample = { ...small.samples[0]!, ...change };
    if (what === 'a failed check')
      sample = seal({ ...open, checks: [{ ...open.checks[0]!, verdict: 'unknown' }] });
    if (what === 'another recipe')
      sample = seal({ ...open, lineage: { ...open.lineage, recipe: '1'.repeat(64) } });
    await expect(writeDataset(options('refused', { samples: stream([sample]) }))).rejects.toThrow(
      reason,
    );
    expect(existsSync(join(base, 'refused'))).toBe(false);
  });

  it('refuses a sample that comes twice or leaks a group', async () => {
    const [one] = small.samples;
    await expect(writeDataset(options('twice', { samples: stream([one!, one!]) }))).rejects.toThrow(
      'twice',
    );
    const { id: _id, hash: _hash, ...open } = one!;
    const leak = seal({ ...open, split: 'test', lineage: { ...open.lineage, candidate: 1 } });
    await expect(writeDataset(options('leak', { samples: stream([one!, leak]) }))).rejects.toThrow(
      'is in train and in test',
    );
  });
});

describe('material that may not be shipped', () => {
  it('leaves hashes in its place, which --material completes', async () => {
    const withheldDir = join(base, 'withheld');
    await writeDataset(options('external', { externalLicenses: ['CC-BY-NC-4.0'], withheldDir }));
    const dir = join(base, 'external');
    const objects = readFileSync(join(dir, 'proof/objects-00000.jsonl'), 'utf8');
    const stubs = objects.split('\n').filter((line) => line.startsWith('{"external":true'));
    expect(stubs.map((line) => JSON.parse(line) as object)).toEqual([
      {
        external: true,
        hash: expect.any(String) as string,
        license: 'CC-BY-NC-4.0',
        uri: 'pages/rivers-5.md',
      },
    ]);
    expect(objects).not.toContain('Page 5 tells');
    await writeDataset(options('external', { externalLicenses: ['CC-BY-NC-4.0'], withheldDir }));
    const alone = await verifyDataset(dir, { registry: createRegistry() });
    expect(alone).toMatchObject({ ok: false, failed: [], unknown: [] });
    const talks = small.samples.filter((sample) => sample.licenses.includes('CC-BY-NC-4.0')).length;
    expect(alone.totals.missing).toBe(2 * talks);
    expect(alone.missing[0]!.reason).toContain('material absent: pages/rivers-5.md');
    expect(
      await verifyDataset(dir, { registry: createRegistry(), material: withheldDir }),
    ).toMatchObject({ ok: true, missing: [] });
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).toContain('1 contents are withheld');
  });
});

describe('material that may be shipped', () => {
  it('leaves the folder for withheld material alone', async () => {
    const withheldDir = join(base, 'not-needed');
    await writeDataset(options('open', { externalLicenses: ['GPL-3.0'], withheldDir }));
    expect(existsSync(withheldDir)).toBe(false);
  });
});

describe('the card', () => {
  const hostile =
    '---\nlicense: mit\n---\n# Free `money` <script>alert(1)</script> [x](javascript:0) | cell\u202E\r\n```';

  it('says what the run was, in the form that the hub reads', async () => {
    await writeDataset(
      options('card', {
        diversity: {
          texts: 40,
          distinct: { 2: 0.5 },
          mtld: null,
          curve: [{ share: 0.25, texts: 10, distinct: { 2: 0.75 } }],
        },
      }),
    );
    const card = readFileSync(join(base, 'card/README.md'), 'utf8');
    const header = parse(card.split('---\n')[1]!) as Record<string, unknown>;
    expect(header).toEqual({
      pretty_name: 'small',
      license: ['cc-by-4.0', 'cc-by-nc-4.0'],
      language: ['en'],
      size_categories: ['n<1K'],
      task_categories: ['text-generation', 'question-answering'],
      tags: ['synthetic', 'wellspring', 'provenance', 'curriculum', 'personas'],
      configs: [
        {
          config_name: 'default',
          data_files: [
            { split: 'train', path: 'data/train-*.parquet' },
            { split: 'test', path: 'data/test-*.parquet' },
          ],
        },
      ],
    });
    for (const part of [
      '`local/tiny`',
      '`answer-stated` 3',
      '`groups-cross-splits` 2',
      '`too-large` 1',
      '`program` 20',
      '`quotation` 20',
      '`replayed` 120',
      '`attested` 40',
      '`judge@1 (attested)` 40',
      '`template` 20',
      '| distinct-2 | 0.75 | **0.5** | Different pairs of words among all pairs: higher is more varied. |',
      'Synthetic training data: 40 samples',
      'load_dataset("PATH")',
      '| `messages` | `list of struct` | the conversation',
      '"answer_basis": "program"',
      `With a clone of Wellspring ${VERSION}`,
      'The `hash` in `manifest.json` seals every file here',
      RECIPE_HASH,
      '{"maxCharacters":400}',
      'npx wellspring verify PATH',
    ]) {
      expect(card).toContain(part);
    }
    expect(card).toContain(`\`\`\`\`yaml\n${RECIPE_YAML}\`\`\`\`\n`);
  });

  it('lets no name, licence or title become markup', async () => {
    const report = structuredClone(REPORT);
    report.name = hostile;
    report.models[0]!.model = report.models[0]!.terms = report.models[0]!.priceSource = hostile;
    report.gates[0]!.summary = report.parts[0]!.material = report.sources[0]!.name = hostile;
    report.parts[0]!.rejected = { [hostile]: 1 };
    await writeDataset(
      options('hostile', {
        report,
        license: hostile,
        recipeYaml: `a: |\n  ${hostile}\n`,
        diversity: { [hostile]: hostile },
      }),
    );
    const card = readFileSync(join(base, 'hostile/README.md'), 'utf8');
    const end = card.indexOf('\n---\n', 4);
    const header = parse(card.slice(4, end)) as Record<string, string>;
    expect(header).toMatchObject({ license: 'other' });
    expect(header['license_name']).toContain('Free');
    const body = card.slice(end + 5);
    const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const nodes: { type: string; depth?: number; children?: unknown[] }[] = [tree as never];
    for (const node of nodes) nodes.push(...((node.children ?? []) as typeof nodes));
    const types = new Set(nodes.map((node) => node.type));
    for (const type of ['html', 'link', 'image', 'definition', 'thematicBreak'])
      expect(types).not.toContain(type);
    expect(nodes.filter((node) => node.type === 'heading' && node.depth === 1)).toHaveLength(1);
    const widths = nodes
      .filter((node) => node.type === 'table')
      .map((node) => (node.children as typeof nodes).map((row) => row.children!.length));
    expect(widths).toHaveLength(6);
    for (const rows of widths) expect(new Set(rows).size).toBe(1);
    expect(body.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '')).not.toContain('\u202E');
  });
});
