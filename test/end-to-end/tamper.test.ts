import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashRecord } from '../../src/core/hash.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Document } from '../../src/core/records/index.ts';
import { type DuckDb, openDuckDb } from '../../src/core/store/duckdb.ts';
import { verifyDataset, type VerifyResult } from '../../src/dataset/index.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { ANY_FORGERIES } from '../adversary/any-forgeries.ts';
import { type FamilyCount, forgeSamples } from '../adversary/forge-samples.ts';
import { editRecipe } from '../adversary/edit-recipe.ts';
import { isTalk, span } from '../adversary/forgery.ts';
import { type OpenedDataset, openForForgery, replaceRecord, reseal } from '../adversary/reseal.ts';
import { RECIPE_FORGERIES } from '../adversary/recipe-forgeries.ts';
import { PAGE_FORGERIES, TALK_FORGERIES } from '../adversary/talk-forgeries.ts';
import { TASK_FORGERIES } from '../adversary/task-forgeries.ts';
import { UNSEEN } from '../adversary/unseen.ts';
import { makeWholeDataset } from '../adversary/whole-recipe.ts';
import { callCli } from '../fixtures/call-cli.ts';

const LONG = process.env['WELLSPRING_LONG'] === '1';
/** Changes of each family; a hundred families make more than five hundred. */
const TIMES = LONG ? 20 : 5;
const BYTES = LONG ? 1000 : 200;

let base: string;
let duckdb: DuckDb;
/** 124 samples of every method, kind and voice. */
let whole: string;
/** 12 samples of the same recipe, so that verifying a changed byte is quick. */
let small: string;
let pristine: OpenedDataset;
let copies = 0;
const tally = new Map<string, FamilyCount & { families: number }>();

const copy = (of: string): string => {
  const dir = join(base, `copy-${copies++}`);
  cpSync(of, dir, { recursive: true });
  return dir;
};
const verify = (dir: string): Promise<VerifyResult> =>
  verifyDataset(dir, { registry: proofRegistry(), duckdb });

const forgeable = (): OpenedDataset => ({
  ...pristine,
  dir: copy(whole),
  samples: structuredClone(pristine.samples),
  records: new Map(structuredClone([...pristine.records])),
});

function count(group: string, counts: Iterable<FamilyCount>): void {
  const total = tally.get(group) ?? { families: 0, made: 0, caught: 0 };
  for (const { made, caught } of counts) {
    total.families++;
    total.made += made;
    total.caught += caught;
  }
  tally.set(group, total);
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'wellspring-whole-'));
  duckdb = await openDuckDb();
  whole = await makeWholeDataset(join(base, 'whole'));
  small = await makeWholeDataset(join(base, 'small'), { name: 'small', targets: [4, 2, 2, 4] });
  pristine = await openForForgery(whole);
}, 60_000);

afterAll(() => {
  duckdb.close();
  rmSync(base, { recursive: true, force: true });
  const rows = [...tally].map(([group, { families, made, caught }]) =>
    [group.padEnd(22), families, made, caught].map((cell) => String(cell).padStart(8)).join(' '),
  );
  console.log(['what was changed       families     made   caught', ...rows].join('\n'));
});

const rowsOf = (dir: string, where: string, to: string): Promise<number> =>
  duckdb.run(
    `COPY (SELECT * FROM read_parquet('${dir}/data/*.parquet') WHERE ${where}) TO '${to}' (FORMAT parquet)`,
  );

describe('nothing changed', () => {
  it('verifies, also with every seal made anew', async () => {
    const intact = await verify(whole);
    expect(intact).toMatchObject({
      ok: true,
      samples: 124,
      sealed: 124,
      manifest: 'intact',
      attested: 0,
    });
    expect(intact.replayed).toBe(intact.checked);
    const dataset = forgeable();
    await reseal(dataset);
    expect(await verify(dataset.dir)).toMatchObject({ ok: true, samples: 124, notes: [] });
  });
});

