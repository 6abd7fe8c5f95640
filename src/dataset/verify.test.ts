import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRegistry,
  createSmallDataset,
  RECIPE,
  RECIPE_YAML,
  REPORT,
  type SmallDataset,
  stream,
} from '../../test/adversary/small-dataset.ts';
import { openDuckDb, sqlString } from '../core/store/duckdb.ts';
import { type Manifest, sealManifest } from './manifest.ts';
import { verifyDataset } from './verify.ts';
import type { VerifyResult } from './verify-result.ts';
import { writeDataset } from './write.ts';

let base: string;
let small: SmallDataset;
let intact: string;
let copies = 0;

const copy = (from = intact): string => {
  const to = join(base, `copy-${copies++}`);
  cpSync(from, to, { recursive: true });
  return to;
};
const verify = (path: string, material?: string): Promise<VerifyResult> =>
  verifyDataset(path, { registry: createRegistry(), ...(material ? { material } : {}) });
const manifestOf = (dir: string): Manifest =>
  JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest;

async function sql(query: string): Promise<void> {
  const duckdb = await openDuckDb();
  await duckdb.run(query);
  duckdb.close();
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-verify-'));
  small = await createSmallDataset();
  intact = join(base, 'intact');
  await writeDataset({
    dir: intact,
    samples: stream(small.samples),
    report: REPORT,
    recipe: RECIPE,
    recipeYaml: RECIPE_YAML,
    registry: createRegistry(),
    store: small.store,
    maxShardRows: 15,
  });
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('verify: what holds', () => {
  it('passes an intact dataset and counts what it replayed', async () => {
    const result = await verify(intact);
    expect(result.failed).toEqual([]);
    expect(result).toMatchObject({
      ok: true,
      samples: 40,
      attested: 40,
      manifest: 'intact',
      sealed: 40,
      missing: [],
      unknown: [],
      notes: [],
    });
    // 40 evidences, 20 passages, 3 images, 40 own checks, 40 lengths, 40 runs of the dataset gate.
    const images = small.samples.filter(
      (sample) => typeof sample.messages[0]!.content !== 'string',
    ).length;
    expect(result.replayed).toBe(40 + 20 + images + 40 + 40 + 40);
    expect(result.checked).toBe(result.replayed + result.attested);
    expect(result.tally.answers).toEqual({ program: 20, quotation: 20 });
  });

  it('passes a copy, and one shard of it beside or apart from its proof', async () => {
    const dir = copy();
    expect((await verify(dir)).ok).toBe(true);
    const shard = join(
      dir,
      manifestOf(dir).files.find((file) => file.path.startsWith('data/train'))!.path,
    );
    const beside = await verify(shard);
    expect(beside).toMatchObject({ ok: true, samples: 15 });
    const apart = join(base, 'apart');
    mkdirSync(apart);
    cpSync(shard, join(apart, 'rows.parquet'));
    const alone = await verify(join(apart, 'rows.parquet'));
    expect(alone).toMatchObject({ ok: false, failed: [], samples: 15 });
    expect(alone.totals.missing).toBeGreaterThan(0);
    expect(await verify(join(apart, 'rows.parquet'), join(dir, 'proof'))).toMatchObject({
      ok: true,
      samples: 15,
    });
    expect(await verify(join(apart, 'rows.parquet'), dir)).toMatchObject({ ok: true });
  });

  it('passes rows that were filtered and written under the same name', async () => {
    const dir = copy();
    for (const { path } of manifestOf(dir).files.filter((file) => file.rows !== undefined)) {
      const old = sqlString(join(dir, path));
      await sql(
        `CREATE TABLE t AS SELECT * FROM ${old} WHERE kind = 'talk'; COPY t TO ${old} (FORMAT parquet)`,
      );
    }
    const result = await verify(dir);
    expect(result.failed).toEqual([]);
    expect(result).toMatchObject({ ok: true, samples: 20, sealed: 40 });
    expect(result.notes.join('\n')).toContain('20 of 40 sealed samples');
  });

  it.each(['parquet', 'jsonl'])(
    'passes rows that were filtered and written as other files (%s)',
    async (format) => {
      const dir = copy();
      const all = sqlString(join(dir, 'data', '*.parquet'));
      const out = join(dir, `mine [1].${format}`);
      await sql(
        `COPY (SELECT * FROM ${all} WHERE id < '8' ORDER BY id DESC) TO ${sqlString(out)} (FORMAT ${format === 'jsonl' ? 'json' : 'parquet'})`,
      );
      rmSync(join(dir, 'data'), { recursive: true });
      const result = await verify(dir);
      expect(result.failed).toEqual([]);
      expect(result.ok).toBe(true);
      expect(result.samples).toBe(small.samples.filter((sample) => sample.id < '8').length);
      expect(await verify(out)).toMatchObject({ ok: true, samples: result.samples });
    },
  );

  it('passes whole samples as JSON lines, with no manifest', async () => {
    const dir = copy();
    rmSync(join(dir, 'data'), { recursive: true });
    rmSync(join(dir, 'manifest.json'));
    writeFileSync(
      join(dir, 'all.jsonl'),
      small.samples.map((sample) => JSON.stringify(sample)).join('\n'),
    );
    expect(await verify(dir)).toMatchObject({ ok: true, samples: 40, manifest: 'absent' });
  });

  it('says that a shard was rewritten when no row is gone', async () => {
    const dir = copy();
    const { path } = manifestOf(dir).files.find((file) => file.path.startsWith('data/test'))!;
    const old = sqlString(join(dir, path));
    await sql(
      `CREATE TABLE t AS SELECT * FROM ${old}; COPY t TO ${old} (FORMAT parquet, COMPRESSION uncompressed)`,
    );
    const result = await verify(dir);
    expect(result.failed).toEqual([
      { sample: null, evidence: path, reason: expect.stringContaining('altered') as string },
    ]);
  });
});

describe('verify: what does not hold', () => {
  it('tells a missing record from an altered one', async () => {
    const dir = copy();
    const path = join(dir, 'proof/objects-00000.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('world 4"'));
    writeFileSync(path, lines.toSpliced(at, 1).join('\n'));
    const missing = await verify(dir);
    expect(missing).toMatchObject({ ok: false, failed: [], totals: { failed: 0, missing: 1 } });
    expect(missing.missing[0]!.evidence).toBe('evidence[0] trace@1');

    writeFileSync(path, lines.with(at, lines[at]!.replace('"b":22', '"b":2222')).join('\n'));
    const altered = await verify(dir);
    expect(altered.missing).toEqual([]);
    expect(altered.failed.map(({ reason }) => reason).join('\n')).toMatch(
      /does not match its hash[\s\S]*was altered/,
    );
  });

  it('reports a missing image as missing and an altered one as failed', async () => {
    const dir = copy();
    const blob = manifestOf(dir).files.find((file) => file.path.startsWith('proof/blobs/'))!;
    rmSync(join(dir, blob.path));
    expect(await verify(dir)).toMatchObject({ ok: false, failed: [] });
    writeFileSync(join(dir, blob.path), 'another picture');
    expect((await verify(dir)).missing).toEqual([]);
    expect((await verify(dir)).totals.failed).toBeGreaterThan(1);
  });

  it('counts what this build does not know as unknown, not as passed', async () => {
    const registry = createRegistry();
    const result = await verifyDataset(intact, {
      registry: {
        ...registry,
        prover: (name) => (name === 'trace@1' ? undefined : registry.prover(name)),
        replayer: () => undefined,
      },
    });
    expect(result).toMatchObject({ ok: false, failed: [], totals: { unknown: 20 + 80 } });
  });

  it('fails a check that claims to be attested where verify can replay it', async () => {
    const registry = createRegistry();
    const strict = {
      ...registry,
      replayer: (name: string, recipe: unknown) =>
        registry.replayer(name === 'judge@1' ? 'length@1' : name, recipe),
    };
    const result = await verifyDataset(intact, { registry: strict });
    expect(result.totals.failed).toBe(40);
  });

  it('refuses paths that leave the folder, links, and a manifest that is not exact', async () => {
    for (const path of ['../x', '/etc/hostname', 'data/../../x', 'data\\x', 'C:x', '']) {
      const dir = copy();
      const { hash: _hash, ...content } = manifestOf(dir);
      content.files.push({ path, sha256: '0'.repeat(64), bytes: 1 });
      writeFileSync(join(dir, 'manifest.json'), sealManifest(content));
      expect((await verify(dir)).failed.map(({ reason }) => reason).join()).toContain('refused');
    }
    const linked = copy();
    rmSync(join(linked, 'README.md'));
    symlinkSync('/etc/hostname', join(linked, 'README.md'));
    expect((await verify(linked)).failed[0]!.reason).toContain('link');

    const spaced = copy();
    writeFileSync(join(spaced, 'manifest.json'), JSON.stringify(manifestOf(spaced), null, 1));
    expect(await verify(spaced)).toMatchObject({ ok: false, manifest: 'altered' });
  });

  it('never throws on hostile files', async () => {
    const dir = copy();
    rmSync(join(dir, 'data'), { recursive: true });
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const row = { ...small.samples[0]!, tags: { deep: 1 } };
    writeFileSync(join(dir, 'deep.jsonl'), JSON.stringify(row).replace('{"deep":1}', deep));
    writeFileSync(join(dir, 'broken.parquet'), 'PAR1 and nothing more PAR1');
    writeFileSync(join(dir, 'empty.parquet'), '');
    writeFileSync(join(dir, 'latin.jsonl'), Buffer.from([0x7b, 0xff, 0x7d]));
    writeFileSync(join(dir, 'other.jsonl'), '{"messages":[]}\n');
    writeFileSync(
      join(dir, 'proof/objects-00001.jsonl'),
      `{"hash":"${'0'.repeat(64)}","record":${deep}}\n\u0000\nnull\n`,
    );
    const result = await verify(dir);
    expect(result.ok).toBe(false);
    const named = result.failed.map(({ evidence }) => evidence);
    for (const name of [
      'deep.jsonl row 0',
      'broken.parquet',
      'empty.parquet',
      'latin.jsonl',
      'proof/objects-00001.jsonl',
    ]) {
      expect(named).toContain(name);
    }
    expect(result.notes.join('\n')).toContain('other.jsonl holds no rows');
  });

  it('lets nothing unproved lie where the hub loads data from', async () => {
    const dir = copy();
    const out = join(dir, 'data/train-00009-of-00009.parquet');
    await sql(`COPY (SELECT 'poison' AS text) TO ${sqlString(out)} (FORMAT parquet)`);
    expect((await verify(dir)).failed).toEqual([
      {
        sample: null,
        evidence: 'data/train-00009-of-00009.parquet',
        reason: 'it holds no rows of a dataset',
      },
    ]);
    rmSync(out);
    symlinkSync(join(intact, 'manifest.json'), out);
    expect((await verify(dir)).failed[0]!.reason).toContain('refused');
  });

  it('fails rows that come twice, and a folder without rows', async () => {
    const dir = copy();
    const { path } = manifestOf(dir).files.find((file) => file.path.startsWith('data/test'))!;
    cpSync(join(dir, path), join(dir, 'again.parquet'));
    expect((await verify(dir)).failed[0]!.reason).toContain('twice');
    const empty = join(base, 'empty');
    mkdirSync(empty);
    expect((await verify(empty)).failed[0]!.reason).toContain('no row');
    await expect(verify(join(base, 'nowhere'))).rejects.toThrow('nothing is at');
  });

  it('runs dataset gates again in commit order, across splits and shards', async () => {
    const registry = createRegistry();
    const seen: string[] = [];
    const result = await verifyDataset(intact, {
      registry: {
        ...registry,
        datasetGates: async () => [
          {
            name: 'exact-duplicates@1',
            gate: {
              scope: 'dataset',
              check: () => ({ name: 'exact-duplicates@1', basis: 'replayed', verdict: 'pass' }),
              commit: (draft) => void seen.push(draft.id),
              stateBytes: () => 0,
            },
          },
        ],
      },
    });
    expect(result.ok).toBe(true);
    expect(seen).toEqual(small.samples.map((sample) => sample.id));
  });

  it('prints nothing that a terminal would obey', async () => {
    const dir = copy();
    rmSync(join(dir, 'data'), { recursive: true });
    const row = { ...small.samples[0]!, id: '\u001b[2Jgone\n', kind: '\u202E' };
    writeFileSync(join(dir, 'rows.jsonl'), JSON.stringify(row));
    const [finding] = (await verify(dir)).failed;
    expect(finding!.sample).toContain('gone');
    expect(finding!.sample).not.toMatch(/\p{Cc}/u);
  });

  it('stops when asked to', async () => {
    const registry = createRegistry();
    await expect(verifyDataset(intact, { registry, signal: AbortSignal.abort() })).rejects.toThrow(
      'stopped',
    );
  });
});
