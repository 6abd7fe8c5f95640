import {
  appendFileSync,
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
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createRegistry,
  createSmallDataset,
  RECIPE,
  RECIPE_YAML,
  REPORT,
  type SmallDataset,
  stream,
} from '../../test/adversary/small-dataset.ts';
import { type FakeHub, startFakeHub } from '../../test/fake-hub/hub.ts';
import { pushDataset, type PushOptions } from './push.ts';
import type { PushPlan } from './push-plan.ts';
import { writeDataset, type WrittenDataset } from './write.ts';

const TOKEN = 'hf_0123456789secret';
let base: string;
let small: SmallDataset;
let written: WrittenDataset;
let hub: FakeHub;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-push-'));
  small = await createSmallDataset();
  written = await write('run/dataset', 15);
  // What lies beside and among the dataset and must stay at home.
  for (const name of [
    'run/events.jsonl',
    'run/rejected.jsonl',
    'run/dataset/rejected.jsonl',
    'run/dataset/data/notes.txt',
    'run/dataset/.env',
  ]) {
    writeFileSync(join(base, name), 'private');
  }
});
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(async () => {
  vi.stubEnv('HF_TOKEN', TOKEN);
  hub = await startFakeHub(TOKEN);
  vi.stubEnv('HF_ENDPOINT', hub.url);
});
afterEach(() => hub.close());

const write = (name: string, maxShardRows: number): Promise<WrittenDataset> =>
  writeDataset({
    dir: join(base, name),
    samples: stream(small.samples),
    report: REPORT,
    recipe: RECIPE,
    recipeYaml: RECIPE_YAML,
    registry: createRegistry(),
    store: small.store,
    externalLicenses: ['CC-BY-NC-4.0'],
    maxShardRows,
  });
const push = (more: Partial<PushOptions> = {}) =>
  pushDataset({ dir: written.dir, repo: 'someone/rivers', ...more });

describe('push', () => {
  it('sends exactly the sealed files, byte for byte, to a private repository', async () => {
    const plans: PushPlan[] = [];
    const result = await push({ onPlan: (plan) => void plans.push(plan) });
    const repository = hub.repositories.get('someone/rivers')!;
    expect(repository).toMatchObject({ visibility: 'private', commits: 1 });
    const expected = [...written.files.map((file) => file.path), 'manifest.json'].toSorted();
    expect([...repository.files.keys()].toSorted()).toEqual(expected);
    for (const path of expected) {
      expect(repository.files.get(path)!.equals(readFileSync(join(written.dir, path)))).toBe(true);
    }
    expect(result).toMatchObject({
      url: `${hub.url}/datasets/someone/rivers`,
      commit: 'commit-1',
      deleted: [],
    });
    expect(
      hub.requests.filter((request) => request.startsWith('PUT /lfs/')).length,
    ).toBeGreaterThan(2);
    expect(plans).toEqual([result.plan]);
  });

  it('says before it sends which material goes along, under which licences', async () => {
    const stop = new Error('no');
    const seen: PushPlan[] = [];
    await expect(
      push({
        onPlan: (plan) => {
          seen.push(plan);
          throw stop;
        },
      }),
    ).rejects.toBe(stop);
    expect(hub.requests).toEqual([]);
    expect(seen[0]).toMatchObject({
      material: [{ license: 'CC-BY-4.0', documents: 2 }],
      withheld: [{ license: 'CC-BY-NC-4.0', records: 1 }],
      otherRecords: 21,
      blobs: 1,
    });
  });

  it('makes no request in a dry run, and needs no token', async () => {
    vi.stubEnv('HF_TOKEN', '');
    const { plan, url } = await push({ dryRun: true });
    expect(url).toBeNull();
    expect(plan.files.map((file) => file.path)).toContain('data/train-00000-of-00002.parquet');
    expect(plan.bytes).toBe(plan.files.reduce((sum, file) => sum + file.bytes, 0));
    expect(hub.requests).toEqual([]);
  });

  it('takes away shards of an earlier push, and leaves other files of the repository', async () => {
    await push();
    const repository = hub.repositories.get('someone/rivers')!;
    repository.files.set('.gitattributes', Buffer.from('x'));
    const second = await write('second', 100);
    const result = await push({ dir: second.dir });
    expect(result.deleted.toSorted()).toEqual([
      'data/train-00000-of-00002.parquet',
      'data/train-00001-of-00002.parquet',
    ]);
    const data = [...repository.files.keys()].filter((path) => path.startsWith('data/'));
    expect(data.toSorted()).toEqual([
      'data/test-00000-of-00001.parquet',
      'data/train-00000-of-00001.parquet',
    ]);
    expect(repository.files.has('.gitattributes')).toBe(true);
  });

  it('does not write into a public repository unless told so', async () => {
    hub.repositories.set('someone/rivers', { visibility: 'public', files: new Map(), commits: 0 });
    await expect(push()).rejects.toThrow('is public');
    expect(hub.repositories.get('someone/rivers')!.commits).toBe(0);
    await push({ private: false });
    expect(hub.repositories.get('someone/rivers')!.commits).toBe(1);
  });

  it.each([
    [401, 'credential-missing', /does not know this token/, 'repos/create'],
    [403, 'credential-missing', /may not write to someone\/rivers/, 'repos/create'],
    [403, 'credential-missing', /may not write/, 'commit/main'],
    [404, 'hub-failed', /was not found/, 'preupload'],
    [409, 'hub-failed', /changed by someone else/, 'commit/main'],
    [412, 'hub-failed', /changed by someone else/, 'commit/main'],
    [500, 'hub-failed', /answered 500/, '/lfs/'],
    [429, 'hub-failed', /answered 429/, 'tree/main'],
  ])('explains status %i as %s', async (status, code, message, path) => {
    hub.failures.push({ path, status, body: { error: `no, ${TOKEN}` } });
    const error = await push().catch(
      (raised: unknown) => raised as Error & { code: string; hint: string },
    );
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      hint: expect.any(String) as string,
    });
    expect((error as Error).message).not.toContain('secret');
    expect(hub.repositories.get('someone/rivers')?.commits ?? 0).toBe(0);
  });

  it('explains a hub that is not there, a missing token, and a repository without an owner', async () => {
    await expect(push({ endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'hub-failed',
      message: expect.stringContaining('could not be reached') as string,
    });
    vi.stubEnv('HF_TOKEN', '');
    await expect(push()).rejects.toMatchObject({ code: 'credential-missing' });
    await expect(push({ token: 'sk-wrong' })).rejects.toThrow('hf_');
    await expect(push({ repo: 'rivers' })).rejects.toMatchObject({ code: 'recipe-invalid' });
  });

  it('refuses a dataset that was altered, linked or is none', async () => {
    const dir = join(base, 'altered');
    cpSync(written.dir, dir, { recursive: true });
    appendFileSync(join(dir, 'README.md'), 'x');
    await expect(push({ dir })).rejects.toMatchObject({ code: 'material-altered' });
    rmSync(join(dir, 'README.md'));
    symlinkSync(join(written.dir, 'README.md'), join(dir, 'README.md'));
    await expect(push({ dir })).rejects.toThrow('link');
    mkdirSync(join(base, 'none'));
    await expect(push({ dir: join(base, 'none') })).rejects.toThrow('no dataset');
    expect(hub.requests).toEqual([]);
  });

  it('stops when asked to, with nothing committed', async () => {
    const abort = new AbortController();
    await expect(
      push({ signal: abort.signal, onProgress: () => abort.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(hub.repositories.get('someone/rivers')!.commits).toBe(0);
  });
});