describe('single bytes', () => {
  it(`are caught by the name of their file, each of ${BYTES}`, async () => {
    const dir = copy(small);
    const files = filesOf(dir);
    const random = createRandom('bytes');
    const missed: string[] = [];
    for (let round = 0; round < BYTES; round++) {
      // Every second change falls on a file drawn evenly, so that small files get their share.
      const path = round % 2 === 0 ? random.pick(files) : bySize(files, random.next());
      const bytes = readFileSync(path);
      const at = random.integer(bytes.length);
      const changed = Buffer.from(bytes);
      changed[at] = bytes[at]! ^ (1 + random.integer(255));
      writeFileSync(path, changed);
      const { ok, failed, missing } = await verify(dir);
      const name = relative(dir, path);
      const word = name.startsWith('proof/blobs/') ? name.slice(-64) : name;
      const named = [...failed, ...missing].some(({ evidence, reason }) =>
        `${evidence} ${reason}`.includes(word),
      );
      if (ok || !named) missed.push(`${name} byte ${at}`);
      writeFileSync(path, bytes);
    }
    count('bytes', [{ made: BYTES, caught: BYTES - missed.length }]);
    expect(missed).toEqual([]);
    expect(await verify(dir)).toMatchObject({ ok: true });
  }, 300_000);
});

describe('changes that contradict the stored material, every seal made anew', () => {
  it.each([
    ['conversations', TALK_FORGERIES],
    ['tasks and pairs', TASK_FORGERIES],
    ['what all carry', ANY_FORGERIES],
  ])(
    'are caught by their contradiction: %s',
    async (group, forgeries) => {
      const context = { pristine, dir: copy(whole), random: createRandom(group), verify };
      const { counts, wrong } = await forgeSamples(forgeries, TIMES, context);
      count(group, counts.values());
      expect(wrong).toEqual([]);
      for (const [family, { made }] of counts)
        expect({ family, made }).toEqual({ family, made: TIMES });
    },
    300_000,
  );

  it.each(Object.entries(PAGE_FORGERIES))('%s', async (_name, { edit, seen }) => {
    const dataset = forgeable();
    const { document: hash } = span(dataset.samples.find(isTalk)!);
    const document = structuredClone(dataset.records.get(hash)) as Document;
    edit(document);
    const changed = replaceRecord(dataset, hash, document);
    await reseal(dataset);
    const { failed } = await verify(dataset.dir);
    const quoting = dataset.samples.filter((one) => isTalk(one) && span(one).document === changed);
    const caught = quoting.filter(({ id }) =>
      failed.some(({ sample, reason }) => sample === id && seen.test(reason)),
    );
    count('pages', [{ made: quoting.length, caught: caught.length }]);
    // A word that is changed need not stand in every quotation of the page.
    expect(caught.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ sample }) => sample)).size).toBeLessThanOrEqual(quoting.length);
  });

  it.each(Object.entries(RECIPE_FORGERIES))(
    'the recipe’s record: %s',
    async (_name, { edit, seen }) => {
      const dataset = forgeable();
      editRecipe(dataset, edit);
      await reseal(dataset);
      const { failed, unknown, manifest } = await verify(dataset.dir);
      expect(manifest).toBe('intact');
      const reasons = [...failed, ...unknown].map(({ reason }) => reason).join('\n');
      count('the recipe’s record', [{ made: 1, caught: seen.test(reasons) ? 1 : 0 }]);
      expect(reasons).toMatch(seen);
    },
  );

  it('a whole group moved to another split', async () => {
    const dataset = forgeable();
    const { groups } = dataset.samples.find(({ split }) => split === 'test')!;
    const moved = dataset.samples.filter((sample) => sample.groups[0] === groups[0]);
    for (const sample of moved) sample.split = 'train';
    await reseal(dataset);
    const { failed } = await verify(dataset.dir);
    expect(failed).toHaveLength(moved.length);
    expect(failed[0]!.reason).toMatch(
      /it is in train, and the recipe's seed puts its group in test/,
    );
  });
});

describe('what replay cannot see', () => {
  const documented = readFileSync(join(import.meta.dirname, '../../docs/proof.md'), 'utf8');

  it.each(UNSEEN)('passes and stands in docs/proof.md: $change', async ({ row, edit }) => {
    const line = documented.split('\n').find((text) => text.startsWith(`| ${row}`));
    expect(line, `docs/proof.md has no row "${row}"`).toBeDefined();
    expect(line!.split('|')[2]).toContain('**no**');
    const dataset = forgeable();
    const before = dataset.samples.map((sample) => hashRecord(sample)).join();
    await edit(dataset);
    await reseal(dataset);
    const after = dataset.samples.map((sample) => hashRecord(sample)).join();
    const files = filesOf(dataset.dir).some(
      (path) => !readFileSync(path).equals(readFileSync(join(whole, relative(dataset.dir, path)))),
    );
    expect(after !== before || files).toBe(true);
    const { ok, failed } = await verify(dataset.dir);
    expect(failed).toEqual([]);
    expect(ok).toBe(true);
  });
});

