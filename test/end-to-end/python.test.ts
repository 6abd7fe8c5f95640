import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDataset, type VerifyResult } from '../../src/dataset/index.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { makeWholeDataset } from '../adversary/whole-recipe.ts';

const SCRIPT = join(import.meta.dirname, '..', 'python', 'load_dataset.py');

interface Loaded {
  splits: Record<string, number>;
  renderer: string;
  written: { parquet: number; jsonl: number };
  files: { parquet: string; jsonl: string };
}

function python(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('python3', args, {
    encoding: 'utf8',
    env: { ...process.env, HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'false' },
  });
}

const probe = python(
  '-c',
  'import importlib.util as u; print(all(u.find_spec(n) for n in ("datasets", "jinja2")))',
);
const why =
  probe.status !== 0
    ? 'there is no python3'
    : probe.stdout.trim() === 'True'
      ? null
      : 'python3 has no `datasets` or no `jinja2` (pip install datasets jinja2)';
if (why !== null) console.log(`python.test.ts skips: ${why}`);

const verify = (path: string, material?: string): Promise<VerifyResult> =>
  verifyDataset(path, { registry: proofRegistry(), ...(material !== undefined && { material }) });

describe.skipIf(why !== null)('a dataset in the hands of Python', () => {
  let base: string;
  let dataset: string;
  let loaded: Loaded;

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'wellspring-python-'));
    dataset = await makeWholeDataset(join(base, 'whole'), { targets: [20, 10, 8, 16] });
    const { status, stdout, stderr } = python(SCRIPT, dataset, join(base, 'out'));
    if (status !== 0) throw new Error(`load_dataset.py ended with ${status}:\n${stderr}`);
    loaded = JSON.parse(stdout.trim().split('\n').at(-1)!) as Loaded;
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('loads with all its splits; every conversation renders through a chat template', () => {
    const { splits } = JSON.parse(readFileSync(join(dataset, 'manifest.json'), 'utf8')) as Loaded;
    expect(loaded.splits).toEqual(splits);
    expect(Object.values(loaded.splits).reduce((sum, rows) => sum + rows, 0)).toBe(54);
    expect(['transformers', 'jinja2']).toContain(loaded.renderer);
  });

  it.each(['parquet', 'jsonl'] as const)(
    'rows that were filtered there and written as %s verify',
    async (format) => {
      const path = loaded.files[format];
      expect(loaded.written[format]).toBeGreaterThan(4);
      const alone = await verify(path, join(dataset, 'proof'));
      expect(alone).toMatchObject({
        ok: true,
        samples: loaded.written[format],
        failed: [],
        missing: [],
      });

      // In the dataset's place, beside its proof and under its seals.
      const dir = join(base, `filtered-${format}`);
      cpSync(dataset, dir, { recursive: true });
      rmSync(join(dir, 'data'), { recursive: true });
      mkdirSync(join(dir, 'data'));
      cpSync(path, join(dir, 'data', `mine.${format}`));
      expect(await verify(dir)).toMatchObject({
        ok: true,
        samples: loaded.written[format],
        sealed: 54,
      });
    },
  );

  it('a row that was edited there is named', async () => {
    const [first, ...rest] = readFileSync(loaded.files.jsonl, 'utf8').trimEnd().split('\n');
    const row = JSON.parse(first!) as { id: string; answer: string };
    const path = join(base, 'edited.jsonl');
    const edited = JSON.stringify({ ...row, answer: `${row.answer} Surely.` });
    writeFileSync(path, `${[edited, ...rest].join('\n')}\n`);
    const { failed, samples } = await verify(path, join(dataset, 'proof'));
    expect(samples).toBe(loaded.written.jsonl);
    expect(failed.map(({ sample }) => sample)).toEqual([row.id]);
    expect(failed[0]!.reason).toMatch(/its content has the hash/);
  });
});