describe('parts, mixtures and copies', () => {
  it('rows filtered out are no error', async () => {
    const dir = copy(whole);
    rmSync(join(dir, 'data'), { recursive: true });
    mkdirSync(join(dir, 'data'));
    await rowsOf(whole, "kind = 'task' AND hash < '8'", join(dir, 'mine.parquet'));
    const result = await verify(dir);
    expect(result).toMatchObject({ ok: true, failed: [], sealed: 124 });
    expect(result.samples).toBeGreaterThan(10);
    expect(result.samples).toBeLessThan(60);
  });

  it('a copy elsewhere verifies, and by the command line', async () => {
    const dir = copy(whole);
    expect(await verify(dir)).toMatchObject({ ok: true, samples: 124 });
    expect((await callCli(['verify', dir, '--json'])).code).toBe(0);
  });

  it('rows of another dataset are named as strangers; without seals both hold by their own proofs', async () => {
    const other = await makeWholeDataset(join(base, 'other'), {
      name: 'other',
      seed: 12,
      targets: [6, 4, 4, 6],
    });
    const mixed = copy(whole);
    await rowsOf(other, 'true', join(mixed, 'data', 'more.parquet'));
    const result = await verify(mixed);
    const strangers = result.failed.filter(
      ({ reason }) => reason === 'it is not in the sealed list of samples',
    );
    expect(strangers).toHaveLength(20);
    expect(result.totals.failed).toBe(20);

    rmSync(join(mixed, 'manifest.json'));
    rmSync(join(mixed, 'proof/samples.jsonl'));
    const proofs = join(other, 'proof');
    const both = await verifyDataset(mixed, {
      registry: proofRegistry(),
      duckdb,
      material: proofs,
    });
    // A page or world may be held out by one seed and not by the other: that alone is said.
    expect(both.failed.filter(({ reason }) => !/is in \w+ and in/.test(reason))).toEqual([]);
    expect(both).toMatchObject({ samples: 144, missing: [], unknown: [], manifest: 'absent' });
    expect((await callCli(['verify', mixed, '--json'])).code).toBe(6);
  }, 60_000);

  it('an absent record is missing (7), an altered one altered (6), and the two are told apart', async () => {
    const dir = copy(whole);
    const objects = join(dir, 'proof/objects-00000.jsonl');
    const lines = readFileSync(objects, 'utf8').trimEnd().split('\n');
    const at = lines.findIndex((line) => line.includes('"type":"curriculum-world"'));

    writeFileSync(objects, `${lines.toSpliced(at, 1).join('\n')}\n`);
    const absent = await verify(dir);
    expect(absent).toMatchObject({ ok: false, failed: [], totals: { failed: 0, unknown: 0 } });
    expect(absent.totals.missing).toBeGreaterThan(0);
    expect((await callCli(['verify', dir, '--json'])).code).toBe(7);

    const altered = lines[at]!.replace('"curriculum-world"', '"curriculum-wurld!"');
    writeFileSync(objects, `${lines.with(at, altered).join('\n')}\n`);
    const result = await verify(dir);
    expect(result.totals.failed).toBeGreaterThan(0);
    expect(result.failed.map(({ reason }) => reason).join('\n')).toMatch(/hash|altered/);
    expect((await callCli(['verify', dir, '--json'])).code).toBe(6);

    writeFileSync(objects, `${lines.toSpliced(at, 1).join('\n')}\n`);
    const completed = await callCli(['verify', dir, '--material', join(whole, 'proof'), '--json']);
    expect(completed.code).toBe(0);
  });
});

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function bySize(files: readonly string[], at: number): string {
  const sizes = files.map((file) => readFileSync(file).length);
  let left = at * sizes.reduce((sum, size) => sum + size, 0);
  return files[sizes.findIndex((size) => (left -= size) < 0)] ?? files[0]!;
}
